using System.Text.RegularExpressions;
using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Files.Tests;

public sealed partial class UncertaintyFileTests
{
    private static readonly string s_ports = Path.Combine(Repository.Root, "samples", "five-ports");

    private static Outcome<UncertaintyFile> Read(string yaml, params (string Name, string Text)[] others)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(IndexFolder.Load(s_ports).OrThrow(), StringComparer.Ordinal) { [UncertaintyFile.Name] = Some.Bytes(yaml) };
        foreach (var (name, text) in others) files[name] = Some.Bytes(text);
        return UncertaintyFile.Read(files);
    }

    private static UncertaintySpec Spec(string factors, params (string Name, string Text)[] others) => Read($"schema: 1\nfactors:\n{factors}", others).OrThrow().Spec;

    private static string[] Faults(string yaml) => [.. Read(yaml).AllFindings.Select(f => $"{f.Where} {f.Code}")];

    [Fact]
    public void FivePorts_IsReadWithoutAFault_AndRuns()
    {
        var index = IndexFolder.Read(s_ports).OrThrow();
        var spec = UncertaintyFile.Read(s_ports).OrThrow().Spec;
        Assert.Equal(["outliers", "mean", "log-shift", "weights", "figures"], spec.Factors.Select(f => f.Code));
        var result = UncertaintyAnalysis.Run(index.Input, index.Recipe, spec with { Draw = spec.Draw with { Scenarios = 300 } }, new(1));
        Assert.Empty(result.AllFindings);
        Assert.Equal(5, result.OrThrow().Ranked);
    }

    [Fact]
    public void Read_EveryKindOfFactor_IsTyped()
    {
        var spec = Spec("""
              - choice: outliers
                alternatives: [as-it-is, {code: none, likelihood: 2, steps: [without: treat]}]
              - range: shift
                from: 1
                to: 3
                steps: [{transform: {CO2: {log: {add: $value}}}}]
              - weight-noise: noise
                share: 10%
                levels: [1, 2]
              - dirichlet: flat
                concentration: 30
                parents: [IDEAS]
              - drop: out
                candidates: [RD, PAT]
                each: 5%
              - data-error: figures
                absolute: 2
                shape: uniform
                overrides: {CO2: {relative: 2%}}
                cells: errors-of-cells.csv
              - imputation-spread: filled
                folds: 5
            """, ("errors-of-cells.csv", "period,unit,indicator,size\n2024,ALD,RD,0.5\n"));
        var choice = Assert.IsType<Factor.Choice>(spec.Factors[0]);
        Assert.Equal((2, "treat"), (choice.Alternatives[1].Likelihood, choice.Alternatives[1].Without.Single()));
        var range = Assert.IsType<Factor.Choice>(spec.Factors[1]);
        Assert.Equal([1, 2, 3], range.Alternatives.Select(a => ((TransformRule.Log)((Transform)a.Steps.Single()).Rules[new("CO2")]).Add));
        Assert.Equal((0.1, 2), (((Factor.WeightNoise)spec.Factors[2]).Share, ((Factor.WeightNoise)spec.Factors[2]).Levels.Length));
        Assert.Equal(30, ((Factor.DirichletWeights)spec.Factors[3]).Concentration);
        Assert.Equal(0.05, ((Factor.DropIndicators)spec.Factors[4]).EachWith);
        var error = (Factor.DataError)spec.Factors[5];
        Assert.Equal(new ErrorRule(0.02, 2, ErrorShape.Uniform), error.Rules.For(new("CO2")));
        Assert.Equal((new RowKey(Period.InYear(2024), new("ALD")), 0.5), (error.Cells.Single().Row, error.Cells.Single().Size));
        Assert.Equal(5, ((Factor.ImputationSpread)spec.Factors[6]).Folds);
    }

    [Fact]
    public void Read_EveryFault_IsToldAtItsLine() => Assert.Equal(
    [
        "uncertainty.yaml:3:11 recipe.unknown-word", "uncertainty.yaml:5:5 uncertainty.factor-kind", "uncertainty.yaml:7:12 recipe.wrong-type", "uncertainty.yaml:8:5 recipe.unknown-key",
        "uncertainty.yaml:10:41 recipe.unknown-step", "uncertainty.yaml:11:5 uncertainty.range", "uncertainty.yaml:15:12 uncertainty.no-cells-file", "uncertainty.yaml:16:1 recipe.unknown-key",
    ], Faults("""
        schema: 1
        seed: 3
        sampling: dice
        factors:
          - weights: x
          - weight-noise: w
            share: a lot
            noise: 2
          - choice: c
            alternatives: [a, {code: b, steps: [bake]}]
          - range: r
            from: 1
            steps: [without: treat]
          - data-error: d
            cells: errors.csv
        levels: 90%
        """));

    [Fact]
    public void Locate_FindingOfTheEngine_StandsAtItsFactor()
    {
        var index = IndexFolder.Read(s_ports).OrThrow();
        var file = Read("schema: 1\nfactors:\n  - weight-noise: a\n  - dirichlet: b\n").OrThrow();
        var finding = Assert.Single(file.Locate(file.Spec.Check(index.Input, index.Recipe)));
        Assert.Equal("uncertainty.yaml:4:5 uncertainty.weights-twice", $"{finding.Where} {finding.Code}");
    }

    [Fact]
    public void Read_NoFile_SaysWhatToDo() =>
        Assert.Equal("folder.no-uncertainty", Assert.Single(UncertaintyFile.Read(new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)).AllFindings).Code);

    /// <summary>The example of the guide is the file of the sample, and the keys of its tables are those the reader knows.</summary>
    [Fact]
    public void Guide_ExampleAndKeys_AreThoseOfTheProgram()
    {
        string guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guide", "uncertainty.md")).ReplaceLineEndings("\n");
        Assert.Contains(File.ReadAllText(Path.Combine(s_ports, "uncertainty.yaml")).ReplaceLineEndings("\n"), guide, StringComparison.Ordinal);
        string[] Known(string yaml) => [.. Keys().Match(Read(yaml).AllFindings.Single(f => f.Code == "recipe.unknown-key").Fix.En).Groups["keys"].Value.Split(", ").Order(StringComparer.Ordinal)];
        string[] top = [.. Rows(guide, "key").Select(r => r[0])];
        Assert.Equal(top.Order(StringComparer.Ordinal), Known("schema: 1\nnonsense: 1\nfactors:\n  - weight-noise: w\n"));
        foreach (string[] row in Rows(guide, "factor"))
        {
            string body = row[0] switch { "choice" => "alternatives: [a, b]", "range" => "from: 1\n    to: 2\n    steps: [{transform: {CO2: {log: {add: $value}}}}]", "data-error" => "relative: 1%", _ => "" };
            string[] known = [.. Known($"schema: 1\nfactors:\n  - {row[0]}: x\n    nonsense: 1\n    {body}\n").Where(k => k != "name" && !Rows(guide, "factor").Select(r => r[0]).Contains(k))];
            Assert.Equal(row[1..].Order(StringComparer.Ordinal), known);
        }
    }

    /// <summary>The words in backticks of the first two columns of a table.</summary>
    private static List<string[]> Rows(string guide, string heading)
    {
        string table = guide[guide.IndexOf($"| {heading} |", StringComparison.Ordinal)..];
        int end = table.IndexOf("\n\n", StringComparison.Ordinal);
        string[] lines = (end < 0 ? table : table[..end]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(2).Select(l => l.Split('|')).Select(c => Ticked().Matches(c[1] + (heading == "factor" ? c[2] : "")).Select(m => m.Groups["word"].Value).ToArray())];
    }

    [GeneratedRegex(@"`(?<word>[a-z-]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ticked();

    [GeneratedRegex(@"Known: (?<keys>[^.]*)\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Keys();
}
