using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What an audit looks at.</summary>
/// <param name="Kind">The coefficient of the tables of correlations; the notes always go by Pearson's.</param>
/// <param name="Correction">How p-values are corrected for the number of pairs in a table.</param>
/// <param name="Limits">Limits of the notes.</param>
/// <param name="Periods">Which periods are looked at; null = the last.</param>
/// <param name="SizeLimit">An indicator follows a size where their |correlation| is above this.</param>
public sealed record AuditOptions(CorrelationKind Kind = CorrelationKind.Pearson, PValueCorrection Correction = PValueCorrection.BenjaminiHochberg, CoherenceLimits? Limits = null, PeriodScope? Periods = null, double SizeLimit = 0.6);

/// <summary>The children of one aggregate together.</summary>
/// <param name="Code">The aggregate.</param>
/// <param name="Children">Its children in the build.</param>
/// <param name="Components">Their principal components; null where they are not defined (fewer than two, too few complete rows, a constant one).</param>
/// <param name="Adequacy">Kaiser–Meyer–Olkin and Bartlett; null likewise.</param>
/// <param name="Reliability">Cronbach's alpha.</param>
/// <param name="Importance">How much each child moves the aggregate.</param>
public sealed record AggregateAudit(IndicatorCode Code, ImmutableArray<IndicatorCode> Children, PrincipalComponents? Components, SamplingAdequacy? Adequacy, Reliability Reliability, ImmutableArray<Importance> Importance);

/// <summary>Every check of a built index in one place: the cards in docs/methods say what each is.</summary>
/// <param name="Build">The build.</param>
/// <param name="Options">What was asked.</param>
/// <param name="Statistics">The indicators before anything but derivation and denomination was done to them: units that may be ranked, in the periods looked at.</param>
/// <param name="Treated">The same just before normalisation.</param>
/// <param name="Availability">What every row of every period has, on the data of <see cref="Statistics"/>.</param>
/// <param name="Indicators">Each two indicators, by score.</param>
/// <param name="Siblings">Each two children of one aggregate, by score.</param>
/// <param name="Parents">Every node with each aggregate above it, by score.</param>
/// <param name="Denominators">Indicators that are divided with what they are divided by.</param>
/// <param name="Sizes">Every indicator with every context column, before anything is divided: which follow the size of a unit (COINr <c>get_denom_corr</c>).</param>
/// <param name="Aggregates">The children of each aggregate together, the root first.</param>
/// <param name="OfIndex">How much each indicator moves the index.</param>
/// <param name="Removal">The index without each element below the root, level by level from the indicators up; each element's mean shift of ranks.</param>
/// <param name="Methods">Methods of the whole table beside the index; null where they are not defined.</param>
/// <param name="Notes">What does not hang together, with actions.</param>
public sealed record IndexAudit(IndexBuild Build, AuditOptions Options, ImmutableArray<ColumnStatistics> Statistics, ImmutableArray<ColumnStatistics> Treated, ImmutableArray<DataAvailability> Availability,
    CorrelationTable Indicators, CorrelationTable Siblings, CorrelationTable Parents, CorrelationTable Denominators, CorrelationTable Sizes, ImmutableArray<AggregateAudit> Aggregates, ImmutableArray<Importance> OfIndex,
    ImmutableArray<ElementRemoval> Removal, WholeTableComparison? Methods, ImmutableArray<CoherenceNote> Notes)
{
    /// <summary>The periods looked at.</summary>
    public PeriodScope Periods { get; } = (Options.Periods ?? PeriodScope.Last).In(Build);

    /// <summary>Indicators that follow a size and are divided by nothing, each with the size it follows most, what its own formula is made of left out: above <see cref="AuditOptions.SizeLimit"/> without sign, the strongest first.</summary>
    public IEnumerable<CorrelatedPair> FollowSize
    {
        get
        {
            var divided = Build.Recipe.Steps.OfType<Denominate>().SelectMany(s => Denominating.RulesOf(Build.Input.Framework, s)).Select(d => d.Indicator).ToHashSet();
            var derived = Build.Recipe.Steps.OfType<Derive>().SelectMany(s => s.Columns).SelectMany(d => d.Formula.Inputs.Select(i => (d.Target, i))).ToHashSet();
            return Sizes.Pairs.Where(p => !divided.Contains(p.A) && !derived.Contains((p.A, p.B)) && Math.Abs(p.Of.Value ?? 0) > Options.SizeLimit).GroupBy(p => p.A).Select(g => g.MaxBy(p => Math.Abs(p.Of.Value!.Value))!).OrderByDescending(p => Math.Abs(p.Of.Value!.Value)).ThenBy(p => p.A);
        }
    }

    /// <summary>Audits a build. The same build gives the same audit: the draws of the intervals of importance have a fixed seed.</summary>
    public static IndexAudit Of(IndexBuild build, AuditOptions? options = null)
    {
        var asked = options ?? new AuditOptions();
        var framework = build.Input.Framework;
        var over = (asked.Periods ?? PeriodScope.Last).In(build);
        var scored = ScoredColumns.Of(build, over);
        IndicatorCode[] indicators = [.. build.Scores.Nodes.Where(n => n.Kind == NodeKind.Indicator).Select(n => n.Code)];
        var raw = RawColumns.Of(build, over);
        var treated = RawColumns.Treated(build, over);
        var undivided = RawColumns.Undivided(build, over);
        var divided = build.Recipe.Steps.OfType<Denominate>().SelectMany(s => Denominating.RulesOf(framework, s)).Where(d => raw.Find(d.Indicator) is not null && raw.Find(d.By) is not null);
        return new(build, asked, ColumnStatistics.Of(Only(raw, indicators)), ColumnStatistics.Of(Only(treated, indicators)), DataAvailability.Of(framework, RawColumns.Of(build, PeriodScope.All)),
            CorrelationTable.Among(scored, indicators, asked.Kind, asked.Correction), CorrelationTable.WithinGroups(framework, scored, asked.Kind, asked.Correction), CorrelationTable.WithParents(framework, scored, asked.Kind, asked.Correction),
            CorrelationTable.Of(raw, divided.Select(d => (d.Indicator, d.By)), asked.Kind, asked.Correction),
            CorrelationTable.Between(undivided, indicators.Where(i => undivided.Find(i) is not null), framework.Context.Select(c => c.Code).Where(c => undivided.Find(c) is not null), asked.Kind, asked.Correction),
            [.. build.Scores.Nodes.Where(n => n.Kind == NodeKind.Aggregate).Select(n => Aggregate(build, over, scored, n.Code))], Importance.OfLevel(build, 1, over), Removals(build, over),
            WholeTableComparison.Of(build, over).Match(d => d.Value, WholeTableComparison? (_) => null), Coherence.Audit(build, asked.Limits, over));
    }

    private static ImmutableArray<ElementRemoval> Removals(IndexBuild build, PeriodScope over) =>
    [
        .. Enumerable.Range(1, build.Input.Framework.Level(build.Input.Framework.Root.Code) - 1)
            .SelectMany(level => ElementRemoval.Of(build.Input, build.Recipe, level, over).Match(d => d.Value.RemoveAll(e => e.Element is null), _ => ImmutableArray<ElementRemoval>.Empty)),
    ];

    private static AggregateAudit Aggregate(IndexBuild build, PeriodScope over, DataTable scored, IndicatorCode code)
    {
        ImmutableArray<IndicatorCode> children = [.. build.Scores.Nodes.Where(n => n.Parent == code).Select(n => n.Code)];
        return new(code, children, PrincipalComponents.Of(scored, children).Match(d => d.Value, PrincipalComponents? (_) => null), SamplingAdequacy.Of(scored, children).Match(d => d.Value, SamplingAdequacy? (_) => null),
            Reliability.Of(scored, children), Importance.OfChildren(build, code, over));
    }

    private static DataTable Only(DataTable table, IEnumerable<IndicatorCode> codes) => new(table.Rows, [.. codes.Select(table.Find).OfType<DataColumn>()]);
}
