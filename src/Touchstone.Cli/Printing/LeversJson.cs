using System.Text.Json;
using Touchstone.Cli.Verbs;
using Touchstone.Decision;
using Touchstone.Model;

namespace Touchstone.Cli.Printing;

/// <summary>The levers of a unit, every number in full.</summary>
internal static class LeversJson
{
    public static void Write(TextWriter writer, WhatIf whatIf, LeverAnswer answer) => Json.Write(writer, json =>
    {
        json.WriteString("build", whatIf.Build.Id.Value);
        json.WriteString("unit", whatIf.Row.Unit.Value);
        if (whatIf.Row.Period is { } period) json.WriteString("period", period.ToString());
        json.WriteString("node", whatIf.Node.Value);
        json.WriteString("basis", "arithmetic on the index, not causality");
        Stands(json, "now", whatIf.Now);
        if (answer.Asked is { } asked) Both(json, "asked", asked);
        json.WriteStartArray("gains");
        foreach (var g in answer.Gains.Gains)
        {
            json.WriteStartObject();
            json.WriteString("column", g.Column.Value);
            json.WriteNumber("value", g.Value);
            json.WriteNumber("step", g.Step);
            json.WriteNumber("gainOfStep", g.ScoreAfterStep);
            Both(json, "afterStep", g.AfterStep);
            json.WriteNumber("best", g.Best);
            json.WriteNumber("gainAtBest", g.ScoreAtBest);
            Both(json, "atBest", g.AtBest);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Strings("missing", answer.Gains.Missing.Select(m => m.Column));
        if (answer.Goal is Goal.RankInScenarios { Spec.Draw.Scenarios: var used })
        {
            json.WriteNumber("scenarios", used);
            json.WriteNumber("scenariosDeclared", answer.DeclaredScenarios ?? used);
        }
        json.WriteStartArray("smallestChanges");
        foreach (var c in answer.Changes)
        {
            json.WriteStartObject();
            json.WriteString("column", c.Column.Value);
            json.WriteNumber("value", c.Value);
            json.WriteNumber("limit", c.Limit);
            json.Number("frozen", c.Frozen);
            json.Number("rebuilt", c.Rebuilt);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Plan(json, "leastEffort", answer.Least);
        Plan(json, "bestUse", answer.Best);
        Firmness(json, answer);
    });

    private static void Firmness(Utf8JsonWriter json, LeverAnswer answer)
    {
        if (answer.Firmness is not { } outcome) { json.WriteNull("firmness"); return; }
        json.WriteStartObject("firmness");
        if (outcome.IsDone(out var firm))
        {
            json.WriteNumber("scenarios", firm.Scenarios);
            json.WriteNumber("scenariosDeclared", firm.Declared);
            json.WriteStartArray("steps");
            foreach (var (gain, over) in answer.Gains.Gains.Zip(firm.Steps)) Over(json, over, () => json.WriteString("column", gain.Column.Value));
            json.WriteEndArray();
            json.WriteStartArray("plans");
            foreach (var (name, over) in firm.Plans) Over(json, over, () => json.Text("plan", name));
            json.WriteEndArray();
        }
        else json.Findings("refused", outcome.AllFindings);
        json.WriteEndObject();
    }

    private static void Over(Utf8JsonWriter json, AdviceRobustness over, Action name)
    {
        json.WriteStartObject();
        name();
        json.WriteNumber("shareHigherScore", over.ShareHigherScore);
        json.WriteNumber("shareBetterRank", over.ShareBetterRank);
        json.WriteNumber("shareWorseRank", over.ShareWorseRank);
        json.WriteNumber("shareMost", over.ShareMost);
        json.Number("shareReached", over.ShareReached);
        json.WriteEndObject();
    }

    private static void Plan(Utf8JsonWriter json, string name, Outcome<EffortPlan>? outcome)
    {
        if (outcome is null) { json.WriteNull(name); return; }
        json.WriteStartObject(name);
        if (outcome.IsDone(out var plan))
        {
            json.WriteStartArray("moves");
            foreach (var m in plan.Moves)
            {
                json.WriteStartObject();
                json.WriteString("column", m.Column.Value);
                json.WriteNumber("from", m.From);
                json.WriteNumber("to", m.To);
                json.WriteNumber("effort", m.Effort);
                if (m.Budget is not null) json.WriteString("budget", m.Budget);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            Both(json, "after", plan.After);
            json.WriteNumber("bound", plan.Bound);
            json.WriteNumber("gap", plan.Gap);
            json.WriteStartObject("shadowPrices");
            foreach (var (budget, price) in plan.ShadowPrices) json.WriteNumber(budget, price);
            json.WriteEndObject();
            json.WriteStartArray("leftOut");
            foreach (var left in plan.LeftOut)
            {
                json.WriteStartObject();
                json.WriteString("column", left.Column.Value);
                json.Text("why", left.Why);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        else json.Findings("refused", outcome.AllFindings);
        json.WriteEndObject();
    }

    private static void Both(Utf8JsonWriter json, string name, Standings both)
    {
        json.WriteStartObject(name);
        Stands(json, "frozen", both.Frozen);
        Stands(json, "rebuilt", both.Rebuilt);
        json.WriteEndObject();
    }

    private static void Stands(Utf8JsonWriter json, string name, Standing standing)
    {
        json.WriteStartObject(name);
        json.Number("score", standing.Score);
        json.Number("rank", standing.Rank);
        json.WriteEndObject();
    }
}
