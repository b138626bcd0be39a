using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Aggregate: up the tree, children before parents, a mean for each node; then its factor and offset, its new scale, its rounding.</summary>
internal sealed class Aggregating : StepRun
{
    private readonly AggregateRule[] _rules;
    private readonly ColumnNormaliser?[] _scales;
    private readonly double[]?[] _signs;
    private readonly OrderedChildren _ordered;
    private readonly GroupImputation?[] _fills;

    public Aggregating(Plan plan, int place, Aggregate step) : base(plan, place, step)
    {
        _rules = [.. plan.Nodes.Skip(plan.IndicatorCount).Select(n => step.Rules.For(n.Code))];
        _scales = [.. _rules.Select((r, a) => r.Normalise is { } rule ? Normalising.Of(new(plan, place, plan.IndicatorCount + a, rule), plan) : null)];
        _signs = [.. _rules.Select((r, a) => r.Against is { } against ? plan.Children[plan.IndicatorCount + a].Select(c => against.Contains(plan.Codes[c]) ? -1.0 : 1).ToArray() : null)];
        _fills = [.. _rules.Select(r => r.FillGroup is { } group ? new GroupImputation(plan, place, new GroupColumn(plan, group), median: false) : null)];
        _ordered = new OrderedChildren(plan.Children.Max(c => c.Length));
    }

    public override void Apply(Worksheet sheet, Audit audit)
    {
        audit.NotePresence(sheet);
        sheet.ShareOut();
        for (int node = Plan.IndicatorCount; node < Plan.NodeCount; node++)
        {
            if (!sheet.InTree[node]) continue;
            Combine(sheet, audit, node);
            sheet.Exists[node] = true;
        }
        // A scale for showing a node alone is put on once its parent has taken what it combined to.
        for (int node = Plan.IndicatorCount; node < Plan.NodeCount; node++)
            if (sheet.InTree[node] && _rules[node - Plan.IndicatorCount] is { Rises: Rises.Combined } rule) Rescale(sheet, audit, node, rule);
        for (int n = 0; n < Plan.NodeCount; n++)
            if (sheet.InTree[n]) audit.Used(new Block(null, 0, sheet.Rows), n, "weight", sheet.Weights[n]);
    }

    /// <summary>Makes a node from its children as they stand: what goes up the tree from it.</summary>
    public void Combine(Worksheet sheet, Audit audit, int node)
    {
        var rule = _rules[node - Plan.IndicatorCount];
        sheet.Write(node);
        if (!rule.IsPlain) CombineNode(sheet, audit, node, rule);
        else if (rule.Mean == MeanKind.Arithmetic) AggregateNode<ArithmeticMean>(sheet, audit, node, rule);
        else if (rule.Mean == MeanKind.Geometric) AggregateNode<GeometricMean>(sheet, audit, node, rule);
        else AggregateNode<HarmonicMean>(sheet, audit, node, rule);
        if (rule.Factor != 1 || rule.Offset != 0) Shift(sheet, audit, node, rule);
        if (rule.Rises == Rises.Score) Rescale(sheet, audit, node, rule);
        if (_fills[node - Plan.IndicatorCount] is { } fill) FillByGroup(sheet, audit, node, rule, fill);
    }

    /// <summary>A row that an impute step has left alone is not filled here either: what may not be invented of an indicator may not be invented of a node.</summary>
    private void FillByGroup(Worksheet sheet, Audit audit, int node, AggregateRule rule, GroupImputation fill)
    {
        for (int r = 0; r < sheet.Rows; r++) sheet.MayFill[r] = !sheet.LeftAlone[sheet.Source[r]];
        if (audit.Keeps) TellLeftAlone(sheet, audit, node);
        var why = audit.Keeps ? new Text($"以同组（{rule.FillGroup}）得分的均值填补", $"filled with the mean score of its group ({rule.FillGroup})") : default;
        foreach (var block in sheet.Blocks) fill.Fill(sheet, audit, node, block, why);
        if (rule.Decimals is not { } decimals) return;
        double[] cells = sheet.Cells[node];
        for (int r = 0; r < sheet.Rows; r++) if (!double.IsNaN(cells[r])) cells[r] = Rounding.At(cells[r], decimals);
    }

    private void TellLeftAlone(Worksheet sheet, Audit audit, int node)
    {
        var rows = Enumerable.Range(0, sheet.Rows).Where(r => !sheet.MayFill[r] && double.IsNaN(sheet.Cells[node][r]) && IsApplicable(sheet, node, r)).Select(sheet.Key).ToList();
        if (rows.Count == 0) return;
        string who = string.Join(", ", rows.Select(k => k.Period is { } p ? $"{p} {k.Unit}" : k.Unit.Value));
        audit.Tell(Finding.Warning("aggregate.not-filled", Plan.Nodes[node].Where,
            new($"{Plan.Codes[node]}：{who} 在填补步骤中不予填补，本级也不按组填补，仍然缺失。", $"{Plan.Codes[node]} stays missing for {who}: the impute step leaves them alone, so the node is not filled by its group either."),
            new("请补充数据；若确应填补，请从 never 中去掉，或提高 max-share。", "Complete the data; if they are to be filled after all, take them out of never, or raise max-share.")));
    }

    private static void Shift(Worksheet sheet, Audit audit, int node, AggregateRule rule)
    {
        double[] cells = sheet.Cells[node];
        for (int r = 0; r < sheet.Rows; r++)
        {
            if (double.IsNaN(cells[r])) continue;
            cells[r] = rule.Factor * cells[r] + rule.Offset;
            if (double.IsFinite(cells[r])) continue;
            cells[r] = double.NaN;
            audit.NotFinite(sheet, r, node, new("汇总结果溢出", "the aggregate overflows"));
        }
    }

    private void Rescale(Worksheet sheet, Audit audit, int node, AggregateRule rule)
    {
        double[] cells = sheet.Cells[node];
        if (_scales[node - Plan.IndicatorCount] is { } scale)
        {
            if (rule.RanksItself)
                for (int r = 0; r < sheet.Rows; r++) cells[r] = Rounding.Significant(cells[r]);
            foreach (var block in sheet.Blocks) scale.Apply(sheet, audit, block);
        }
        if (!rule.HasScale || rule.Decimals is not { } decimals) return;
        for (int r = 0; r < sheet.Rows; r++) if (!double.IsNaN(cells[r])) cells[r] = Rounding.At(cells[r], decimals);
    }

    private void CombineNode(Worksheet sheet, Audit audit, int node, AggregateRule rule)
    {
        int[] children = Plan.Children[node];
        double[]? signs = _signs[node - Plan.IndicatorCount];
        for (int r = 0; r < sheet.Rows; r++)
        {
            _ordered.Start(rule);
            for (int i = 0; i < children.Length; i++)
            {
                int child = children[i];
                if (!sheet.InTree[child]) continue;
                double x = sheet.Cells[child][r];
                var marks = sheet.Marks[child][r];
                if ((marks & CellMarks.NotApplicable) != CellMarks.None && double.IsNaN(x)) continue;
                _ordered.Add(x, sheet.Weights[child], marks, sheet.Rescaled[child][r], signs is null ? 1 : signs[i]);
            }
            double score = _ordered.Score(out var nodeMarks, out double rescaled);
            if (rule is { Decimals: { } decimals, HasScale: false } && double.IsFinite(score)) score = Rounding.At(score, decimals);
            Put(sheet, audit, r, node, rule, score, _ordered.HasNoValue, nodeMarks, rescaled);
        }
    }

    private void AggregateNode<TMean>(Worksheet sheet, Audit audit, int node, AggregateRule rule) where TMean : struct, IMean
    {
        for (int r = 0; r < sheet.Rows; r++)
        {
            var sum = new NodeSum<TMean>(rule);
            foreach (int child in Plan.Children[node])
            {
                if (!sheet.InTree[child]) continue;
                double x = sheet.Cells[child][r];
                var marks = sheet.Marks[child][r];
                if ((marks & CellMarks.NotApplicable) != CellMarks.None && double.IsNaN(x)) continue;
                sum.Add(x, sheet.Weights[child], marks, sheet.Rescaled[child][r]);
            }
            double score = sum.Score(out var nodeMarks, out double rescaled);
            Put(sheet, audit, r, node, rule, score, sum.HasNoValue, nodeMarks, rescaled);
        }
    }

    private void Put(Worksheet sheet, Audit audit, int r, int node, AggregateRule rule, double score, bool hasNoValue, CellMarks marks, double rescaled)
    {
        if (hasNoValue)
        {
            if (rule.NotPositive == NotPositive.Refuse) audit.Fault();
            if (audit.Keeps) TellNotPositive(sheet, audit, r, node, rule.NotPositive);
        }
        if (double.IsInfinity(score))
        {
            score = double.NaN;
            audit.NotFinite(sheet, r, node, new("汇总结果溢出", "the aggregate overflows"));
        }
        sheet.Cells[node][r] = score;
        sheet.Marks[node][r] = marks;
        sheet.Rescaled[node][r] = rescaled;
    }

    private Text Method(int node) => _rules[node - Plan.IndicatorCount].Mean switch
    {
        MeanKind.Power => new("广义平均", "a generalised mean"),
        MeanKind.Product => new("乘积", "a product"),
        MeanKind.MazziottaPareto => new("马齐奥塔–帕累托合成", "a Mazziotta–Pareto mean"),
        _ => new("几何或调和平均", "a geometric or harmonic mean"),
    };

    private void TellNotPositive(Worksheet sheet, Audit audit, int row, int node, NotPositive then)
    {
        foreach (int child in Plan.Children[node])
        {
            double x = sheet.Cells[child][row];
            if (!sheet.InTree[child] || sheet.Weights[child] == 0 || !(x <= 0)) continue;
            var cell = audit.Cell(sheet, row, child);
            string value = x.ToString("R", CultureInfo.InvariantCulture), code = Plan.Codes[node].Value;
            audit.Tell(new Finding("aggregate.not-positive", then == NotPositive.Refuse ? Severity.Error : Severity.Warning, sheet.Unit(row).Where,
                new($"{code} 用{Method(node).Zh}，要求各下级大于零，而 {cell.Zh} 为 {value}。", $"{code} is {Method(node).En}, which needs every child above zero, but {cell.En} is {value}."),
                new("请将标准化量表的下端提到零以上（如 1–100），或改用算术平均；若应视为缺失，请将 not_positive 写成 missing。",
                    "Raise the bottom of the scale above zero (such as 1–100), or use the arithmetic mean; if it should count as missing, state not_positive: missing.")));
        }
    }
}

/// <summary>The sum of one node in one row, child after child.</summary>
internal struct NodeSum<TMean>(AggregateRule rule) where TMean : struct, IMean
{
    private double _sum, _weight, _missingWeight, _passedOn, _low = double.PositiveInfinity, _high = double.NegativeInfinity;
    private int _applicable, _present;
    private CellMarks _marks;
    private bool _anyNotPositive;

    /// <summary>A mean was due, but it has no value for one of the children. Known once <see cref="Score"/> was asked.</summary>
    public bool HasNoValue { get; private set; }

    /// <summary>Adds a child that applies; NaN = missing.</summary>
    public void Add(double x, double weight, CellMarks marks, double rescaled)
    {
        _applicable++;
        if (double.IsNaN(x))
        {
            _missingWeight += weight;
            if (rule.Missing != MissingChild.Fill) return;
            _marks |= CellMarks.Imputed;
            AddValue(rule.FillValue ?? double.NaN, weight);
            return;
        }
        _present++;
        _marks |= marks & ~CellMarks.NotApplicable;
        _passedOn += weight * rescaled;
        AddValue(x, weight);
    }

    private void AddValue(double x, double weight)
    {
        if (weight == 0) return;
        _weight += weight;
        if (TMean.NeedsPositive && !(x > 0)) { _anyNotPositive = true; return; }
        _sum += weight * TMean.To(x);
        if (x < _low) _low = x;
        if (x > _high) _high = x;
    }

    /// <summary>The mean, NaN where it is missing, infinite where it overflows. A mean lies between its smallest and largest value: rounding may not carry it outside.</summary>
    public double Score(out CellMarks marks, out double rescaled)
    {
        rescaled = 0;
        marks = _applicable == 0 ? CellMarks.NotApplicable : CellMarks.None;
        bool anyMissing = _present < _applicable;
        if (_weight == 0 || (double)_present / _applicable < rule.MinAvailable || anyMissing && rule.Missing == MissingChild.Missing) return double.NaN;
        HasNoValue = _anyNotPositive;
        if (HasNoValue) return double.NaN;
        double mean = TMean.Back(_sum / _weight);
        if (!double.IsFinite(mean)) return double.PositiveInfinity;
        mean = Math.Clamp(mean, _low, _high);
        marks = _marks;
        double stoodIn = rule.Missing == MissingChild.Rescale ? _missingWeight : 0;
        rescaled = (stoodIn + _passedOn) / (_weight + stoodIn);
        if (anyMissing && rule.Missing == MissingChild.Rescale) marks |= CellMarks.Rescaled;
        return rule is { Decimals: { } decimals, HasScale: false } ? Rounding.At(mean, decimals) : mean;
    }
}
