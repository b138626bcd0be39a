namespace Touchstone.Composite.Tests;

/// <summary>
/// COINr's trends of its panel. Where what a share is taken of is not above zero, COINr has infinity, nothing, or a number of the wrong sign, and ours is missing: these cells are
/// checked to be of that kind, all others to be equal.
/// </summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> TrendFiles() => new[] { ("CAGR", (Func<Trend, double?>)(t => t.Growth), 1.0), ("prc_change", t => t.RelativeSlope, 100) }.SelectMany(m => new[]
    {
        OfTrends($"12_panel/trends_raw_{m.Item1}.csv", m, () => RawTrends([])),
        OfTrends($"12_panel/trends_raw_interp_latest3_{m.Item1}.csv", m, () => RawTrends([new Impute(PerCode.All(new ImputeRule(ImputeMethod.Interpolate)))], new(Latest: 3))),
        OfTrends($"12_panel/trends_aggregated_{m.Item1}.csv", m, AggregatedTrends),
    });

    private static Trends RawTrends(Step[] steps, TrendWindow? window = null)
    {
        var data = steps.Length == 0 ? PanelInput("raw_long").Data : RunPanel("raw_long", new FrameRule.PerPeriod(), steps).Steps[^1].Data;
        return Trends.OfData(data, Asem.Framework().Indicators.Select(n => n.Code), window).OrThrow();
    }

    private static Trends AggregatedTrends()
    {
        var build = RunPanel("purse_treated", new FrameRule.Pooled(), Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic));
        return Trends.OfScores(build, build.Scores.Nodes.Select(n => n.Code)).OrThrow();
    }

    private static (string, Action) OfTrends(string file, (string Column, Func<Trend, double?> Of, double Factor) measure, Func<Trends> ours) => (file, () =>
    {
        var reference = Read(file);
        var trends = ours();
        var found = trends.Items.ToDictionary(t => (t.Unit.Value, t.Code.Value));
        string first = reference.Has("t_first_use_latest") ? "t_first_use_latest" : "t_first", available = reference.Has("Avail_use_latest") ? "Avail_use_latest" : "Avail";
        int noShare = 0;
        var pairs = new List<(string, double?, double?)>();
        foreach (string[] row in reference.Rows)
        {
            var trend = found[(reference.Text(row, "uCode"), reference.Text(row, "iCode"))];
            string what = $"{trend.Unit}/{trend.Code}";
            if (trend.Observed > 0)
            {
                pairs.Add(($"{what} available", reference.Number(row, available), (double)trend.Observed / trends.Periods.Length));
                pairs.Add(($"{what} first", reference.Number(row, first), trend.First?.Year));
            }
            double? theirs = double.TryParse(reference.Text(row, measure.Column), System.Globalization.CultureInfo.InvariantCulture, out double x) && double.IsFinite(x) ? x : null, mine = measure.Factor * measure.Of(trend);
            bool hasNoShare = mine is null && trend.Observed > 1;
            if (hasNoShare)
            {
                noShare++;
                Assert.True(measure.Column == "CAGR" ? trend.FirstValue <= 0 || trend.LastValue < 0 : theirs is null || Math.Sign(theirs.Value) != Math.Sign(trend.Slope!.Value), $"{file}: {what} has no value, the reference has {theirs}.");
            }
            else pairs.Add((what, theirs, mine));
        }
        Compare(file, pairs);
        TestContext.Current.SendDiagnosticMessage($"{file}: {noShare} shares of what is not above zero, missing here");
    }
    );
}
