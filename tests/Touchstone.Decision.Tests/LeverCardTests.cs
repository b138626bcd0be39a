using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Testing;

namespace Touchstone.Decision.Tests;

/// <summary>The worked examples of the cards of levers and of the benefit of the doubt.</summary>
public sealed partial class LeverCardTests
{
    private static Dictionary<string, string> Blocks(string card) =>
        Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "methods", card + ".md")).ReplaceLineEndings("\n")).Select(m => (Name: m.Groups["name"].Value, Body: m.Groups["body"].Value)).Append((Name: "units.csv", Body: "code\nA\nB\nC\n")).ToDictionary(b => b.Name, b => b.Body, StringComparer.Ordinal);

    private static Dictionary<string, ReadOnlyMemory<byte>> Files(Dictionary<string, string> blocks) => blocks.ToDictionary(b => b.Key, b => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(b.Value), StringComparer.Ordinal);

    [Fact]
    public void Frontier_OfTheCard_ComesOutAsPrinted()
    {
        var blocks = Blocks("benefit-of-doubt");
        var folder = IndexFolder.Read(Files(blocks)).OrThrow();
        var scores = BenefitOfDoubt.Of(IndexBuild.Run(folder.Input, folder.Recipe).OrThrow()).OrThrow();
        string[] printed = blocks["frontier.csv"].Split('\n')[1].Split(',');
        var unit = scores.Single(s => s.Unit.Value == printed[0]);
        double[] actual = [unit.Score, unit.Shares[new("x")], unit.Shares[new("y")], unit.Peers.Single(p => p.Peer.Value == "A").Part, unit.Peers.Single(p => p.Peer.Value == "B").Part];
        foreach (var (e, a) in printed.Skip(1).Select(t => double.Parse(t, CultureInfo.InvariantCulture)).Zip(actual)) Assert.Equal(e, a, 1e-9);
        Assert.All(scores.Where(s => s.Unit != unit.Unit), s => Assert.Equal(1, s.Score, 9));
    }

    [Fact]
    public void Plan_OfTheCard_ComesOutAsPrinted()
    {
        var blocks = Blocks("levers");
        var files = Files(blocks);
        var folder = IndexFolder.Read(files).OrThrow();
        string[] printed = blocks["plan.csv"].Split('\n')[1].Split(',');
        var whatIf = WhatIf.Prepare(IndexBuild.Run(folder.Input, folder.Recipe).OrThrow(), new(null, new(printed[0]))).OrThrow();

        // The best figure of anyone is 90: no limit is in the way.
        var plan = BestUse.WithinBudgets(whatIf, LeversFile.Read(files).OrThrow()!).OrThrow();

        double[] expected = [.. printed.Skip(1).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        double[] actual = [plan.Moves.Single(m => m.Column.Value == "x").To, plan.Moves.Single(m => m.Column.Value == "y").To, plan.After.Frozen.Score!.Value, plan.After.Frozen.Rank!.Value, plan.ShadowPrices["fund"]];
        foreach (var (e, a) in expected.Zip(actual)) Assert.Equal(e, a, 5e-10);
    }

    private static (WhatIf WhatIf, UncertaintySpec Spec, List<string[]> Rows) Asked(string table)
    {
        var blocks = Blocks("levers");
        var files = Files(blocks);
        var folder = IndexFolder.Read(files).OrThrow();
        return (WhatIf.Prepare(IndexBuild.Run(folder.Input, folder.Recipe).OrThrow(), new(null, new("A"))).OrThrow(), UncertaintyFile.Read(files).OrThrow().Spec,
            [.. blocks[table].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))]);
    }

    private static double? Number(string printed) => printed.Length == 0 ? null : double.Parse(printed, CultureInfo.InvariantCulture);

    /// <summary>What each figure alone must be for a goal, and both together; in the frame and rebuilt alike, the goalposts being stated.</summary>
    [Fact]
    public void SmallestChanges_OfTheCard_ComeOutAsPrinted()
    {
        var (whatIf, spec, rows) = Asked("smallest.csv");
        foreach (string[] row in rows)
        {
            double within = Number(row[3])!.Value;
            if (row[0] == "score 35 with both")
            {
                var plan = BestUse.ToScore(whatIf, 35, null).OrThrow();
                string[] columns = ["x", "y"];
                for (int i = 0; i < 2; i++) Assert.Equal(Number(row[i + 1])!.Value, plan.Moves.SingleOrDefault(m => m.Column.Value == columns[i])?.To ?? whatIf.Cell(new(columns[i]))!.Value, within);
                continue;
            }
            Goal goal = row[0] switch
            {
                "score 35" => new Goal.Score(35),
                "rank 2" => new Goal.Rank(2),
                "rank 2 in every scenario" => new Goal.RankInScenarios(2, 1, spec),
                _ => throw new InvalidOperationException($"The card has no goal {row[0]}."),
            };
            foreach (var change in SmallestChange.Of(whatIf, goal))
            {
                double? printed = Number(row[change.Column.Value == "x" ? 1 : 2]);
                double?[] asked = goal is Goal.RankInScenarios ? [change.Rebuilt] : [change.Frozen, change.Rebuilt];
                Assert.All(asked, a => Assert.Equal(printed.HasValue, a.HasValue));
                if (printed is { } p) Assert.All(asked, a => Assert.InRange(a!.Value, p - 1e-9, p + within));
            }
        }
    }

    [Fact]
    public void Firmness_OfTheCard_ComesOutAsPrinted()
    {
        var (whatIf, spec, rows) = Asked("firmness.csv");
        var firm = AdviceRobustness.OfEach(whatIf, [.. rows.Select(r => (IReadOnlyCollection<ChangedFigure>)[new ChangedFigure(new(r[0]), Number(r[1])!.Value)])], spec, new(1)).OrThrow();
        foreach (var (row, f) in rows.Zip(firm))
        {
            double[] actual = [f.ShareHigherScore, f.ShareBetterRank, f.ShareWorseRank, f.ShareMost, f.Gain!.Low, f.Gain.Median, f.Gain.High];
            foreach (var (printed, a) in row.Skip(2).Zip(actual)) Assert.Equal(Number(printed)!.Value, a, 1e-9);
        }
    }

    [Fact]
    public void FivePorts_LeversFile_IsReadWithoutAFault()
    {
        var read = LeversFile.Read(IndexFolder.Load(Path.Combine(Repository.Root, "samples", "five-ports")).OrThrow());
        Assert.Empty(read.AllFindings);
        Assert.Empty(read.OrThrow()!.Check(Ports.Build.Input));
    }

    [Fact]
    public void LeversFile_EveryFault_IsToldAtItsLine()
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(IndexFolder.Load(Path.Combine(Repository.Root, "samples", "five-ports")).OrThrow(), StringComparer.Ordinal)
        { [LeversFile.Name] = Encoding.UTF8.GetBytes("levers:\n  - column: NIL\n    limit: far\n  - curve: [[0, x]]\n    price: 3\n") };
        Assert.Equal(["levers.yaml:1:1 levers.schema", "levers.yaml:2:13 recipe.unknown-code", "levers.yaml:3:12 recipe.wrong-type", "levers.yaml:4:5 levers.no-code", "levers.yaml:4:13 recipe.wrong-type", "levers.yaml:5:5 recipe.unknown-key"],
            LeversFile.Read(files).AllFindings.OrderBy(f => f.Where.Row).ThenBy(f => int.Parse(f.Where.Column!, CultureInfo.InvariantCulture)).Select(f => $"{f.Where} {f.Code}"));
    }

    [GeneratedRegex(@"^```\w+ (?<name>[\w.]+)\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Fence();
}
