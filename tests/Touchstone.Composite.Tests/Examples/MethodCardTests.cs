using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Composite.Tests;

/// <summary>Runs the worked example of every card in docs/methods: the card's numbers are the test's data.</summary>
public sealed partial class MethodCardTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "docs", "methods");

    public static TheoryData<string> Cards => [.. Directory.EnumerateFiles(s_folder, "*.md").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(n => n != "README").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cards))]
    public void Card_WorkedExample_ComesOutAsPrinted(string card)
    {
        var blocks = BlocksOf(card);
        Assert.Contains(blocks.Keys, name => name is "scores.csv" or "checks.csv");
        var folder = IndexFolder.Read(FilesOf(blocks)).OrThrow();
        var build = IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
        if (blocks.TryGetValue("scores.csv", out string? scores)) CompareScores(build.Scores, Table(scores));
        if (blocks.TryGetValue("checks.csv", out string? checks)) CompareChecks(new CardChecks(build), Table(checks));
        if (blocks.TryGetValue("parameters.csv", out string? parameters)) CompareParameters(build, Table(parameters));
        var told = build.Findings.Where(f => f.Code is not ("order.raw-aggregated" or "order.no-aggregate")).Select(f => f.Code).Order(StringComparer.Ordinal);
        Assert.Equal(blocks.TryGetValue("findings.csv", out string? findings) ? Table(findings).Select(r => r["code"]) : [], told);
    }

    [Theory]
    [MemberData(nameof(Cards))]
    public void Card_Sections_AreAllThere(string card)
    {
        string text = File.ReadAllText(Path.Combine(s_folder, card + ".md"));
        Assert.All(["## Formula", "## Source", "## Empty, constant, missing", "## Worked example"], section => Assert.Contains(section, text, StringComparison.Ordinal));
        Assert.Contains($"({card}.md)", File.ReadAllText(Path.Combine(s_folder, "README.md")), StringComparison.Ordinal);
    }

    /// <summary>Each step of a recipe and each method of a step is named on a card.</summary>
    [Fact]
    public void Cards_Together_CoverEveryMethod()
    {
        string all = string.Concat(Directory.EnumerateFiles(s_folder, "*.md").Select(File.ReadAllText));
        Assert.All(["derive", "denominate", "screen", "gate", "impute", "treat", "transform", "normalise", "weight", "aggregate", "rank"], step => Assert.Matches($"(?m)^  - {step}", all));
        Assert.All(["`mean`", "`median`", "group-mean", "group-median", "log-plus", "log-orig", "log-gii", "box-cox", "interquartile-range", "tails", "`constant`", "last-observation", "row-mean", "row-median", "interpolate", "previous-or-next", "interpolate-or-nearest", "regression", "nearest-neighbours", "`em`", "max-share", "never", "min-max", "goalposts", "z-score", "`rank`", "percentile-rank", "method: target", "borda", "distance-to-target", "fraction-of-max", "reference-unit", "sigmoid", "categories", "percentiles", "one-minus", "zeros: exclude", "first-component", "rotated-components", "entropy", "critic", "standard-deviation", "budget-allocation", "pairwise-comparison", "balanced-correlation", "greatest-correlation", "power", "product", "`sum`", "`min`", "`median`", "ordered-weighted", "mean-min", "mazziotta-pareto", "rises: combined", "fill-group", "arithmetic", "geometric", "harmonic", "`rescale`", "`missing`", "`fill`"],
            method => Assert.Contains(method, all, StringComparison.Ordinal));
    }

    /// <summary>Each word of each choice that a recipe has stands on a card: a new member of an enum needs its card.</summary>
    [Theory]
    [InlineData(typeof(ImputeMethod))]
    [InlineData(typeof(SecondTreatment))]
    [InlineData(typeof(OutlierRule))]
    [InlineData(typeof(Tails))]
    [InlineData(typeof(NormaliseMethod))]
    [InlineData(typeof(Outside))]
    [InlineData(typeof(Ties))]
    [InlineData(typeof(Reversal))]
    [InlineData(typeof(BandsBy))]
    [InlineData(typeof(WeightMethod))]
    [InlineData(typeof(MeanKind))]
    [InlineData(typeof(MissingChild))]
    [InlineData(typeof(Rises))]
    [InlineData(typeof(FailedUnit))]
    public void Cards_Together_HaveEveryWordOf(Type choice)
    {
        string all = string.Concat(Directory.EnumerateFiles(s_folder, "*.md").Select(File.ReadAllText));
        Assert.All(Enum.GetNames(choice).Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName), word => Assert.Matches($@"(?<![\w-]){word}(?![\w-])", all));
    }

    private static void CompareScores(ScoreTable scores, List<Dictionary<string, string>> expected)
    {
        Assert.NotEmpty(expected);
        foreach (var row in expected)
        {
            Period? period = row.TryGetValue("period", out string? p) && Period.TryParse(p, out var parsed) ? parsed : null;
            int at = scores.PlaceOf(new RowKey(period, new(row["unit"]))), node = scores.PlaceOf(new IndicatorCode(row["node"]));
            Assert.True(at >= 0 && node >= 0, $"{row["unit"]}/{row["node"]} is not in the scores.");
            foreach (var (column, text) in row)
            {
                double? actual = column switch
                {
                    "score" => scores.Score(at, node),
                    "rank" => scores.Rank(at, node),
                    "availability" => scores.Availability(at, node),
                    "rescaled" => scores.Rescaled(at, node),
                    _ => null,
                };
                if (column is not ("period" or "unit" or "node")) AssertPrinted($"{row["unit"]}/{row["node"]} {column}", text, actual);
            }
        }
    }

    private static void CompareChecks(CardChecks checks, List<Dictionary<string, string>> expected)
    {
        Assert.NotEmpty(expected);
        foreach (var row in expected) AssertPrinted($"{row["check"]} {row["node"]} {row["other"]}", row["value"], checks.Value(row["check"], row["node"], row["other"]));
    }

    private static void CompareParameters(IndexBuild build, List<Dictionary<string, string>> expected)
    {
        foreach (var row in expected)
        {
            var used = Assert.Single(build.Steps[int.Parse(row["step"], CultureInfo.InvariantCulture)].Parameters, x => x.Column.Value == row["column"] && x.Name == row["name"]);
            AssertPrinted(row["name"], row["value"], used.Value);
        }
    }

    /// <summary>Equal as far as the card prints; a number printed without decimals is exact.</summary>
    private static void AssertPrinted(string what, string printed, double? actual)
    {
        double? expected = ReferenceTable.Parse(printed);
        Assert.True(expected.HasValue == actual.HasValue && Math.Abs(expected.GetValueOrDefault() - actual.GetValueOrDefault()) <= (printed.Length > 9 ? 1e-10 : 1e-13),
            string.Create(CultureInfo.InvariantCulture, $"{what} is {actual}, the card prints {printed}."));
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> FilesOf(Dictionary<string, string> blocks)
    {
        if (!blocks.ContainsKey("units.csv"))
            blocks["units.csv"] = "code\n" + string.Concat(Table(blocks["data.csv"]).Select(r => r["unit"]).Distinct().Select(u => u + "\n"));
        return new[] { "index.yaml", "indicators.csv", "units.csv", "data.csv" }.ToDictionary(n => n, n => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(blocks[n]), StringComparer.Ordinal);
    }

    private static Dictionary<string, string> BlocksOf(string card) => Fence().Matches(File.ReadAllText(Path.Combine(s_folder, card + ".md")).ReplaceLineEndings("\n"))
        .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["body"].Value, StringComparer.Ordinal);

    private static List<Dictionary<string, string>> Table(string csv)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(',')).ToList();
        return [.. lines.Skip(1).Select(l => lines[0].Zip(l).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal))];
    }

    [GeneratedRegex(@"^```\w+ (?<name>[\w.]+)\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Fence();
}
