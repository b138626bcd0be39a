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
