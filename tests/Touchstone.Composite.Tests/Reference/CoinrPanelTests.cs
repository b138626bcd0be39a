using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>COINr's panel ("purse"): 51 countries in five years. Its local steps are our frame per period, its global ones our pooled frame.</summary>
[Trait("Kind", "Reference")]
public sealed class CoinrPanelTests
{
    [Fact]
    public void Impute_LastObservation_MatchesCoinr() =>
        Check("raw_long_with_holes.csv", "impute_holes_latest.csv", new FrameRule.PerPeriod(), new Impute(PerCode.All(new ImputeRule(ImputeMethod.LastObservation))));

    [Fact]
    public void Screen_EachPeriod_MatchesCoinr() =>
        Check("raw_long.csv", "purse_screened.csv", new FrameRule.PerPeriod(), new Screen(0.9, null, FailedUnit.Drop, [], []));

    [Fact]
    public void Treat_EachPeriod_MatchesCoinr() =>
        Check("purse_screened.csv", "purse_treated.csv", new FrameRule.PerPeriod(), new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(10)))));

    [Fact]
    public void Normalise_PooledFrame_MatchesCoinrsGlobal() =>
        Check("purse_treated.csv", "purse_normalised_global.csv", new FrameRule.Pooled(), Asem.MinMax(0, 100));

    [Fact]
    public void Normalise_FramePerPeriod_MatchesCoinrsLocal() =>
        Check("purse_treated.csv", "purse_normalised_local.csv", new FrameRule.PerPeriod(), Asem.MinMax(0, 100));

    [Fact]
    public void Aggregate_FramePerPeriod_MatchesCoinr() =>
        Check("purse_treated.csv", "purse_aggregated_local.csv", new FrameRule.PerPeriod(), Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic));

    private static void Check(string from, string to, FrameRule frame, params Step[] steps)
    {
        var framework = Asem.Framework();
        var data = ReferenceTable.Read("coinr", "12_panel", from);
        RowKey Key(string[] row) => new(Period.InYear((int)data.Number(row, "Time")!.Value), new(data.Text(row, "uCode")));
        var codes = framework.Indicators.Select(n => n.Code).ToList();
        var table = DataTable.Create(data.Rows.Select(Key), codes, data.Rows.SelectMany(r => codes.Select(c => Asem.Cell(Key(r), c, data.Number(r, c.Value)))).OfType<Cell>()).OrThrow();
        var build = IndexBuild.Run(new(framework, Asem.Units(), table), new Recipe(Text.Same("ASEM panel"), [.. steps], frame)).OrThrow();
        Errors.Compare(to, ReferenceTable.Read("coinr", "12_panel", to), build.Steps[^1].Data);
    }
}
