using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Statistics, availability, correlations, reliability, removal.</summary>
internal static partial class CoinrFile
{
    private static readonly string[] s_denominators = ["Area", "Energy", "GDP", "Population"];

    private static IEnumerable<(string, Action)> Checking() =>
    [
        .. new[] { "Raw", "Denominated", "Imputed", "Treated", "Normalised", "Aggregated" }.Select(set => ($"09_analysis/stats_{set}.csv", (Action)(() => Statistics($"09_analysis/stats_{set}.csv", Set(set))))),
        ("09_analysis/stats_Raw_default_rounding.csv", () => Statistics("09_analysis/stats_Raw_default_rounding.csv", Set("Raw"), rounded: true)),
        ("09_analysis/data_availability_units.csv", () => AvailabilityOf("09_analysis/data_availability_units.csv", Set("Raw"))),
        ("09_analysis/data_availability_groups.csv", AvailabilityByGroup),
        .. new[] { "byNA_0.9_imputed", "byNA_0.9_raw", "byNA_0.95_raw", "byzeros_0.9_raw", "both_raw", "force_raw" }.Select(s => ($"03_screened/screened_{s}_summary.csv", (Action)(() => ScreenSummary(s)))),
        .. Enum.GetValues<CorrelationKind>().SelectMany(kind => new[] { "Denominated", "Normalised" }.Select(set =>
            Correlated($"corr_{kind.ToString().ToLowerInvariant()}_level1_{set}", set, kind))),
        .. new[] { "L1_L2", "L1_L4", "L2_L2", "L2_L3", "L2_L4", "L3_L3" }.SelectMany(levels => new[] { Correlated($"corr_pearson_{levels}", "Aggregated", CorrelationKind.Pearson), Correlated($"corr_pearson_{levels}_withparent", "Aggregated", CorrelationKind.Pearson) }),
        ("09_analysis/corr_family_level1.csv", Family), ("09_analysis/corr_level1_pval0.05_grouped.csv", Significant),
        ("09_analysis/corr_pvalues_level1.csv", () => PValuesOf("09_analysis/corr_pvalues_level1.csv", "Normalised")), ("09_analysis/corr_pvalues_denominated.csv", () => PValuesOf("09_analysis/corr_pvalues_denominated.csv", "Denominated")),
        ("09_analysis/corr_flags_high_0.9.csv", () => Flagged("09_analysis/corr_flags_high_0.9.csv", t => t.Redundant(0.9))), ("09_analysis/corr_flags_high_0.7.csv", () => Flagged("09_analysis/corr_flags_high_0.7.csv", t => t.Redundant(0.7))),
        ("09_analysis/corr_flags_low_-0.4.csv", () => Flagged("09_analysis/corr_flags_low_-0.4.csv", t => t.Conflicting())),
        ("09_analysis/denominator_correlations.csv", Denominators), ("09_analysis/cronbach.csv", Cronbach),
        .. Enumerable.Range(1, 2).SelectMany(level => new[] { "scores", "ranks", "rankabsdiffs", "mean_abs_diff" }.Select(what => ($"10_remove_elements/level{level}_{what}.csv", (Action)(() => Removed(level, what))))),
    ];

    private static DataTable Set(string name) => name switch
    {
        "Raw" => s_example.Value.Steps[0].Data,
        "Denominated" => Asem.After(s_example.Value, "denominate"),
        "Imputed" => Asem.After(s_example.Value, "impute"),
        "Screened" => Asem.After(s_example.Value, "screen"),
        "Treated" => Asem.After(s_example.Value, "treat"),
        "Normalised" => Asem.After(s_example.Value, "normalise"),
        _ => Asem.After(s_example.Value, "aggregate"),
    };

    /// <summary>The reference's number where ours rounds to it at three figures, a half going either way (R rounds some halves down that are above in binary).</summary>
    private static double? ToThreeFigures(double? theirs, double? ours)
    {
        if (theirs is not { } t || ours is not { } o || t == 0) return ours;
        double half = 0.5 * Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(t))) - 2);
        return Math.Abs(t - o) <= half * (1 + 1e-9) ? t : o;
    }

    private static void Statistics(string file, DataTable table, bool rounded = false)
    {
        var theirs = Read(file);
        var ours = ColumnStatistics.Of(table).ToDictionary(s => s.Code.Value);
        (string, Func<ColumnStatistics, double?>)[] numbers =
        [
            ("Min", s => s.Least), ("Max", s => s.Greatest), ("Mean", s => s.Mean), ("Median", s => s.Median), ("Std", s => s.Deviation), ("Skew", s => s.Skewness), ("Kurt", s => s.Kurtosis),
            ("N.Avail", s => s.Present), ("N.NonZero", s => s.NonZero), ("N.Unique", s => s.Distinct), ("N.Same", s => s.MostFrequent), ("Frc.Avail", s => s.ShareOfPresent),
            ("Frc.NonZero", s => s.ShareOf(s.NonZero)), ("Frc.Unique", s => s.ShareOf(s.Distinct)), ("Frc.Same", s => s.ShareOf(s.MostFrequent)),
        ];
        (string, StatisticFlags)[] flags = [("Flag.Avail", StatisticFlags.FewPresent), ("Flag.NonZero", StatisticFlags.FewNonZero), ("Flag.Unique", StatisticFlags.FewDistinct), ("Flag.SkewKurt", StatisticFlags.Outliers)];
        Compare(file, theirs.Rows.SelectMany(row => numbers.Select(n => ($"{theirs.Text(row, "iCode")} {n.Item1}", theirs.Number(row, n.Item1), n.Item2(ours[theirs.Text(row, "iCode")]) is var v && rounded ? ToThreeFigures(theirs.Number(row, n.Item1), v) : v))
            .Concat(flags.Select(f => ($"{theirs.Text(row, "iCode")} {f.Item1}", (double?)(theirs.Text(row, f.Item1) == "ok" ? 0 : 1), (double?)(ours[theirs.Text(row, "iCode")].Flags.HasFlag(f.Item2) ? 1 : 0))))));
    }

    private static void AvailabilityOf(string file, DataTable table)
    {
        var theirs = Read(file);
        var ours = DataAvailability.Of(Asem.Framework(), table).ToDictionary(a => a.Row.Unit.Value);
        Compare(file, theirs.Rows.SelectMany(r =>
        {
            var own = ours[theirs.Text(r, "uCode")];
            return new (string, double?, double?)[] { ("missing", theirs.Number(r, "N_missing"), own.Missing), ("zero", theirs.Number(r, "N_zero"), own.Zeros),
                ("either", theirs.Number(r, "N_miss_or_zero"), own.Missing + own.Zeros), ("available", theirs.Number(r, "Dat_Avail"), own.Available), ("non-zero", theirs.Number(r, "Non_Zero"), own.NonZero) };
        }));
    }

    private static void AvailabilityByGroup()
    {
        const string File = "09_analysis/data_availability_groups.csv";
        var theirs = Read(File);
        var ours = DataAvailability.Of(Asem.Framework(), Set("Raw")).ToDictionary(a => a.Row.Unit.Value);
        Compare(File, theirs.Rows.SelectMany(r => theirs.Header.Skip(1).Select(node => ($"{theirs.Text(r, "uCode")}/{node}", theirs.Number(r, node), ours[theirs.Text(r, "uCode")].ByNode[new(node)]))));
    }

    /// <summary>The shares of a screen, and who stayed.</summary>
    private static void ScreenSummary(string name)
    {
        string file = $"03_screened/screened_{name}_summary.csv", kept = $"03_screened/screened_{name}.csv";
        AvailabilityOf(file, Set(name.EndsWith("imputed", StringComparison.Ordinal) ? "Imputed" : "Raw"));
        var (theirs, stayed) = (Read(file), Read(kept));
        var left = stayed.Rows.Select(r => stayed.Text(r, "uCode")).ToHashSet(StringComparer.Ordinal);
        Assert.All(theirs.Rows, r => Assert.Equal(theirs.Text(r, "Included") == "TRUE", left.Contains(theirs.Text(r, "uCode"))));
    }

    private static (string, Action) Correlated(string name, string set, CorrelationKind kind) => ($"09_analysis/{name}.csv", () =>
    {
        var theirs = Read($"09_analysis/{name}.csv");
        Compare($"09_analysis/{name}.csv", theirs.Rows.Select(r => ($"{theirs.Text(r, "Var1")}/{theirs.Text(r, "Var2")}", theirs.Number(r, "Correlation"), One(Set(set), theirs.Text(r, "Var1"), theirs.Text(r, "Var2"), kind).Value)));
    }
    );

    private static Correlation One(DataTable table, string a, string b, CorrelationKind kind = CorrelationKind.Pearson) => CorrelationTable.Between(table, [new(a)], [new(b)], kind).Pairs[0].Of;

    /// <summary>Each indicator with its own pillar, sub-index and index, which COINr names by level.</summary>
    private static void Family()
    {
        const string File = "09_analysis/corr_family_level1.csv";
        var theirs = Read(File);
        string[] levels = ["Pillar", "Sub-index", "Index"];
        var ours = CorrelationTable.WithParents(Asem.Framework(), Set("Aggregated")).Pairs.GroupBy(p => p.A.Value).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        Compare(File, theirs.Rows.Select(r => (theirs.Text(r, "Var2"), theirs.Number(r, "Correlation"), ours[theirs.Text(r, "Var2")][Array.IndexOf(levels, theirs.Text(r, "Var1"))].Of.Value)));
    }

    /// <summary>Correlations with p above 0.05 are left out by COINr.</summary>
    private static void Significant()
    {
        const string File = "09_analysis/corr_level1_pval0.05_grouped.csv";
        var theirs = Read(File);
        Compare(File, theirs.Rows.Select(r =>
        {
            string a = theirs.Text(r, "Var1"), b = theirs.Text(r, "Var2");
            var ours = One(Set("Normalised"), a, b);
            return ($"{a}/{b}", theirs.Number(r, "Correlation"), a == b ? 1 : ours.PValue <= 0.05 ? ours.Value : null);
        }));
    }

    private static void PValuesOf(string file, string set)
    {
        var theirs = Read(file);
        Compare(file, theirs.Rows.SelectMany(r => theirs.Header.Skip(1).Select(b =>
        {
            string a = theirs.Text(r, "iCode");
            return ($"{a}/{b}", theirs.Number(r, b), a == b ? theirs.Number(r, b) : One(Set(set), a, b).PValue);
        })));
    }

    private static void Flagged(string file, Func<CorrelationTable, System.Collections.Immutable.ImmutableArray<CorrelatedPair>> flag)
    {
        var theirs = Read(file);
        var framework = Asem.Framework();
        var ours = flag(CorrelationTable.WithinGroups(framework, Set("Normalised"))).Where(p => framework.Level(p.A) == 1).ToDictionary(p => string.Join('/', new[] { p.A.Value, p.B.Value }.Order(StringComparer.Ordinal)), p => p.Of.Value!.Value, StringComparer.Ordinal);
        var expected = theirs.Rows.ToDictionary(r => string.Join('/', new[] { theirs.Text(r, "Ind1"), theirs.Text(r, "Ind2") }.Order(StringComparer.Ordinal)), r => theirs.Number(r, "Corr")!.Value, StringComparer.Ordinal);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), ours.Keys.Order(StringComparer.Ordinal));
        if (expected.Count > 0) Compare(file, expected.Select(e => (e.Key, (double?)e.Value, (double?)ours[e.Key])));
    }

    private static void Denominators()
    {
        const string File = "09_analysis/denominator_correlations.csv";
        var theirs = Read(File);
        var framework = Asem.Framework();
        var ours = CorrelationTable.Between(Set("Raw"), framework.Indicators.Select(n => n.Code), s_denominators.Select(d => new IndicatorCode(d))).Pairs.ToDictionary(p => (p.A.Value, p.B.Value), p => p.Of.Value);
        Assert.Equal(ours.Count, theirs.Rows.Count);
        Compare(File, theirs.Rows.Select(r => (theirs.Text(r, "Ind"), theirs.Number(r, "Corr"), ours[(theirs.Text(r, "Ind"), theirs.Text(r, "Denom"))])));
    }

    private static void Cronbach()
    {
        const string File = "09_analysis/cronbach.csv";
        var theirs = Read(File);
        var framework = Asem.Framework();
        Compare(File, theirs.Rows.Select(r =>
        {
            string set = theirs.Text(r, "dset"), group = theirs.Text(r, "group");
            int level = set.EndsWith("(level2)", StringComparison.Ordinal) ? 2 : 1;
            var columns = Below(framework, new(group), level);
            return ($"{set} {group}", theirs.Number(r, "alpha"), Reliability.Of(Set(set.Split('(')[0]), columns).Alpha);
        }));
    }

    private static IEnumerable<IndicatorCode> Below(Framework framework, IndicatorCode node, int level) => framework.Level(node) == level
        ? [node] : framework.Children(node).SelectMany(c => Below(framework, c.Code, level));

    private static readonly Lazy<System.Collections.Immutable.ImmutableArray<ElementRemoval>[]> s_removals = new(() =>
        [.. Enumerable.Range(1, 2).Select(level => ElementRemoval.Of(Asem.Raw(), Asem.Example, level).OrThrow())]);

    private static void Removed(int level, string what)
    {
        string file = $"10_remove_elements/level{level}_{what}.csv";
        var theirs = Read(file);
        var ours = s_removals.Value[level - 1].ToDictionary(e => e.Element?.Value ?? "Nominal", StringComparer.Ordinal);
        Assert.Equal(ours.Count, what == "mean_abs_diff" ? theirs.Rows.Count : theirs.Header.Length - 1);
        if (what == "mean_abs_diff")
        {
            Compare(file, theirs.Rows.Select(r => (theirs.Text(r, "element"), theirs.Number(r, "MeanAbsRankDiff"), ours[theirs.Text(r, "element")].MeanShift)));
            return;
        }
        Compare(file, theirs.Rows.SelectMany(r => theirs.Header.Skip(1).Select(element =>
        {
            int row = s_example.Value.Scores.PlaceOf(new RowKey(null, new(theirs.Text(r, "uCode"))));
            var own = ours[element];
            double? value = what switch { "scores" => own.Scores[row], "ranks" => own.Ranks[row], _ => Math.Abs(own.Ranks[row]!.Value - ours["Nominal"].Ranks[row]!.Value) };
            return ($"{theirs.Text(r, "uCode")}/{element}", theirs.Number(r, element), value);
        })));
    }
}
