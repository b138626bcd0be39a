using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Touchstone.Files;
using Touchstone.Testing;

namespace Touchstone.Composite.Tests;

/// <summary>The cards of uncertainty and sensitivity: their specification is run too, and gives the ranges and effects that they print.</summary>
public sealed partial class UncertaintyCardTests
{
    private static Dictionary<string, string> Blocks(string card) =>
        Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "methods", card + ".md")).ReplaceLineEndings("\n")).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["body"].Value, StringComparer.Ordinal);

    private static (IndexFolder Index, UncertaintySpec Spec) Read(Dictionary<string, string> blocks)
    {
        blocks["units.csv"] = "code\n" + string.Concat(Rows(blocks["data.csv"]).Select(r => r["unit"] + "\n"));
        var files = blocks.ToDictionary(b => b.Key, b => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(b.Value), StringComparer.Ordinal);
        return (IndexFolder.Read(files).OrThrow(), UncertaintyFile.Read(files).OrThrow().Spec);
    }

    private static List<Dictionary<string, string>> Rows(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        return [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public void Ranges_OfTheCard_ComeOutAsPrinted()
    {
        var blocks = Blocks("uncertainty");
        var (index, spec) = Read(blocks);
        var result = UncertaintyAnalysis.Run(index.Input, index.Recipe, spec, new(1)).OrThrow();
        foreach (var row in Rows(blocks["ranges.csv"]))
        {
            var unit = result.Units.Single(u => u.Row.Unit.Value == row["unit"]);
            double[] actual = [unit.Scores!.Low, unit.Scores.Median, unit.Scores.High, unit.Ranks!.Low, unit.Ranks.Median, unit.Ranks.High];
            Assert.Equal(row.Values.Skip(1).Select(Number), actual.Select(v => Math.Round(v, 10)));
        }
    }

    /// <summary>One kind of factor alone, and what it does reckoned by hand, within what so many scenarios scatter.</summary>
    [Theory]
    [InlineData("noise.yaml")]
    [InlineData("dirichlet.yaml")]
    [InlineData("drop.yaml")]
    [InlineData("range.yaml")]
    [InlineData("normal.yaml")]
    [InlineData("uniform.yaml")]
    [InlineData("lognormal.yaml")]
    [InlineData("spread.yaml")]
    [InlineData("multiple.yaml")]
    public void Factor_OfTheCard_GivesTheRangePrinted(string file)
    {
        var blocks = Blocks("uncertain-factors");
        blocks["uncertainty.yaml"] = blocks[file];
        var row = Assert.Single(Rows(blocks["ranges.csv"]), r => r["spec"] + ".yaml" == file);
        var (index, spec) = Read(blocks);
        var scores = UncertaintyAnalysis.Run(index.Input, index.Recipe, spec, new(2)).OrThrow().Units.Single(u => u.Row.Unit.Value == row["unit"]).Scores!;
        foreach (var (printed, actual) in new[] { (row["score_low"], scores.Low), (row["score_median"], scores.Median), (row["score_high"], scores.High) })
            Assert.Equal(Number(printed), actual, Number(row["within"]) + 1e-9);
    }

    [Fact]
    public void Effects_OfTheCard_ComeOutAsPrinted()
    {
        var blocks = Blocks("sensitivity");
        var (index, spec) = Read(blocks);
        var result = SensitivityAnalysis.Run(index.Input, index.Recipe, spec, new(EffectKinds.Shapley), new(1)).OrThrow();
        foreach (var row in Rows(blocks["effects.csv"]))
        {
            var effects = result.Of(new SensitivityOutput.ScoreOf(new RowKey(null, new(row["unit"])))).Factors.Single(f => f.Factor == row["factor"]);
            double[] actual = [effects.First.Value, effects.Total.Value, effects.Shapley!.Value];
            foreach (var (printed, value) in row.Values.Skip(2).Zip(actual)) Assert.Equal(Number(printed), value, 0.02);
        }
    }

    [Fact]
    public void Split_OfTheCard_ComesOutAsPrinted()
    {
        var blocks = Blocks("change-split");
        blocks["units.csv"] = "code\nA\nB\n";
        IndexBuild Build(string data)
        {
            var files = new Dictionary<string, string>(blocks, StringComparer.Ordinal) { ["data.csv"] = blocks[data] }.ToDictionary(b => b.Key, b => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(b.Value), StringComparer.Ordinal);
            var folder = IndexFolder.Read(files).OrThrow();
            return IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
        }
        foreach (var row in Rows(blocks["split.csv"]))
        {
            Assert.True(Model.Period.TryParse(row["from"], out var from));
            Assert.True(Model.Period.TryParse(row["to"], out var to));
            var split = ChangeSplit.Between(Build("before.csv"), from, Build("data.csv"), to, new(row["unit"])).OrThrow();
            foreach (var (cause, printed) in new[] { (ChangeCause.Revision, row["revision"]), (ChangeCause.ReportedData, row["reported-data"]), (ChangeCause.FrameBounds, row["frame-bounds"]) })
                Assert.Equal(Number(printed), split.Parts.Single(p => p.Cause == cause).Score, 5e-10);
        }
    }

    [GeneratedRegex(@"^```\w+ (?<name>[\w.]+)\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Fence();
}
