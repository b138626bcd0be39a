using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Outlier treatment: the values, the log of skewness, kurtosis and cells, and the cells touched.</summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> Treating() =>
    [
        ("04_treated/treated.csv", () => Compare("04_treated/treated.csv", Asem.After(s_example.Value, "treat"))),
        ("04_treated/treated_log.csv", () => CompareLog("04_treated/treated_log.csv", Run(s_screened, Treat(5)))),
        .. Treated("treated_default", s_screened, Treat(10)),
        .. new[] { 0, 1, 2, 3, 10 }.SelectMany(max => Treated($"treated_winmax{max}", s_screened, Treat(max))),
        .. Treated("treated_winmax1_f2_log_CT", s_screened, Treat(1)),
        .. Treated("treated_winmax1_f2_log_CT_plus", s_screened, Treat(1, SecondTreatment.LogPlus)), .. Treated("treated_winmax1_f2_log_CT_orig", s_screened, Treat(1, SecondTreatment.LogOrig)),
        Curves("log_CT", SecondTreatment.Log), Curves("log_CT_plus", SecondTreatment.LogPlus), Curves("log_CT_orig", SecondTreatment.LogOrig),
        ("04_treated/treated_winmax1_f2_log_GII.csv", () => WithoutGii("04_treated/treated_winmax1_f2_log_GII.csv")),
        .. Treated("treated_raw_with_NA", s_raw, Treat(10)), .. Treated("treated_denominated_with_NA", s_denominated, Treat(10)),
        .. Treated("treated_indiv", s_screened, Individual()),
        ("04_treated/winsorise_all.csv", () => Winsorised("04_treated/winsorise_all.csv")),
        ("04_treated/winsorise_all_counts.csv", WinsorisedCounts),
    ];

    private static Treat Treat(int cells, SecondTreatment second = SecondTreatment.Log) => new(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(cells), Second: second)));

    /// <summary>COINr's first function is the logarithm for Flights: here, no winsorisation at all, then the logarithm. Ship is left alone.</summary>
    private static Treat Individual() => new(new(new TreatRule(Limit: new WinsorLimit.Count(10)), ImmutableSortedDictionary<IndicatorCode, TreatRule>.Empty
        .Add(new("Flights"), new TreatRule(Limit: new WinsorLimit.Count(0))).Add(new("Ship"), new TreatRule(Apply: false))));

    /// <summary>The three files of one call: values, log, points.</summary>
    private static IEnumerable<(string, Action)> Treated(string name, string[] from, Treat treat)
    {
        yield return Same($"04_treated/{name}.csv", from, treat);
        yield return ($"04_treated/{name}_log.csv", () => CompareLog($"04_treated/{name}_log.csv", Run(from, treat)));
        yield return ($"04_treated/{name}_points.csv", () => ComparePoints($"04_treated/{name}_points.csv", Run(from, treat)));
    }

    private static void CompareLog(string file, IndexBuild build)
    {
        var used = build.Steps[1].Parameters.ToDictionary(p => (p.Period, p.Column.Value, p.Name), p => p.Value);
        var log = Read(file);
        Compare(file, log.Rows.SelectMany(row =>
        {
            var period = log.Has("Time") ? Period.InYear((int)log.Number(row, "Time")!.Value) : (Period?)null;
            string code = log.Text(row, "iCode");
            double? Used(string name) => used.TryGetValue((period, code, name), out double v) ? v : null;
            // Flights, which COINr gives to the logarithm first: its second look is our look after the logarithm.
            bool first = log.Has("winsorise.nwin") && file.Contains("indiv", StringComparison.Ordinal) && code == "Flights";
            (string, double?)[] pairs =
            [
                ("check_SkewKurt0.Skew", Used("skewness.before")), ("check_SkewKurt0.Kurt", Used("kurtosis.before")), ("winsorise.nwin", first ? null : Used("winsor.cells")),
                ("check_SkewKurt1.Skew", Used(first ? "skewness.log" : "skewness.winsorised")), ("check_SkewKurt1.Kurt", Used(first ? "kurtosis.log" : "kurtosis.winsorised")),
                ("check_SkewKurt2.Skew", first ? null : Used("skewness.log")), ("check_SkewKurt2.Kurt", first ? null : Used("kurtosis.log")),
            ];
            return pairs.Where(p => log.Has(p.Item1)).Select(p => ($"{code} {p.Item1}", log.Number(row, p.Item1), p.Item2));
        }));
    }

    /// <summary>
    /// COINr marks winsorised cells of a column whose winsorised values it then threw away ("winhi+log_CT"): such a cell is only a logarithm here. A cell that the logarithm leaves where it was is no change.
    /// </summary>
    private static void ComparePoints(string file, IndexBuild build)
    {
        var points = Read(file);
        var changed = build.Steps[1].Changes.ToDictionary(c => (c.Unit.Value, c.Indicator.Value));
        var logs = build.Steps[1].Parameters.Where(p => p.Name == "log.low").Select(p => p.Column.Value).ToHashSet(StringComparer.Ordinal);
        int compared = 0;
        foreach (string[] row in points.Rows)
            foreach (string code in points.Header.Skip(1))
            {
                string theirs = points.Text(row, code) is var p && p.Contains("log_", StringComparison.Ordinal) ? "log" : p;
                string ours = !changed.TryGetValue((points.Text(row, "uCode"), code), out var c) ? "" : logs.Contains(code) ? "log" : c.After < c.Before ? "winhi" : "winlo";
                Assert.True(theirs == ours, $"{file}: {points.Text(row, "uCode")}/{code} is {ours}, the reference has {theirs}.");
                if (theirs.Length > 0) compared++;
            }
        Assert.True(compared > 0);
    }

    private static (string, Action) Curves(string name, SecondTreatment kind) => ($"04_treated/transform_all_{name}.csv", () =>
        Compare($"04_treated/transform_all_{name}.csv", Run(s_screened, new Transform(Each<TransformRule>(_ => new TransformRule.Skew(kind)))).Steps[^1].Data));

    /// <summary>COINr's GII logarithm does nothing; the columns that need no second treatment are the same.</summary>
    private static void WithoutGii(string file)
    {
        var build = Run(s_screened, Treat(1));
        var bent = build.Steps[1].Parameters.Where(p => p.Name == "log.low").Select(p => p.Column.Value).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(bent);
        Compare(file, build.Steps[1].Data, code => !bent.Contains(code));
    }

    private static Treat OnlyWinsorise => Treat(5, SecondTreatment.None);

    private static void Winsorised(string file) => Compare(file, Run(s_screened, OnlyWinsorise).Steps[^1].Data);

    private static void WinsorisedCounts()
    {
        const string File = "04_treated/winsorise_all_counts.csv";
        var build = Run(s_screened, OnlyWinsorise);
        var counts = Read(File);
        var changes = build.Steps[1].Changes;
        Compare(File, counts.Rows.SelectMany(r =>
        {
            string code = counts.Text(r, "iCode");
            double high = changes.Count(c => c.Indicator.Value == code && c.After < c.Before), low = changes.Count(c => c.Indicator.Value == code && c.After > c.Before);
            return new (string, double?, double?)[] { (code, counts.Number(r, "nwin"), high + low), (code, counts.Number(r, "nhi"), high), (code, counts.Number(r, "nlo"), low) };
        }));
    }
}
