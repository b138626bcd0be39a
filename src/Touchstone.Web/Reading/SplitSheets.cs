using Touchstone.Composite;
using Touchstone.Files;

namespace Touchstone.Web.Reading;

/// <summary>A split change as a workbook: the two builds beside each other, and the parts with their sum.</summary>
internal static class SplitSheets
{
    public static byte[] Of(SplitView view, ChangeSplit split, DateOnly written)
    {
        SourceCell[] Both(double? before, double? after) => [BuildSheets.Of(before), BuildSheets.Of(after)];
        var city = BuildSheets.Of(view.City);
        var about = BuildSheets.About(written, [(Words.Split.Before, view.Before), (Words.Split.After, view.After)],
        [
            (Words.Index.Unit, [city, city]), (Words.Kit.Score, Both(split.ScoreBefore, split.ScoreAfter)), (Words.Kit.Rank, Both(split.RankBefore, split.RankAfter)),
        ], split.MethodHoldsIndicators ? [Words.Split.Lead, Words.Split.PartsLead, Words.Split.MethodHolds] : [Words.Split.Lead, Words.Split.PartsLead]);
        var parts = BuildSheets.Table(Words.Split.Parts, [Words.Split.Cause, Words.Split.Points, Words.Split.Places, Words.Split.Meaning],
        [
            .. split.Parts.Select(p => (object?[])[Words.Split.CauseOf(p.Cause), p.Score, 0 - p.Rank, Words.Split.MeaningOf(p.Cause)]),
            [Words.Split.Sum, split.ScoreAfter - split.ScoreBefore, split.RankBefore - split.RankAfter, null],
        ]);
        return XlsxWriter.Write([about, parts]);
    }
}
