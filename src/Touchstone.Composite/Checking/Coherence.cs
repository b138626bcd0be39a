using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What does not hang together.</summary>
public enum CoherenceIssue
{
    /// <summary>A node goes against the aggregate it is part of.</summary>
    AgainstParent,
    /// <summary>A node has little to do with the aggregate it is part of.</summary>
    WeakWithParent,
    /// <summary>Two siblings say nearly the same.</summary>
    RedundantSiblings,
    /// <summary>Two siblings pull against each other.</summary>
    ConflictingSiblings,
    /// <summary>Siblings that pull against each other are averaged so that one makes up for the other.</summary>
    Compensation,
    /// <summary>The children of an aggregate are not about one thing.</summary>
    SeveralDimensions,
    /// <summary>The children have little in common.</summary>
    PoorAdequacy,
    /// <summary>The children do not measure one thing reliably.</summary>
    LowReliability,
}

/// <summary>Limits of the audit, as the JRC's audits use them.</summary>
/// <param name="Weak">A node correlates with its parent at least so much.</param>
/// <param name="Redundant">Two siblings correlate at most so much.</param>
/// <param name="Conflicting">Two siblings correlate at least so much.</param>
/// <param name="FirstComponent">The first component of the children carries at least this share.</param>
/// <param name="Adequacy">Kaiser–Meyer–Olkin at least.</param>
/// <param name="Reliability">Cronbach's alpha at least.</param>
public sealed record CoherenceLimits(double Weak = 0.3, double Redundant = 0.92, double Conflicting = -0.4, double FirstComponent = 0.5, double Adequacy = 0.6, double Reliability = 0.7);

/// <summary>Something that does not hang together, and what can be done.</summary>
/// <param name="Issue">What.</param>
/// <param name="Node">The node it is about.</param>
/// <param name="Other">The parent or sibling, where there is one.</param>
/// <param name="Value">The number found.</param>
/// <param name="Limit">The limit it is beyond.</param>
/// <param name="What">In words.</param>
/// <param name="Action">What to do: for a person to decide.</param>
public sealed record CoherenceNote(CoherenceIssue Issue, IndicatorCode Node, IndicatorCode? Other, double Value, double Limit, Text What, Text Action);

/// <summary>
/// A statistical audit of a built index, ending in actions: correlations of every node with its parent and its siblings, components, adequacy and reliability of the children of every
/// aggregate, over the scores of the ranked rows. Correlations are Pearson's. An aggregate whose numbers are not defined (too few rows, constant children) is passed over.
/// (Handbook, Part 1, Step 4; Saisana and Saltelli, Rankings and ratings: instructions for use, 2011.)
/// </summary>
public static class Coherence
{
    /// <summary>The notes: aggregate by aggregate from the root down, by kind; of the last period, unless others are asked for.</summary>
    public static ImmutableArray<CoherenceNote> Audit(IndexBuild build, CoherenceLimits? limits = null, PeriodScope? periods = null)
    {
        var table = ScoredColumns.Of(build, periods);
        var of = new CoherenceAudit(build.Input.Framework, table, limits ?? new CoherenceLimits());
        var rules = build.Recipe.Steps.OfType<Aggregate>().LastOrDefault()?.Rules ?? PerCode.All(new AggregateRule());
        return [.. build.Scores.Nodes.Where(n => n.Kind == NodeKind.Aggregate)
            .SelectMany(a => of.Aggregate(a.Code, [.. build.Scores.Nodes.Where(n => n.Parent == a.Code).Select(n => n.Code)], rules.For(a.Code)))];
    }
}

/// <summary>The audit of one aggregate.</summary>
internal sealed class CoherenceAudit(Framework framework, DataTable table, CoherenceLimits limits)
{
    /// <summary>A node as people call it, in Chinese in quotation marks.</summary>
    private Text Name(IndicatorCode code)
    {
        var name = framework.Find(code)?.Name is { IsEmpty: false } given ? given : Text.Same(code.Value);
        return new($"“{name.For("zh")}”", name.For("en"));
    }

    private static string Short(double? value) => Figures.Number(value is { } v ? Math.Round(v, 2) : null);

    public IEnumerable<CoherenceNote> Aggregate(IndicatorCode parent, IndicatorCode[] children, AggregateRule rule)
    {
        if (children.Length < 2) yield break;
        foreach (var pair in CorrelationTable.Between(table, children, [parent]).Pairs)
            if (WithParent(pair) is { } note) yield return note;
        var siblings = CorrelationTable.Among(table, children).Pairs;
        foreach (var pair in siblings)
            if (BetweenSiblings(pair) is { } note) yield return note;
        if (rule.Mean == MeanKind.Arithmetic && siblings.Where(p => p.Of.Value < limits.Conflicting).MinBy(p => p.Of.Value) is { } worst)
            yield return new(CoherenceIssue.Compensation, parent, null, worst.Of.Value!.Value, limits.Conflicting,
                new($"{Name(parent).Zh}用算术平均：{Name(worst.A).Zh}的高分可以抵消{Name(worst.B).Zh}的低分。", $"{Name(parent).En} is an arithmetic mean: a high score of {Name(worst.A).En} makes up for a low one of {Name(worst.B).En}."),
                new("若不应互相抵消，请改用几何平均。", "If one should not make up for the other, use the geometric mean."));
        foreach (var note in Together(parent, children)) yield return note;
    }

    private CoherenceNote? WithParent(CorrelatedPair pair)
    {
        if (pair.Of.Value is not { } r || r >= limits.Weak) return null;
        string shown = Short(r);
        return r < 0
            ? new(CoherenceIssue.AgainstParent, pair.A, pair.B, r, 0,
                new($"{Name(pair.A).Zh}与上级{Name(pair.B).Zh}负相关（{shown}）：它升高时总体反而降低。", $"{Name(pair.A).En} goes against {Name(pair.B).En} ({shown}): where it is high the whole is low."),
                new("请先核对方向；方向无误则移到别的维度，或移出指数。", "Check its direction first; if that is right, move it to another dimension or take it out."))
            : new(CoherenceIssue.WeakWithParent, pair.A, pair.B, r, limits.Weak,
                new($"{Name(pair.A).Zh}与上级{Name(pair.B).Zh}的相关只有 {shown}：它几乎不影响结果。", $"{Name(pair.A).En} has little to do with {Name(pair.B).En} ({shown}): it hardly moves the result."),
                new("请移到更相关的维度、提高权重，或说明保留的理由。", "Move it where it belongs, raise its weight, or say why it stays."));
    }

    private CoherenceNote? BetweenSiblings(CorrelatedPair pair)
    {
        if (pair.Of.Value is not { } r) return null;
        string shown = Short(r);
        if (r > limits.Redundant)
            return new(CoherenceIssue.RedundantSiblings, pair.A, pair.B, r, limits.Redundant,
                new($"{Name(pair.A).Zh}与{Name(pair.B).Zh}几乎说同一件事（相关 {shown}），等于重复计权。", $"{Name(pair.A).En} and {Name(pair.B).En} say nearly the same ({shown}): it counts twice."),
                new("请只留其一，或合并为一个，或各取一半权重。", "Keep one, merge them, or give each half of the weight."));
        if (r < limits.Conflicting)
            return new(CoherenceIssue.ConflictingSiblings, pair.A, pair.B, r, limits.Conflicting,
                new($"{Name(pair.A).Zh}与{Name(pair.B).Zh}互相抵消（相关 {shown}）。", $"{Name(pair.A).En} and {Name(pair.B).En} pull against each other ({shown})."),
                new("请核对两者的方向；方向无误则分到不同维度。", "Check both directions; if they are right, put them into different dimensions."));
        return null;
    }

    private IEnumerable<CoherenceNote> Together(IndicatorCode parent, IndicatorCode[] children)
    {
        if (!CompleteRows.Of(table, children).IsDone(out var complete)) yield break;
        var components = PrincipalComponents.Of(complete);
        int large = components.Eigenvalues.Count(e => e > 1);
        if (components.Share(0) < limits.FirstComponent)
            yield return new(CoherenceIssue.SeveralDimensions, parent, null, components.Share(0), limits.FirstComponent,
                new($"{Name(parent).Zh}的下级不是一件事：第一主成分只占 {Figures.Share(Math.Round(components.Share(0), 3))}，特征值大于 1 的主成分有 {Figures.Count(large)} 个。",
                    $"The children of {Name(parent).En} are not one thing: the first component carries {Figures.Share(Math.Round(components.Share(0), 3))}, {Figures.Count(large)} have an eigenvalue above 1."),
                new("请考虑按主成分拆成几个维度。", "Consider splitting it into dimensions by component."));
        var adequacy = SamplingAdequacy.Of(complete);
        if (children.Length > 2 && adequacy.Overall < limits.Adequacy)
            yield return new(CoherenceIssue.PoorAdequacy, parent, null, adequacy.Overall!.Value, limits.Adequacy,
                new($"{Name(parent).Zh}的下级共同之处太少：KMO 为 {Short(adequacy.Overall)}。", $"The children of {Name(parent).En} have little in common: KMO is {Short(adequacy.Overall)}."),
                new("不宜用主成分定权；请检查指标的选取。", "Do not take weights from components; look again at the choice of indicators."));
        var reliability = Reliability.Of(table, children);
        if (!(reliability.Alpha < limits.Reliability)) yield break;
        int best = Enumerable.Range(0, children.Length).MaxBy(i => reliability.WithoutEach[i] ?? double.NegativeInfinity);
        bool helps = reliability.WithoutEach[best] > reliability.Alpha;
        yield return new(CoherenceIssue.LowReliability, parent, helps ? children[best] : null, reliability.Alpha!.Value, limits.Reliability,
            new($"{Name(parent).Zh}的下级不够一致：Cronbach α 为 {Short(reliability.Alpha)}。", $"The children of {Name(parent).En} do not measure one thing: Cronbach's alpha is {Short(reliability.Alpha)}."),
            helps ? new($"去掉{Name(children[best]).Zh}后升到 {Short(reliability.WithoutEach[best])}；请先看它。", $"Without {Name(children[best]).En} it is {Short(reliability.WithoutEach[best])}: look at that one first.")
                : new("没有哪一个去掉后会更好；请重新考虑这一维度。", "Leaving out none of them helps: think the dimension over."));
    }
}
