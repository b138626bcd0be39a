using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Touchstone.City.Registers;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>What stands in the cells of a register, as a person reads it, and where a row is shown.</summary>
internal static class RegisterCells
{
    private const decimal FenIn10kYuan = 1_000_000m;

    public static bool IsNumber(RegisterField field) => field.Kind is FieldKind.Whole or FieldKind.Amount or FieldKind.Money;

    /// <summary>The cell in words; empty where there is nothing.</summary>
    public static Text Of(RegisterField field, RegisterCell cell)
    {
        if (cell.IsMasked) return Words.Registers.Masked;
        if (!cell.Label.IsEmpty) return cell.Label;
        return cell.Value switch
        {
            null => default,
            long fen when field.Kind == FieldKind.Money => Text.Same((fen / FenIn10kYuan).ToString("#,##0.######", Language.Culture)),
            long year when IsYear(field) => Text.Same(year.ToString(CultureInfo.InvariantCulture)),
            long number => Text.Same(number.ToString("#,##0", Language.Culture)),
            double number => Text.Same(Numbers.Show(number)),
            DateOnly day => Text.Same(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            _ => Text.Same(cell.Value.ToString() ?? ""),
        };
    }

    /// <summary>As it stands in a field of a form: the code of a choice, money in 万元 without separators.</summary>
    public static string InField(RegisterField field, RegisterCell cell) => cell.Value switch
    {
        null => "",
        _ when field.Kind == FieldKind.Reference => cell.Key ?? "",
        long fen when field.Kind == FieldKind.Money => (fen / FenIn10kYuan).ToString("0.######", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    /// <summary>The name of a row with all its fields, else its key.</summary>
    public static string NameOf(Register register, RegisterLine line) => register.Find("name") is { } name && line.Cells[register.Fields.IndexOf(name)].Value is string said ? said : line.Key;

    private static bool IsYear(RegisterField field) => field.Kind == FieldKind.Whole && field.Unit.IsEmpty && field.Least >= 1000;

    public static string Page(string register) => "/registers/" + Uri.EscapeDataString(register);
    public static string Row(string register, long id) => string.Create(CultureInfo.InvariantCulture, $"{Page(register)}/{id}");

    /// <summary>Where a row is read: a firm has a file of its own.</summary>
    public static string Shown(string register, long id) => register == "firms" ? EnterpriseLinks.Firm(id) : Row(register, id);

    /// <summary>The row a reference points to; null where it points to none.</summary>
    public static string? Referred(RegisterField field, RegisterCell cell) => cell.Value is long id && field.Target is { } target ? Shown(target, id) : null;

    /// <summary>The view in an address: what belongs to the shell is left out, and two fields of a form (<c>.from</c>, <c>.to</c>) become one range. The reader's "as known on" holds unless the view has its own.</summary>
    public static Outcome<RegisterView> ViewOf(Register register, Here here)
    {
        var own = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, value) in here.Query)
        {
            string name = key.EndsWith(".from", StringComparison.Ordinal) ? key[..^5] : key.EndsWith(".to", StringComparison.Ordinal) ? key[..^3] : key;
            if (name != key) own[name] = $"{here[name + ".from"]}..{here[name + ".to"]}";
            else if (!IsOfTheShell(key) || register.Find(key) is not null) own[key] = value;
        }
        if (CityReading.Known(here).Day is { } day) own.TryAdd(RegisterView.KnownKey, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return RegisterView.Parse(register, QueryHelpers.AddQueryString("", own));
    }

    private static bool IsOfTheShell(string key) => key is "lang" or "theme" or "city" or "period" or "asof" or "problem" or "done" or "day";
}
