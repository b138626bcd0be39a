using System.Collections.Immutable;
using System.Text.Json;
using Touchstone.Rules;
using Touchstone.Web.Reading;

namespace Touchstone.Web.Api;

/// <summary>A rulebook in the list.</summary>
internal sealed record RuleSummaryBody(string Id, string Version, BothLanguages Name, RuleTrack Track, BothLanguages Authority, DateOnly From, DateOnly? To, string Document, bool HasPassCondition, int NotVerified)
{
    public static RuleSummaryBody Of(Rulebook b) => new(b.Id, b.Version, BothLanguages.Of(b.Name), b.Track, BothLanguages.Of(b.Authority), b.From, b.To, b.Document, b.Pass is not null, RuleReading.NotVerified(b));
}

/// <summary>An input; money is in yuan. In a request its unit may stand behind its name: <c>rd_y1(万元)</c>.</summary>
internal sealed record RuleInputBody(string Id, InputKind Kind, BothLanguages Name, BothLanguages? Unit, BothLanguages? Period, ImmutableArray<string> Codes, bool CanBeChanged);
/// <summary>A number of the rule; value null: not found, someone must give it.</summary>
internal sealed record RuleParameterBody(string Id, BothLanguages Name, string? Value, Mark Mark, BothLanguages? Clause);
/// <summary>A case of a definition.</summary>
internal sealed record RuleCaseBody(string? When, string Value);
/// <summary>A quantity computed from others.</summary>
internal sealed record RuleDefinitionBody(string Id, BothLanguages Name, ImmutableArray<RuleCaseBody> Cases, Mark Mark, BothLanguages? Clause, bool IsResult);
/// <summary>A condition.</summary>
internal sealed record RuleGateBody(string Id, BothLanguages Name, string Test, BothLanguages InWords, Mark Mark, BothLanguages? Clause, BothLanguages? Evidence);
/// <summary>A band and the points it allows.</summary>
internal sealed record RuleBandBody(BothLanguages Where, string Low, string High);
/// <summary>A scored item.</summary>
internal sealed record RuleItemBody(string Id, BothLanguages Name, string Most, bool IsBonus, bool IsJudged, Mark Mark, ImmutableArray<RuleBandBody> Bands);
/// <summary>A scored group.</summary>
internal sealed record RuleGroupBody(string Id, BothLanguages Name, string Cap, BothLanguages? Clause, ImmutableArray<RuleItemBody> Items);

/// <summary>A rulebook, whole. Numbers are texts, exact; "…" where the digits were cut.</summary>
internal sealed record RulebookBody(RuleSummaryBody Summary, BothLanguages Source, BothLanguages? Note, string? Pass, ImmutableArray<RuleInputBody> Inputs, ImmutableArray<RuleParameterBody> Parameters,
    ImmutableArray<RuleDefinitionBody> Definitions, ImmutableArray<RuleGateBody> Gates, ImmutableArray<RuleGateBody> Routes, ImmutableArray<RuleGroupBody> Groups, ImmutableArray<BothLanguages> Consequences, ImmutableArray<FilingBody> Filing)
{
    public static RulebookBody Of(Rulebook b)
    {
        var words = new FormulaWords(b);
        return new(RuleSummaryBody.Of(b), BothLanguages.Of(b.Source), BothLanguages.OrNull(b.Note), b.Pass?.ToString(),
            [.. b.Inputs.Select(i => new RuleInputBody(i.Id, i.Kind, BothLanguages.Of(i.Name), BothLanguages.OrNull(i.Unit), BothLanguages.OrNull(i.Period), [.. i.Codes.Select(c => c.Code)], i.Lever is not null))],
            [.. b.Parameters.Select(p => new RuleParameterBody(p.Id, BothLanguages.Of(p.Name), p.Value is { } v && p.Codes.Length > 0 ? p.Codes[(int)v.ToLong()].Code : p.Value?.ToString(), p.Mark, BothLanguages.OrNull(p.Clause)))],
            [.. b.Definitions.Select(d => new RuleDefinitionBody(d.Id, BothLanguages.Of(d.Name), [.. d.Cases.Select(c => new RuleCaseBody(c.When?.ToString(), c.Value.ToString()))], d.Mark, BothLanguages.OrNull(d.Clause), d.IsOutput))],
            [.. b.Gates.Select(g => GateOf(g, words))], [.. b.Routes.Select(g => GateOf(g, words))], [.. b.Groups.Select(g => GroupOf(g, words))], [.. b.Consequences.Select(c => BothLanguages.Of(c.Says))], [.. b.Filing.Select(FilingBody.Of)]);
    }

    private static RuleGateBody GateOf(Touchstone.Rules.Gate g, FormulaWords words) =>
        new(g.Id, BothLanguages.Of(g.Name), g.Test.ToString(), BothLanguages.Of(words.Of(g.Test)), g.Mark, BothLanguages.OrNull(g.Clause), BothLanguages.OrNull(g.Evidence));

    private static RuleGroupBody GroupOf(ScoreGroup g, FormulaWords words) => new(g.Id, BothLanguages.Of(g.Name), g.Cap.ToString(), BothLanguages.OrNull(g.Clause),
        [.. g.Items.Select(i => new RuleItemBody(i.Id, BothLanguages.Of(i.Name), i.Most.ToString(), i.IsBonus, i.IsJudged, i.Mark,
            [.. i.Scales.SelectMany(s => s.Bands.Select(band => new RuleBandBody(BothLanguages.Of(words.Of(s, band)), band.Points.Low.ToString(), band.Points.High.ToString())))]))]);
}

/// <summary>A value: one where everything is known; its two ends where something is missing (null: no end); nothing where it is undefined.</summary>
internal sealed record ReachBody(string? Value, string? Low, string? High, bool Undefined)
{
    public static ReachBody Of(Reach reach) => new(reach.Value?.ToString(), reach.Low?.ToString(), reach.High?.ToString(), reach.IsUndefined);
}

/// <summary>A step of the derivation; it names the steps it was made of.</summary>
internal sealed record TraceNodeBody(string Id, TraceKind Kind, BothLanguages Name, ReachBody Value, Origin Origin, BothLanguages? Source, string? Formula, BothLanguages? Clause, Mark Mark, ImmutableArray<string> Children)
{
    public static TraceNodeBody Of(TraceNode n) => new(n.Id, n.Kind, BothLanguages.Of(n.Name), ReachBody.Of(n.Value), n.Origin, BothLanguages.OrNull(n.Source), n.Formula?.ToString(), BothLanguages.OrNull(n.Clause), n.Mark, [.. n.Children.Select(c => c.Id)]);
}

/// <summary>A remark raised by the rulebook.</summary>
internal sealed record RaisedFlagBody(string Id, BothLanguages Says, bool NeedsReview, bool IsCertain);

/// <summary>A pre-assessment of one firm. It is no recognition.</summary>
internal sealed record EvaluationBody(string Firm, Verdict Verdict, ReachBody? Total, ImmutableArray<string> Failed, ImmutableArray<string> DecidedBy, ImmutableSortedDictionary<string, ReachBody> Results,
    ImmutableArray<RaisedFlagBody> Flags, ImmutableArray<string> NotVerified, ImmutableArray<TraceNodeBody>? Trace)
{
    public static EvaluationBody Of(Evaluation e, bool? trace) => new(e.Facts.Firm, e.Verdict, e.Total is { } total ? ReachBody.Of(total) : null, [.. e.Gates.Where(g => g.Value.IsFalse).Select(g => g.Id)],
        [.. e.Deciding.Select(d => d.Id)], e.Outputs.ToImmutableSortedDictionary(o => o.Id, o => ReachBody.Of(o.Value), StringComparer.Ordinal),
        [.. e.Flags.Select(f => new RaisedFlagBody(f.Id, BothLanguages.Of(f.Says), f.NeedsReview, f.IsCertain))], [.. e.Unverified.Select(n => n.Id)],
        trace == true ? [.. e.Roots.SelectMany(r => r.All()).DistinctBy(n => n.Id).Select(TraceNodeBody.Of)] : null);
}

/// <summary>One input moved from a value to another.</summary>
internal sealed record InputChangeBody(string Input, string From, string To)
{
    public static InputChangeBody Of(Change c) => new(c.Input.Id, c.From.ToString(), c.To.ToString());
}

/// <summary>A condition that is not met, and the smallest change of each single input that meets it.</summary>
internal sealed record UnmetBody(string Condition, BothLanguages Name, bool StillOpen, ImmutableArray<InputChangeBody> Smallest);
/// <summary>The cheapest combination of changes that passes, and its cost in yuan; without costs the one that changes the fewest inputs, then the least in relation to what they are, and no cost.</summary>
internal sealed record CombinationBody(ImmutableArray<InputChangeBody> Changes, string? Cost);

/// <summary>A window of applications, month and day, both included, and how its dates were come by.</summary>
internal sealed record FilingBody(string From, string To, Mark Mark, BothLanguages? Says)
{
    public static FilingBody Of(FilingWindow w) => new(FormattableString.Invariant($"{w.FromMonth:00}-{w.FromDay:00}"), FormattableString.Invariant($"{w.ToMonth:00}-{w.ToDay:00}"), w.Mark, BothLanguages.OrNull(w.Says));
}

/// <summary>What a firm lacks. Earliest is certain with nothing else changed; what the possible day still depends on is named beside it. Cheapest null: no combination passes, or (searched false) none was found in time.</summary>
internal sealed record FirmGapBody(EvaluationBody Evaluation, ImmutableArray<UnmetBody> Unmet, CombinationBody? Cheapest, bool Searched, DateOnly? Earliest, DateOnly? EarliestPossible, ImmutableArray<string> EarliestAwaits, FilingBody? Filing)
{
    public static FirmGapBody Of(Gap g, EarliestDay? earliest) => new(EvaluationBody.Of(g.Evaluation, trace: false),
        [.. g.Unmet.Select(u => new UnmetBody(u.Condition.Id, BothLanguages.Of(u.Condition.Name), u.IsOpen, [.. u.Smallest.Select(InputChangeBody.Of)]))],
        g.Cheapest is { } c ? new([.. c.Changes.Select(InputChangeBody.Of)], c.Cost?.ToString()) : null, g.Searched, earliest?.Certain, earliest?.Possible,
        [.. earliest?.Awaits.Select(a => a.Id) ?? []], earliest?.Window is { } window ? FilingBody.Of(window) : null);
}

/// <summary>Firms to hold against a rulebook: objects with <c>firm</c> and values by the rulebook's names; a missing name is unknown, never zero.</summary>
internal sealed record FirmsBody(DateOnly? Day, JsonElement[] Firms);
/// <summary>
/// Firms whose gaps are asked for, and what may move: costs in yuan of one unit of an input (<c>"sci_staff": "150000"</c>), the furthest value of an input (<c>"sci_staff": "30"</c>, money in yuan), inputs that
/// must not move, and how far any may move as a share of what it is (<c>"20%"</c>).
/// </summary>
internal sealed record GapRequestBody(DateOnly? Day, JsonElement[] Firms, Dictionary<string, string>? Costs, Dictionary<string, string>? Limits, string[]? Fixed, string? Within);
/// <summary>A what-if: other values of parameters, by id (<c>"8%"</c>, <c>"3000万"</c>); a reward for each firm in yuan; an input to sum over the firms that pass.</summary>
internal sealed record WhatIfBody(DateOnly? Day, JsonElement[] Firms, Dictionary<string, string> Set, long? Reward, string? Sum);

/// <summary>The answer to firms held against a rulebook; it always says that it is a pre-assessment and who recognises.</summary>
internal sealed record AssessmentBody<T>(string Rulebook, string Version, DateOnly Day, BothLanguages PreAssessment, ImmutableArray<T> Firms, ImmutableArray<FindingBody> Findings);
/// <summary>Who enters and who leaves.</summary>
internal sealed record WhatIfResultBody(string Rulebook, string Version, DateOnly Day, BothLanguages PreAssessment, int Firms, int PassingBefore, int PassingAfter, int Undecided,
    ImmutableArray<string> Entering, ImmutableArray<string> Leaving, string? CostBefore, string? CostAfter, string? SumBefore, string? SumAfter, int? WithoutTheValue);
