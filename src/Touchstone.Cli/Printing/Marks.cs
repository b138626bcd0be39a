using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Composite;

namespace Touchstone.Cli.Printing;

/// <summary>Marks on the terminal and in JSON.</summary>
internal static class Marks
{
    public static string Signs(CellMarks marks) => MarkSigns.Of(marks);

    public static IEnumerable<string> Words(CellMarks marks) =>
        Enum.GetValues<CellMarks>().Where(m => m != CellMarks.None && (marks & m) != CellMarks.None).Select(m => JsonNamingPolicy.KebabCaseLower.ConvertName(m.ToString()));

    /// <summary>The legend of the signs that were shown; empty when none was.</summary>
    public static string Legend(Terminal terminal, CellMarks shown) => string.Join(" · ", MarkSigns.Legend(shown).Select(terminal.Say));
}
