using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Benchmarks;

/// <summary>Which index is laid beside which published figure.</summary>
/// <param name="Build">The build.</param>
/// <param name="Period">Its period.</param>
/// <param name="Published">The indicator that holds the published index.</param>
/// <param name="Edition">The period under which the published index is recorded: often the edition, not the year of its data.</param>
/// <param name="Fixed">The indicator that is tried alone and then held fixed: the size that might explain both.</param>
/// <param name="Focus">The city whose place in the published list is asked for.</param>
/// <param name="Known">As known on which day the two indicators are read.</param>
public sealed record PublishedQuestion(BuildId Build, Period? Period, IndicatorCode Published, Period Edition, IndicatorCode Fixed, AreaCode? Focus = null, AsKnownOn Known = default);

/// <summary>A unit that has all three.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Score">Its score in the index.</param>
/// <param name="Rank">Its rank in the index, among all that are ranked.</param>
/// <param name="Published">The published index.</param>
/// <param name="Fixed">The indicator tried alone.</param>
public sealed record UnitBeside(UnitCode Unit, Text Name, double Score, double? Rank, KnownCell Published, KnownCell Fixed);

/// <summary>An index beside a published one, with all that has to be printed with the coefficient. All four coefficients are over the same units.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="FixedPeriod">The period of the indicator tried alone: the index's own.</param>
/// <param name="Published">The published index as defined today; null where the catalogue lacks it.</param>
/// <param name="Fixed">The indicator tried alone.</param>
/// <param name="Units">The units that have all three, by code.</param>
/// <param name="PublishedUnits">How many areas the published index is known for.</param>
/// <param name="RankedUnits">How many units the index ranks.</param>
/// <param name="OnlyPublished">Published, but not ranked by the index.</param>
/// <param name="WithoutFixed">Have both indices, but lack the indicator tried alone: left out of all four.</param>
/// <param name="FocusIsPublished">Whether the city asked for is in the published list; null when none was asked for.</param>
/// <param name="Beside">The index and the published one.</param>
/// <param name="Alone">The indicator alone and the published index: what a single column reaches.</param>
/// <param name="IndexAndFixed">The index and the indicator.</param>
/// <param name="Partial">The index and the published one with the indicator held fixed.</param>
public sealed record BesidePublished(PublishedQuestion Question, Period FixedPeriod, IndicatorVersion? Published, IndicatorVersion? Fixed, ImmutableArray<UnitBeside> Units,
    int PublishedUnits, int RankedUnits, ImmutableArray<UnitCode> OnlyPublished, ImmutableArray<UnitCode> WithoutFixed, bool? FocusIsPublished,
    RankCorrelation Beside, RankCorrelation Alone, RankCorrelation IndexAndFixed, RankCorrelation Partial);

/// <summary>
/// Lays an index beside a published one: rank correlations over the units that both have, with the selection that the published list is, what one size alone would reach,
/// and what is left once that size is held fixed. It validates nothing: two lists that follow the same size agree whatever they measure.
/// </summary>
public sealed class CompareWithPublished(LoadBuild builds, IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<Outcome<BesidePublished>> Run(Actor actor, PublishedQuestion question, CancellationToken stop = default)
    {
        var loaded = await builds.Run(actor, question.Build, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<BesidePublished>(loaded.AllFindings);
        await using var db = await store.CreateDbContextAsync(stop);
        var catalogue = await ListIndicators.InForce(db, question.Known.Day ?? clock.Today()).Where(i => i.Code == question.Published || i.Code == question.Fixed).ToListAsync(stop);
        var period = question.Period ?? question.Edition;
        var published = await Values(db, question.Published, question.Edition, question.Known, stop);
        if (published.Count == 0) return Outcome.Refused<BesidePublished>(NotPublished(question));
        var size = await Values(db, question.Fixed, period, question.Known, stop);
        return Outcome.Done(Compare(question, period, build, catalogue, published, size));
    }

    private async Task<Dictionary<UnitCode, KnownCell>> Values(CityDb db, IndicatorCode indicator, Period period, AsKnownOn known, CancellationToken stop) =>
        (await KnownCells.Load(db, new([indicator], [], [period]), known.Until(clock), stop)).Where(c => c.Value is not null).ToDictionary(c => new UnitCode(c.Key.Area.Value));

    private static BesidePublished Compare(PublishedQuestion question, Period period, IndexBuild build, List<IndicatorVersion> catalogue,
        Dictionary<UnitCode, KnownCell> published, Dictionary<UnitCode, KnownCell> size)
    {
        var scores = build.Scores;
        var names = build.Input.Units.ToDictionary(u => u.Code, u => u.Name);
        int[] ranked = [.. Enumerable.Range(0, scores.Rows.Length).Where(r => Nullable.Equals(scores.Rows[r].Period, question.Period) && scores.Statuses[r] == RowStatus.Ranked && scores.Score(r, 0) is not null)];
        var both = ranked.Where(r => published.ContainsKey(scores.Rows[r].Unit)).ToList();
        ImmutableArray<UnitBeside> units = [.. both.Where(r => size.ContainsKey(scores.Rows[r].Unit)).Select(r => (Row: r, scores.Rows[r].Unit)).OrderBy(r => r.Unit)
            .Select(r => new UnitBeside(r.Unit, names[r.Unit], scores.Score(r.Row, 0)!.Value, scores.Rank(r.Row, 0), published[r.Unit], size[r.Unit]))];
        var (listed, single) = (catalogue.FirstOrDefault(i => i.Code == question.Published), catalogue.FirstOrDefault(i => i.Code == question.Fixed));
        double?[] index = [.. units.Select(u => (double?)u.Score)], list = Upwards(units.Select(u => u.Published.Value), listed), alone = Upwards(units.Select(u => u.Fixed.Value), single);
        var covered = ranked.Select(r => scores.Rows[r].Unit).ToHashSet();
        return new(question, period, listed, single, units, published.Count, ranked.Length,
            [.. published.Keys.Where(u => !covered.Contains(u)).Order()], [.. both.Select(r => scores.Rows[r].Unit).Where(u => !size.ContainsKey(u)).Order()],
            question.Focus is { } focus ? published.ContainsKey(new(focus.Value)) : null,
            RankCorrelation.Spearman(index, list), RankCorrelation.Spearman(alone, list), RankCorrelation.Spearman(index, alone), RankCorrelation.Partial(index, list, alone));
    }

    /// <summary>Turned so that more is better, as a score is: a published rank, say, counts from the best.</summary>
    private static double?[] Upwards(IEnumerable<double?> values, IndicatorVersion? indicator) =>
        [.. indicator?.Direction == Direction.LowerIsBetter ? values.Select(v => -v) : values];

    private static Finding NotPublished(PublishedQuestion question) => Finding.Error("published.none", Place.Whole,
        new($"没有已登记的“{question.Published}”（{question.Edition}）指标值，无从并列。", $"No value of '{question.Published}' ({question.Edition}) is recorded, so there is nothing to lay the index beside."),
        new("请先报送公布的指数，或改选指标和版次。", "Send a return with the published index first, or choose another indicator or edition."));
}
