using System.Globalization;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>Values of fields as text and as cells: canonical for history and programs, as people write them for files.</summary>
internal static class FieldText
{
    /// <summary>The most characters of a text that is looked up by an index.</summary>
    public const int MostIndexed = 200;

    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    /// <summary>One spelling a value, independent of language: what history keeps and what is compared. Money in fen.</summary>
    public static string? Canonical(object? value) => value switch
    {
        null => null,
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => Numbers.Write(number),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A field holds no {value.GetType().Name}."),
    };

    /// <summary>Reads what <see cref="Canonical"/> wrote.</summary>
    public static object? FromCanonical(RegisterField field, string? text) => text is null ? null : field.Kind switch
    {
        FieldKind.Text or FieldKind.Note or FieldKind.Choice or FieldKind.Area => text,
        FieldKind.Whole or FieldKind.Money or FieldKind.Reference => long.Parse(text, CultureInfo.InvariantCulture),
        FieldKind.Amount => double.Parse(text, CultureInfo.InvariantCulture),
        FieldKind.Day => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>As a cell of a workbook: numbers as numbers, days as days, money in 万元, choices by name.</summary>
    public static SourceCell Cell(RegisterField field, object? value, string language) => value switch
    {
        null => SourceCell.Empty,
        DateOnly day => SourceCell.OfDate(day),
        long fen when field.Kind == FieldKind.Money => SourceCell.OfNumber((double)(fen / MoneyUnits.FenIn10kYuan)),
        long number => SourceCell.OfNumber(number),
        double number => SourceCell.OfNumber(number),
        string code when field.Kind == FieldKind.Choice => SourceCell.OfText(field.Choices.FirstOrDefault(c => c.Code == code)?.Name.For(language) ?? code),
        _ => SourceCell.OfText((string)value),
    };

    /// <summary>Reads a cell; null with no fault where it is blank. A reference stays the text that names the row.</summary>
    public static object? Read(RegisterField field, SourceCell cell, decimal fenPerUnit, ValuePlace where, FindingList findings)
    {
        if (cell.IsBlank) return null;
        object? value = field.Kind switch
        {
            FieldKind.Whole => Whole(field, cell, where, findings),
            FieldKind.Amount => Number(cell, where, findings),
            FieldKind.Money => Money(cell, Text(), fenPerUnit, where, findings),
            FieldKind.Day => cell.Kind == CellKind.Date ? cell.Date : Day(Text(), where, findings),
            FieldKind.Choice => Choice(field, Text(), where, findings),
            FieldKind.Text or FieldKind.Note or FieldKind.Area or FieldKind.Reference => Text(),
        };
        if (value is null) return null;
        return InRange(field, value, where, findings) && ShortEnough(field, value, where, findings) && Checked(field, value, where, findings) ? value : null;

        string Text() => field.Normal is { } normal ? normal(cell.Text.Trim()) : cell.Text.Trim();
    }

    private static double? Number(SourceCell cell, ValuePlace where, FindingList findings)
    {
        if (cell.Kind == CellKind.Number && double.IsFinite(cell.Number)) return cell.Number;
        if (Numbers.TryRead(cell, where, out double? value, out var fault)) return value;
        findings.Add(fault);
        return null;
    }

    private static long? Whole(RegisterField field, SourceCell cell, ValuePlace where, FindingList findings)
    {
        if (Number(cell, where, findings) is not { } number) return null;
        if (number == Math.Floor(number) && Math.Abs(number) < 9e15) return (long)number;
        findings.Error("field.not-whole", where, new($"“{field.Name.Zh}”应为整数，写的是 {cell.Text}。", $"'{field.Name.En}' is a whole number; {cell.Text} was written."), new("填写整数。", "Write a whole number."));
        return null;
    }

    private static long? Money(SourceCell cell, string text, decimal fenPerUnit, ValuePlace where, FindingList findings)
    {
        if (Number(cell, where, findings) is not { } number) return null;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)) exact = Math.Abs(number) < 1e20 ? (decimal)number : decimal.MaxValue;
        if (Math.Abs(exact) <= 1_000_000_000_000_000m / fenPerUnit * 1000m) return (long)Math.Round(exact * fenPerUnit, MidpointRounding.AwayFromZero);
        findings.Error("field.too-large", where, new($"金额 {text} 过大。", $"The amount {text} is too large."), new("检查单位（列名中的单位为准）。", "Check the unit; the one in the heading counts."));
        return null;
    }

    private static DateOnly? Day(string text, ValuePlace where, FindingList findings)
    {
        foreach (string form in DayForms)
            if (DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        findings.Error("date.unreadable", where, new($"“{Shown(text)}”不是日期。", $"'{Shown(text)}' is not a date."), new("写成 2022-07-01 的样子。", "Write it like 2022-07-01."));
        return null;
    }

    private static string? Choice(RegisterField field, string text, ValuePlace where, FindingList findings)
    {
        foreach (var choice in field.Choices)
            if (choice.Code == text || choice.Name.Zh == text || string.Equals(choice.Name.En, text, StringComparison.OrdinalIgnoreCase)) return choice.Code;
        string zh = string.Join("、", field.Choices.Select(c => c.Name.Zh)), en = string.Join(", ", field.Choices.Select(c => c.Name.En));
        findings.Error("field.unknown-code", where, new($"“{Shown(text)}”不在“{field.Name.Zh}”的代码表中。", $"'{Shown(text)}' is not in the code list of '{field.Name.En}'."), new($"可用：{zh}。", $"Known: {en}."));
        return null;
    }

    private static bool InRange(RegisterField field, object value, ValuePlace where, FindingList findings)
    {
        double? number = value switch { long l => l, double d => d, _ => null };
        if (number is not { } n || field.Kind == FieldKind.Reference || !(n < field.Least || n > field.Most)) return true;
        string shown = Numbers.Write(field.Kind == FieldKind.Money ? n / (double)MoneyUnits.FenIn10kYuan : n);
        if (n < field.Least && field.Least == 0)
            findings.Error("field.negative", where, new($"“{field.Name.Zh}”不能为负数，写的是 {shown}。", $"'{field.Name.En}' cannot be negative; {shown} was written."), new("检查数值；没有数据请留空。", "Check the value; leave it empty where there is none."));
        else
        {
            string low = field.Least is { } l ? Numbers.Write(l) : "−∞", high = field.Most is { } h ? Numbers.Write(h) : "∞";
            findings.Error("field.range", where, new($"“{field.Name.Zh}”的值 {shown} 不在 {low} 到 {high} 之间。", $"The value {shown} of '{field.Name.En}' is not within {low} and {high}."), new("检查数值和单位。", "Check the value and its unit."));
        }
        return false;
    }

    /// <summary>What is looked up by an index is kept short: databases limit what an index holds.</summary>
    private static bool ShortEnough(RegisterField field, object value, ValuePlace where, FindingList findings)
    {
        if (value is not string { Length: > MostIndexed } text || field.Kind != FieldKind.Text || !(field.Is(FieldTraits.Indexed) || field.Is(FieldTraits.Key))) return true;
        findings.Error("field.too-long", where, new($"“{field.Name.Zh}”有 {text.Length} 个字符，最多 {MostIndexed} 个。", $"'{field.Name.En}' has {text.Length} characters; it may have {MostIndexed}."), new("写简短些；说明写在备注里。", "Write it shorter; explanations go to the remark."));
        return false;
    }

    private static bool Checked(RegisterField field, object value, ValuePlace where, FindingList findings)
    {
        if (field.Check is not { } check || value is not string text || check(text) is not { } fault) return true;
        findings.Error(fault.Code, where, fault.What, fault.Fix);
        return false;
    }

    internal static string Shown(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 39), "…");
}

/// <summary>Where a value stood. It becomes a <see cref="Place"/> once something is to be said of it, which is seldom.</summary>
internal readonly struct ValuePlace
{
    private readonly Place? _known;
    private readonly SourceTable? _table;
    private readonly SourceRow? _row;
    private readonly int _column;

    private ValuePlace(Place known) => _known = known;
    public ValuePlace(SourceTable table, SourceRow row, int column) => (_table, _row, _column) = (table, row, column);

    public static implicit operator ValuePlace(Place known) => new(known);
    public static implicit operator Place(ValuePlace here) => here._known ?? here._table!.At(here._row!, here._column);
}
