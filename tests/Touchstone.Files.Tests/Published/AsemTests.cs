using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Files.Tests;

/// <summary>COINr's example, expressed with nothing but the files of the guide.</summary>
[Trait("Kind", "Reference")]
public sealed class AsemTests
{
    [Fact]
    public void Asem_FromFiles_IsReproducedToNineDigits_WithAllRanks()
    {
        var pair = new CoinrPair(File.ReadAllBytes(Repository.ReferenceOrSkip("coinr", "00_raw", "iData_as_shipped.csv")), File.ReadAllBytes(Repository.ReferenceOrSkip("coinr", "00_raw", "iMeta_as_shipped.csv")));
        var files = Some.AsFiles(IndexFolder.Write(CoinrFiles.Read(pair).OrThrow(), new Recipe(new("", ""), [new Rank(Ties.Min, null)], new FrameRule.PerPeriod())));
        files["index.yaml"] = PublishedFiles.Ours("asem", "index.yaml");
        var build = PublishedFiles.Build(files);
        var scores = PublishedFiles.Reference("coinr", "07_results", "full_scores.csv");
        double largest = 0;
        int values = 0;
        foreach (var row in scores.Rows)
        {
            int place = build.Scores.PlaceOf(new RowKey(Period.InYear(2018), new(SourceTable.Cell(row, scores.Find("uCode")).Text)));
            Assert.Equal(PublishedFiles.Number(scores, row, "Rank"), build.Scores.Rank(place, 0));
            for (int n = 0; n < build.Scores.Nodes.Length; n++)
            {
                double expected = PublishedFiles.Number(scores, row, build.Scores.Nodes[n].Code.Value);
                largest = Math.Max(largest, Math.Abs(build.Scores.Score(place, n)!.Value - expected) / Math.Max(1, Math.Abs(expected)));
                values++;
            }
        }
        TestContext.Current.SendDiagnosticMessage($"ASEM from files: {values} values, largest error {largest.ToString("R", CultureInfo.InvariantCulture)}");
        Assert.Equal(51 * 60, values);
        Assert.True(largest <= 1e-9, $"largest error {largest.ToString("R", CultureInfo.InvariantCulture)}");
    }
}
