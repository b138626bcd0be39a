using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Normalisation. Stated bounds are in the units of the data here; COINr's are in those of the column with its sign turned where less is better.</summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> Normalising() =>
    [
        ("05_normalised/normalised.csv", () => Compare("05_normalised/normalised.csv", Asem.After(s_example.Value, "normalise"))),
        Scaled("minmax_0_100", s_treated, new(NormaliseMethod.MinMax)), Scaled("minmax_1_100", s_treated, new(NormaliseMethod.MinMax, 1)), Scaled("minmax_0_1", s_treated, new(NormaliseMethod.MinMax, 0, 1)),
        Scaled("minmax_0_100_with_NA", s_denominated, new(NormaliseMethod.MinMax)),
        Scaled("dist2max", s_treated, new(NormaliseMethod.MinMax, 0, 1)), Scaled("dist2max_with_NA", s_denominated, new(NormaliseMethod.MinMax, 0, 1)),
        Scaled("zscore_0_1", s_treated, new(NormaliseMethod.ZScore, 0, 1)), Scaled("zscore_10_2", s_treated, new(NormaliseMethod.ZScore, 10, 12)),
        Scaled("zscore_with_NA", s_denominated, new(NormaliseMethod.ZScore, 0, 1)),
        Scaled("rank", s_treated, new(NormaliseMethod.Rank)), Scaled("rank_average", s_treated, new(NormaliseMethod.Rank, Ties: Ties.Average)), Scaled("rank_with_NA", s_denominated, new(NormaliseMethod.Rank)),
        Scaled("prank", s_treated, new(NormaliseMethod.PercentileRank, 0, 1)), Scaled("prank_with_NA", s_denominated, new(NormaliseMethod.PercentileRank, 0, 1)),
        ScaledEach("scaled_0_100", s_treated, c => Posts(c, 0, 100, 100, Outside.Keep)), ScaledEach("goalposts_0_100_1", s_treated, c => Posts(c, 0, 100, 1, Outside.Clamp)),
        ScaledEach("iMeta_minmax_raw", s_raw, c => new(NormaliseMethod.MinMax, Meta(c, "minmax_lower"), Meta(c, "minmax_upper"))),
        ScaledEach("iMeta_zscore_raw", s_raw, c => new(NormaliseMethod.ZScore, Meta(c, "zscore_mean"), Meta(c, "zscore_mean") + Meta(c, "zscore_sd"))),
        ScaledEach("iMeta_scaled_raw", s_raw, c => new(NormaliseMethod.Goalposts, 0, Meta(c, "scale_factor"), Meta(c, "scaled_lower"), Meta(c, "scaled_upper"), Outside: Outside.Keep)),
        ("05_normalised/minmax_no_directions.csv", NoDirections),
        Scaled("borda", s_treated, new(NormaliseMethod.Borda)),
        ("05_normalised/dist2targ_raw_iMeta.csv", () => Distance("05_normalised/dist2targ_raw_iMeta.csv", Outside.Keep)),
        ("05_normalised/iMeta_dist2targ_capped_raw.csv", () => Distance("05_normalised/iMeta_dist2targ_capped_raw.csv", Outside.Clamp)),
        ("05_normalised/fracmax.csv", () => Fraction("05_normalised/fracmax.csv", s_treated)), ("05_normalised/fracmax_with_NA.csv", () => Fraction("05_normalised/fracmax_with_NA.csv", s_denominated)),
    ];

    private static (string, Action) Scaled(string file, string[] from, NormaliseRule rule) => Same($"05_normalised/{file}.csv", from, new Normalise(PerCode.All(rule)));

    private static (string, Action) ScaledEach(string file, string[] from, Func<IndicatorCode, NormaliseRule> rule) =>
        ($"05_normalised/{file}.csv", () => Compare($"05_normalised/{file}.csv", Run(from, new Normalise(new(new(NormaliseMethod.MinMax), Each(rule)))).Steps[^1].Data));

    /// <summary>Goalposts as COINr applies them to the column with its sign turned.</summary>
    private static NormaliseRule Posts(IndicatorCode code, double low, double high, double top, Outside outside) => Asem.Framework().Find(code)!.Direction == Direction.LowerIsBetter
        ? new(NormaliseMethod.Goalposts, 0, top, -high, -low, Outside: outside)
        : new(NormaliseMethod.Goalposts, 0, top, low, high, Outside: outside);

    private static readonly Lazy<ReferenceTable> s_meta = new(() => Read("05_normalised/iMeta_normalisation_parameters.csv"));

    private static double Meta(IndicatorCode code, string column) => s_meta.Value.Number(s_meta.Value.Rows.First(r => s_meta.Value.Text(r, "iCode") == code.Value), column)!.Value;

    private static void Distance(string file, Outside outside)
    {
        bool stated = file.Contains("capped", StringComparison.Ordinal);
        Compare(file, Run(s_raw, new Normalise(new(new(NormaliseMethod.MinMax), Each(c => new NormaliseRule(NormaliseMethod.DistanceToTarget, 0, 1, Target: stated ? Meta(c, "Target") : null, Outside: outside))))).Steps[^1].Data);
    }

    /// <summary>COINr loses the direction: where less is better it has x ÷ min. Only the columns where more is better are the same.</summary>
    private static void Fraction(string file, string[] from)
    {
        var up = Asem.Framework().Indicators.Where(n => n.Direction == Direction.HigherIsBetter).Select(n => n.Code.Value).ToHashSet(StringComparer.Ordinal);
        Compare(file, Run(from, new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.FractionOfMax, 0, 1, Outside: Outside.Keep)))).Steps[^1].Data, up.Contains);
    }

    private static void NoDirections()
    {
        var input = Asem.Input(Asem.Framework(n => n with { Direction = Direction.HigherIsBetter }), s_treated);
        Compare("05_normalised/minmax_no_directions.csv", IndexBuild.Run(input, Asem.Recipe(Asem.MinMax(0, 100))).OrThrow().Steps[^1].Data);
    }
}
