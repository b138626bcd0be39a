using System.Collections.Immutable;
using Touchstone.City.Levers;
using Touchstone.Decision;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The levers of a unit as a workbook: gains, smallest changes, plans with what one more of a budget would bring, and what is missing; in the frame and rebuilt.</summary>
internal static class LeversSheets
{
    public static byte[] Of(LeversView view, LeversAnswer answer, DateOnly written)
    {
        var reading = view.Reading!;
        List<SheetTable> sheets = [About(view, answer, written), Standings(answer), Gains(reading, answer), Smallest(reading, answer)];
        (Text Name, EffortPlan? Plan)[] plans = [(Words.Levers.Together, Of(answer.Together)), (Words.Levers.ByBudgets, Of(answer.Best))];
        foreach (var (name, plan) in plans)
            if (plan is not null) sheets.Add(Plan(name, reading, answer, plan));
        if (Of(answer.Best) is { } best && answer.Spec is { Budgets.IsEmpty: false } spec) sheets.Add(Budgets(spec, best));
        var left = plans.SelectMany(p => (p.Plan?.LeftOut ?? []).Select(l => (object?[])[p.Name, view.Index.NameOf(l.Column), l.Column.Value, l.Why])).ToList();
        if (left.Count > 0) sheets.Add(BuildSheets.Table(Words.Levers.LeftOut, [Words.Levers.Plan, Words.Levers.Figure, Words.Levers.Code, Words.Levers.Why], left));
        if (!answer.Gains.Missing.IsEmpty)
            sheets.Add(BuildSheets.Table(Words.Levers.Missing, [Words.Levers.Figure, Words.Levers.Code], answer.Gains.Missing.Select(m => (object?[])[view.Index.NameOf(m.Column), m.Column.Value])));
        return XlsxWriter.Write(sheets);
    }

    private static SheetTable About(LeversView view, LeversAnswer answer, DateOnly written)
    {
        List<(Text Name, SourceCell[] Values)> asked = [(Words.Index.Unit, [BuildSheets.Of(view.Index.NameOf(view.Unit))]), (Words.Kit.Code, [SourceCell.OfText(view.Unit.Value)])];
        if (answer.Question.Reach is { } reach) asked.Add((Words.Levers.Reach, [SourceCell.OfNumber(reach)]));
        asked.AddRange(answer.Question.Figures.Select(f => (view.Reading!.NameWithUnit(f.Column), (SourceCell[])[SourceCell.OfNumber(f.Value)])));
        // A plan that could not be made says why, here rather than nowhere.
        asked.AddRange(Refusals(answer.Together).Select(f => (Words.Levers.Together, (SourceCell[])[BuildSheets.Of(f.What)])));
        asked.AddRange(Refusals(answer.Best).Select(f => (Words.Levers.ByBudgets, (SourceCell[])[BuildSheets.Of(f.What)])));
        if (answer.Best is null) asked.Add((Words.Levers.BudgetTitle, [BuildSheets.Of(Words.Levers.NoCurves)]));
        return BuildSheets.About(written, [(Words.Builds.Build, view.Index)], asked, Words.Levers.Lead, Words.Levers.Frames, Words.Levers.GainsLead, Words.Levers.ReachLead, Words.Levers.TogetherLead);
    }

    private static SheetTable Standings(LeversAnswer answer)
    {
        object?[] Row(Text name, Standings s, double? gap) => [name, s.Frozen.Score, s.Frozen.Rank, s.Rebuilt.Score, s.Rebuilt.Rank, gap];
        List<object?[]> rows = [Row(Words.Levers.Now, new(answer.Gains.Now, answer.Gains.Now), null)];
        if (!answer.Question.Figures.IsEmpty) rows.Add(Row(Words.Levers.AsTried, answer.Tried, null));
        if (Of(answer.Together) is { } together) rows.Add(Row(Words.Levers.Together, together.After, together.Gap));
        if (Of(answer.Best) is { } best) rows.Add(Row(Words.Levers.ByBudgets, best.After, best.Gap));
        return BuildSheets.Table(Words.Levers.Standings, [Words.Levers.Plan, .. Twice(Words.Kit.Score, Words.Kit.Rank), Words.Levers.Gap], rows);
    }

    private static SheetTable Gains(LeversReading reading, LeversAnswer answer)
    {
        object?[] After(Standings s) => [s.Frozen.Score, s.Frozen.Score - answer.Gains.Now.Score, s.Frozen.Rank, s.Rebuilt.Score, s.Rebuilt.Score - answer.Gains.Now.Score, s.Rebuilt.Rank];
        Text[] HeadsOf(Text point) => [.. new[] { Words.Levers.InFrame, Words.Levers.Rebuilt }.SelectMany(how => new[] { Words.Kit.Score, Words.Levers.Gain, Words.Kit.Rank }.Select(what => Words.Levers.Head(point, what, how)))];
        return BuildSheets.Table(Words.Levers.Gains, [Words.Levers.Figure, Words.Levers.Code, Words.Kit.Unit, Words.Levers.Now, Words.Levers.Step, .. HeadsOf(Words.Levers.AfterStep), Words.Levers.Best, .. HeadsOf(Words.Levers.AtBest)],
            answer.Gains.Gains.Select(g => (object?[])[.. reading.Named(g.Column), g.Value, g.Step, .. After(g.AfterStep), g.Best, .. After(g.AtBest)]));
    }

    private static SheetTable Smallest(LeversReading reading, LeversAnswer answer)
    {
        object?[] Need(SmallestChange c, double? figure) => figure is { } f ? [f, f - c.Value] : [Words.Levers.OutOfReach, null];
        return BuildSheets.Table(Words.Levers.Smallest, [Words.Levers.Figure, Words.Levers.Code, Words.Kit.Unit, Words.Levers.Now, Words.Levers.ReachFrame, Words.Levers.Head(Words.Levers.Change, Words.Levers.InFrame),
            Words.Levers.ReachRebuilt, Words.Levers.Head(Words.Levers.Change, Words.Levers.Rebuilt), Words.Levers.Limit],
            answer.Smallest.Select(c => (object?[])[.. reading.Named(c.Column), c.Value, .. Need(c, c.Frozen), .. Need(c, c.Rebuilt), c.Limit]));
    }

    private static SheetTable Plan(Text name, LeversReading reading, LeversAnswer answer, EffortPlan plan)
    {
        Budget? Of(PlannedMove m) => answer.Spec?.Budgets.FirstOrDefault(b => b.Code == m.Budget);
        return BuildSheets.Table(name, [Words.Levers.Figure, Words.Levers.Code, Words.Kit.Unit, Words.Levers.From, Words.Levers.To, Words.Levers.Change, Words.Levers.Effort, Words.Levers.EffortUnit, Words.Levers.Budget],
            plan.Moves.Select(m => (object?[])[.. reading.Named(m.Column), m.From, m.To, m.To - m.From, m.Effort, Of(m)?.Unit ?? Words.Levers.ShareOfWay, Of(m)?.Name ?? default]));
    }

    private static SheetTable Budgets(LeverSpec spec, EffortPlan plan) => BuildSheets.Table(Words.Levers.Budgets, [Words.Levers.Budget, Words.Levers.Code, Words.Kit.Unit, Words.Levers.Amount, Words.Levers.Used, Words.Levers.ShadowPrice],
        spec.Budgets.Select(b => (object?[])[b.Name, b.Code, b.Unit, b.Amount, plan.Moves.Where(m => m.Budget == b.Code).Sum(m => m.Effort), plan.ShadowPrices.TryGetValue(b.Code, out double price) ? price : null]));

    private static Text[] Twice(params Text[] what) => [.. new[] { Words.Levers.InFrame, Words.Levers.Rebuilt }.SelectMany(how => what.Select(w => Words.Levers.Head(w, how)))];
    private static EffortPlan? Of(Outcome<EffortPlan>? outcome) => outcome is not null && outcome.IsDone(out var plan) ? plan : null;
    private static ImmutableArray<Finding> Refusals(Outcome<EffortPlan>? outcome) => outcome is null ? [] : outcome.Match(_ => [], refused => refused.Findings);
}
