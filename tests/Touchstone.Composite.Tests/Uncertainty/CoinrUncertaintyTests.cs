using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>COINr's uncertainty analysis of its example: 200 runs over the limit of winsorisation, the normalisation, a hundred sets of weights and the mean.</summary>
[Trait("Kind", "Reference")]
public sealed class CoinrUncertaintyTests
{
    private static readonly Text s_name = Text.Same("x");

    private static Factor.Choice Choice(string code, params IEnumerable<Step[]> alternatives) =>
        new(code, s_name, [.. alternatives.Select((steps, i) => new Alternative($"{i + 1}", s_name, 1, [.. steps], []))]);

    private static Recipe Recipe => new(s_name,
    [
        new Denominate([]), Asem.ByEurAsia, new Screen(0.9, null, FailedUnit.Drop, [], []), new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(5)))), Asem.MinMax(0, 100),
        new Weigh(false, ImmutableSortedDictionary<IndicatorCode, double>.Empty), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null),
    ], new FrameRule.PerPeriod());

    private static UncertaintySpec Spec()
    {
        var sets = ReferenceTable.Read("coinr", "13_sensitivity", "noisy_weight_sets.csv");
        var weights = sets.Rows.GroupBy(r => int.Parse(sets.Text(r, "set"), System.Globalization.CultureInfo.InvariantCulture)).OrderBy(g => g.Key)
            .Select(g => new Step[] { new Weigh(false, g.ToImmutableSortedDictionary(r => new IndicatorCode(sets.Text(r, "iCode")), r => sets.Number(r, "Weight")!.Value)) });
        return new(
        [
            Choice("winmax", Enumerable.Range(1, 5).Select(n => new Step[] { new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(n)))) })),
            Choice("normalisation", [Asem.MinMax(1, 100)], [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.ZScore, 10, 12)))]),
            Choice("weights", weights),
            Choice("aggregation", [Asem.Mean(MeanKind.Arithmetic)], [Asem.Mean(MeanKind.Geometric)]),
        ], new(SamplingKind.Random, 200, 123));
    }

    [Fact]
    public void Scenarios_CoinrsDesign_GiveItsScoresRanksAndRanges()
    {
        var plan = new ScenarioPlan(Asem.Raw(), Recipe, Spec());
        var design = ReferenceTable.Read("coinr", "13_sensitivity", "ua_N200_seed123_design.csv");
        var scores = ReferenceTable.Read("coinr", "13_sensitivity", "ua_N200_seed123_scores.csv");
        var ranks = ReferenceTable.Read("coinr", "13_sensitivity", "ua_N200_seed123_ranks.csv");
        var table = new ScenarioTable([.. plan.FollowedRows.Select(r => plan.Nominal.Rows[r])], design.Rows.Count);
        double largest = 0;
        int otherRanks = 0, values = 0;
        for (int i = 0; i < design.Rows.Count; i++)
        {
            string[] row = design.Rows[i];
            int At(string column) => (int)design.Number(row, column)!.Value - 1;
            var run = new ScenarioRun(plan, ((At("winmax") * 2 + At("normalisation")) * 100 + At("weight_set")) * 2 + At("aggregation"));
            run.Run(new Draw(plan.Sampling(200), 0, i));
            foreach (string[] unit in scores.Rows)
            {
                int r = plan.Nominal.Rows.IndexOf(new RowKey(null, new(scores.Text(unit, "uCode"))));
                table.Set(i, r, run.ScoreOf(r), run.RankOf(r));
                largest = Math.Max(largest, Errors.Of(scores.Number(unit, $"r_{i + 1}")!.Value, run.ScoreOf(r)));
                if (run.RankOf(r) != ranks.Number(ranks.Rows.First(u => ranks.Text(u, "uCode") == scores.Text(unit, "uCode")), $"r_{i + 1}")) otherRanks++;
                values++;
            }
        }
        Errors.Report("uncertainty: scores of 200 scenarios", largest, values);
        Assert.True(largest <= Errors.Tolerance, $"largest error {largest:E2}");
        Assert.Equal(0, otherRanks);
        CompareRanges(table);
    }

    private static void CompareRanges(ScenarioTable table)
    {
        var stats = ReferenceTable.Read("coinr", "13_sensitivity", "ua_N200_seed123_rankstats.csv");
        var counts = new RankCounts(table);
        foreach (string[] row in stats.Rows)
        {
            var range = counts.Range(table.PlaceOf(new RowKey(null, new(stats.Text(row, "uCode")))), 0.9)!;
            Assert.Equal(stats.Number(row, "Q5")!.Value, range.Low, 9);
            Assert.Equal(stats.Number(row, "Median")!.Value, range.Median, 9);
            Assert.Equal(stats.Number(row, "Q95")!.Value, range.High, 9);
            Assert.Equal(stats.Number(row, "Mean")!.Value, range.Mean, 9);
        }
    }
}
