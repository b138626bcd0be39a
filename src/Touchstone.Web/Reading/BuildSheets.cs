using System.Globalization;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Web.Components.Data;

namespace Touchstone.Web.Reading;

/// <summary>Workbooks of what is asked of builds: the first sheet says which builds, by which recipe, of which day; numbers are numbers.</summary>
internal static class BuildSheets
{
    /// <summary>The same page as a workbook: its address with another ending.</summary>
    public static string Address(Here here) => here.Path + ".xlsx" + new Uri("http://x" + here.With()).Query;

    /// <summary>Which builds: a column each, headed by what it is to the question.</summary>
    public static SheetTable About(DateOnly written, IReadOnlyList<(Text Name, IndexReading Index)> builds, IEnumerable<(Text Name, SourceCell[] Values)> answers, params Text[] notes)
    {
        SourceCell[] Each(Func<IndexReading, string> of) => [.. builds.Select(b => SourceCell.OfText(of(b.Index)))];
        (Text Name, SourceCell[] Values)[] lines =
        [
            (Words.Builds.Index, Each(i => i.Definition.Name.Say())), (Words.Builds.Identity, Each(i => i.Build.Id.Value)), (Words.Kit.RecipeId, Each(i => i.Build.RecipeId)),
            (Words.Builds.FrameId, Each(i => i.Stored.FrameId)), (Words.Builds.Methods, Each(i => i.Stored.MethodsVersion)), (Words.Kit.Period, Each(i => i.PeriodText)),
            (Words.Builds.KnownOn, Each(i => Clock.Show(i.Stored.KnownUntil))), (Words.Builds.When, Each(i => Clock.Show(i.Stored.CreatedAt))),
            .. answers,
            (Words.Kit.Written, [SourceCell.OfText(written.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]), (Words.Cockpit.Unofficial, [Of(Words.Shell.Unofficial)]), .. notes.Select(n => (default(Text), (SourceCell[])[Of(n)])),
        ];
        return new(Words.Kit.AboutSheet.Say(), [new(Words.Kit.What.Say(), Width: 26), .. builds.Select(b => new SheetColumn(b.Name.Say(), ColumnKind.Note, 68))],
            lines.Select(l => (IReadOnlyList<SourceCell>)[Of(l.Name), .. l.Values]));
    }

    /// <summary>A table; a column of numbers is one whose first row is.</summary>
    public static SheetTable Table(Text name, Text[] heads, IEnumerable<object?[]> rows)
    {
        var all = rows.Select(r => r.Select(Cell).ToArray()).ToList();
        SheetColumn Column(Text head, int place) => all.Any(r => r[place].Kind == CellKind.Number) ? new(head.Say(), ColumnKind.Number, 18) : new(head.Say(), ColumnKind.Note, 30);
        return new(name.Say(), [.. heads.Select(Column)], all);
    }

    public static SourceCell Of(Text text) => text.IsEmpty ? SourceCell.Empty : SourceCell.OfText(text.Say());
    public static SourceCell Of(double? number) => number is { } x && double.IsFinite(x) ? SourceCell.OfNumber(x) : SourceCell.Empty;

    private static SourceCell Cell(object? value) => value switch
    {
        null => SourceCell.Empty,
        double number => Of(number),
        int number => SourceCell.OfNumber(number),
        Text text => Of(text),
        string text => SourceCell.OfText(text),
        _ => throw new InvalidOperationException($"No cell is made of {value.GetType()}."),
    };
}
