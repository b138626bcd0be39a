using System.Text.Json;
using Touchstone.Composite;

namespace Touchstone.Cli.Printing;

/// <summary>An explanation with every number in full.</summary>
internal static class ExplanationJson
{
    public static void Write(TextWriter writer, Explanation explanation, Action<Utf8JsonWriter>? more = null) => Json.Write(writer, json =>
    {
        json.WriteString("build", explanation.Build.Value);
        if (explanation.Period is { } period) json.WriteString("period", period.ToString());
        json.WriteString("unit", explanation.Unit.Value);
        json.Text("unitName", explanation.UnitName);
        json.WriteString("status", explanation.Status == RowStatus.Ranked ? "ranked" : "unranked");
        json.WriteStartObject("node");
        Node(json, explanation.Node);
        json.WriteEndObject();
        more?.Invoke(json);
    });

    private static void Node(Utf8JsonWriter json, ExplainedNode node)
    {
        json.WriteString("code", node.Code.Value);
        json.Text("name", node.Name);
        json.WriteNumber("level", node.Level);
        json.Number("score", node.Score);
        json.Number("rank", node.Rank);
        json.WriteNumber("rankedUnits", node.RankedUnits);
        json.Number("availability", node.Availability);
        json.Marks("marks", node.Marks);
        json.Text("why", node.Why);
        if (node.Rule is { } rule) json.WriteString("mean", Word(rule.Mean));
        if (node.Unrounded is { } unrounded) json.WriteNumber("unrounded", unrounded);
        if (!node.Children.IsEmpty)
        {
            json.WriteStartArray("children");
            foreach (var child in node.Children) Child(json, child);
            json.WriteEndArray();
        }
        if (node.Chain.IsEmpty) return;
        json.WriteStartArray("steps");
        foreach (var step in node.Chain) Step(json, step);
        json.WriteEndArray();
    }

    private static void Child(Utf8JsonWriter json, ExplainedChild child)
    {
        json.WriteStartObject();
        json.WriteString("standing", Word(child.Standing));
        json.Number("value", child.Value);
        json.WriteNumber("weight", child.Weight);
        if (!child.WeightWhy.IsEmpty) json.Text("weightWhy", child.WeightWhy);
        json.WriteNumber("effectiveWeight", child.EffectiveWeight);
        json.Number("contribution", child.Contribution);
        json.WriteNumber("share", child.Share);
        Node(json, child.Node);
        json.WriteEndObject();
    }

    private static void Step(Utf8JsonWriter json, ChainStep step)
    {
        json.WriteStartObject();
        json.WriteNumber("place", step.Place);
        json.WriteString("kind", step.Kind);
        json.WriteString("operation", Word(step.Operation));
        json.Number("before", step.Before);
        json.Number("after", step.After);
        json.WriteStartObject("operands");
        foreach (var operand in step.Operands) json.Number(operand.Name, operand.Value);
        json.WriteEndObject();
        json.Marks("marks", step.Marks);
        json.Text("words", step.Words);
        json.WriteEndObject();
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
