using System.Globalization;
using Touchstone.Cli.CommandLine;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Cli.Printing;

/// <summary>Rulebooks and their values in words.</summary>
internal static class RuleText
{
    public static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    public static string Dates(Rulebook book) => $"{Date(book.From)} – {(book.To is { } to ? Date(to) : "")}";

    public static string Window(FilingWindow window) => FormattableString.Invariant($"{window.FromMonth:00}-{window.FromDay:00} – {window.ToMonth:00}-{window.ToDay:00}");

    /// <summary>The numbers, readings and conditions of a rulebook that are not verified.</summary>
    public static int NotVerified(Rulebook book) =>
        book.Parameters.Count(p => p.Mark != Rules.Mark.Verified) + book.Definitions.Count(d => d.Mark != Rules.Mark.Verified) + book.Gates.Concat(book.Routes).Count(g => g.Mark != Rules.Mark.Verified)
        + book.Groups.SelectMany(g => g.Items).Count(i => i.Mark != Rules.Mark.Verified) + book.Consequences.Count(c => c.Mark != Rules.Mark.Verified)
        + book.Patterns.Count(p => p.Mark != Rules.Mark.Verified) + book.Filing.Count(f => f.Mark != Rules.Mark.Verified);

    public static Text Of(Verdict verdict) => verdict switch
    {
        Verdict.Passes => new("符合", "passes"),
        Verdict.Fails => new("不符合", "fails"),
        Verdict.Undecided => new("未定", "undecided"),
        Verdict.Computed => new("已计算", "computed"),
    };

    public static string Code(Verdict verdict) => verdict switch { Verdict.Passes => "passes", Verdict.Fails => "fails", Verdict.Undecided => "undecided", Verdict.Computed => "computed" };

    public static string Code(Mark mark) => mark switch { Mark.Verified => "V", Mark.SecondHand => "V2", Mark.FromMemory => "M", Mark.OwnReading => "D", Mark.Unknown => "?" };

    public static Text Of(Mark mark) => mark switch
    {
        Mark.Verified => new("已核实", "verified"),
        Mark.SecondHand => new("未核实（见于编码副本）", "not verified (second hand)"),
        Mark.FromMemory => new("未核实（记忆）", "not verified (from memory)"),
        Mark.OwnReading => new("未核实（本系统读法）", "not verified (own reading)"),
        Mark.Unknown => new("未找到", "not found"),
    };

    /// <summary>A value as a person reads it, with its unit; money in 万元 in Chinese and in yuan in English.</summary>
    public static string Value(Terminal terminal, TraceNode node) => Value(terminal, node.Value, node);

    public static string Value(Terminal terminal, Reach reach, TraceNode node)
    {
        if (node.IsTruth) return terminal.Say(reach.IsTrue ? new("是", "yes") : reach.IsFalse ? new("否", "no") : new("未定", "open"));
        if (reach.IsUndefined) return terminal.Say(new("无定义", "undefined"));
        if (reach is { Low: null, High: null }) return terminal.Say(new("未知", "unknown"));
        if (reach.IsKnown || (reach is { Low: { } l, High: { } h } && h - l < Rational.Of(1, 1_000_000_000))) return One(terminal, reach.Low!.Value, node);
        string low = reach.Low is { } a ? One(terminal, a, node) : "−∞", high = reach.High is { } b ? One(terminal, b, node) : "∞";
        return $"{low} … {high}";
    }

    public static string One(Terminal terminal, Rational value, TraceNode node)
    {
        if (node.Codes.Length > 0) return value.IsWhole && value.Sign >= 0 && value < node.Codes.Length ? terminal.Say(node.Codes[(int)value.ToLong()].Name) : value.ToString();
        return One(terminal, value, node.InputKind, node.Unit);
    }

    public static string One(Terminal terminal, Rational value, InputKind? kind, Text unit)
    {
        if (kind == InputKind.Day) return Date(DateOnly.FromDayNumber((int)value.ToLong()));
        if (kind == InputKind.Share || unit.Zh == "%") return (value * 100).Rounded(2) + "%";
        if (unit.Zh == "元") return terminal.Say(new($"{Plain(value / 10_000)} 万元", $"{Plain(value)} yuan"));
        return Plain(value) + (terminal.Say(unit) is { Length: > 0 } u ? " " + u : "");
    }

    /// <summary>Without needless decimals; four at most.</summary>
    public static string Plain(Rational value) => value.IsWhole ? value.ToString() : value.Rounded(4).TrimEnd('0').TrimEnd('.');
}
