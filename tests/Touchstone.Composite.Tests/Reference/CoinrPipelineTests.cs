using Touchstone.Model;

namespace Touchstone.Composite.Tests;

[Trait("Kind", "Reference")]
public sealed class CoinrPipelineTests
{
    private static readonly Lazy<IndexBuild> s_build = new(() => IndexBuild.Run(Asem.Raw(), Asem.Example).OrThrow());

    [Theory]
    [InlineData("denominate", "01_denominated", "denominated.csv")]
    [InlineData("impute", "02_imputed", "imputed.csv")]
    [InlineData("screen", "03_screened", "screened.csv")]
    [InlineData("treat", "04_treated", "treated.csv")]
    [InlineData("normalise", "05_normalised", "normalised.csv")]
    [InlineData("aggregate", "06_aggregated", "aggregated.csv")]
    public void Pipeline_EachStep_MatchesCoinr(string step, string folder, string file) =>
        Errors.Compare(step, ReferenceTable.Read("coinr", folder, file), Asem.After(s_build.Value, step));

    [Theory]
    [InlineData("summ_scores.csv")]
    [InlineData("aggs_scores.csv")]
    [InlineData("full_scores.csv")]
    public void Results_Scores_MatchCoinr(string file)
    {
        var reference = ReferenceTable.Read("coinr", "07_results", file);
        Compare(file, reference, s_build.Value, (scores, row, node) => scores.Score(row, node));
        // "Rank" beside the scores is the rank of the index.
        var scores = s_build.Value.Scores;
        Assert.All(reference.Rows, r => Assert.Equal(reference.Number(r, "Rank"), scores.Rank(Row(scores, reference, r), scores.PlaceOf(new IndicatorCode("Index")))));
    }

    [Theory]
    [InlineData("summ_ranks.csv")]
    [InlineData("aggs_ranks.csv")]
    [InlineData("full_ranks.csv")]
    public void Results_Ranks_AreCoinrs(string file) =>
        Compare(file, ReferenceTable.Read("coinr", "07_results", file), s_build.Value, (scores, row, node) => scores.Rank(row, node));

    [Fact]
    public void Results_RanksWithinGroups_AreCoinrs()
    {
        var reference = ReferenceTable.Read("coinr", "07_results", "aggs_groupranks_GDP.csv");
        foreach (string group in reference.Rows.Select(r => reference.Text(r, "GDP_group")).Distinct())
        {
            // A rank within a group is the rank among its units alone, on the scores of the whole build.
            var input = s_build.Value.Input;
            var inGroup = input.Units.Where(u => u.Groups["GDP_group"] == group).Select(u => u.Code).ToHashSet();
            var scores = s_build.Value.Scores;
            foreach (string code in reference.Header.Skip(2))
            {
                int node = scores.PlaceOf(new IndicatorCode(code));
                foreach (string[] row in reference.Rows.Where(r => reference.Text(r, "GDP_group") == group))
                {
                    int at = Row(scores, reference, row);
                    int better = Enumerable.Range(0, scores.Rows.Length).Count(r => inGroup.Contains(scores.Rows[r].Unit) && scores.Score(r, node) > scores.Score(at, node));
                    Assert.Equal(reference.Number(row, code), better + 1);
                }
            }
        }
    }

    private static void Compare(string what, ReferenceTable reference, IndexBuild build, Func<ScoreTable, int, int, double?> value)
    {
        double largest = 0;
        int values = 0;
        foreach (string[] row in reference.Rows)
            foreach (string code in reference.Header.Where(h => build.Scores.PlaceOf(new IndicatorCode(h)) >= 0))
            {
                double? actual = value(build.Scores, Row(build.Scores, reference, row), build.Scores.PlaceOf(new IndicatorCode(code)));
                largest = Math.Max(largest, Errors.Of(reference.Number(row, code)!.Value, actual!.Value));
                values++;
            }
        Errors.Report(what, largest, values);
        Assert.True(values > 0 && largest <= Errors.Tolerance, $"{what}: largest error {largest:E2}.");
    }

    private static int Row(ScoreTable scores, ReferenceTable reference, string[] row) => scores.PlaceOf(new RowKey(null, new(reference.Text(row, "uCode"))));
}
