using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

/// <summary>The Social Vulnerability Index 2018 of CDC/ATSDR, 3,142 counties of the United States: percentile ranks of sums of percentile ranks.</summary>
[Trait("Kind", "Reference")]
public sealed class SviTests
{
    private static readonly string[] s_nodes = ["T1", "T2", "T3", "T4", "SVI"];

    private static IndexBuild Build(Func<Recipe, Recipe>? change = null)
    {
        var data = PublishedFiles.Reference("published", "svi2018", "data.csv");
        var units = PublishedFiles.Reference("published", "svi2018", "units.csv");
        var folder = IndexFolder.Read(new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)
        {
            ["index.yaml"] = PublishedFiles.Ours("svi", "index.yaml"),
            ["indicators.csv"] = PublishedFiles.Ours("svi", "indicators.csv"),
            ["data.csv"] = PublishedFiles.Pick(data, data.Header.Select(h => (h, h))),
            ["units.csv"] = PublishedFiles.Pick(units, ("code", "code"), ("county", "name_en"), ("state", "state")),
        }).OrThrow();
        return IndexBuild.Run(folder.Input, change?.Invoke(folder.Recipe) ?? folder.Recipe).OrThrow();
    }

    /// <summary>All fifteen indicators, the four themes and the index, equal to the last of the four decimals published.</summary>
    [Fact]
    public void Svi_EveryPercentileRank_IsThePublishedOne()
    {
        var build = Build();
        int values = 0;
        foreach (var node in build.Scores.Nodes) values += Compare(build, node.Code, s_nodes.Contains(node.Code.Value) ? $"RPL_{node.Code}" : $"EPL_{node.Code}");
        Assert.Equal(62_835, values);
    }

    /// <summary>The published sums are what the themes and the index combine to before they are ranked.</summary>
    [Fact]
    public void Svi_EverySum_IsThePublishedOne()
    {
        var build = Build(recipe => recipe with { Steps = [.. recipe.Steps.Select(s => s is Aggregate a ? new Aggregate(PerCode.All(a.Rules.Default with { Normalise = null, Rises = Rises.Score })) : s)] });
        Assert.Equal(15_708, s_nodes.Sum(node => Compare(build, new(node), $"SPL_{node}")));
    }

    /// <summary>Rio Arriba, New Mexico, has no figures of poverty, unemployment and income: no first theme, no index, and the other themes all the same.</summary>
    [Fact]
    public void Svi_CountyWithoutFigures_HasNoIndexAndItsOtherThemes()
    {
        var scores = Build().Scores;
        int county = scores.PlaceOf(new RowKey(null, new("35039")));
        Assert.Equal(["T1", "SVI"], s_nodes.Where(n => scores.Score(county, scores.PlaceOf(new IndicatorCode(n))) is null));
    }

    private static int Compare(IndexBuild build, IndicatorCode node, string column)
    {
        var published = PublishedFiles.Reference("published", "svi2018", "published.csv");
        int place = build.Scores.PlaceOf(node), values = 0;
        double largest = 0;
        foreach (var row in published.Rows)
        {
            double? ours = build.Scores.Score(build.Scores.PlaceOf(new RowKey(null, new(PublishedFiles.Text(published, row, "unit")))), place);
            string theirs = PublishedFiles.Text(published, row, column);
            Assert.Equal(theirs.Length == 0, ours is null);
            if (ours is null) continue;
            largest = Math.Max(largest, Math.Abs(ours.Value - double.Parse(theirs, CultureInfo.InvariantCulture)));
            values++;
        }
        PublishedFiles.Print($"SVI 2018 {column}, published to 4 decimals", values, largest);
        Assert.True(largest < 1e-12, string.Create(CultureInfo.InvariantCulture, $"{column}: largest error {largest}"));
        return values;
    }
}
