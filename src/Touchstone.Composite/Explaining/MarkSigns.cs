using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The small signs beside numbers, the same on pages, in reports and on the command line: ° imputed · ‹ carried forward · * provisional · † unverified.</summary>
public static class MarkSigns
{
    private static readonly ImmutableArray<(CellMarks Marks, string Sign, Text Meaning)> s_signs =
    [
        (CellMarks.Imputed | CellMarks.Rescaled, "°", new("插补，或因缺失而放大其余权重", "imputed, or weights rescaled over what is missing")),
        (CellMarks.CarriedForward, "‹", new("沿用较早一期", "carried forward from an earlier period")),
        (CellMarks.Provisional, "*", new("初步", "provisional")),
        (CellMarks.Unverified, "†", new("来源未核实", "source not verified")),
    ];

    /// <summary>The signs of some marks, in a fixed order; empty when none is shown.</summary>
    public static string Of(CellMarks marks)
    {
        if (marks == CellMarks.None) return "";
        string signs = "";
        foreach (var (of, sign, _) in s_signs) if ((marks & of) != CellMarks.None) signs += sign;
        return signs;
    }

    /// <summary>The signs that some marks show, with their meaning: the legend of a page on which these marks occur.</summary>
    public static ImmutableArray<Text> Legend(CellMarks shown) =>
        [.. s_signs.Where(s => (shown & s.Marks) != CellMarks.None).Select(s => new Text($"{s.Sign} {s.Meaning.Zh}", $"{s.Sign} {s.Meaning.En}"))];
}
