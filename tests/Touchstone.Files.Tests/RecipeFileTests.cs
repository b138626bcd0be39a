using CsCheck;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

public sealed class RecipeFileTests
{
    private static (Recipe? Recipe, IReadOnlyList<Finding> Findings) Read(string yaml)
    {
        var findings = new FindingList();
        var design = new DesignReading(Some.Folder(yaml), findings);
        return (design.Recipe?.Recipe, findings.ToImmutable());
    }

    private static T Step<T>(string step) where T : Step
    {
        var (recipe, findings) = Read(Some.Steps(step));
        Assert.Empty(findings);
        return Assert.IsType<T>(Assert.Single(recipe!.Steps));
    }

    private static IndicatorCode Code(string code) => new(code);

    [Fact]
    public void AnyRecipe_WrittenAndRead_IsTheSame() => Some.AnyRecipe.Sample(recipe =>
    {
        string yaml = RecipeWriter.Write(recipe);
        var (read, findings) = Read(yaml);
        Assert.True(findings.Count == 0, yaml + string.Join('\n', findings));
        Assert.Equal(Some.Shown(recipe), Some.Shown(read!));
        Assert.Equal(yaml, RecipeWriter.Write(read!));
    }, iter: 400);

    /// <summary>A new field of a rule must get a key in the file, a line in the generator of random recipes, and then its name here.</summary>
    [Theory]
    [InlineData(typeof(ImputeRule), "Method,Group,Constant,MaxAge,Level,Predictors,Neighbours,NormaliseFirst")]
    [InlineData(typeof(TreatRule), "Apply,SkewnessLimit,KurtosisLimit,Limit,Second,Detect,IqrFactor,Tails,Lambda,GiiFactor")]
    [InlineData(typeof(NormaliseRule), "Method,ScaleLow,ScaleHigh,GoalpostLow,GoalpostHigh,Target,Outside,Ties,PercentileLow,PercentileHigh,TargetPercentile,Reference,Zeros,Reversal,Steepness,Bands,BandsBy,Decimals")]
    [InlineData(typeof(AggregateRule), "Mean,MinAvailable,Missing,FillValue,Decimals,NotPositive,Power,OrderWeights,Penalty,Smoothing,Against,Factor,Offset,Normalise,Rises,FillGroup")]
    [InlineData(typeof(Screen), "MinAvailable,MinNonZero,Failed,Keep,Exclude")]
    [InlineData(typeof(Gate), "IndicatorShare,UnitShare,DimensionShare,Failed")]
    [InlineData(typeof(Denomination), "Indicator,By,Scale")]
    [InlineData(typeof(Impute), "Rules,MaxShare,Never")]
    [InlineData(typeof(Weigh), "Equal,Weights")]
    [InlineData(typeof(WeightRule), "Method,Components,Budgets,Comparisons,Targets,Against")]
    [InlineData(typeof(Rank), "Ties,Decimals")]
    [InlineData(typeof(TransformRule.Log), "Add")]
    [InlineData(typeof(TransformRule.Clamp), "Low,High")]
    [InlineData(typeof(TransformRule.Skew), "Kind,Lambda,Factor")]
    [InlineData(typeof(Frame), "Id,Units,Indicators,Parameters,Weights")]
    public void File_KnowsEveryFieldOfTheRule(Type rule, string fields) =>
        Assert.Equal(fields, string.Join(',', rule.GetConstructors().Select(c => c.GetParameters().Select(p => p.Name).ToArray()).MaxBy(p => p.Length)!));

    [Fact]
    public void File_KnowsEveryStep() => Assert.Equal(
        typeof(Step).Assembly.GetTypes().Where(t => t.BaseType == typeof(Step)).Select(t => t.Name == nameof(Weigh) ? "weight" : Words.Kebab(t.Name)).Order(StringComparer.Ordinal),
        RecipeReader.StepWords.Order(StringComparer.Ordinal));

    [Fact]
    public void AnyRecipe_WithOneCharacterChanged_NeverThrows() =>
        Gen.Select(Some.AnyRecipe.Select(RecipeWriter.Write), Gen.Int[0, 10_000], Gen.Char).Sample((yaml, at, c) =>
        {
            char[] text = yaml.ToCharArray();
            text[at % text.Length] = c;
            Assert.All(Read(new string(text)).Findings, f => Assert.NotNull(f.Where.File));
        }, iter: 400);

    [Fact]
    public void RandomBytes_AsRecipe_NeverThrow() => Gen.Byte.Array[0, 120].Sample(bytes =>
    {
        var folder = Some.Folder();
        folder["index.yaml"] = bytes;
        Assert.False(IndexFolder.ReadDesign(folder).IsDone(out _));
    }, iter: 400);

    [Fact]
    public void DeepNesting_AsRecipe_IsRefusedNotCrashed()
    {
        string yaml = "schema: 1\nsteps: " + new string('[', 100_000);
        Assert.Contains(Read(yaml).Findings, f => f.Code is "yaml.too-large" or "yaml.syntax");
    }

    [Fact]
    public void Aliases_AsRecipe_AreRefused()
    {
        var (_, findings) = Read("schema: 1\nname: &a T\nsteps: [*a]\n");
        Assert.Contains(findings, f => f.Code == "yaml.anchor" && f.Where.Row == 2);
        Assert.Contains(findings, f => f.Code == "yaml.anchor" && f.Where.Row == 3);
    }

    [Fact]
    public void Override_StatesWhatDiffers_AndInheritsTheRest()
    {
        var rules = Step<Treat>("treat: {skewness-limit: 1.5, winsorise: {max: 3}, overrides: {A: {apply: false}, B: {winsorise: {max: 10%}}}}").Rules;
        Assert.Equal(new TreatRule(false, 1.5, 3.5, new WinsorLimit.Count(3)), rules.For(Code("A")));
        Assert.Equal(new TreatRule(true, 1.5, 3.5, new WinsorLimit.Share(0.1)), rules.For(Code("B")));
        Assert.Equal(new TreatRule(true, 1.5, 3.5, new WinsorLimit.Count(3)), rules.For(Code("C")));
    }

    [Fact]
    public void Override_SayingNone_TakesBackWhatIsInherited()
    {
        var rules = Step<Aggregate>("aggregate: {decimals: 3, nodes: {D1: {decimals: none}}}").Rules;
        Assert.Equal(3, rules.For(Code("D2")).Decimals);
        Assert.Null(rules.For(Code("D1")).Decimals);
    }

    [Fact]
    public void Levels_AreExpandedByTheFramework_AndNodesInheritFromThem()
    {
        var rules = Step<Aggregate>("aggregate: {mean: harmonic, levels: {2: {mean: geometric, decimals: 2}}, nodes: {D1: {min-available: 50%}}}").Rules;
        Assert.Equal(new AggregateRule(MeanKind.Harmonic), rules.For(Code("INDEX")));
        Assert.Equal(new AggregateRule(MeanKind.Geometric, Decimals: 2), rules.For(Code("D2")));
        Assert.Equal(new AggregateRule(MeanKind.Geometric, 0.5, Decimals: 2), rules.For(Code("D1")));
    }

    [Fact]
    public void Weights_ByLevelAndNode_AreExpanded()
    {
        var weigh = Step<Weigh>("weight: {levels: {1: equal, 2: 3}, nodes: {D2: 0.25}}");
        Assert.Equal([("A", 1), ("B", 1), ("C", 1), ("D1", 3), ("D2", 0.25)], weigh.Weights.Select(w => (w.Key.Value, w.Value)));
    }

    [Fact]
    public void Formulas_RunInTheOrderWritten()
    {
        var derive = Step<Derive>("derive:\n  T: ln(A) + 1\n  C: T * 2");
        Assert.Equal([("T", "ln(A) + 1"), ("C", "T * 2")], derive.Columns.Select(c => (c.Target.Value, c.Formula.Text)));
    }

    [Theory]
    [InlineData("denominate")]
    [InlineData("denominate:")]
    [InlineData("denominate: {}")]
    public void Denominate_WithoutRules_MeansThoseOfTheFramework(string step) => Assert.Empty(Step<Denominate>(step).Rules);

    [Fact]
    public void AllFaults_AreFoundAtOnce_EachAtItsLineAndColumn()
    {
        var (_, findings) = Read(
            "schema: 2\n" +
            "name: T\n" +
            "frames: pooled\n" +
            "steps:\n" +
            "  - imputte: {method: mean}\n" +
            "  - impute: {method: meen, group: regoin}\n" +
            "  - normalise:\n" +
            "      method: min-max\n" +
            "      scale: [0, x]\n" +
            "      overrides: {AA: {outside: clamp}, D1: {ties: min}}\n" +
            "  - aggregate: {min-available: 150%, levels: {7: {mean: geometric}}}\n" +
            "  - screen: {keep: [W]}\n" +
            "  - derive: {T: ln(Q)}\n" +
            "  - rank: {decimals: 2.5}\n");
        Assert.Equal(
            [
                "1:9 recipe.schema", "3:1 recipe.unknown-key", "5:5 recipe.unknown-step", "6:22 recipe.unknown-word", "6:35 recipe.unknown-group",
                "9:18 recipe.wrong-type", "10:19 recipe.unknown-code", "10:41 recipe.code-kind", "11:32 recipe.wrong-type", "11:47 recipe.level",
                "12:21 recipe.unknown-unit", "13:17 recipe.unknown-code", "14:22 recipe.wrong-type",
            ],
            findings.OrderBy(f => f.Where.Row).ThenBy(f => int.Parse(f.Where.Column!, System.Globalization.CultureInfo.InvariantCulture)).Select(f => $"{f.Where.Row}:{f.Where.Column} {f.Code}"));
        Assert.Contains("'frame'", findings.Single(f => f.Code == "recipe.unknown-key").Fix.En, StringComparison.Ordinal);
        Assert.Contains("'impute'", findings.Single(f => f.Code == "recipe.unknown-step").Fix.En, StringComparison.Ordinal);
        Assert.Contains("'region'", findings.Single(f => f.Code == "recipe.unknown-group").Fix.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schema: 1\nname: T\nname: U\nsteps: [rank]\n", "yaml.key-duplicate", "3:1")]
    [InlineData("schema: 1\nname: T\nsteps:\n  - rank\n -x\n", "yaml.syntax", "5:")]
    [InlineData("schema: 1\nname: T\nsteps: []\n", "recipe.no-steps", "3:8")]
    [InlineData("schema: 1\nname: T\n", "recipe.no-steps", "1:1")]
    [InlineData("schema: 1\nsteps: [rank]\n", "recipe.no-name", "1:1")]
    [InlineData("", "recipe.empty", "")]
    [InlineData("schema: 1\nname: T\nsteps: [{impute: {}, rank: {}}]\n", "recipe.step-shape", "3:9")]
    [InlineData("schema: 1\nname: T\nframe: {base: [twenty]}\nsteps: [rank]\n", "period.unreadable", "3:16")]
    [InlineData("schema: 1\nname: T\nframe: {frozen: frame.json}\nsteps: [rank]\n", "recipe.frame-missing", "3:17")]
    [InlineData("schema: 1\nname: T\nframe: {base: [2020], frozen: x}\nsteps: [rank]\n", "recipe.frame", "3:8")]
    [InlineData("schema: 1\nname: T\nsteps: [normalise]\n", "recipe.method-missing", "3:9")]
    [InlineData("schema: 1\nname: T\nsteps: [{normalise: {method: }}]\n", "recipe.value-empty", "3:")]
    [InlineData("schema: 1\nname: T\nsteps: [{transform: {A: sqrt}}]\n", "recipe.transform", "3:25")]
    [InlineData("schema: 1\nname: T\nsteps: [{transform: {A: {sqrt: {}}}}]\n", "recipe.unknown-word", "3:26")]
    [InlineData("schema: 1\nname: T\nsteps: [{weight: {nodes: {A: -1}}}]\n", "recipe.weight-negative", "3:30")]
    [InlineData("schema: 1\nname: T\nsteps: [{treat: {winsorise: {max: 0.1}}}]\n", "recipe.wrong-type", "3:35")]
    public void Fault_OfARecipe_IsFoundAtItsPlace(string yaml, string code, string place)
    {
        var found = Read(yaml).Findings.First(f => f.Code == code);
        Assert.StartsWith(place, $"{found.Where.Row}:{found.Where.Column}", StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(found.What.Zh) || string.IsNullOrEmpty(found.What.En) || string.IsNullOrEmpty(found.Fix.Zh) || string.IsNullOrEmpty(found.Fix.En));
    }

    [Fact]
    public void Formula_WithAFault_IsFoundAtItsColumn()
    {
        var (_, findings) = Read(Some.Steps("derive: {C: ln(A}"));
        Assert.NotEmpty(findings);
        (_, findings) = Read(Some.Steps("derive:\n  C: ln(A"));
        var found = Assert.Single(findings);
        Assert.Equal(6, found.Where.Row);
    }
}
