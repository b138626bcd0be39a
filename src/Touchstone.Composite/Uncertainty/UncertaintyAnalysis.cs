using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Uncertainty analysis: the index is made again in many scenarios of its uncertain factors, and each unit's scores and ranks over them are told. OECD/JRC Handbook (2008), step 7;
/// Saisana, Saltelli and Tarantola (2005), J. R. Stat. Soc. A 168(2).
/// </summary>
public static class UncertaintyAnalysis
{
    private const int FirstBlock = 1024;

    /// <summary>Runs the scenarios. Refused with all findings when the input, the recipe or the specification is wrong, or a combination of choices cannot run.</summary>
    public static Outcome<UncertaintyResult> Run(IndexInput input, Recipe recipe, UncertaintySpec spec, Parallelism on)
    {
        var findings = spec.Check(input, recipe);
        if (findings.HasErrors()) return Outcome.Refused<UncertaintyResult>(findings);
        var plan = new ScenarioPlan(input, recipe, spec);
        var nominal = ScenarioBatch.Nominal(plan);
        var convergence = ImmutableArray.CreateBuilder<Convergence>();
        var (all, counts) = Draw(plan, on, convergence);
        bool both = spec.Factors.Select(f => f.Source).Distinct().Count() > 1;
        var method = both ? new RankCounts(Apart(plan, FactorSource.Method, all.Count, on)) : null;
        var data = both ? new RankCounts(Apart(plan, FactorSource.Data, all.Count, on)) : null;
        if (all.Faulty > 0) findings = findings.Add(FaultyScenarios(all));
        return Outcome.Done(new UncertaintyResult(spec, plan.Nominal.Codes[plan.Target], all, counts)
        {
            Units = [.. Enumerable.Range(0, all.Rows.Length).Select(r => new UnitRange(all.Rows[r], nominal.Score(0, r), nominal.Rank(0, r), ScoreRange(all, r, spec.Level),
                counts.Range(r, spec.Level), method?.Range(r, spec.Level), data?.Range(r, spec.Level), (double)counts.Ranked(r) / all.Count))],
            Convergence = convergence.ToImmutable(),
            Ranked = Enumerable.Range(0, all.Rows.Length).Count(r => nominal.Rank(0, r) is not null),
            ReachedPrecision = spec.Draw.RankPrecision is not { } asked || convergence[^1].RankError <= asked,
        }, findings);
    }

    /// <summary>
    /// The scenarios alone, without ranges: each row's score and rank in every one that the specification draws, whatever precision it asks. The same numbers as <see cref="Run"/>, for questions that ask
    /// the same scenarios of many inputs. Refused as it is.
    /// </summary>
    public static Outcome<ScenarioTable> Scenarios(IndexInput input, Recipe recipe, UncertaintySpec spec, Parallelism on)
    {
        var findings = spec.Check(input, recipe);
        if (findings.HasErrors()) return Outcome.Refused<ScenarioTable>(findings);
        var plan = new ScenarioPlan(input, recipe, spec);
        return Outcome.Done(ScenarioBatch.Run(plan, plan.Sampling(spec.Draw.Scenarios), [0], (0, spec.Draw.Scenarios), on), findings);
    }

    /// <summary>Block after block, each as large as all before it, until the precision asked is reached.</summary>
    private static (ScenarioTable Table, RankCounts Counts) Draw(ScenarioPlan plan, Parallelism on, ImmutableArray<Convergence>.Builder convergence)
    {
        var draw = plan.Spec.Draw;
        var sampling = plan.Sampling(draw.Scenarios);
        // A Latin hypercube is cut for a number of scenarios: part of it is none.
        int to = draw.Kind == SamplingKind.LatinHypercube ? draw.Scenarios : Math.Min(FirstBlock, draw.Scenarios);
        var table = ScenarioBatch.Run(plan, sampling, [0], (0, to), on);
        var counts = new RankCounts(table);
        void Note() => convergence.Add(new(to, Enumerable.Range(0, table.Rows.Length).Select(r => counts.Error(r, plan.Spec.Level)).DefaultIfEmpty(0).Max()));
        Note();
        while (to < draw.Scenarios && !(convergence[^1].RankError <= draw.RankPrecision))
        {
            int next = Math.Min(draw.Scenarios, 2 * to);
            table.Append(ScenarioBatch.Run(plan, sampling, [0], (to, next), on));
            counts.Read(table);
            to = next;
            Note();
        }
        return (table, counts);
    }

    /// <summary>As many scenarios with the factors of one source only.</summary>
    private static ScenarioTable Apart(ScenarioPlan whole, FactorSource source, int scenarios, Parallelism on)
    {
        var spec = whole.Spec with { Factors = [.. whole.Spec.Factors.Where(f => f.Source == source)] };
        var plan = new ScenarioPlan(whole.Input, whole.Recipe, spec);
        return ScenarioBatch.Run(plan, plan.Sampling(scenarios), [0], (0, scenarios), on);
    }

    /// <summary>The range of a row's scores; null when no scenario scores it.</summary>
    internal static ScenarioRange? ScoreRange(ScenarioTable table, int row, double level)
    {
        double[] values = new double[table.Count];
        int n = 0;
        for (int s = 0; s < table.Count; s++)
            if (table.ScoreAt(s, row) is var v && !double.IsNaN(v)) values[n++] = v;
        if (n == 0) return null;
        new RadixSort(n).Sort(values, null, n);
        return ScenarioRange.OfSorted(values.AsSpan(0, n), level);
    }

    private static Finding FaultyScenarios(ScenarioTable table)
    {
        string faulty = table.Faulty.ToString(System.Globalization.CultureInfo.InvariantCulture), all = table.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Finding.Warning("uncertainty.faulty-scenarios", Place.Whole,
            new($"{all} 个情景中有 {faulty} 个出现了无法计算的单元（如几何平均遇到不大于零的值），其得分按缺失处理。", $"In {faulty} of {all} scenarios a cell had no value (such as a geometric mean over a value at or below zero); its score is missing there."),
            new("请缩小误差，或改用对数正态误差、算术平均，或提高量表下端。", "Make the errors smaller or lognormal, use the arithmetic mean, or raise the bottom of the scale."));
    }
}
