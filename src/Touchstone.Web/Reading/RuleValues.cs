using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Web.Reading;

/// <summary>How a value of a rulebook is written: what kind it is, its unit, its codes.</summary>
internal readonly record struct RuleShape(InputKind? Kind, Text Unit, ImmutableArray<RuleCode> Codes, bool IsTruth = false)
{
    public static RuleShape Of(TraceNode node) => new(node.InputKind, node.Unit, node.Codes, node.IsTruth);
    public static RuleShape Of(RuleInput input) => new(input.Kind, input.Unit, input.Codes, input.Kind == InputKind.YesNo);
    public static RuleShape Of(RuleParameter parameter) => new(null, parameter.Unit, parameter.Codes);

    public bool IsMoney => Kind == InputKind.Money || Unit.Zh == "元";
    public bool IsShare => Kind == InputKind.Share || Unit.Zh == "%";
}

/// <summary>Values of rulebooks as a person reads them. Money is 万元 in Chinese and yuan in English; shares are per cent with two decimals; comparisons use the exact value.</summary>
internal static class RuleValues
{
    private static readonly Rational TooClose = Rational.Of(1, 1_000_000_000);

    public static Text Of(TraceNode node) => Of(node.Value, RuleShape.Of(node));

    public static Text Of(Reach reach, RuleShape shape)
    {
        if (shape.IsTruth) return reach.IsTrue ? Words.Kit.Yes : reach.IsFalse ? Words.Kit.No : Words.Rules.Open;
        if (reach.IsUndefined) return Words.Rules.Undefined;
        if (reach is { Low: null, High: null }) return Words.Rules.NotKnown;
        if (reach.IsKnown || reach is { Low: { } a, High: { } b } && b - a < TooClose) return Of(reach.Low!.Value, shape);
        var low = reach.Low is { } l ? Of(l, shape) : (Text?)null;
        var high = reach.High is { } h ? Of(h, shape) : (Text?)null;
        return (low, high) switch
        {
            ({ } from, { } to) => Words.Rules.FromTo(from, to),
            ({ } from, null) => Words.Rules.AtLeast(from),
            (null, { } to) => Words.Rules.AtMost(to),
            _ => Words.Rules.NotKnown,
        };
    }

    public static Text Of(Rational value, RuleShape shape)
    {
        if (shape.IsTruth) return value.Sign != 0 ? Words.Kit.Yes : Words.Kit.No;
        if (shape.Codes is { IsDefaultOrEmpty: false } codes) return value.IsWhole && value.Sign >= 0 && value < codes.Length ? codes[(int)value.ToLong()].Name : Text.Same(Plain(value));
        if (shape.Kind == InputKind.Day) return Text.Same(Day(value));
        if (shape.IsShare) return Text.Same(Percent(value * 100));
        if (shape.IsMoney) return new($"{Plain(value / 10_000)} 万元", $"{Plain(value)} yuan");
        return shape.Unit.IsEmpty ? Text.Same(Plain(value)) : new($"{Plain(value)} {shape.Unit.Zh}", $"{Plain(value)} {shape.Unit.En}");
    }

    /// <summary>Points, or the points they can still become.</summary>
    public static string Points(Reach reach) => reach.IsKnown ? Plain(reach.Low!.Value)
        : $"{(reach.Low is { } low ? Plain(low) : "−∞")}–{(reach.High is { } high ? Plain(high) : "∞")}";

    /// <summary>Two decimals; four where two would hide that a border is missed (59.998 % is not 60 %).</summary>
    private static string Percent(Rational hundredths)
    {
        string two = hundredths.Rounded(2);
        bool isExact = (hundredths * 100).IsWhole, looksWhole = two.EndsWith(".00", StringComparison.Ordinal);
        string digits = isExact ? two.TrimEnd('0').TrimEnd('.') : looksWhole ? hundredths.Rounded(4) : two;
        return Grouped(digits) + "%";
    }

    /// <summary>With thousands separators and without needless decimals; four at most.</summary>
    public static string Plain(Rational value) => Grouped(value.IsWhole ? value.ToString() : value.Rounded(4).TrimEnd('0').TrimEnd('.'));

    /// <summary>As it stands in a field: money in 万元, shares in per cent; exact where it ends, and never with separators.</summary>
    public static string InField(Rational value, RuleInput? input) => input?.Kind switch
    {
        InputKind.Money => (value / 10_000).ToString(),
        InputKind.Share => (value * 100).ToString(),
        InputKind.Day => Day(value),
        InputKind.YesNo => value.Sign != 0 ? "yes" : "no",
        InputKind.Choice => input.Codes[(int)value.ToLong()].Code,
        InputKind.Count or InputKind.Amount or null => value.ToString(),
    };

    private static string Day(Rational value) => DateOnly.FromDayNumber((int)value.ToLong()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Grouped(string digits)
    {
        int point = digits.IndexOf('.', StringComparison.Ordinal), end = point < 0 ? digits.Length : point, begin = digits.StartsWith('-') ? 1 : 0;
        for (int at = end - 3; at > begin; at -= 3) digits = digits.Insert(at, ",");
        return digits.Replace('-', '−');
    }
}
