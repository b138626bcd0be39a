namespace Touchstone.Composite.Tests;

/// <summary>Copeland's method and the outranking matrix. COINr applies it level by level: the scores of one level are the criteria of the next.</summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> Outrankings() =>
    [
        ("06_aggregated/copeland_all_levels.csv", () => Copeland("06_aggregated/copeland_all_levels.csv", null)),
        ("06_aggregated/copeland_weights_test.csv", () => Copeland("06_aggregated/copeland_weights_test.csv", TestWeights())),
        ("06_aggregated/outranking_matrix_level2.csv", () => Matrix("06_aggregated/outranking_matrix_level2.csv", 2, 0.0556862745098039)),
        ("06_aggregated/outranking_matrix_level3.csv", () => Matrix("06_aggregated/outranking_matrix_level3.csv", 3, 0.743529411764706)),
    ];

    private static void Copeland(string file, Weigh? weigh)
    {
        var framework = Asem.Framework();
        var table = Run(s_treated, Asem.MinMax(1, 100)).Steps[^1].Data;
        var theirs = Read(file);
        int ties = 0;
        var pairs = new List<(string, double?, double?)>();
        foreach (var node in framework.Aggregates)
        {
            var outranking = Outranking.Of(table, [.. framework.Children(node.Code).Select(c => new Criterion(c.Code, weigh?.Weights.GetValueOrDefault(c.Code, 1) ?? c.Weight))]).OrThrow();
            var scores = outranking.Copeland();
            table = new DataTable(table.Rows, table.Columns.Add(new DataColumn(node.Code, [.. scores], null)));
            foreach (string[] row in theirs.Rows)
            {
                int r = table.PlaceOf(new RowKey(null, new(theirs.Text(row, "uCode"))));
                // With unequal weights COINr decides true ties by rounding noise: a unit with such a pair, and what is made of it, is not compared.
                if (weigh is not null && Enumerable.Range(0, table.Rows.Length).Any(k => k != r && Math.Abs(outranking.Share(r, k) - 0.5) <= 1e-12)) { ties++; continue; }
                if (weigh is not null && framework.Level(node.Code) > 2) continue;
                pairs.Add(($"{theirs.Text(row, "uCode")}/{node.Code}", theirs.Number(row, node.Code.Value), scores[r]));
            }
        }
        Compare(file, pairs);
        Assert.True(weigh is null || ties > 0);
    }

    private static void Matrix(string file, int level, double dominance)
    {
        var framework = Asem.Framework();
        var outranking = Outranking.Of(Set("Aggregated"), [.. framework.Aggregates.Where(a => framework.Level(a.Code) == level).Select(a => new Criterion(a.Code, 1))]).OrThrow();
        var theirs = Read(file);
        int At(string unit) => Set("Aggregated").PlaceOf(new RowKey(null, new(unit)));
        Compare(file, theirs.Rows.SelectMany(r => theirs.Header.Skip(1).Select(k => ($"{theirs.Text(r, "uCode")}/{k}", theirs.Number(r, k), (double?)outranking.Share(At(theirs.Text(r, "uCode")), At(k)))))
            .Append(("dominance", dominance, outranking.ShareOfDominance())));
    }
}
