using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Weights found by the correlations of the children with an aggregate above them, at least zero and summing to one among siblings: Levenberg and Marquardt's least squares, projected, from one fixed
/// start. Balanced: Σ (target − r ÷ Σ r)² is least. Greatest: Σ (1 − r) is. Every trial combines the tree anew by the rules of the recipe, so that any mean will do.
/// (Becker, Saisana, Paruolo and Vandecasteele, Weights and importance in composite indicators, Ecological Indicators 80, 2017; COINr <c>get_opt_weights</c>, which does not keep weights above zero.)
/// </summary>
internal sealed class CorrelationSearch : FoundWeights
{
    private const int MostTurns = 500;
    private const double Step = 1e-6, AtRest = 1e-7, Reached = 1e-6;
    private readonly WeightRule _rule;
    private readonly Aggregating _preview;
    private readonly Audit _silent;
    private readonly int[] _path, _all, _moving, _parentOf;
    private readonly double[] _targets, _correlations, _rest, _trialRest, _up, _weights, _trial, _gradient, _move;
    private readonly double[,] _slopes, _square;
    private int _count, _free;

    public CorrelationSearch(Plan plan, int at, int[] parents, WeightRule rule, Aggregating preview, Audit silent) : base(plan, at, parents)
    {
        (_rule, _preview, _silent) = (rule, preview, silent);
        _path = [.. parents.SelectMany(p => Upwards(plan, p, at)).Distinct().Order()];
        int k = parents.Sum(p => plan.Children[p].Length);
        (_all, _moving, _parentOf) = (new int[k], new int[k], new int[k]);
        (_targets, _correlations, _rest, _trialRest, _up) = (new double[k], new double[k], new double[k], new double[k], new double[k]);
        (_weights, _trial, _gradient, _move) = (new double[k], new double[k], new double[k], new double[k]);
        (_slopes, _square) = (new double[k, k], new double[k, k]);
    }

    private static IEnumerable<int> Upwards(Plan plan, int from, int to)
    {
        for (int node = from; node != to; node = plan.PlaceOf(plan.Nodes[node].Parent!.Value)) yield return node;
        yield return to;
    }

    public override void Find(Worksheet sheet, Audit audit, bool[] kept)
    {
        Take(sheet, kept);
        double rest = _free == 0 ? 0 : Rest(sheet, _weights, _rest);
        if (!double.IsFinite(rest))
        {
            Fail(sheet, audit, audit.Keeps ? NoCorrelation(sheet) : null);
            return;
        }
        bool rests = _free == 0 || Descend(sheet, rest);
        Rest(sheet, _weights, _rest);
        if (!audit.Keeps) return;
        double sum = Sums.Of(_correlations.AsSpan(0, _count));
        for (int i = 0; i < _count; i++)
        {
            audit.Used(Whole(sheet), _all[i], "correlation", _correlations[i]);
            if (_rule.Method != WeightMethod.BalancedCorrelation) continue;
            audit.Used(Whole(sheet), _all[i], "target", _targets[i]);
            audit.Used(Whole(sheet), _all[i], "correlation.share", _correlations[i] / sum);
        }
        if (_free > 0) Tell(audit, rests);
    }

    /// <summary>The children that take part, their targets, and where the search starts: at the targets.</summary>
    private void Take(Worksheet sheet, bool[] kept)
    {
        (_count, _free) = (0, 0);
        double sum = 0;
        foreach (int parent in Parents)
        {
            if (!sheet.InTree[parent]) continue;
            foreach (int child in Plan.Children[parent])
            {
                if (!sheet.InTree[child]) continue;
                _all[_count] = child;
                sum += _targets[_count] = TargetOf(child);
                if (!kept[child]) (_moving[_free], _parentOf[_free], _weights[_free++]) = (child, parent, _targets[_count]);
                _count++;
            }
        }
        for (int i = 0; i < _count; i++) _targets[i] /= sum;
        Project(_weights);
    }

    private double TargetOf(int child)
    {
        if (_rule.Targets is not { } targets) return 1;
        for (int i = 0; i < targets.Count; i++) if (targets[i].Node == Plan.Codes[child]) return targets[i].Number;
        return 1;
    }

    /// <summary>No weight below zero, and siblings sum to one.</summary>
    private void Project(double[] weights)
    {
        for (int from = 0, to; from < _free; from = to)
        {
            double sum = 0;
            for (to = from; to < _free && _parentOf[to] == _parentOf[from]; to++) sum += weights[to] = Math.Max(0, weights[to]);
            for (int i = from; i < to; i++) weights[i] = sum > 0 ? weights[i] / sum : 1.0 / (to - from);
        }
    }

    /// <summary>Half the sum of squares of what is left over under some weights; NaN where a correlation has no value.</summary>
    private double Rest(Worksheet sheet, double[] weights, double[] rest)
    {
        for (int i = 0; i < _free; i++) sheet.Weights[_moving[i]] = weights[i];
        foreach (int node in _path) if (sheet.InTree[node]) _preview.Combine(sheet, _silent, node);
        double sum = 0, squares = 0;
        for (int i = 0; i < _count; i++) sum += _correlations[i] = CorrelationWith(sheet, _all[i]);
        for (int i = 0; i < _count; i++)
        {
            rest[i] = _rule.Method == WeightMethod.BalancedCorrelation ? _targets[i] - _correlations[i] / sum : Math.Sqrt(Math.Max(0, 1 - _correlations[i]));
            squares += 0.5 * rest[i] * rest[i];
        }
        return sum > 0 || _rule.Method != WeightMethod.BalancedCorrelation ? squares : double.NaN;
    }

    private double CorrelationWith(Worksheet sheet, int child)
    {
        double[] x = sheet.Cells[child], y = sheet.Cells[At];
        double meanX = 0, meanY = 0, xx = 0, yy = 0, xy = 0;
        int n = 0;
        for (int r = 0; r < sheet.Rows; r++)
        {
            if (!sheet.Gives[r] || double.IsNaN(x[r]) || double.IsNaN(y[r])) continue;
            (meanX, meanY) = (meanX + x[r], meanY + y[r]);
            n++;
        }
        if (n < 3) return double.NaN;
        (meanX, meanY) = (meanX / n, meanY / n);
        for (int r = 0; r < sheet.Rows; r++)
        {
            if (!sheet.Gives[r] || double.IsNaN(x[r]) || double.IsNaN(y[r])) continue;
            double a = x[r] - meanX, b = y[r] - meanY;
            (xx, yy, xy) = (xx + a * a, yy + b * b, xy + a * b);
        }
        return xx > 0 && yy > 0 ? Math.Clamp(xy / (Math.Sqrt(xx) * Math.Sqrt(yy)), -1, 1) : double.NaN;
    }

    private bool Descend(Worksheet sheet, double rest)
    {
        double damping = 1e-3;
        for (int turn = 0; turn < MostTurns; turn++)
        {
            Slopes(sheet);
            if (rest < 1e-30 || Pull() < 1e-13) return true;
            bool better = false;
            while (!better && damping < 1e15)
            {
                Solve(damping);
                for (int i = 0; i < _free; i++) _trial[i] = _weights[i] + _move[i];
                Project(_trial);
                double trial = Rest(sheet, _trial, _trialRest);
                better = trial < rest;
                damping = better ? Math.Max(1e-15, damping / 10) : damping * 4;
                if (!better) continue;
                rest = trial;
                _trial.AsSpan(0, _free).CopyTo(_weights);
                _trialRest.AsSpan(0, _count).CopyTo(_rest);
            }
            if (!better) return Pull() < AtRest;
        }
        return Pull() < AtRest;
    }

    /// <summary>How the rest answers to each weight, by central differences (forward ones at zero), and the gradient.</summary>
    private void Slopes(Worksheet sheet)
    {
        for (int i = 0; i < _free; i++)
        {
            double weight = _weights[i], down = Math.Min(Step, weight);
            _weights[i] = weight + Step;
            Rest(sheet, _weights, _up);
            _weights[i] = weight - down;
            Rest(sheet, _weights, _trialRest);
            _weights[i] = weight;
            _gradient[i] = 0;
            for (int k = 0; k < _count; k++)
            {
                _slopes[k, i] = (_up[k] - _trialRest[k]) / (Step + down);
                _gradient[i] += _slopes[k, i] * _rest[k];
            }
        }
    }

    /// <summary>A weight of zero that would rather be below takes no part.</summary>
    private bool IsHeld(int i) => _weights[i] <= 0 && _gradient[i] > 0;

    private double Pull()
    {
        double most = 0;
        for (int i = 0; i < _free; i++) if (!IsHeld(i)) most = Math.Max(most, Math.Abs(_gradient[i]));
        return most;
    }

    /// <summary>(JᵀJ + damping) · move = −gradient by Cholesky's decomposition.</summary>
    private void Solve(double damping)
    {
        for (int i = 0; i < _free; i++)
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                if (IsHeld(i) || IsHeld(j)) sum = i == j ? 1 : 0;
                else
                {
                    for (int k = 0; k < _count; k++) sum += _slopes[k, i] * _slopes[k, j];
                    if (i == j) sum += damping;
                }
                for (int e = 0; e < j; e++) sum -= _square[i, e] * _square[j, e];
                _square[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-300)) : sum / _square[j, j];
            }
        for (int i = 0; i < _free; i++)
        {
            double sum = IsHeld(i) ? 0 : -_gradient[i];
            for (int e = 0; e < i; e++) sum -= _square[i, e] * _move[e];
            _move[i] = sum / _square[i, i];
        }
        for (int i = _free - 1; i >= 0; i--)
        {
            for (int e = i + 1; e < _free; e++) _move[i] -= _square[e, i] * _move[e];
            _move[i] /= _square[i, i];
        }
    }

    private void Tell(Audit audit, bool rests)
    {
        string under = Codes(Parents, ", ");
        if (!rests)
            audit.Tell(Finding.Warning("weight.not-converged", Plan.Nodes[At].Where, new($"{under} 的下级权重没有收敛，取最后一次的结果。", $"The search for the weights under {under} has not converged; the last ones stand."),
                new("请减少下级，或写明权重。", "Weigh fewer children together, or state the weights.")));
        bool reached = true;
        for (int i = 0; i < _count; i++) reached &= _rule.Method != WeightMethod.BalancedCorrelation || Math.Abs(_rest[i]) <= Reached;
        if (reached) return;
        int[] nothing = [.. Enumerable.Range(0, _free).Where(i => _weights[i] == 0).Select(i => _moving[i])];
        var (zh, en) = nothing.Length == 0 ? ("", "") : ($"；{Codes(nothing, "、")} 的权重为零", $"; {Codes(nothing, ", ")} weigh nothing");
        audit.Tell(Finding.Warning("weight.not-balanced", Plan.Nodes[At].Where,
            new($"不小于零的权重不能使 {under} 各下级与 {Plan.Codes[At]} 的相关达到目标，取最接近的一组{zh}。", $"No weights of at least zero bring the correlations of the children of {under} with {Plan.Codes[At]} to their targets; the nearest stand{en}."),
            new("各下级之间相关过弱或为负：请核对方向，或放宽目标。", "The children hardly agree, or go against each other: check their direction, or ask less.")));
    }

    private Finding NoCorrelation(Worksheet sheet)
    {
        _ = Rest(sheet, _weights, _rest);
        int[] without = [.. Enumerable.Range(0, _count).Where(i => double.IsNaN(_correlations[i])).Select(i => _all[i])];
        return without.Length == 0
            ? Finding.Error("weight.no-agreement", Plan.Nodes[At].Where, new($"{Codes(Parents, "、")} 的各下级与 {Plan.Codes[At]} 总体不正相关，无从平衡。", $"The children of {Codes(Parents, ", ")} do not on the whole go with {Plan.Codes[At]}, so there is nothing to balance."), new("请核对方向，或写明权重。", "Check the directions, or state the weights."))
            : Finding.Error("weight.no-correlation", Plan.Nodes[At].Where, new($"{Codes(without, "、")} 与 {Plan.Codes[At]} 的相关无法计算：没有差异，或两者都有值的行不足 3 行。", $"{Codes(without, ", ")} have no correlation with {Plan.Codes[At]}: no spread, or fewer than 3 rows with both."),
                new("请补充数据，去掉该列，或写明权重。", "Complete the data, leave the column out, or state the weights."));
    }
}
