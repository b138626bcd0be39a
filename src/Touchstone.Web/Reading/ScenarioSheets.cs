using Touchstone.City.Levers;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The levers over the scenarios as a workbook.</summary>
internal static class ScenarioSheets
{
    public static byte[] Of(ScenarioView view, ScenarioAnswer answer, DateOnly written)
    {
        var index = view.Index;
        object?[] Named(IndicatorCode c) => [index.NameOf(c), c.Value, index.Framework.Find(c)?.Unit ?? default];
        SourceCell[] One(double number) => [SourceCell.OfNumber(number)];
        var about = BuildSheets.About(written, [(Words.Builds.Build, index)],
        [
            (Words.Index.Unit, [BuildSheets.Of(index.NameOf(view.Unit))]), (Words.Kit.Code, [SourceCell.OfText(view.Unit.Value)]), (Words.Levers.Reach, One(view.Rank)), (Words.OverScenarios.AskedShare, One(answer.Question.Share)),
            (Words.OverScenarios.ShareNow, One(answer.ShareNow)), (Words.OverScenarios.Used, One(answer.Scenarios)), (Words.Robust.Seed, One(answer.Run.Seed)), (Words.Robust.Level, One(answer.Run.Level)),
        ], Words.OverScenarios.UsedOf(answer.Scenarios, answer.Declared, answer.Run.Seed), Words.OverScenarios.Lead, Words.OverScenarios.StepsLead);
        var goal = BuildSheets.Table(Words.Levers.Smallest, [Words.Levers.Figure, Words.Levers.Code, Words.Kit.Unit, Words.Levers.Now, Words.OverScenarios.Needed, Words.Levers.Change, Words.Levers.Limit],
            answer.Smallest.Select(c => (object?[])[.. Named(c.Column), c.Value, c.Rebuilt is { } need ? need : Words.Levers.OutOfReach, c.Rebuilt - c.Value, c.Limit]));
        var steps = BuildSheets.Table(Words.OverScenarios.StepsTitle,
            [
                Words.Levers.Figure, Words.Levers.Code, Words.Kit.Unit, Words.Levers.Step, Words.OverScenarios.Nominal, Words.OverScenarios.GainLow, Words.OverScenarios.GainMedian, Words.OverScenarios.GainHigh, Words.OverScenarios.Higher,
                Words.OverScenarios.Better, Words.OverScenarios.Worse, Words.OverScenarios.Most, Words.Levers.Head(Words.OverScenarios.RanksBefore, Words.Charts.Median), Words.Levers.Head(Words.OverScenarios.RanksAfter, Words.Charts.Median),
            ],
            answer.Steps.Select(s => (object?[])[.. Named(s.Gain.Column), s.Gain.Step, s.Gain.ScoreAfterStep, s.Over.Gain?.Low, s.Over.Gain?.Median, s.Over.Gain?.High, s.Over.ShareHigherScore, s.Over.ShareBetterRank,
                s.Over.ShareWorseRank, s.Over.ShareMost, s.Over.RanksBefore?.Median, s.Over.RanksAfter?.Median]));
        return XlsxWriter.Write([about, goal, steps]);
    }
}
