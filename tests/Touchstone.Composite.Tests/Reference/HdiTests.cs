using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>The Human Development Index 1990–2022 as published by UNDP: goalposts, a logarithm, an arithmetic mean within a geometric one, rounding before ranking.</summary>
[Trait("Kind", "Reference")]
public sealed class HdiTests
{
    private static readonly Lazy<(ReferenceTable Published, IndexBuild Build)> s_hdi = new(() =>
        (ReferenceTable.Read("published", "hdi2022", "published.csv"), IndexBuild.Run(Input(), Recipe).OrThrow()));

    [Fact]
    public void Hdi_EveryPublishedValue_IsReproducedWithinRounding()
    {
        var (published, build) = s_hdi.Value;
        double largest = 0;
        int values = 0;
        foreach (string[] row in published.Rows.Where(r => published.Text(r, "code") == "hdi"))
        {
            double? score = build.Scores.Score(Row(build, published, row), build.Scores.PlaceOf(new IndicatorCode("hdi")));
            Assert.NotNull(score);
            largest = Math.Max(largest, Math.Abs(score.Value - published.Number(row, "score")!.Value));
            values++;
        }
        Errors.Report("HDI 1990–2022, published to 3 decimals", largest, values);
        Assert.Equal(6171, values);
        Assert.True(largest <= 0.0005 + 1e-9, string.Create(CultureInfo.InvariantCulture, $"largest error {largest}"));
    }

    [Fact]
    public void Hdi_RanksOf2022_AreAllThePublishedOnes()
    {
        var (published, build) = s_hdi.Value;
        var ranked = published.Rows.Where(r => published.Text(r, "code") == "hdi" && published.Text(r, "rank").Length > 0).ToList();
        int node = build.Scores.PlaceOf(new IndicatorCode("hdi"));
        int same = ranked.Count(r => build.Scores.Rank(Row(build, published, r), node) == published.Number(r, "rank"));
        TestContext.Current.SendDiagnosticMessage($"error against the reference · HDI ranks 2022 · {same} of {ranked.Count} the same");
        Assert.Equal(193, ranked.Count);
        Assert.Equal(ranked.Count, same);
    }

    [Fact]
    public void Hdi_CountryAggregates_AreScoredButNotRanked()
    {
        var scores = s_hdi.Value.Build.Scores;
        int world = scores.PlaceOf(new RowKey(Period.InYear(2022), new("ZZK.WORLD")));
        Assert.Equal(RowStatus.Unranked, scores.Statuses[world]);
        Assert.NotNull(scores.Score(world, 0));
        Assert.Null(scores.Rank(world, 0));
    }

    /// <summary>Life expectancy in Rwanda was below the goalpost in 1994: the health index is 0, and UNDP publishes no HDI for that year.</summary>
    [Fact]
    public void Hdi_HealthAtZero_IsMissingAndSaysSo()
    {
        var build = s_hdi.Value.Build;
        int rwanda = build.Scores.PlaceOf(new RowKey(Period.InYear(1994), new("RWA")));
        Assert.Null(build.Scores.Score(rwanda, build.Scores.PlaceOf(new IndicatorCode("hdi"))));
        Assert.Equal(0, build.Scores.Score(rwanda, build.Scores.PlaceOf(new IndicatorCode("health"))));
        var finding = Assert.Single(build.Findings, f => f.Code == "aggregate.not-positive");
        Assert.Contains("1994 RWA/health", finding.What.En, StringComparison.Ordinal);
    }

    private static int Row(IndexBuild build, ReferenceTable published, string[] row) =>
        build.Scores.PlaceOf(new RowKey(Period.InYear((int)published.Number(row, "year")!.Value), new(published.Text(row, "unit"))));

    private static Recipe Recipe
    {
        get
        {
            var means = ImmutableSortedDictionary<IndicatorCode, AggregateRule>.Empty.Add(new("hdi"), new(MeanKind.Geometric, Missing: MissingChild.Missing, NotPositive: NotPositive.Missing));
            return new(new("人类发展指数", "Human Development Index"),
            [
                new Transform(ImmutableSortedDictionary<IndicatorCode, TransformRule>.Empty.Add(new("gnipc"), new TransformRule.Log())),
                new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.Goalposts, 0, 1))),
                new Aggregate(new(new(MeanKind.Arithmetic, Missing: MissingChild.Missing), means)),
                new Rank(Ties.Min, 3),
            ], new FrameRule.Pooled());
        }
    }

    private static IndexInput Input()
    {
        FrameworkNode Node(string code, NodeKind kind, string? parent, double? low = null, double? high = null) => new()
        {
            Code = new(code),
            Kind = kind,
            Parent = parent is null ? null : new IndicatorCode(parent),
            GoalpostLow = low,
            GoalpostHigh = high,
        };
        var framework = Framework.Create(
        [
            Node("hdi", NodeKind.Aggregate, null), Node("health", NodeKind.Aggregate, "hdi"), Node("education", NodeKind.Aggregate, "hdi"), Node("income", NodeKind.Aggregate, "hdi"),
            Node("le", NodeKind.Indicator, "health", 20, 85), Node("eys", NodeKind.Indicator, "education", 0, 18), Node("mys", NodeKind.Indicator, "education", 0, 15),
            Node("gnipc", NodeKind.Indicator, "income", Math.Log(100), Math.Log(75000)),
        ]).OrThrow();
        var units = ReferenceTable.Read("published", "hdi2022", "units.csv");
        var data = ReferenceTable.Read("published", "hdi2022", "data.csv");
        string[] columns = ["le", "eys", "mys", "gnipc"];
        RowKey Key(string[] row) => new(Period.InYear((int)data.Number(row, "year")!.Value), new(data.Text(row, "unit")));
        var table = DataTable.Create(data.Rows.Select(Key), columns.Select(c => new IndicatorCode(c)),
            data.Rows.SelectMany(r => columns.Select(c => Asem.Cell(Key(r), new(c), data.Number(r, c)))).OfType<Cell>()).OrThrow();
        return new(framework,
            [.. units.Rows.Select(r => new Unit(new(units.Text(r, "code")), Text.Same(units.Text(r, "name")), ImmutableSortedDictionary<string, string>.Empty, units.Text(r, "kind") == "country"))], table);
    }
}
