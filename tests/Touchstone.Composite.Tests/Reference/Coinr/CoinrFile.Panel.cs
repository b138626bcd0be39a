using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>COINr's panel ("purse"): 51 countries in five years. Its local steps are our frame per period, its global ones our pooled frame.</summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> Panel() =>
    [
        OverTime("impute_holes_latest", "raw_long_with_holes", new FrameRule.PerPeriod(), Latest(null)),
        OverTime("impute_holes_constant", "raw_long_with_holes", new FrameRule.PerPeriod(), new Impute(PerCode.All(new ImputeRule(ImputeMethod.PreviousOrNext)))),
        OverTime("impute_latest", "raw_long", new FrameRule.PerPeriod(), Latest(null)),
        .. Enumerable.Range(1, 4).Select(years => OverTime($"impute_latest_maxtime{years}", "raw_long", new FrameRule.PerPeriod(), Latest(years))),
        OverTime("purse_imputed", "raw_long", new FrameRule.PerPeriod(), Latest(5)),
        ("12_panel/impute_latest_source_year.csv", SourceYears),
        OverTime("purse_screened", "raw_long", new FrameRule.PerPeriod(), new Screen(0.9, null, FailedUnit.Drop, [], [])),
        OverTime("purse_treated", "purse_screened", new FrameRule.PerPeriod(), Treat(10)),
        ("12_panel/purse_treated_log.csv", () => CompareLog("12_panel/purse_treated_log.csv", RunPanel("purse_screened", new FrameRule.PerPeriod(), Treat(10)))),
        OverTime("purse_normalised_global", "purse_treated", new FrameRule.Pooled(), Asem.MinMax(0, 100)),
        OverTime("purse_normalised_local", "purse_treated", new FrameRule.PerPeriod(), Asem.MinMax(0, 100)),
        OverTime("purse_aggregated_local", "purse_treated", new FrameRule.PerPeriod(), Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic)),
    ];

    private static Impute Latest(int? years) => new(PerCode.All(new ImputeRule(ImputeMethod.LastObservation, MaxAge: years)));

    private static (string, Action) OverTime(string to, string from, FrameRule frame, params Step[] steps) =>
        ($"12_panel/{to}.csv", () => Compare($"12_panel/{to}.csv", RunPanel(from, frame, steps).Steps[^1].Data));

    private static IndexBuild RunPanel(string from, FrameRule frame, params Step[] steps) => IndexBuild.Run(PanelInput(from), new Recipe(Text.Same("ASEM panel"), [.. steps], frame)).OrThrow();

    private static IndexInput PanelInput(string from)
    {
        var framework = Asem.Framework();
        var data = Read($"12_panel/{from}.csv");
        RowKey Key(string[] row) => new(Period.InYear((int)data.Number(row, "Time")!.Value), new(data.Text(row, "uCode")));
        var codes = framework.Indicators.Select(n => n.Code).ToList();
        return new(framework, Asem.Units(), DataTable.Create(data.Rows.Select(Key), codes,
            data.Rows.SelectMany(r => codes.Select(c => Asem.Cell(Key(r), c, data.Number(r, c.Value)))).OfType<Cell>()).OrThrow());
    }

    /// <summary>The year each filled value comes from is named by the reason of the change; a cell that was there is of its own year.</summary>
    private static void SourceYears()
    {
        const string File = "12_panel/impute_latest_source_year.csv";
        var years = Read(File);
        var build = RunPanel("raw_long", new FrameRule.PerPeriod(), Latest(null));
        var changes = build.Steps[1].Changes.ToDictionary(c => (c.Period!.Value.ToString(), c.Unit.Value, c.Indicator.Value));
        var data = build.Steps[1].Data;
        Compare(File, years.Rows.SelectMany(r => years.Header.Skip(2).Select(code =>
        {
            string time = years.Text(r, "Time"), unit = years.Text(r, "uCode");
            double? value = data.Find(new(code))![data.PlaceOf(new RowKey(Period.InYear(int.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), new(unit)))];
            double? ours = value is null ? null : changes.TryGetValue((time, unit, code), out var c)
                ? double.Parse(c.Why.En.Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture) : years.Number(r, "Time");
            // Where nothing could be taken, COINr gives the row's own year.
            return ($"{time} {unit}/{code}", years.Number(r, code), ours ?? years.Number(r, code));
        })));
    }
}
