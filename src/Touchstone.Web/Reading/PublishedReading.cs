using System.Collections.Immutable;
using Touchstone.City.Benchmarks;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Web.Charts;

namespace Touchstone.Web.Reading;

/// <summary>Opens an index beside a published one: which published indicator, which edition and which size are in the address, with the city's own as the start.</summary>
internal sealed class PublishedDesk(CompareWithPublished compare, ReadObservations observations)
{
    /// <summary>The published index that is shown when the address names none.</summary>
    public static IndicatorCode StandardPublished { get; } = new("INNO_INDEX");
    /// <summary>The size that is tried alone and held fixed when the address names none.</summary>
    public static IndicatorCode StandardFixed { get; } = new("GDP");

    /// <summary>Null where no published figure is recorded.</summary>
    public async Task<BesidePublished?> Open(Here here, Actor actor, IndexReading index, Setting setting, CancellationToken stop = default)
    {
        var published = here["published"] is { } asked ? new IndicatorCode(asked) : StandardPublished;
        if (await Edition(here["edition"], actor, published, setting.Known, stop) is not { } edition) return null;
        var question = new PublishedQuestion(index.Build.Id, index.Period, published, edition, here["fixed"] is { } size ? new(size) : StandardFixed, setting.Own?.Code, setting.Known);
        return (await compare.Run(actor, question, stop)).Match(done => done.Value, _ => (BesidePublished?)null);
    }

    private async Task<Period?> Edition(string? asked, Actor actor, IndicatorCode published, AsKnownOn known, CancellationToken stop)
    {
        if (Period.TryParse(asked, out var edition)) return edition;
        var cells = await observations.Run(actor, new([published], [], []), known, stop);
        return cells.Where(c => c.Value is not null).Select(c => (Period?)c.Key.Period).OrderByDescending(p => p!.Value.Last).FirstOrDefault();
    }
}

/// <summary>What the page shows of an index beside a published one.</summary>
internal sealed class PublishedReading(IndexReading index, BesidePublished beside, UnitCode? own, Here here)
{
    /// <summary>So many cities are named on the chart for standing far from the other list, in each direction.</summary>
    private const int Named = 2;

    public Text PublishedName => beside.Published?.Name ?? Text.Same(beside.Question.Published.Value);
    public Text SizeName => beside.Fixed?.Name ?? Text.Same(beside.Question.Fixed.Value);
    public Text Edition => Words.PeriodName(beside.Question.Edition);

    public Text Title => beside is { Beside.Value: { } rho, Alone.Value: { } alone }
        ? Words.Published.Title(beside.Units.Length, Show(rho), SizeName, Show(alone)) : Words.Published.TitleUndefined(beside.Units.Length);

    public Text? AloneSays => beside is { Beside.Value: { } rho, Alone.Value: { } alone } ? alone > rho ? Words.Published.AloneBetter(SizeName) : Words.Published.AloneWorse(SizeName) : null;

    /// <summary>The four coefficients, what each compares and how it is read.</summary>
    public ImmutableArray<(Text What, RankCorrelation Value, Text Reads)> Coefficients =>
    [
        (Words.Published.Pair(index.Definition.Name, PublishedName), beside.Beside, Words.Published.BesideReads),
        (Words.Published.Pair(SizeName, PublishedName), beside.Alone, Words.Published.AloneReads),
        (Words.Published.Pair(index.Definition.Name, SizeName), beside.IndexAndFixed, Words.Published.IndexAndSizeReads),
        (Words.Published.PairFixed(index.Definition.Name, PublishedName, SizeName), beside.Partial, Words.Published.FixedReads),
    ];

    /// <summary>The sources of the published figures, each once.</summary>
    public IEnumerable<Observation> Sources => beside.Units.Select(u => u.Published.Preferred).DistinctBy(o => (o.Citation, o.Note));

    public ChartModel? Chart()
    {
        if (beside.Beside.Value is not { } rho) return null;
        var ranks = Ranks();
        var byGap = beside.Units.OrderBy(u => ranks[u.Unit].There - ranks[u.Unit].Here).ThenBy(u => u.Unit).ToList();
        var named = byGap.Take(Named).Concat(byGap.TakeLast(Named)).Select(u => u.Unit).ToHashSet();
        var title = Words.Published.ChartTitle(byGap[0].Name, byGap[^1].Name);
        var sub = Words.Published.ChartSub(index.Definition.Name, Words.PeriodOrNone(index.Period), PublishedName, Edition, Bilingual.Short(beside.Units[0].Published.Preferred.Citation));
        return ScatterChart.Of("published-chart", title, sub, Words.Published.ChartSummary(beside.Units.Length, Show(rho)), Words.Index.Cities,
            new(Words.Published.Score, default, NumberForm.Score), new(PublishedName, beside.Published?.Unit ?? default, NumberForm.Plain),
            [.. beside.Units.Select(u => Dot(u, ranks[u.Unit], named.Contains(u.Unit)))]);
    }

    private ScatterDot Dot(UnitBeside u, (double Here, double There) ranks, bool isNamed)
    {
        var o = u.Published.Preferred;
        return new(u.Name, u.Score, o.Value!.Value, u.Unit == own ? ChartRole.Us : ChartRole.Other, isNamed, here.To(Links.Explain(index.Build.Id, u.Unit, index.Root.Code), ("period", index.PeriodText)),
            Words.Published.Tip(u.Name, Numbers.Show(u.Score, NumberForm.Score), Numbers.Rank(ranks.Here), Numbers.Show(o.Value), Numbers.Rank(ranks.There), beside.Units.Length), ObsStatuses.MarksOf(o.Status, o.Tier));
    }

    /// <summary>Places among the cities compared, ties sharing the best.</summary>
    private Dictionary<UnitCode, (double Here, double There)> Ranks()
    {
        bool isDown = beside.Published?.Direction == Direction.LowerIsBetter;
        return beside.Units.ToDictionary(u => u.Unit, u => (Here: 1.0 + beside.Units.Count(v => v.Score > u.Score),
            There: 1.0 + beside.Units.Count(v => isDown ? v.Published.Value < u.Published.Value : v.Published.Value > u.Published.Value)));
    }

    private static string Show(double rho) => Numbers.Show(rho, NumberForm.Score);
}
