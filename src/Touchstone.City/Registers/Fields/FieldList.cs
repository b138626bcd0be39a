using System.Collections.Immutable;
using System.Linq.Expressions;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>Lists the fields of a register, one line a field, each bound to its column.</summary>
internal sealed class FieldList<TRow> where TRow : RegisterRow
{
    private readonly ImmutableArray<RowField<TRow>>.Builder _fields = ImmutableArray.CreateBuilder<RowField<TRow>>();

    public ImmutableArray<RowField<TRow>> ToImmutable() => _fields.ToImmutable();

    public FieldList<TRow> Text(string code, Text name, Expression<Func<TRow, string?>> path, FieldTraits traits = FieldTraits.None, Text help = default, Func<string, FieldFault?>? check = null, Func<string, string>? normal = null) =>
        Add(new RowField<TRow, string?>(code, name, FieldKind.Text, traits, path, v => string.IsNullOrEmpty(v) ? null : v, v => (string?)v ?? Empty(traits)) { Help = help, Check = check, Normal = normal });

    public FieldList<TRow> Note(string code, Text name, Expression<Func<TRow, string?>> path, FieldTraits traits = FieldTraits.Hidden) =>
        Add(new RowField<TRow, string?>(code, name, FieldKind.Note, traits, path, v => string.IsNullOrEmpty(v) ? null : v, v => (string?)v ?? Empty(traits)));

    public FieldList<TRow> Choice<TEnum>(string code, Text name, Expression<Func<TRow, TEnum?>> path, ChoiceNames<TEnum> names, FieldTraits traits = FieldTraits.None, Text help = default) where TEnum : struct, Enum =>
        Add(new RowField<TRow, TEnum?>(code, name, FieldKind.Choice, traits, path, v => v is { } e ? names.CodeOf(e) : null, v => v is string s ? names.Of(s) : null) { Choices = names.Choices, Help = help });

    public FieldList<TRow> Choice<TEnum>(string code, Text name, Expression<Func<TRow, TEnum>> path, ChoiceNames<TEnum> names, FieldTraits traits = FieldTraits.Required, Text help = default) where TEnum : struct, Enum =>
        Add(new RowField<TRow, TEnum>(code, name, FieldKind.Choice, traits, path, v => names.CodeOf(v), v => v is string s ? names.Of(s) : default) { Choices = names.Choices, Help = help });

    public FieldList<TRow> YesNo(string code, Text name, Expression<Func<TRow, YesNo?>> path, FieldTraits traits = FieldTraits.None) => Choice(code, name, path, ChoiceNames.YesNo, traits);

    public FieldList<TRow> Whole(string code, Text name, Text unit, Expression<Func<TRow, long?>> path, FieldTraits traits = FieldTraits.None, double? least = 0, double? most = null) =>
        Add(new RowField<TRow, long?>(code, name, FieldKind.Whole, traits, path, v => v, v => (long?)v) { Unit = unit, Least = least, Most = most });

    public FieldList<TRow> Year(string code, Text name, Expression<Func<TRow, long>> path, FieldTraits traits = FieldTraits.Required) =>
        Add(new RowField<TRow, long>(code, name, FieldKind.Whole, traits, path, v => v == 0 ? null : v, v => (long?)v ?? 0) { Least = 1949, Most = 2199 });

    public FieldList<TRow> Year(string code, Text name, Expression<Func<TRow, long?>> path, FieldTraits traits = FieldTraits.None) => Whole(code, name, default, path, traits, 1949, 2199);

    public FieldList<TRow> Amount(string code, Text name, Text unit, Expression<Func<TRow, double?>> path, FieldTraits traits = FieldTraits.None, double? least = 0) =>
        Add(new RowField<TRow, double?>(code, name, FieldKind.Amount, traits, path, v => v, v => (double?)v) { Unit = unit, Least = least });

    /// <summary>Money in fen; <paramref name="least"/> in fen, null where it may be negative.</summary>
    public FieldList<TRow> Money(string code, Text name, Expression<Func<TRow, long?>> path, FieldTraits traits = FieldTraits.None, double? least = 0, Text help = default) =>
        Add(new RowField<TRow, long?>(code, name, FieldKind.Money, traits, path, v => v, v => (long?)v) { Unit = MoneyUnits.Shown, Least = least, Help = help });

    public FieldList<TRow> Day(string code, Text name, Expression<Func<TRow, DateOnly?>> path, FieldTraits traits = FieldTraits.None) =>
        Add(new RowField<TRow, DateOnly?>(code, name, FieldKind.Day, traits, path, v => v, v => (DateOnly?)v));

    public FieldList<TRow> Area(string code, Text name, Expression<Func<TRow, AreaCode?>> path, FieldTraits traits = FieldTraits.None) =>
        Add(new RowField<TRow, AreaCode?>(code, name, FieldKind.Area, traits, path, v => v?.Value, v => v is string s ? new AreaCode(s) : null));

    public FieldList<TRow> Reference(string code, Text name, string target, Expression<Func<TRow, long>> path, FieldTraits traits = FieldTraits.Required, Text help = default, Func<string, string>? normal = null) =>
        Add(new RowField<TRow, long>(code, name, FieldKind.Reference, traits, path, v => v == 0 ? null : v, v => (long?)v ?? 0) { Target = target, Help = help, Normal = normal });

    private FieldList<TRow> Add(RowField<TRow> field)
    {
        _fields.Add(field);
        return this;
    }

    private static string? Empty(FieldTraits traits) => (traits & (FieldTraits.Key | FieldTraits.Required)) != FieldTraits.None ? "" : null;
}

/// <summary>The codes and names of an enum as a list of choices.</summary>
internal sealed class ChoiceNames<TEnum> where TEnum : struct, Enum
{
    private readonly Dictionary<string, TEnum> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<TEnum, string> _codes = [];

    public ChoiceNames(params ReadOnlySpan<(TEnum Value, string Code, Text Name)> choices)
    {
        var list = ImmutableArray.CreateBuilder<FieldChoice>(choices.Length);
        foreach (var (value, code, name) in choices)
        {
            list.Add(new(code, name));
            _byCode.Add(code, value);
            _codes.Add(value, code);
        }
        Choices = list.ToImmutable();
        if (_codes.Count != Enum.GetValues<TEnum>().Length) throw new InvalidOperationException($"Every {typeof(TEnum).Name} needs a code and a name.");
    }

    public ImmutableArray<FieldChoice> Choices { get; }
    public string CodeOf(TEnum value) => _codes[value];
    public TEnum Of(string code) => _byCode[code];
    public Text NameOf(TEnum value) => Choices.First(c => c.Code == _codes[value]).Name;
}

internal static class ChoiceNames
{
    public static ChoiceNames<YesNo> YesNo { get; } = new((Registers.YesNo.Yes, "yes", new("是", "yes")), (Registers.YesNo.No, "no", new("否", "no")));
}

/// <summary>Units in which money is written: in files and on screen 万元, inside fen.</summary>
internal static class MoneyUnits
{
    public static Text Shown { get; } = new("万元", "10,000 yuan");
    public const decimal FenIn10kYuan = 1_000_000m;

    private static readonly Dictionary<string, decimal> Fen = new(StringComparer.Ordinal)
    {
        ["元"] = 100m,
        ["yuan"] = 100m,
        ["千元"] = 100_000m,
        ["万元"] = FenIn10kYuan,
        ["10,000 yuan"] = FenIn10kYuan,
        ["亿元"] = 10_000_000_000m,
    };

    public static string Known { get; } = "元、千元、万元、亿元";
    public static decimal? FenOf(string unit) => Fen.TryGetValue(unit, out decimal fen) ? fen : null;
}
