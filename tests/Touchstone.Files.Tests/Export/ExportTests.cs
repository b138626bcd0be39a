using System.Text;
using System.Text.Json;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Files.Tests.Export;

public sealed class ExportTests
{
    private static IndexBuild Ports()
    {
        var folder = IndexFolder.Read(Path.Combine(Repository.Root, "samples", "five-ports")).OrThrow();
        return IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
    }

    [Fact]
    public void Workbook_HasEveryTable_AndNumbersReadBackExactly()
    {
        var build = Ports();
        byte[] workbook = IndexWorkbook.Write(IndexAudit.Of(build), "en").OrThrow();
        var sheets = XlsxReader.Sheets(workbook);
        Assert.Equal(sheets.Length, sheets.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (string name in (string[])["about", "scores", "ranks", "00-input", "07-normalise", "changes", "parameters", "findings", "input data", "input indicators", "input units", "statistics", "correlations", "whole-table", "audit"]) Assert.Contains(name, sheets);
        var scores = XlsxReader.Read(workbook, "x.xlsx", new("scores"));
        int root = scores.Find("PORTS"), unit = scores.Find("unit"), period = scores.Find("period");
        foreach (var row in scores.Rows)
        {
            int r = build.Scores.PlaceOf(new RowKey(Period.TryParse(Columns.Text(row, period), out var p) ? p : null, new(Columns.Text(row, unit))));
            Assert.Equal(build.Scores.Score(r, 0), SourceTable.Cell(row, root) is { IsBlank: false } cell ? cell.Number : (double?)null);
        }
        Assert.Equal(CellKind.Text, SourceTable.Cell(scores.Rows[0], period).Kind);
    }

    [Fact]
    public void Json_HasEveryTable_AndNumbersAreNumbers()
    {
        var build = Ports();
        using var json = JsonDocument.Parse(WholeIndexJson.Write(IndexAudit.Of(build)));
        var scores = json.RootElement.GetProperty("results").GetProperty("scores");
        Assert.Equal(build.Scores.Rows.Length * build.Scores.Nodes.Length, scores.GetArrayLength());
        Assert.Equal(build.Scores.Score(0, 0), scores[0].GetProperty("score").GetDouble());
        Assert.Equal(JsonValueKind.String, scores[0].GetProperty("period").ValueKind);
        Assert.NotEqual(0, json.RootElement.GetProperty("audit").GetProperty("statistics").GetArrayLength());
        Assert.Equal(build.Id.Value, json.RootElement.GetProperty("build").GetString());
    }

    [Fact]
    public void Coinr_TablesReadBackToTheSameIndex()
    {
        var build = Ports();
        var files = CoinrResults.Of(build).OrThrow();
        Assert.Equal(["Aggregated.csv", "Denominated.csv", "Imputed.csv", "Normalised.csv", "Raw.csv", "Screened.csv", "Treated.csv", "iData.csv", "iMeta.csv", "ranks.csv", "results.csv"], files.Keys);
        var read = CoinrFiles.Read(new(files["iData.csv"], files["iMeta.csv"])).OrThrow();
        Assert.Equal(build.Input.Units.Length, read.Units.Length);
        Assert.StartsWith("uCode,uName,Time,Rank,PORTS,", Encoding.UTF8.GetString(files["results.csv"]), StringComparison.Ordinal);
    }

    /// <summary>The tables of COINr's example: the same columns in the same order, the same units in the same order, the same numbers.</summary>
    [Fact, Trait("Kind", "Reference")]
    public void Coinr_Results_StandAsCoinrWritesThem()
    {
        string at = Directory.CreateTempSubdirectory("touchstone-asem-").FullName;
        try
        {
            AsemFolder.WriteOrSkip(at);
            var folder = IndexFolder.Read(at).OrThrow();
            var files = CoinrResults.Of(IndexBuild.Run(folder.Input, folder.Recipe).OrThrow()).OrThrow();
            foreach (var (ours, theirs) in new[] { ("results.csv", "full_scores.csv"), ("ranks.csv", "full_ranks.csv") })
            {
                var a = CsvReader.Read(files[ours], ours);
                var b = CsvReader.Read(File.ReadAllBytes(Repository.ReferenceOrSkip("coinr", "07_results", theirs)), theirs);
                Assert.Equal(b.Header.Order(StringComparer.Ordinal), a.Header.Order(StringComparer.Ordinal));
                Assert.Equal(b.Header.Take(6), a.Header.Take(6));
                Assert.Equal(b.Rows.Length, a.Rows.Length);
                for (int r = 0; r < a.Rows.Length; r++)
                    foreach (string column in b.Header.Where(h => h != "uName"))
                    {
                        string x = Columns.Text(a.Rows[r], a.Find(column)), y = Columns.Text(b.Rows[r], b.Find(column));
                        if (Numbers.TryParse(x, out double p) && Numbers.TryParse(y, out double q)) Assert.Equal(q, p, 1e-9 * Math.Max(1, Math.Abs(q)));
                        else Assert.Equal(y == "NA" ? "" : y, x);
                    }
            }
        }
        finally { Directory.Delete(at, recursive: true); }
    }
}
