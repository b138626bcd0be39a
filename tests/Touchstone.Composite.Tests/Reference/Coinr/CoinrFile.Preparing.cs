using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Denominate, impute, screen.</summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> Preparing() =>
    [
        ("00_raw/lineage.csv", Lineage),
        ("01_denominated/denominated.csv", () => Compare("01_denominated/denominated.csv", Asem.After(s_example.Value, "denominate"))),
        Same("01_denominated/denominated_scalefactor.csv", s_raw, new Denominate([new(new("Goods"), new("GDP"), 1), new(new("Flights"), new("Population"), 1000)])),
        ("01_denominated/denominated_multiply.csv", Multiply),
        ("02_imputed/imputed.csv", () => Compare("02_imputed/imputed.csv", Asem.After(s_example.Value, "impute"))),
        Filled("i_mean", ImputeMethod.Mean), Filled("i_median", ImputeMethod.Median),
        .. new[] { "EurAsia_group", "GDP_group", "Pop_group" }.Select(g => Filled("i_mean_grp_" + g, ImputeMethod.GroupMean, g)),
        .. new[] { "EurAsia_group", "GDP_group" }.Select(g => Filled("i_median_grp_" + g, ImputeMethod.GroupMedian, g)),
        .. new[] { 2, 3 }.SelectMany(level => new[] { Row($"row_i_mean_level{level}", ImputeMethod.RowMean, level), Row($"row_i_median_level{level}", ImputeMethod.RowMedian, level) }),
        Row("row_i_mean_all", ImputeMethod.RowMean, null),
        ("03_screened/screened.csv", () => Compare("03_screened/screened.csv", Asem.After(s_example.Value, "screen"))),
        Screened("byNA_0.9_imputed", s_imputed, 0.9, null), Screened("byNA_0.9_raw", s_raw, 0.9, null), Screened("byNA_0.95_raw", s_raw, 0.95, null),
        Screened("byzeros_0.9_raw", s_raw, null, 0.9), Screened("both_raw", s_raw, 0.9, 0.9),
        Same("03_screened/screened_force_raw.csv", s_raw, new Screen(0.9, null, FailedUnit.Drop, [new("BRN")], [new("AUT")])),
    ];

    private static (string, Action) Filled(string file, ImputeMethod method, string? group = null) =>
        Same($"02_imputed/{file}.csv", s_denominated, new Impute(PerCode.All(new ImputeRule(method, group))));

    private static (string, Action) Row(string file, ImputeMethod method, int? level) => Same($"02_imputed/{file}.csv", s_denominated, new Impute(PerCode.All(new ImputeRule(method, Level: level))));

    private static (string, Action) Screened(string file, string[] from, double? available, double? nonZero) =>
        Same($"03_screened/screened_{file}.csv", from, new Screen(available, nonZero, FailedUnit.Drop, [], []));

    /// <summary>COINr multiplies by the denominator; here that is a formula.</summary>
    private static void Multiply()
    {
        var framework = Asem.Framework();
        var formulas = framework.Indicators.Where(n => n.Denominator is not null).Select(n => new Derivation(n.Code, Formula.Parse($"{n.Code} * {n.Denominator}", Place.Whole).OrThrow()));
        Compare("01_denominated/denominated_multiply.csv", Run(s_raw, new Derive([.. formulas])).Steps[^1].Data);
    }

    private static void Lineage()
    {
        var framework = Asem.Framework();
        var lineage = Read("00_raw/lineage.csv");
        Assert.Equal(framework.Indicators.Length, lineage.Rows.Count);
        foreach (string[] row in lineage.Rows)
            for (int level = 0; level + 1 < row.Length; level++) Assert.Equal(row[level + 1], framework.Find(new(row[level]))!.Parent!.Value.Value);
    }
}
