using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Variance-based sensitivity analysis: how much of what the uncertain factors do to an output is due to which. Grouped factors (a set of weights, an error in each cell, an aggregation with its
/// scale) count as one each. Handbook, step 7; Saltelli et al. (2010), Comput. Phys. Commun. 181, 259–270.
/// </summary>
public static class SensitivityAnalysis
{
    private const int MostShapley = 10;
    private const long MostRuns = 5_000_000;

    /// <summary>Runs the design. Refused with all findings as an uncertainty analysis is, and when the design would be too large.</summary>
    public static Outcome<SensitivityResult> Run(IndexInput input, Recipe recipe, UncertaintySpec spec, SensitivitySpec ask, Parallelism on)
    {
        ImmutableArray<Finding> findings = [.. spec.Check(input, recipe), .. OfAsk(spec, ask)];
        if (findings.HasErrors()) return Outcome.Refused<SensitivityResult>(findings);
        var plan = new ScenarioPlan(input, recipe, spec);
        var design = new SubsetDesign(spec.Factors.Length, ask.Kinds);
        var table = ScenarioBatch.Run(plan, plan.Sampling(spec.Draw.Scenarios), design.Masks, (0, spec.Draw.Scenarios), on);
        return Outcome.Done(new SensitivityResult(spec, ask, plan.Nominal.Codes[plan.Target], design, ScenarioBatch.Nominal(plan), table), findings);
    }

    /// <summary>The same of any function of numbers between 0 and 1: first-order, total and the effects asked, on a base sample of the draw's size.</summary>
    /// <param name="function">The function.</param>
    /// <param name="inputs">How many numbers it takes.</param>
    /// <param name="draw">The sample.</param>
    /// <param name="ask">The effects.</param>
    public static OutputEffects OfFunction(Func<ReadOnlySpan<double>, double> function, int inputs, ScenarioDraw draw, SensitivitySpec ask)
    {
        var design = new SubsetDesign(inputs, ask.Kinds);
        var sampling = new Sampling(draw.Kind, draw.Seed, inputs, draw.Scenarios);
        double[] x = new double[inputs];
        double[][] outputs = [.. design.Masks.Select(_ => new double[draw.Scenarios])];
        for (int m = 0; m < design.Masks.Length; m++)
            for (int i = 0; i < draw.Scenarios; i++)
            {
                for (int k = 0; k < inputs; k++) x[k] = sampling.At((int)(design.Masks[m] >> k) & 1, k, i);
                outputs[m][i] = function(x);
            }
        return new VarianceEffects(design, outputs).Estimate(null, [.. Enumerable.Range(1, inputs).Select(k => $"x{k}")], ask.Resamples, draw.Seed);
    }

    private static IEnumerable<Finding> OfAsk(UncertaintySpec spec, SensitivitySpec ask)
    {
        if (ask.Resamples is < 100 or > 10_000)
            yield return Finding.Error("sensitivity.resamples", new(Column: "resamples"), new("自助重抽样次数必须在 100 与 10,000 之间。", "The number of bootstrap resamples must be from 100 to 10,000."), new("通常为 500。", "500 is usual."));
        if (ask.Kinds.HasFlag(EffectKinds.Shapley) && spec.Factors.Length > MostShapley)
            yield return Finding.Error("sensitivity.shapley-factors", new(Column: "factors"), new($"Shapley 效应要测算因素的全部子集，因素不能超过 {MostShapley} 个。", $"Shapley effects need every subset of the factors: there can be at most {MostShapley}."),
                new("请把相近的因素合成一组。", "Group factors that are alike."));
        else if ((long)new SubsetDesign(Math.Min(spec.Factors.Length, 24), ask.Kinds).Masks.Length * spec.Draw.Scenarios > MostRuns)
            yield return Finding.Error("sensitivity.runs", new(Column: "scenarios"), new("设计超过五百万次测算。", "The design has more than five million runs."), new("请减少基础样本或因素。", "Take a smaller base sample, or fewer factors."));
    }
}

/// <summary>The runs of a sensitivity analysis, asked for the effects on any output.</summary>
public sealed class SensitivityResult
{
    private readonly SensitivitySpec _ask;
    private readonly SubsetDesign _design;
    private readonly ScenarioTable _nominal, _table;

    internal SensitivityResult(UncertaintySpec spec, SensitivitySpec ask, IndicatorCode node, SubsetDesign design, ScenarioTable nominal, ScenarioTable table) =>
        (Spec, _ask, Node, _design, _nominal, _table) = (spec, ask, node, design, nominal, table);

    /// <summary>The specification.</summary>
    public UncertaintySpec Spec { get; }
    /// <summary>The node followed.</summary>
    public IndicatorCode Node { get; }
    /// <summary>The rows followed.</summary>
    public ImmutableArray<RowKey> Rows => _table.Rows;
    /// <summary>How many runs were made.</summary>
    public int Runs => _table.Count;
    /// <summary>Runs in which at least one cell had no value.</summary>
    public int Faulty => _table.Faulty;

    /// <summary>The effects on an output. Without factors in the result when the output does not vary, or is missing.</summary>
    /// <exception cref="ArgumentException">The row is not followed.</exception>
    public OutputEffects Of(SensitivityOutput output)
    {
        Func<int, double> value = output switch
        {
            SensitivityOutput.MeanRankShift => MeanShift,
            SensitivityOutput.ScoreOf of => Of(of.Row, _table.ScoreAt),
            SensitivityOutput.RankOf of => Of(of.Row, _table.RankAt),
            _ => throw new InvalidOperationException("No such output."),
        };
        int n = _table.Count / _design.Masks.Length;
        double[][] outputs = [.. _design.Masks.Select((_, m) => Enumerable.Range(0, n).Select(i => value(m * n + i)).ToArray())];
        return new VarianceEffects(_design, outputs).Estimate(output, [.. Spec.Factors.Select(f => f.Code)], _ask.Resamples, Spec.Draw.Seed);
    }

    private Func<int, double> Of(RowKey row, Func<int, int, double> at)
    {
        int place = _table.PlaceOf(row);
        if (place < 0) throw new ArgumentException($"{row.Unit} {row.Period} is not followed.", nameof(row));
        return job => at(job, place);
    }

    private double MeanShift(int job)
    {
        double sum = 0;
        int n = 0;
        for (int r = 0; r < _table.Rows.Length; r++)
        {
            double shift = Math.Abs(_table.RankAt(job, r) - _nominal.RankAt(0, r));
            if (double.IsNaN(shift)) continue;
            sum += shift;
            n++;
        }
        return n == 0 ? double.NaN : sum / n;
    }
}
