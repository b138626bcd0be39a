using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Files.Tests;

/// <summary>Published indices, expressed with nothing but the files of the guide, must come out as published.</summary>
[Trait("Kind", "Reference")]
public sealed class PublishedIndexTests
{
    private static ReadOnlyMemory<byte> Ours(string index, string file) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Touchstone.Files.Tests", "Published", index, file));

    private static SourceTable Reference(params string[] path) => CsvReader.Read(File.ReadAllBytes(Repository.ReferenceOrSkip(path)), path[^1]);

    private static byte[] Pick(SourceTable from, params (string From, string To)[] columns) => CsvWriter.ToBytes(csv =>
    {
        csv.WriteAll(columns.Select(c => c.To)).EndRow();
        foreach (var row in from.Rows) csv.WriteAll(columns.Select(c => SourceTable.Cell(row, from.Find(c.From)).Text)).EndRow();
    });

    private static double Number(SourceTable table, SourceRow row, string column) => double.Parse(SourceTable.Cell(row, table.Find(column)).Text, CultureInfo.InvariantCulture);

    private static IndexBuild Build(Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        var folder = IndexFolder.Read(files).OrThrow();
        return IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
    }

    [Fact]
    public void Hdi_FromFiles_IsReproducedWithinRounding_WithAllRanks()
    {
        var units = Reference("published", "hdi2022", "units.csv");
        var build = Build(new(StringComparer.Ordinal)
        {
            ["index.yaml"] = Ours("hdi", "index.yaml"),
            ["indicators.csv"] = Ours("hdi", "indicators.csv"),
            ["data.csv"] = Pick(Reference("published", "hdi2022", "data.csv"), ("year", "period"), ("unit", "unit"), ("le", "le"), ("eys", "eys"), ("mys", "mys"), ("gnipc", "gnipc")),
            ["units.csv"] = CsvWriter.ToBytes(csv =>
            {
                csv.WriteAll("code", "name_en", "ranked", "region").EndRow();
                foreach (var row in units.Rows)
                {
                    string kind = SourceTable.Cell(row, units.Find("kind")).Text;
                    csv.Write(SourceTable.Cell(row, units.Find("code")).Text).Write(SourceTable.Cell(row, units.Find("name")).Text)
                        .Write(kind == "country" ? "yes" : "no").Write(SourceTable.Cell(row, units.Find("region")).Text).EndRow();
                }
            }),
        });
        var published = Reference("published", "hdi2022", "published.csv");
        int node = build.Scores.PlaceOf(new IndicatorCode("hdi")), values = 0, ranks = 0;
        double largest = 0;
        foreach (var row in published.Rows.Where(r => SourceTable.Cell(r, published.Find("code")).Text == "hdi"))
        {
            var key = new RowKey(Period.InYear((int)Number(published, row, "year")), new(SourceTable.Cell(row, published.Find("unit")).Text));
            int place = build.Scores.PlaceOf(key);
            largest = Math.Max(largest, Math.Abs(build.Scores.Score(place, node)!.Value - Number(published, row, "score")));
            values++;
            if (SourceTable.Cell(row, published.Find("rank")).IsBlank) continue;
            Assert.Equal(Number(published, row, "rank"), build.Scores.Rank(place, node));
            ranks++;
        }
        TestContext.Current.SendDiagnosticMessage($"HDI from files: {values} values, largest error {largest.ToString("R", CultureInfo.InvariantCulture)}; {ranks} ranks the same");
        Assert.Equal((6171, 193), (values, ranks));
        Assert.True(largest <= 0.0005 + 1e-9, $"largest error {largest.ToString("R", CultureInfo.InvariantCulture)}");
    }

    [Fact]
    public void Asem_FromFiles_IsReproducedToNineDigits_WithAllRanks()
    {
        var pair = new CoinrPair(File.ReadAllBytes(Repository.ReferenceOrSkip("coinr", "00_raw", "iData_as_shipped.csv")), File.ReadAllBytes(Repository.ReferenceOrSkip("coinr", "00_raw", "iMeta_as_shipped.csv")));
        var files = Some.AsFiles(IndexFolder.Write(CoinrFiles.Read(pair).OrThrow(), new Recipe(new("", ""), [new Rank(Ties.Min, null)], new FrameRule.PerPeriod())));
        files["index.yaml"] = Ours("asem", "index.yaml");
        var build = Build(files);
        var scores = Reference("coinr", "07_results", "full_scores.csv");
        double largest = 0;
        int values = 0;
        foreach (var row in scores.Rows)
        {
            int place = build.Scores.PlaceOf(new RowKey(Period.InYear(2018), new(SourceTable.Cell(row, scores.Find("uCode")).Text)));
            Assert.Equal(Number(scores, row, "Rank"), build.Scores.Rank(place, 0));
            for (int n = 0; n < build.Scores.Nodes.Length; n++)
            {
                double expected = Number(scores, row, build.Scores.Nodes[n].Code.Value);
                largest = Math.Max(largest, Math.Abs(build.Scores.Score(place, n)!.Value - expected) / Math.Max(1, Math.Abs(expected)));
                values++;
            }
        }
        TestContext.Current.SendDiagnosticMessage($"ASEM from files: {values} values, largest error {largest.ToString("R", CultureInfo.InvariantCulture)}");
        Assert.Equal(51 * 60, values);
        Assert.True(largest <= 1e-9, $"largest error {largest.ToString("R", CultureInfo.InvariantCulture)}");
    }
}
