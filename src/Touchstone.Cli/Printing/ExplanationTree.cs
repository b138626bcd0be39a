using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Composite;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>An explanation as a tree that a person reads from the top: score, rank, how it is made; then the children; then the steps of each cell.</summary>
internal sealed class ExplanationTree(Terminal terminal)
{
    private CellMarks _shown;

    public static void Write(Terminal terminal, Explanation explanation) => new ExplanationTree(terminal).Write(explanation);

    private void Write(Explanation explanation)
    {
        string period = explanation.Period is { } p ? $" · {p}" : "";
        terminal.Out.WriteLine($"{Named(explanation.UnitName, explanation.Unit.Value)}{period} · {terminal.Say(new("测算批次", "build"))} {explanation.Build.Value[..Math.Min(12, explanation.Build.Value.Length)]}");
        if (explanation.Status == RowStatus.Unranked) terminal.Out.WriteLine(terminal.Say(new("该对象只计分、不排名。", "This unit is scored but not ranked.")));
        var tree = new Tree(Markup.Escape(Title(explanation.Node))).Guide(TreeGuide.Line);
        Fill(tree, explanation.Node);
        terminal.Canvas().Write(tree);
        if (Marks.Legend(terminal, _shown) is { Length: > 0 } legend) terminal.Out.WriteLine(legend);
    }

    private void Fill(IHasTreeNodes at, ExplainedNode node)
    {
        foreach (var child in node.Children) Fill(at.AddNode(Markup.Escape(ChildTitle(child, node.Rule))), child.Node);
        foreach (var step in node.Chain) at.AddNode(Markup.Escape(StepLine(step)));
    }

    private string Title(ExplainedNode node)
    {
        _shown |= node.Marks;
        string why = node.Kind == NodeKind.Aggregate ? $" · {terminal.Say(node.Why)}" : "";
        return $"{Named(node.Name, node.Code.Value)}: {Shown.Score(node.Score)}{Marks.Signs(node.Marks)}{Rank(node)}{why}";
    }

    private string ChildTitle(ExplainedChild child, AggregateRule? rule)
    {
        if (rule is null) return Title(child.Node);
        string weight = Shown.Percent(child.EffectiveWeight);
        if (Math.Abs(child.EffectiveWeight - child.Weight) > 1e-12) weight += terminal.Say(new($"（原 {Shown.Percent(child.Weight)}）", $" (of {Shown.Percent(child.Weight)})"));
        if (!child.WeightWhy.IsEmpty) weight += terminal.Say(new($"（{child.WeightWhy.Zh}）", $" ({child.WeightWhy.En})"));
        string term = child.Contribution is { } c ? $" → {Shown.Value(c)}" : "";
        string counts = child.Standing switch
        {
            ChildStanding.Present => $"{Term(rule.Mean, weight)}{term}",
            ChildStanding.Filled => terminal.Say(new($"缺失，按 {Shown.Value(child.Value)} 计，{weight}{term}", $"missing, counted as {Shown.Value(child.Value)}, {weight}{term}")),
            ChildStanding.Missing => terminal.Say(new("缺失，不计", "missing, does not count")),
            ChildStanding.NotApplicable => terminal.Say(new("不适用，不计", "does not apply, does not count")),
        };
        return $"{Title(child.Node)} [{counts}]";
    }

    private static string Term(MeanKind mean, string weight) => mean switch
    {
        MeanKind.Arithmetic => $"× {weight}",
        MeanKind.Geometric => $"ln × {weight}",
        MeanKind.Harmonic => $"1/x × {weight}",
        MeanKind.Power => $"x^p × {weight}",
        MeanKind.Product => $"ln × {weight}",
        MeanKind.Sum or MeanKind.Min or MeanKind.Max or MeanKind.Median or MeanKind.OrderedWeighted or MeanKind.MeanMin or MeanKind.MazziottaPareto => $"× {weight}",
    };

    private string StepLine(ChainStep step)
    {
        _shown |= step.Marks;
        string name = terminal.Say(RecipeText.StepName(step.Kind)), words = terminal.Say(step.Words);
        string value = step.Operation == ChainOperation.Unchanged ? Shown.Value(step.After) : $"→ {Shown.Value(step.After)}";
        return $"{Shown.Count(step.Place)} {name}: {words} {value}{Marks.Signs(step.Marks)}";
    }

    private string Rank(ExplainedNode node) => node.Rank is { } rank ? terminal.Say(new($" · 第 {Shown.Rank(rank)} 位 / {Shown.Count(node.RankedUnits)}", $" · rank {Shown.Rank(rank)} of {Shown.Count(node.RankedUnits)}")) : "";

    private string Named(Text name, string code) => terminal.Say(name) is { Length: > 0 } said && said != code ? $"{said} ({code})" : code;
}
