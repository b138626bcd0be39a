using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Explains nodes of one row.</summary>
internal sealed class NodeExplainer
{
    private readonly IndexBuild _build;
    private readonly int _row;
    private readonly ScoredTree _tree;
    private readonly CellChain _chain;
    private readonly WeightReasons _weights;
    private readonly bool _aggregates;

    public NodeExplainer(IndexBuild build, int row)
    {
        (_build, _row, _tree) = (build, row, ScoredTree.Of(build));
        _chain = new CellChain(build, build.Scores.Rows[row]);
        _weights = new WeightReasons(build);
        _aggregates = build.Recipe.Steps.Any(s => s is Aggregate);
    }

    private ScoreTable Scores => _build.Scores;

    public ExplainedNode Explain(int place, int depth, double share)
    {
        var node = Scores.Nodes[place];
        var bare = new ExplainedNode
        {
            Code = node.Code,
            Name = _build.Input.Framework.Find(node.Code)?.Name ?? Text.Same(node.Code.Value),
            Kind = node.Kind,
            Level = node.Level,
            Score = Scores.Score(_row, place),
            Rank = Scores.Rank(_row, place),
            RankedUnits = RankedUnits(place),
            Marks = Scores.Marks(_row, place),
            Availability = Scores.Availability(_row, place),
            Why = default,
        };
        return node.Kind == NodeKind.Aggregate ? Aggregate(bare, place, depth, share) : Indicator(bare, depth);
    }

    private ExplainedNode Indicator(ExplainedNode node, int depth)
    {
        var chain = _chain.Of(node.Code);
        return node with { Chain = depth > 0 ? chain : [], Why = chain.Length > 0 ? chain[^1].Words : default };
    }

    private ExplainedNode Aggregate(ExplainedNode node, int place, int depth, double share)
    {
        if (!_aggregates)
            return node with
            {
                Why = new("本方案不合成总分。", "The recipe does not aggregate."),
                Children = depth > 0 ? [.. _tree.Children(place).ToArray().Select(c => new ExplainedChild(Explain(c, depth - 1, 0), ChildStanding.Present, null, Scores.Nodes[c].Weight, 0, null, 0))] : [],
            };
        var rule = _tree.Rule(place);
        var terms = _tree.Terms(_row, place);
        if (_tree.Fill(_row, place) is { } fill)
            return node with { Rule = rule, IsFilled = true, Why = fill, Children = depth > 0 ? [.. terms.Select(t => Child(t, rule, false, depth, share))] : [] };
        double? combined = _tree.CombinedIfAny(_row, place);
        return node with
        {
            Rule = rule,
            Unrounded = combined,
            Penalty = combined is null ? null : QuasiMean.Penalty(rule, terms.Where(t => t.Counts).Sum(t => t.Effective * t.Value), terms),
            Rescaled = node.Score is null || combined is not { } before || rule.Normalise is not { } normalise ? null : _chain.Rescaled(node.Code, normalise, before, rule.Decimals is null ? null : node.Score),
            Why = NodeWords.Why(node.Score, combined, rule, terms),
            Children = depth > 0 ? [.. terms.Select(t => Child(t, rule, combined is not null, depth, share))] : [],
        };
    }

    private ExplainedChild Child(MeanTerm term, AggregateRule rule, bool combines, int depth, double share) => new(
        Explain(term.Node, depth - 1, share * term.Effective),
        term.Standing,
        term.Counts ? term.Value : null,
        term.Weight,
        term.Effective,
        term.Counts && combines ? term.Effective * QuasiMean.To(rule, term.Value) : null,
        share * term.Effective)
    { WeightWhy = _weights.Why(Scores.Nodes[term.Node].Code) };

    private int RankedUnits(int place)
    {
        var period = Scores.Rows[_row].Period;
        return Enumerable.Range(0, Scores.Rows.Length).Count(r => Nullable.Equals(Scores.Rows[r].Period, period) && Scores.Rank(r, place) is not null);
    }
}

/// <summary>Why an aggregate has its score, in words.</summary>
internal static class NodeWords
{
    public static Text Why(double? score, double? combined, AggregateRule rule, IReadOnlyList<MeanTerm> terms)
    {
        int applicable = terms.Count(t => t.Standing != ChildStanding.NotApplicable), present = terms.Count(t => t.Standing == ChildStanding.Present);
        string of = $"{Figures.Count(present)}/{Figures.Count(applicable)}";
        var mean = RuleText.Mean(rule);
        if (score is null && combined is { } up)
            return new($"{mean.Zh}，下级齐备 {of}，合成 {Figures.Number(up)} 并以此计入上级；没有参加排名的对象可据以标准化，因此不另显示得分",
                $"{mean.En} of {of} children is {Figures.Number(up)} and goes up as such; no ranked unit gives a scale to show it on, so it has no score of its own");
        if (score is null) return WhyMissing(rule, applicable, present, of);
        var (zhMissing, enMissing) = (applicable - present, rule.Missing) switch
        {
            (0, _) => ("", ""),
            (var n, MissingChild.Fill) => ($"；缺失 {Figures.Count(n)} 个，按 {Figures.Exact(rule.FillValue)} 计", $"; {Figures.Count(n)} missing, counted as {Figures.Exact(rule.FillValue)}"),
            (var n, _) => ($"；缺失 {Figures.Count(n)} 个，其余权重放大", $"; {Figures.Count(n)} missing, weights rescaled over the others"),
        };
        string zhRound = rule.Decimals is { } d ? $"；保留 {Figures.Count(d)} 位小数" : "", enRound = rule.Decimals is { } e ? $"; rounded to {Figures.Count(e)} decimals" : "";
        var scale = RuleText.NodeScale(rule);
        return new($"{mean.Zh}，下级齐备 {of}{zhMissing}{scale.Zh}{zhRound}", $"{mean.En} of {of} children{enMissing}{scale.En}{enRound}");
    }

    private static Text WhyMissing(AggregateRule rule, int applicable, int present, string of)
    {
        if (applicable == 0) return new("不适用于该对象", "does not apply to this unit");
        if (present == 0 && rule.Missing != MissingChild.Fill) return new("缺失：下级全部缺失", "missing: no child is present");
        if ((double)present / applicable < rule.MinAvailable)
            return new($"缺失：下级齐备 {of}，低于要求的 {Figures.Share(rule.MinAvailable)}", $"missing: {of} of the children present, fewer than the {Figures.Share(rule.MinAvailable)} asked for");
        return rule.Missing == MissingChild.Missing
            ? new($"缺失：下级齐备 {of}，方案规定缺一即缺失", $"missing: {of} of the children present, and the rule wants all")
            : new("缺失：没有可用的权重或数值", "missing: nothing that counts has a weight");
    }
}
