using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>What differs between two inputs and two recipes.</summary>
internal static class InputDifferences
{
    /// <summary>Every cell of either table whose value or marks differ, by row, then column.</summary>
    public static ImmutableArray<CellDifference> Of(DataTable before, DataTable after)
    {
        var codes = before.Columns.Select(c => c.Code).Union(after.Columns.Select(c => c.Code)).Order().ToArray();
        var columns = codes.Select(c => (Code: c, Before: before.Find(c), After: after.Find(c))).ToArray();
        var differences = ImmutableArray.CreateBuilder<CellDifference>();
        foreach (var row in before.Rows.Union(after.Rows).Order())
        {
            int was = before.PlaceOf(row), now = after.PlaceOf(row);
            foreach (var column in columns)
            {
                var (x, marksBefore) = At(column.Before, was);
                var (y, marksAfter) = At(column.After, now);
                if (x != y || marksBefore != marksAfter) differences.Add(new(row, column.Code, x, y, marksBefore, marksAfter));
            }
        }
        return differences.ToImmutable();
    }

    private static (double? Value, CellMarks Marks) At(DataColumn? column, int row) =>
        column is null || row < 0 ? (null, CellMarks.None) : (column[row], column.MarksAt(row));

    /// <summary>Lines paired by step word and code; a step that stands at another place among steps of its kind is paired in order.</summary>
    public static ImmutableArray<RecipeDifference> OfRecipes(Recipe before, Recipe after)
    {
        var (was, now) = (Keyed(before), Keyed(after));
        var differences = ImmutableArray.CreateBuilder<RecipeDifference>();
        string[] orderBefore = [.. before.Steps.Select(s => s.Kind)], orderAfter = [.. after.Steps.Select(s => s.Kind)];
        if (!orderBefore.SequenceEqual(orderAfter))
            differences.Add(new("steps", null, Order(orderBefore), Order(orderAfter)));
        foreach (var key in was.Keys.Union(now.Keys))
        {
            Text x = was.TryGetValue(key, out var b) ? b : default, y = now.TryGetValue(key, out var a) ? a : default;
            if (x != y) differences.Add(new(key.Kind, key.Code, x, y));
        }
        return differences.ToImmutable();
    }

    private static Text Order(IEnumerable<string> kinds)
    {
        Text[] names = [.. kinds.Select(RecipeText.StepName)];
        return new(string.Join(" → ", names.Select(n => n.Zh)), string.Join(" → ", names.Select(n => n.En)));
    }

    private static Dictionary<(string Kind, int Nth, IndicatorCode? Code, int Line), Text> Keyed(Recipe recipe)
    {
        var nth = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var keyed = new Dictionary<(string, int, IndicatorCode?, int), Text>();
        foreach (var line in RecipeText.Lines(recipe))
        {
            if (!nth.TryGetValue(line.Kind, out var steps)) nth[line.Kind] = steps = [];
            if (!steps.Contains(line.Step)) steps.Add(line.Step);
            int at = 0;
            while (!keyed.TryAdd((line.Kind, steps.IndexOf(line.Step), line.Code, at), line.Words)) at++;
        }
        return keyed;
    }
}

/// <summary>How two frames differ, in words.</summary>
internal static class FrameDifferences
{
    /// <summary>Empty when the frames have the same identity.</summary>
    public static ImmutableArray<Text> Of(Frame before, Frame after)
    {
        if (before.Id == after.Id) return [];
        var texts = ImmutableArray.CreateBuilder<Text>();
        Named(texts, before.Units.Except(after.Units), after.Units.Except(before.Units), new("评价对象", "Units"));
        Named(texts, before.Indicators.Except(after.Indicators), after.Indicators.Except(before.Indicators), new("指标", "Indicators"));
        foreach (var code in before.Weights.Keys.Union(after.Weights.Keys).Order())
        {
            double? x = before.Weights.TryGetValue(code, out double b) ? b : null, y = after.Weights.TryGetValue(code, out double a) ? a : null;
            if (x != y) texts.Add(new($"{code} 的权重：{Figures.Change(x, y)}", $"Weight of {code}: {Figures.Change(x, y)}"));
        }
        Parameters(texts, before, after);
        if (texts.Count == 0) texts.Add(new("两套口径的内容标识不同。", "The identities of the frames differ."));
        return texts.ToImmutable();
    }

    private static void Named<T>(ImmutableArray<Text>.Builder texts, IEnumerable<T> left, IEnumerable<T> entered, Text what)
    {
        T[] gone = [.. left.Order()], come = [.. entered.Order()];
        if (gone.Length > 0) texts.Add(new($"{what.Zh}退出：{string.Join("、", gone)}", $"{what.En} that left: {string.Join(", ", gone)}"));
        if (come.Length > 0) texts.Add(new($"{what.Zh}进入：{string.Join("、", come)}", $"{what.En} that entered: {string.Join(", ", come)}"));
    }

    private static void Parameters(ImmutableArray<Text>.Builder texts, Frame before, Frame after)
    {
        static Dictionary<(int, Period?, IndicatorCode, string), StepParameter> Keyed(Frame frame)
        {
            var keyed = new Dictionary<(int, Period?, IndicatorCode, string), StepParameter>();
            foreach (var p in frame.Parameters) keyed[(p.Step, p.Period, p.Column, p.Name)] = p;
            return keyed;
        }
        var (was, now) = (Keyed(before), Keyed(after));
        foreach (var key in was.Keys.Union(now.Keys))
        {
            var (x, y) = (was.GetValueOrDefault(key), now.GetValueOrDefault(key));
            if (x?.Value == y?.Value) continue;
            var step = RecipeText.StepName((y ?? x)!.StepKind);
            string period = key.Item2 is { } p ? $" {p}" : "";
            texts.Add(new($"{step.Zh}：{key.Item3}{period} 的 {key.Item4} {Figures.Change(x?.Value, y?.Value)}",
                $"{step.En}: {key.Item4} of {key.Item3}{period} {Figures.Change(x?.Value, y?.Value)}"));
        }
    }

    /// <summary>Scores may be subtracted only inside one frame, with the same tree and the same rule at every node.</summary>
    public static ImmutableArray<Finding> WhyNotComparable(ScoredTree before, ScoredTree after, Frame frameBefore, Frame frameAfter)
    {
        var why = ImmutableArray.CreateBuilder<Finding>();
        if (frameBefore.Id != frameAfter.Id)
            why.Add(Finding.Error("frame.different", Place.Whole,
                new("两次测算的可比口径不同，得分不能相减；位次照常列出。", "The two builds have different frames: their scores must not be subtracted. Ranks are shown."),
                new("如需比较得分，请用前一次测算的口径（冻结口径）重新测算。", "To compare scores, build again in the frozen frame of the earlier build.")));
        var (was, now) = (Shape(before), Shape(after));
        foreach (var code in was.Keys.Union(now.Keys).Order())
        {
            if (was.GetValueOrDefault(code) is var x && now.GetValueOrDefault(code) is var y && x == y) continue;
            why.Add(Finding.Error("frame.aggregation-different", Place.Whole,
                new($"节点 {code} 的上级或合成方法不同，得分不能相减。", $"The node {code} has another parent or another aggregation rule: scores must not be subtracted."),
                new("请用相同的指标体系和合成方法重新测算。", "Build again with the same tree and aggregation rules.")));
        }
        return why.ToImmutable();
    }

    private static Dictionary<IndicatorCode, (IndicatorCode? Parent, AggregateRule? Rule)> Shape(ScoredTree tree)
    {
        var shape = new Dictionary<IndicatorCode, (IndicatorCode?, AggregateRule?)>();
        for (int i = 0; i < tree.Scores.Nodes.Length; i++)
            shape.Add(tree.Scores.Nodes[i].Code, (tree.Scores.Nodes[i].Parent, tree.Scores.Nodes[i].Kind == NodeKind.Aggregate ? tree.Rule(i) : null));
        return shape;
    }
}
