using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Single steps and their variants against COINr, each on the input COINr had.</summary>
[Trait("Kind", "Reference")]
public sealed class CoinrStepTests
{
    [Theory]
    [InlineData("i_mean.csv", ImputeMethod.Mean, null)]
    [InlineData("i_median.csv", ImputeMethod.Median, null)]
    [InlineData("i_mean_grp_EurAsia_group.csv", ImputeMethod.GroupMean, "EurAsia_group")]
    [InlineData("i_mean_grp_GDP_group.csv", ImputeMethod.GroupMean, "GDP_group")]
    [InlineData("i_mean_grp_Pop_group.csv", ImputeMethod.GroupMean, "Pop_group")]
    [InlineData("i_median_grp_EurAsia_group.csv", ImputeMethod.GroupMedian, "EurAsia_group")]
    [InlineData("i_median_grp_GDP_group.csv", ImputeMethod.GroupMedian, "GDP_group")]
    public void Impute_EachMethod_MatchesCoinr(string file, ImputeMethod method, string? group) =>
        Check(["01_denominated", "denominated.csv"], ["02_imputed", file], new Impute(PerCode.All(new ImputeRule(method, group))));

    [Fact]
    public void Denominate_StatedRules_MatchCoinr() =>
        Check(["00_raw", "raw_dataset.csv"], ["01_denominated", "denominated_scalefactor.csv"],
            new Denominate([new(new("Goods"), new("GDP"), 1), new(new("Flights"), new("Population"), 1000)]));

    [Theory]
    [InlineData("raw_dataset.csv", "screened_byNA_0.9_raw.csv", 0.9, null)]
    [InlineData("raw_dataset.csv", "screened_byNA_0.95_raw.csv", 0.95, null)]
    [InlineData("raw_dataset.csv", "screened_byzeros_0.9_raw.csv", null, 0.9)]
    [InlineData("raw_dataset.csv", "screened_both_raw.csv", 0.9, 0.9)]
    public void Screen_EachCriterion_MatchesCoinr(string input, string file, double? available, double? nonZero) =>
        Check(["00_raw", input], ["03_screened", file], new Screen(available, nonZero, FailedUnit.Drop, [], []));

    [Fact]
    public void Screen_ForcedUnits_MatchCoinr()
    {
        var summary = ReferenceTable.Read("coinr", "03_screened", "screened_force_raw_summary.csv");
        var (keep, exclude) = Forced(summary);
        Assert.NotEmpty(keep.Concat(exclude));
        Check(["00_raw", "raw_dataset.csv"], ["03_screened", "screened_force_raw.csv"], new Screen(0.9, null, FailedUnit.Drop, keep, exclude));
    }

    [Theory]
    [InlineData("treated_default.csv", "screened.csv", 10)]
    [InlineData("treated_winmax0.csv", "screened.csv", 0)]
    [InlineData("treated_winmax1.csv", "screened.csv", 1)]
    [InlineData("treated_winmax2.csv", "screened.csv", 2)]
    [InlineData("treated_winmax3.csv", "screened.csv", 3)]
    [InlineData("treated_winmax10.csv", "screened.csv", 10)]
    [InlineData("treated_winmax1_f2_log_CT.csv", "screened.csv", 1)]
    public void Treat_EachLimit_MatchesCoinr(string file, string input, int cells) =>
        Check(["03_screened", input], ["04_treated", file], Treating(cells));

    [Theory]
    [InlineData("01_denominated", "denominated.csv", "treated_denominated_with_NA.csv")]
    [InlineData("00_raw", "raw_dataset.csv", "treated_raw_with_NA.csv")]
    public void Treat_MissingCells_MatchesCoinr(string folder, string input, string file) =>
        Check([folder, input], ["04_treated", file], Treating(10));

    [Fact]
    public void Treat_OverridesByIndicator_MatchCoinr()
    {
        // COINr's first function is the logarithm for Flights: here, no winsorisation at all, then the logarithm. Ship is left alone.
        var overrides = ImmutableSortedDictionary<IndicatorCode, TreatRule>.Empty
            .Add(new("Flights"), new TreatRule(Limit: new WinsorLimit.Count(0)))
            .Add(new("Ship"), new TreatRule(Apply: false));
        Check(["03_screened", "screened.csv"], ["04_treated", "treated_indiv.csv"], new Treat(new(new TreatRule(Limit: new WinsorLimit.Count(10)), overrides)));
    }

    [Theory]
    [InlineData("treated_default_log.csv", 10)]
    [InlineData("treated_winmax1_log.csv", 1)]
    [InlineData("treated_log.csv", 5)]
    public void Treat_SkewnessKurtosisAndCells_MatchCoinrsLog(string file, int cells)
    {
        var build = Run(["03_screened", "screened.csv"], Treating(cells));
        var used = build.Steps[1].Parameters.ToDictionary(p => (p.Column.Value, p.Name), p => p.Value);
        var log = ReferenceTable.Read("coinr", "04_treated", file);
        (string Column, string Name)[] pairs =
        [
            ("check_SkewKurt0.Skew", "skewness.before"), ("check_SkewKurt0.Kurt", "kurtosis.before"), ("winsorise.nwin", "winsor.cells"),
            ("check_SkewKurt1.Skew", "skewness.winsorised"), ("check_SkewKurt1.Kurt", "kurtosis.winsorised"),
            ("check_SkewKurt2.Skew", "skewness.log"), ("check_SkewKurt2.Kurt", "kurtosis.log"),
        ];
        double largest = 0;
        int values = 0;
        foreach (string[] row in log.Rows)
            foreach (var (column, name) in pairs.Where(p => log.Has(p.Column)))
            {
                double? expected = log.Number(row, column);
                Assert.Equal(expected.HasValue, used.ContainsKey((log.Text(row, "iCode"), name)));
                if (expected is null) continue;
                largest = Math.Max(largest, Errors.Of(expected.Value, used[(log.Text(row, "iCode"), name)]));
                values++;
            }
        Errors.Report(file, largest, values);
        Assert.True(values > 49 && largest <= Errors.Tolerance, string.Create(CultureInfo.InvariantCulture, $"largest error {largest}"));
    }

    [Theory]
    [InlineData("minmax_0_100.csv", NormaliseMethod.MinMax, 0, 100, Ties.Min)]
    [InlineData("minmax_1_100.csv", NormaliseMethod.MinMax, 1, 100, Ties.Min)]
    [InlineData("minmax_0_1.csv", NormaliseMethod.MinMax, 0, 1, Ties.Min)]
    [InlineData("dist2max.csv", NormaliseMethod.MinMax, 0, 1, Ties.Min)]
    [InlineData("zscore_0_1.csv", NormaliseMethod.ZScore, 0, 1, Ties.Min)]
    [InlineData("zscore_10_2.csv", NormaliseMethod.ZScore, 10, 12, Ties.Min)]
    [InlineData("rank.csv", NormaliseMethod.Rank, 0, 100, Ties.Min)]
    [InlineData("rank_average.csv", NormaliseMethod.Rank, 0, 100, Ties.Average)]
    [InlineData("prank.csv", NormaliseMethod.PercentileRank, 0, 1, Ties.Min)]
    public void Normalise_EachMethod_MatchesCoinr(string file, NormaliseMethod method, double low, double high, Ties ties) =>
        Check(["04_treated", "treated.csv"], ["05_normalised", file], new Normalise(PerCode.All(new NormaliseRule(method, low, high, Ties: ties))));

    [Theory]
    [InlineData("minmax_0_100_with_NA.csv", NormaliseMethod.MinMax, 0, 100)]
    [InlineData("dist2max_with_NA.csv", NormaliseMethod.MinMax, 0, 1)]
    [InlineData("zscore_with_NA.csv", NormaliseMethod.ZScore, 0, 1)]
    [InlineData("rank_with_NA.csv", NormaliseMethod.Rank, 0, 100)]
    [InlineData("prank_with_NA.csv", NormaliseMethod.PercentileRank, 0, 1)]
    public void Normalise_MissingCells_MatchesCoinr(string file, NormaliseMethod method, double low, double high) =>
        Check(["01_denominated", "denominated.csv"], ["05_normalised", file], new Normalise(PerCode.All(new NormaliseRule(method, low, high))));

    /// <summary>COINr flips the sign of lower-is-better columns but not the bounds 0 and 100, so only higher-is-better columns compare.</summary>
    [Fact]
    public void Normalise_GoalpostsWithoutClamp_MatchCoinrsScaled()
    {
        var up = Asem.Framework().Indicators.Where(n => n.Direction == Direction.HigherIsBetter).Select(n => n.Code.Value).ToHashSet();
        var build = Run(["04_treated", "treated.csv"], Goalposts(_ => (0, 100), 0, 100, Outside.Keep));
        Errors.Compare("scaled_0_100.csv", ReferenceTable.Read("coinr", "05_normalised", "scaled_0_100.csv"), Asem.After(build, "normalise"), up.Contains);
    }

    /// <summary>Goalposts at the 10th and 90th percentile as the reference states them, truncated at the posts.</summary>
    [Fact]
    public void Normalise_ClampedGoalposts_MatchTheirFormula()
    {
        var parameters = ReferenceTable.Read("coinr", "05_normalised", "iMeta_normalisation_parameters.csv");
        var posts = parameters.Rows.ToDictionary(r => parameters.Text(r, "iCode"), r => (Low: parameters.Number(r, "goalpost_lower")!.Value, High: parameters.Number(r, "goalpost_upper")!.Value));
        var build = Run(["00_raw", "raw_dataset.csv"], Goalposts(code => posts[code.Value], 0, 100, Outside.Clamp));
        var raw = build.Steps[0].Data;
        double largest = 0;
        foreach (var node in build.Input.Framework.Indicators)
            for (int r = 0; r < raw.Rows.Length; r++)
            {
                if (raw.Find(node.Code)![r] is not { } x) continue;
                double s = (int)node.Direction, lo = s > 0 ? posts[node.Code.Value].Low : -posts[node.Code.Value].High, hi = s > 0 ? posts[node.Code.Value].High : -posts[node.Code.Value].Low;
                double expected = Math.Clamp((s * x - lo) / (hi - lo), 0, 1) * 100;
                largest = Math.Max(largest, Errors.Of(expected, build.Scores.Score(r, build.Scores.PlaceOf(node.Code))!.Value));
            }
        Errors.Report("goalposts, clamped", largest, raw.Rows.Length * 49);
        Assert.True(largest <= Errors.Tolerance);
    }

    [Theory]
    [InlineData("amean_1_100.csv", MeanKind.Arithmetic)]
    [InlineData("gmean_1_100.csv", MeanKind.Geometric)]
    [InlineData("hmean_1_100.csv", MeanKind.Harmonic)]
    public void Aggregate_EachMean_MatchesCoinr(string file, MeanKind mean) =>
        Check(["04_treated", "treated.csv"], ["06_aggregated", file], Asem.MinMax(1, 100), Asem.Mean(mean));

    [Theory]
    [InlineData("amean_weights_test.csv", MeanKind.Arithmetic)]
    [InlineData("gmean_weights_test.csv", MeanKind.Geometric)]
    public void Aggregate_StatedWeights_MatchCoinr(string file, MeanKind mean)
    {
        var table = ReferenceTable.Read("coinr", "06_aggregated", "weights_test.csv");
        var weights = table.Rows.ToImmutableSortedDictionary(r => new IndicatorCode(table.Text(r, "iCode")), r => table.Number(r, "Weight")!.Value);
        Check(["04_treated", "treated.csv"], ["06_aggregated", file], Asem.MinMax(1, 100), new Weigh(false, weights), Asem.Mean(mean));
    }

    [Theory]
    [InlineData("amean_with_NA.csv", MeanKind.Arithmetic, 0)]
    [InlineData("gmean_with_NA.csv", MeanKind.Geometric, 0)]
    [InlineData("hmean_with_NA.csv", MeanKind.Harmonic, 0)]
    [InlineData("amean_with_NA_datthresh0.5.csv", MeanKind.Arithmetic, 0.5)]
    [InlineData("amean_with_NA_datthresh0.75.csv", MeanKind.Arithmetic, 0.75)]
    [InlineData("amean_with_NA_datthresh0.9.csv", MeanKind.Arithmetic, 0.9)]
    [InlineData("amean_with_NA_datthresh1.csv", MeanKind.Arithmetic, 1)]
    public void Aggregate_MissingCells_MatchesCoinr(string file, MeanKind mean, double minAvailable) =>
        Check(["01_denominated", "denominated.csv"], ["06_aggregated", file], Asem.MinMax(1, 100), Asem.Mean(mean, minAvailable));

    [Fact]
    public void Weights_Effective_MatchCoinr()
    {
        var scores = Run(["04_treated", "treated.csv"], Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic)).Scores;
        var effective = ReferenceTable.Read("coinr", "08_weights", "effective.csv");
        double Effective(IndicatorCode code)
        {
            var node = scores.Nodes[scores.PlaceOf(code)];
            return node.Parent is { } parent ? node.Weight * Effective(parent) : node.Weight;
        }
        double largest = effective.Rows.Max(r => Errors.Of(effective.Number(r, effective.Header[^1])!.Value, Effective(new(effective.Text(r, "iCode")))));
        Errors.Report("effective weights", largest, effective.Rows.Count);
        Assert.True(largest <= Errors.Tolerance);
    }

    private static Treat Treating(int cells) => new(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(cells))));

    private static Normalise Goalposts(Func<IndicatorCode, (double Low, double High)> posts, double low, double high, Outside outside) =>
        new(new(new(NormaliseMethod.MinMax), Asem.Framework().Indicators.ToImmutableSortedDictionary(n => n.Code,
            n => new NormaliseRule(NormaliseMethod.Goalposts, low, high, posts(n.Code).Low, posts(n.Code).High, Outside: outside))));

    private static (ImmutableArray<UnitCode> Keep, ImmutableArray<UnitCode> Exclude) Forced(ReferenceTable summary)
    {
        var available = (string[] r) => !(summary.Number(r, "Dat_Avail") < 0.9);
        var included = (string[] r) => summary.Text(r, "Included") == "TRUE";
        return ([.. summary.Rows.Where(r => included(r) && !available(r)).Select(r => new UnitCode(summary.Text(r, "uCode")))],
            [.. summary.Rows.Where(r => !included(r) && available(r)).Select(r => new UnitCode(summary.Text(r, "uCode")))]);
    }

    private static IndexBuild Run(string[] input, params Step[] steps) => IndexBuild.Run(Asem.Input(Asem.Framework(), input), Asem.Recipe(steps)).OrThrow();

    private static void Check(string[] input, string[] reference, params Step[] steps) =>
        Errors.Compare(reference[^1], ReferenceTable.Read(["coinr", .. reference]), Run(input, steps).Steps[^1].Data);
}
