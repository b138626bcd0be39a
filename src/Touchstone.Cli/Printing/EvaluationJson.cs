using System.Text.Json;
using Touchstone.Rules;

namespace Touchstone.Cli.Printing;

/// <summary>An evaluation as JSON. A trace is a list of nodes that name their children, as shared steps are one node. Numbers are texts: exact, "…" where cut.</summary>
internal static class EvaluationJson
{
    public static void Write(Utf8JsonWriter json, Evaluation evaluation, bool trace)
    {
        json.WriteStartObject();
        json.WriteString("firm", evaluation.Facts.Firm);
        Body(json, evaluation, trace);
        json.WriteEndObject();
    }

    public static void Body(Utf8JsonWriter json, Evaluation evaluation, bool trace)
    {
        json.WriteString("verdict", RuleText.Code(evaluation.Verdict));
        if (evaluation.Total is { } total) Reach(json, "total", total);
        json.Strings("failed", evaluation.Gates.Where(g => g.Value.IsFalse).Select(g => g.Id));
        json.Strings("decidedBy", evaluation.Deciding.Select(d => d.Id));
        json.WriteStartObject("outputs");
        foreach (var output in evaluation.Outputs) Reach(json, output.Id, output.Value);
        json.WriteEndObject();
        json.WriteStartArray("flags");
        foreach (var flag in evaluation.Flags)
        {
            json.WriteStartObject();
            json.WriteString("id", flag.Id);
            json.Text("says", flag.Says);
            json.WriteBoolean("needsReview", flag.NeedsReview);
            json.WriteBoolean("certain", flag.IsCertain);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Strings("notVerified", evaluation.Unverified.Select(n => n.Id));
        if (!trace) return;
        json.WriteStartArray("trace");
        foreach (var node in evaluation.Roots.SelectMany(r => r.All()).DistinctBy(n => n.Id)) Node(json, node);
        json.WriteEndArray();
    }

    private static void Node(Utf8JsonWriter json, TraceNode node)
    {
        json.WriteStartObject();
        json.WriteString("id", node.Id);
        json.WriteString("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(node.Kind.ToString()));
        json.Text("name", node.Name);
        Reach(json, "value", node.Value);
        json.WriteString("origin", JsonNamingPolicy.KebabCaseLower.ConvertName(node.Origin.ToString()));
        if (node.Formula is { } formula) json.WriteString("formula", formula.ToString());
        if (!node.Clause.IsEmpty) json.Text("clause", node.Clause);
        json.WriteString("mark", RuleText.Code(node.Mark));
        if (node.Allowed is { } allowed) Reach(json, "allowed", allowed);
        if (node.Band is { } band) json.WriteString("band", band);
        json.Strings("children", node.Children.Select(c => c.Id));
        json.WriteEndObject();
    }

    /// <summary>A known value as one text, an open one as its two ends, an undefined one as null.</summary>
    public static void Reach(Utf8JsonWriter json, string name, Reach reach)
    {
        if (reach.IsUndefined) { json.WriteNull(name); return; }
        if (reach.Value is { } value) { json.WriteString(name, value.ToString()); return; }
        json.WriteStartObject(name);
        json.WriteString("low", reach.Low?.ToString());
        json.WriteString("high", reach.High?.ToString());
        json.WriteEndObject();
    }
}
