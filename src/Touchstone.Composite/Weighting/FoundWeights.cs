using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Finds the weights of the children of one aggregate, or of several together. A run allocates nothing unless it is audited.</summary>
internal abstract class FoundWeights(Plan plan, int at, int[] parents)
{
    protected Plan Plan { get; } = plan;
    /// <summary>The node up to which scores are needed.</summary>
    public int At { get; } = at;
    protected int[] Parents { get; } = parents;

    public bool Has(int node) => Parents.Any(p => Plan.Children[p].Contains(node));

    /// <summary>Finds the weights and puts them into the worksheet, but for those that are kept.</summary>
    public abstract void Find(Worksheet sheet, Audit audit, bool[] kept);

    /// <summary>One a rule; rules by correlation with the same method, targets and aggregate above are one.</summary>
    public static IEnumerable<FoundWeights> Of(Plan plan, Weigh step, Aggregating? preview, Audit silent)
    {
        foreach (var (parent, rule) in step.Rules.Where(r => !r.Value.IsByCorrelation))
            yield return new ChildWeights(plan, plan.PlaceOf(parent), rule);
        var together = step.Rules.Where(r => r.Value.IsByCorrelation).GroupBy(r => (r.Value.Method, r.Value.Targets, Against: r.Value.Against ?? r.Key));
        foreach (var group in together)
            yield return new CorrelationSearch(plan, plan.PlaceOf(group.Key.Against), [.. group.Select(r => plan.PlaceOf(r.Key)).Order()], group.First().Value, preview!, silent);
    }

    protected static Block Whole(Worksheet sheet) => new(null, 0, sheet.Rows);

    /// <summary>Nothing could be found: an audited run is refused with the finding, a replicate has no score.</summary>
    protected void Fail(Worksheet sheet, Audit audit, Finding? why)
    {
        audit.Fault();
        if (why is not null) audit.Tell(why);
        foreach (int parent in Parents)
            foreach (int child in Plan.Children[parent]) sheet.Weights[child] = double.NaN;
    }

    protected string Codes(IEnumerable<int> nodes, string separator) => string.Join(separator, nodes.Select(n => Plan.Codes[n]));
}

/// <summary>The children of one aggregate over the rows that give parameters and have all of them.</summary>
internal sealed class ChildWeights : FoundWeights
{
    /// <summary>Saaty's rule of thumb.</summary>
    private const double MostInconsistent = 0.1;
    private readonly WeightRule _rule;
    private readonly int _parent;
    private readonly int[] _children;
    private readonly double[] _weights;
    private readonly ChildColumns _columns;
    private readonly Components? _components;
    private int _judged = -1;

    public ChildWeights(Plan plan, int parent, WeightRule rule) : base(plan, parent, [parent])
    {
        (_parent, _rule) = (parent, rule);
        int k = plan.Children[parent].Length;
        (_children, _weights) = (new int[k], new double[k]);
        _columns = new ChildColumns(k, rule.IsFromData ? plan.Rows.Length : 0);
        _components = rule.Method is WeightMethod.FirstComponent or WeightMethod.RotatedComponents ? new Components(k) : null;
    }

    public override void Find(Worksheet sheet, Audit audit, bool[] kept)
    {
        if (!sheet.InTree[_parent]) return;
        int k = 0;
        bool same = true;
        foreach (int child in Plan.Children[_parent])
        {
            if (!sheet.InTree[child]) continue;
            same &= _children[k] == child;
            _children[k++] = child;
        }
        var weights = _weights.AsSpan(0, k);
        // Judgements do not change from run to run.
        bool known = !_rule.IsFromData && !audit.Keeps && same && k == _judged;
        if (!known) weights.Fill(1);
        if (!known && k > 1 && (_rule.IsFromData ? FromData(sheet, audit, weights) : FromOpinions(sheet, audit, weights)) is var fault && fault != WeightFault.None)
        {
            Fail(sheet, audit, audit.Keeps ? Why(fault, k) : null);
            return;
        }
        _judged = k;
        double sum = Sums.Of(weights);
        for (int j = 0; j < k; j++) if (!kept[_children[j]]) sheet.Weights[_children[j]] = weights[j] / sum;
    }

    private WeightFault FromOpinions(Worksheet sheet, Audit audit, Span<double> weights)
    {
        if (_rule.Method == WeightMethod.BudgetAllocation)
        {
            Opinions.Budgets(_rule.Budgets!, Plan, _children.AsSpan(0, weights.Length), weights);
            audit.Used(Whole(sheet), _parent, "experts", _rule.Budgets!.Count);
        }
        else
        {
            double ratio = Opinions.Pairs(_rule.Comparisons!, Plan, _children.AsSpan(0, weights.Length), weights);
            audit.Used(Whole(sheet), _parent, "consistency.ratio", ratio);
            if (audit.Keeps && ratio > MostInconsistent) TellInconsistent(audit, ratio);
        }
        return Sums.Of(weights) > 0 ? WeightFault.None : WeightFault.NothingVaries;
    }

    private void TellInconsistent(Audit audit, double ratio) => audit.Tell(Finding.Warning("weight.inconsistent", Plan.Nodes[_parent].Where,
        new($"{Plan.Codes[_parent]} 的两两比较前后不一：一致性比率 {Figures.Number(ratio)}，超过 {Figures.Exact(MostInconsistent)}。", $"The comparisons among the children of {Plan.Codes[_parent]} contradict each other: consistency ratio {Figures.Number(ratio)}, above {Figures.Exact(MostInconsistent)}."),
        new("请复核各项判断。", "Look at the judgements again.")));

    private WeightFault FromData(Worksheet sheet, Audit audit, Span<double> weights)
    {
        _columns.Gather(sheet, _children.AsSpan(0, weights.Length));
        if (_columns.Rows < 3) return WeightFault.TooFewRows;
        if (audit.Keeps) TellConstant(audit, weights.Length);
        var fault = _rule.Method switch
        {
            WeightMethod.StandardDeviation => ByDeviation(sheet, audit, weights),
            WeightMethod.Entropy => ByEntropy(sheet, audit, weights),
            WeightMethod.Critic => ByConflict(sheet, audit, weights),
            WeightMethod.FirstComponent => ByFirstComponent(sheet, audit, weights),
            WeightMethod.RotatedComponents => ByRotation(sheet, audit, weights),
            WeightMethod.BudgetAllocation or WeightMethod.PairwiseComparison or WeightMethod.BalancedCorrelation or WeightMethod.GreatestCorrelation => throw new InvalidOperationException("Not found from the children alone."),
        };
        if (fault != WeightFault.None) return fault;
        double sum = Sums.Of(weights);
        return sum > 0 && double.IsFinite(sum) ? WeightFault.None : WeightFault.NothingVaries;
    }

    private WeightFault ByDeviation(Worksheet sheet, Audit audit, Span<double> weights)
    {
        for (int j = 0; j < weights.Length; j++)
        {
            weights[j] = _columns.Deviation(j);
            audit.Used(Whole(sheet), _children[j], "deviation", weights[j]);
        }
        return WeightFault.None;
    }

    /// <summary>1 − e with e = −Σ p·ln p ÷ ln n, p = x ÷ Σ x.</summary>
    private WeightFault ByEntropy(Worksheet sheet, Audit audit, Span<double> weights)
    {
        for (int j = 0; j < weights.Length; j++)
        {
            var x = _columns.Of(j);
            double sum = Sums.Of(x), entropy = 0;
            var (low, high) = Sums.Range(x);
            if (low < 0) return WeightFault.Negative;
            foreach (double v in x)
                if (v > 0) entropy -= v / sum * Math.Log(v / sum);
            weights[j] = low < high ? Math.Max(0, 1 - entropy / Math.Log(x.Length)) : 0;
            audit.Used(Whole(sheet), _children[j], "divergence", weights[j]);
        }
        return WeightFault.None;
    }

    private WeightFault ByConflict(Worksheet sheet, Audit audit, Span<double> weights)
    {
        _columns.Correlate();
        for (int j = 0; j < weights.Length; j++)
        {
            double conflict = 0;
            for (int i = 0; i < weights.Length; i++)
                if (i != j && _columns.Deviation(i) > 0) conflict += 1 - _columns.Correlation(i, j);
            weights[j] = _columns.Deviation(j) * conflict;
            audit.Used(Whole(sheet), _children[j], "deviation", _columns.Deviation(j));
            audit.Used(Whole(sheet), _children[j], "conflict", conflict);
        }
        return WeightFault.None;
    }

    private WeightFault ByFirstComponent(Worksheet sheet, Audit audit, Span<double> weights)
    {
        for (int j = 0; j < weights.Length; j++) if (!(_columns.Deviation(j) > 0)) return WeightFault.Constant;
        _columns.Correlate();
        _components!.Of(_columns, weights.Length);
        bool negative = false;
        for (int j = 0; j < weights.Length; j++)
        {
            // A loading of nothing may have either sign in its last digit.
            weights[j] = Math.Abs(_components.Loading(0, j)) < 1e-12 ? 0 : _components.Loading(0, j);
            negative |= weights[j] < 0;
            audit.Used(Whole(sheet), _children[j], "loading", weights[j]);
        }
        audit.Used(Whole(sheet), _parent, "explained", _components.Eigenvalue(0) / weights.Length);
        return negative ? WeightFault.NegativeLoading : WeightFault.None;
    }

    private WeightFault ByRotation(Worksheet sheet, Audit audit, Span<double> weights)
    {
        for (int j = 0; j < weights.Length; j++) if (!(_columns.Deviation(j) > 0)) return WeightFault.Constant;
        _columns.Correlate();
        _components!.Of(_columns, weights.Length);
        int kept = Math.Min(weights.Length, _rule.Components ?? _components.Worth(weights.Length));
        bool converged = _components.Rotate(weights.Length, kept);
        double explained = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            int component = _components.MostOf(j, weights.Length, kept);
            double loading = _components.Rotated(component, j);
            weights[j] = loading * loading;
            audit.Used(Whole(sheet), _children[j], "component", component + 1);
            audit.Used(Whole(sheet), _children[j], "loading", loading);
        }
        for (int f = 0; f < kept; f++) explained += _components.Eigenvalue(f) / weights.Length;
        audit.Used(Whole(sheet), _parent, "components", kept);
        audit.Used(Whole(sheet), _parent, "explained", explained);
        if (audit.Keeps) TellRotation(audit, weights.Length, kept, converged);
        return WeightFault.None;
    }

    private void TellRotation(Audit audit, int k, int kept, bool converged)
    {
        int[] against = [.. Enumerable.Range(0, k).Where(j => _components!.Rotated(_components.MostOf(j, k, kept), j) < 0).Select(j => _children[j])];
        if (against.Length > 0)
            audit.Tell(Finding.Warning("weight.against-component", Plan.Nodes[_parent].Where,
                new($"{Plan.Codes[_parent]}：{Codes(against, "、")} 与所在主成分负相关，平方后看不出来。", $"{Plan.Codes[_parent]}: {Codes(against, ", ")} go against the component they are in, which the square does not show."),
                new("请核对其方向，或将其移到别的维度。", "Check their direction, or move them to another dimension.")));
        if (!converged)
            audit.Tell(Finding.Warning("weight.not-converged", Plan.Nodes[_parent].Where, new($"{Plan.Codes[_parent]} 的旋转没有收敛。", $"The rotation of {Plan.Codes[_parent]} has not converged."), new("请减少主成分个数。", "Keep fewer components.")));
    }

    private void TellConstant(Audit audit, int k)
    {
        if (_rule.Method is WeightMethod.FirstComponent or WeightMethod.RotatedComponents) return;
        int[] constant = [.. Enumerable.Range(0, k).Where(j => !(_columns.Deviation(j) > 0)).Select(j => _children[j])];
        if (constant.Length > 0)
            audit.Tell(Finding.Warning("weight.constant-child", Plan.Nodes[_parent].Where,
                new($"{Plan.Codes[_parent]}：{Codes(constant, "、")} 没有差异，权重为零。", $"{Plan.Codes[_parent]}: {Codes(constant, ", ")} do not vary, so their weight is zero."),
                new("请核对该列，或改用其他赋权方法。", "Check the column, or choose other weights.")));
    }

    private Finding Why(WeightFault fault, int k)
    {
        var code = Plan.Codes[_parent];
        var where = Plan.Nodes[_parent].Where;
        IEnumerable<int> children = Enumerable.Range(0, k);
        switch (fault)
        {
            case WeightFault.TooFewRows:
                return Finding.Error("weight.too-few-rows", where,
                    new($"{code} 的各下级都有得分的行只有 {_columns.Rows} 行，不足 3 行，无法由数据定权。", $"Only {_columns.Rows} rows have a score for every child of {code}; 3 are needed to find weights from data."),
                    new("请先填补缺失，或写明权重。", "Impute first, or state the weights."));
            case WeightFault.Constant:
                var constant = children.Where(j => !(_columns.Deviation(j) > 0)).Select(j => _children[j]).ToList();
                return Finding.Error("weight.constant", where, new($"{code}：{Codes(constant, "、")} 没有差异，无法求主成分。", $"{code}: {Codes(constant, ", ")} do not vary, so there are no components."), new("请去掉该列，或改用其他赋权方法。", "Leave the column out, or choose other weights."));
            case WeightFault.NegativeLoading:
                var negative = children.Where(j => _weights[j] < 0).Select(j => _children[j]).ToList();
                return Finding.Error("weight.negative-loading", where,
                    new($"{code}：{Codes(negative, "、")} 在第一主成分上的载荷为负，不能作权重。", $"{code}: {Codes(negative, ", ")} have negative loadings on the first component, which are no weights."),
                    new("请核对其方向，将其移到别的维度，或改用 rotated-components。", "Check their direction, move them to another dimension, or use rotated-components."));
            case WeightFault.Negative:
                var below = children.Where(j => Sums.Range(_columns.Of(j)).Low < 0).Select(j => _children[j]).ToList();
                return Finding.Error("weight.negative-scores", where,
                    new($"{code}：{Codes(below, "、")} 有负的得分，熵值法只用于不小于零的得分。", $"{code}: {Codes(below, ", ")} have scores below zero; entropy is of scores of at least zero."),
                    new("请用极差等从零起的标准化，或改用 critic。", "Use a scale that starts at zero, such as min–max, or critic."));
            default:
                return Finding.Error("weight.nothing-varies", where, new($"{code} 的各下级没有差异，无法由数据定权。", $"No child of {code} varies, so there are no weights to find."), new("请写明权重。", "State the weights."));
        }
    }
}

/// <summary>Why no weights were found.</summary>
internal enum WeightFault
{
    None,
    TooFewRows,
    Constant,
    Negative,
    NegativeLoading,
    NothingVaries,
}

/// <summary>The scores of the children over the rows that give parameters and have every one.</summary>
internal sealed class ChildColumns(int most, int rows)
{
    private readonly double[][] _columns = [.. Enumerable.Range(0, most).Select(_ => new double[rows])];
    private readonly double[] _means = new double[most], _deviations = new double[most];
    private readonly double[,] _correlations = new double[most, most];
    private int _count;

    public int Rows { get; private set; }
    public ReadOnlySpan<double> Of(int child) => _columns[child].AsSpan(0, Rows);
    public double Deviation(int child) => _deviations[child];
    public double Correlation(int a, int b) => _correlations[a, b];

    public void Gather(Worksheet sheet, ReadOnlySpan<int> children)
    {
        (Rows, _count) = (0, children.Length);
        for (int r = 0; r < sheet.Rows; r++)
        {
            bool whole = sheet.Gives[r];
            for (int j = 0; j < children.Length && whole; j++)
            {
                double x = sheet.Cells[children[j]][r];
                whole = !double.IsNaN(x);
                _columns[j][Rows] = x;
            }
            if (whole) Rows++;
        }
        for (int j = 0; j < children.Length; j++)
        {
            _means[j] = Sums.Mean(Of(j));
            _deviations[j] = Sums.Deviation(Of(j), _means[j]);
        }
    }

    public void Correlate()
    {
        for (int a = 0; a < _count; a++)
        {
            _correlations[a, a] = 1;
            for (int b = 0; b < a; b++)
            {
                double sum = 0;
                for (int r = 0; r < Rows; r++) sum += (_columns[a][r] - _means[a]) / _deviations[a] * ((_columns[b][r] - _means[b]) / _deviations[b]);
                _correlations[a, b] = _correlations[b, a] = _deviations[a] > 0 && _deviations[b] > 0 ? Math.Clamp(sum / (Rows - 1), -1, 1) : 0;
            }
        }
    }
}
