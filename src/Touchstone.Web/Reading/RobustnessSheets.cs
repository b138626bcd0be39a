using System.Collections.Immutable;
using Touchstone.City.Indices;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The robustness of a build as a workbook: ranges, shares at each rank, who is above whom, effects on every unit's rank, factors.</summary>
internal static class RobustnessSheets
{
    public static string Address(string index, Here here) => Links.Index(index) + "/robustness.xlsx" + new Uri("http://x" + here.With()).Query;

    public static byte[] Of(IndexReading index, Robustness robustness)
    {
        var units = robustness.Ranges.Units.Where(u => u.Ranks is not null).OrderBy(u => u.NominalRank ?? double.MaxValue).ToList();
        return XlsxWriter.Write(
        [
            Sheet(Words.Robust.RangesTitle, [Words.Kit.Rank, Words.Ranges.RangeLow, Words.Charts.Median, Words.Ranges.RangeHigh, Words.Kit.Score, Words.Robust.ScenariosRanked],
                units.Select(u => (Name(index, u), (double?[])[u.NominalRank, u.Ranks!.Low, u.Ranks.Median, u.Ranks.High, u.NominalScore, u.ScenariosRanked]))),
            Sheet(Words.Robust.AcceptTitle, [.. Enumerable.Range(1, robustness.Ranges.Units.Length).Select(r => Text.Same(Numbers.Rank(r)))],
                units.Select(u => (Name(index, u), (double?[])[.. robustness.Acceptabilities(u.Row.Unit).Select(x => (double?)x)]))),
            Sheet(Words.Robust.AboveTitle, [.. units.Select(u => index.NameOf(u.Row.Unit))],
                units.Select(a => (Name(index, a), (double?[])[.. units.Select(b => a == b ? null : (double?)robustness.ShareAbove(a.Row.Unit, b.Row.Unit))]))),
            new SheetTable(Words.Robust.FactorsTitle.Say(), [new(Words.Robust.Factor.Say(), Width: 30), new(Words.Robust.Kind.Say()), new(Words.Robust.Varies.Say(), ColumnKind.Note, 80)],
                robustness.Ranges.Spec.Factors.Select(f => (IReadOnlyList<SourceCell>)[Of(FactorWords.NameOf(f)), Of(Words.Robust.SourceOf(f.Source)), Of(FactorWords.Of(f, index))])),
            new SheetTable(Words.Robust.HowTitle.Say(), [new(Words.Robust.HowTitle.Say(), Width: 30), new(Words.Kit.Value.Say(), Width: 30)],
            [
                [Of(Words.Robust.Scenarios), SourceCell.OfNumber(robustness.Ranges.Scenarios.Count)],
                [Of(Words.Robust.Seed), SourceCell.OfNumber(robustness.Run.Seed)],
                [Of(Words.Robust.Level), SourceCell.OfNumber(robustness.Run.Level)],
                [Of(Words.Index.BuildId), Of(Text.Same(robustness.Build.Id.Value))],
                [Of(Words.Kit.Period), Of(Text.Same(index.PeriodText))],
                [Of(Words.Cockpit.Unofficial), Of(Words.Shell.Unofficial)],
            ]),
        ]);
    }

    private static Text Name(IndexReading index, UnitRange unit) => index.NameOf(unit.Row.Unit);
    private static SourceCell Of(Text text) => SourceCell.OfText(text.Say());

    private static SheetTable Sheet(Text name, ImmutableArray<Text> heads, IEnumerable<(Text Name, double?[] Values)> rows) =>
        new(name.Say(), [new(Words.Index.Cities.Say(), Width: 20), .. heads.Select(h => new SheetColumn(h.Say(), ColumnKind.Number, 12))],
            rows.Select(r => (IReadOnlyList<SourceCell>)[Of(r.Name), .. r.Values.Select(v => v is { } x ? SourceCell.OfNumber(x) : SourceCell.Empty)]));
}
