using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Cli.Printing;

/// <summary>The small marks beside numbers, the same as on pages and in reports.</summary>
internal static class Marks
{
    /// <summary>° imputed or rescaled · ‹ carried forward · * provisional · † unverified.</summary>
    public static string Signs(CellMarks marks)
    {
        string signs = "";
        if (Has(marks, CellMarks.Imputed | CellMarks.Rescaled)) signs += "°";
        if (Has(marks, CellMarks.CarriedForward)) signs += "‹";
        if (Has(marks, CellMarks.Provisional)) signs += "*";
        if (Has(marks, CellMarks.Unverified)) signs += "†";
        return signs;
    }

    public static IEnumerable<string> Words(CellMarks marks) =>
        Enum.GetValues<CellMarks>().Where(m => m != CellMarks.None && Has(marks, m)).Select(m => JsonNamingPolicy.KebabCaseLower.ConvertName(m.ToString()));

    /// <summary>The legend of the signs that were shown; empty when none was.</summary>
    public static string Legend(Terminal terminal, CellMarks shown)
    {
        var words = new List<Text>();
        if (Has(shown, CellMarks.Imputed | CellMarks.Rescaled)) words.Add(new("° 插补或权重放大", "° imputed or rescaled"));
        if (Has(shown, CellMarks.CarriedForward)) words.Add(new("‹ 沿用", "‹ carried forward"));
        if (Has(shown, CellMarks.Provisional)) words.Add(new("* 初步", "* provisional"));
        if (Has(shown, CellMarks.Unverified)) words.Add(new("† 未核实", "† unverified"));
        return string.Join(" · ", words.Select(terminal.Say));
    }

    private static bool Has(CellMarks marks, CellMarks any) => (marks & any) != CellMarks.None;
}
