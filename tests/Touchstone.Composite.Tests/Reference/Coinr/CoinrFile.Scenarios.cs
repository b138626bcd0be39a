using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>COINr's uncertainty analysis of its example (200 runs over the limit of winsorisation, the normalisation, a hundred sets of weights and the mean), and its effects of Ishigami's function.</summary>
internal static partial class CoinrFile
{
    private const string Uncertain = "13_sensitivity/ua_N200_seed123_", Ishigami = "13_sensitivity/ishigami_indices.csv";

    /// <summary>COINr's own draws, run here.</summary>
    private static readonly Lazy<(ScenarioPlan Plan, ScenarioTable Table)> s_scenarios = new(RunScenarios);

    private static IEnumerable<(string, Action)> Scenarios() =>
    [
        ($"{Uncertain}scores.csv", () => CompareRuns($"{Uncertain}scores.csv", (table, run, row) => table.Score(run, row), scores => scores.Score)),
        ($"{Uncertain}ranks.csv", () => CompareRuns($"{Uncertain}ranks.csv", (table, run, row) => table.Rank(run, row), scores => scores.Rank)),
        ($"{Uncertain}rankstats.csv", CompareRanges),
        ($"{Uncertain}nominal.csv", Nominal),
        (Ishigami, IshigamiEffects),
    ];

    private static Factor.Choice Choice(string code, params IEnumerable<Step[]> alternatives) =>
        new(code, Text.Same(code), [.. alternatives.Select((steps, i) => new Alternative($"{i + 1}", Text.Same("x"), 1, [.. steps], []))]);

    private static UncertaintySpec Choices()
    {
        var sets = Read("13_sensitivity/noisy_weight_sets.csv");
        var weights = sets.Rows.GroupBy(r => int.Parse(sets.Text(r, "set"), CultureInfo.InvariantCulture)).OrderBy(g => g.Key)
            .Select(g => new Step[] { new Weigh(false, g.ToImmutableSortedDictionary(r => new IndicatorCode(sets.Text(r, "iCode")), r => sets.Number(r, "Weight")!.Value)) });
        return new(
        [
            Choice("winmax", Enumerable.Range(1, 5).Select(n => new Step[] { Treat(n) })),
            Choice("normalisation", [Asem.MinMax(1, 100)], [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.ZScore, 10, 12)))]),
            Choice("weights", weights),
            Choice("aggregation", [Asem.Mean(MeanKind.Arithmetic)], [Asem.Mean(MeanKind.Geometric)]),
        ], new(SamplingKind.Random, 200, 123));
    }

    private static (ScenarioPlan, ScenarioTable) RunScenarios()
    {
        var recipe = Asem.Recipe([.. Asem.Example.Steps.Take(5), new Weigh(false, ImmutableSortedDictionary<IndicatorCode, double>.Empty), .. Asem.Example.Steps.Skip(5)]);
        var plan = new ScenarioPlan(Asem.Raw(), recipe, Choices());
        var design = Read($"{Uncertain}design.csv");
        var table = new ScenarioTable([.. plan.FollowedRows.Select(r => plan.Nominal.Rows[r])], design.Rows.Count);
        for (int i = 0; i < design.Rows.Count; i++)
        {
            int At(string column) => (int)design.Number(design.Rows[i], column)!.Value - 1;
            var run = new ScenarioRun(plan, ((At("winmax") * 2 + At("normalisation")) * 100 + At("weight_set")) * 2 + At("aggregation"));
            run.Run(new Draw(plan.Sampling(200), 0, i));
            for (int r = 0; r < table.Rows.Length; r++)
            {
                int row = plan.Nominal.Rows.IndexOf(table.Rows[r]);
                table.Set(i, r, run.ScoreOf(row), run.RankOf(row));
            }
        }
        return (plan, table);
    }

    private static void CompareRuns(string file, Func<ScenarioTable, int, int, double?> of, Func<ScoreTable, Func<int, int, double?>> nominal)
    {
        var reference = Read(file);
        var table = s_scenarios.Value.Table;
        Compare(file, reference.Rows.SelectMany(row =>
        {
            string unit = reference.Text(row, "uCode");
            int place = table.PlaceOf(new RowKey(null, new(unit)));
            return Enumerable.Range(0, table.Count).Select(run => ($"{unit} run {run + 1}", reference.Number(row, $"r_{run + 1}"), of(table, run, place)))
                .Append(($"{unit} nominal", reference.Number(row, "Nominal"), nominal(s_example.Value.Scores)(Row(reference, row), 0)));
        }));
    }

    private static void CompareRanges()
    {
        const string File = $"{Uncertain}rankstats.csv";
        var reference = Read(File);
        var table = s_scenarios.Value.Table;
        var counts = new RankCounts(table);
        Compare(File, reference.Rows.SelectMany(row =>
        {
            string unit = reference.Text(row, "uCode");
            var range = counts.Range(table.PlaceOf(new RowKey(null, new(unit))), 0.9)!;
            return new[] { ("Mean", range.Mean), ("Median", range.Median), ("Q5", range.Low), ("Q95", range.High), ("Nominal", s_example.Value.Scores.Rank(Row(reference, row), 0)!.Value) }
                .Select(s => ($"{unit} {s.Item1}", reference.Number(row, s.Item1), (double?)s.Item2));
        }));
    }

    private static void Nominal()
    {
        const string File = $"{Uncertain}nominal.csv";
        var reference = Read(File);
        var scores = s_example.Value.Scores;
        Compare(File, reference.Rows.SelectMany(row => new[]
        {
            (reference.Text(row, "uCode"), reference.Number(row, "Score"), scores.Score(Row(reference, row), 0)),
            (reference.Text(row, "uCode"), reference.Number(row, "Rank"), scores.Rank(Row(reference, row), 0)),
        }));
    }

    /// <summary>
    /// From COINr's own runs. The total effects are the same. Its first-order estimator multiplies outputs that are not centred: ours plus the mean times the mean difference is COINr's, digit for digit.
    /// </summary>
    private static void IshigamiEffects()
    {
        var runs = Read("13_sensitivity/ishigami_design.csv");
        var reference = Read(Ishigami);
        double[] y = [.. runs.Rows.Select(r => runs.Number(r, "y")!.Value)];
        int n = y.Length / 5;
        double[][] blocks = [.. Enumerable.Range(0, 5).Select(block => y[(block * n)..((block + 1) * n)])];
        var effects = new VarianceEffects(new SubsetDesign(3, EffectKinds.FirstAndTotal), blocks).Estimate(null, ["V1", "V2", "V3"], 100, 1);
        Compare(Ishigami, reference.Rows.SelectMany((row, i) => new[]
        {
            ($"total {i + 1}", reference.Number(row, "STi"), (double?)effects.Factors[i].Total.Value),
            ($"first {i + 1}, not centred", reference.Number(row, "Si"), effects.Factors[i].First.Value + effects.Mean * (blocks[2 + i].Average() - blocks[0].Average()) / effects.Variance),
        }));
    }
}
