using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests.Benchmarking;

public sealed class StrengthsAndWeaknessesTests
{
    [Fact]
    public void Of_AnyScores_AgreesWithTheRuleReadFromItsWords() => Flat(indicators: 14, units: 9).Sample(build =>
    {
        var result = StrengthsAndWeaknesses.Of(build, null, new("U00")).OrThrow();
        var percentiles = new Dictionary<string, (double P, int AtLeastAsGood)>();
        for (int node = 1; node < build.Scores.Nodes.Length; node++)
        {
            if (build.Scores.Score(0, node) is not { } own) continue;
            double[] others = [.. Enumerable.Range(1, 8).Select(r => build.Scores.Score(r, node)).OfType<double>()];
            if (others.All(o => o == own)) continue;
            percentiles.Add(build.Scores.Nodes[node].Code.Value, ((others.Count(o => o < own) + 0.5 * others.Count(o => o == own)) / others.Length, 1 + others.Count(o => o >= own)));
        }
        int k = Math.Min(10, Math.Max(1, (int)Math.Floor(0.25 * percentiles.Count)));
        double[] sorted = [.. percentiles.Values.Select(v => v.P).OrderDescending()];
        var strong = percentiles.Where(p => p.Value.P > 0.5 && (p.Value.P >= sorted[Math.Min(k, sorted.Length) - 1] || p.Value.AtLeastAsGood <= 3)).Select(p => p.Key).ToHashSet();
        var weak = percentiles.Where(p => p.Value.P < 0.5 && p.Value.P <= sorted[^Math.Min(k, sorted.Length)]).Select(p => p.Key).ToHashSet();
        return result.Strengths.Select(e => e.Indicator.Value).ToHashSet().SetEquals(strong)
            && result.Weaknesses.Select(e => e.Indicator.Value).ToHashSet().SetEquals(weak);
    }, iter: 400);

    [Fact]
    public void Of_ValueSharedByMostUnits_IsNeitherStrengthNorWeakness()
    {
        // Nine units: seven share the top of the only indicator, so the percentile of a sharer is (2 + ½·6) ÷ 8 = 0.625: above the middle, but then k = 1 makes it a strength by the cut-off.
        var build = Build([1, 1, 1, 1, 1, 1, 1, 0, 0], [5, 5, 5, 5, 5, 5, 5, 5, 5]);

        var result = StrengthsAndWeaknesses.Of(build, null, new("U00")).OrThrow();

        Assert.Equal([new IndicatorCode("n1")], result.NotJudged);
        Assert.Equal(0.625, Assert.Single(result.Judged).Percentile);
        Assert.Empty(StrengthsAndWeaknesses.Of(build, null, new("U08")).OrThrow().Strengths);
    }

    [Fact]
    public void Words_OfTheRule_PrintItsNumbersInBothLanguages()
    {
        var words = new ProfileRule(7, 0.2, 2).Words;

        Assert.Contains("smaller of 7 and 20%", words.En, StringComparison.Ordinal);
        Assert.Contains("no more than 2 units", words.En, StringComparison.Ordinal);
        Assert.Contains("k 取 7 与参与判断指标数的 20%", words.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("no more than", new ProfileRule(TopRank: 0).Words.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_UnknownUnit_IsRefused() =>
        Assert.Equal("profile.unit-unknown", Assert.Single(StrengthsAndWeaknesses.Of(Build([1, 2]), null, new("x")).AllFindings).Code);

    private static Gen<IndexBuild> Flat(int indicators, int units) =>
        Gen.Frequency((4, Gen.Int[0, 6].Select(i => (double?)i)), (1, Gen.Const((double?)null))).Array[units].Array[indicators].Select(columns => Build(columns));

    private static IndexBuild Build(params double?[][] columns) =>
        new MadeIndex(new(1, new AggregateRule(), [.. columns.Select(_ => new MadeNode(1, null, []))]),
            [.. Enumerable.Range(0, columns[0].Length).Select(r => columns.Select(c => c[r]).ToImmutableArray())]).Build();
}
