using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Testing;

namespace Touchstone.Decision.Tests;

/// <summary>The worked example of the card of levers.</summary>
public sealed partial class LeverCardTests
{
    [Fact]
    public void Plan_OfTheCard_ComesOutAsPrinted()
    {
        var blocks = Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "methods", "levers.md")).ReplaceLineEndings("\n")).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["body"].Value, StringComparer.Ordinal);
        blocks["units.csv"] = "code\nA\nB\nC\n";
        var files = blocks.ToDictionary(b => b.Key, b => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(b.Value), StringComparer.Ordinal);
        var folder = IndexFolder.Read(files).OrThrow();
        string[] printed = blocks["plan.csv"].Split('\n')[1].Split(',');
        var whatIf = WhatIf.Prepare(IndexBuild.Run(folder.Input, folder.Recipe).OrThrow(), new(null, new(printed[0]))).OrThrow();

        // The best figure of anyone is 90: no limit is in the way.
        var plan = BestUse.WithinBudgets(whatIf, LeversFile.Read(files).OrThrow()!).OrThrow();

        double[] expected = [.. printed.Skip(1).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
        double[] actual = [plan.Moves.Single(m => m.Column.Value == "x").To, plan.Moves.Single(m => m.Column.Value == "y").To, plan.After.Frozen.Score!.Value, plan.After.Frozen.Rank!.Value, plan.ShadowPrices["fund"]];
        foreach (var (e, a) in expected.Zip(actual)) Assert.Equal(e, a, 9);
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
