using System.Text.Json;
using Touchstone.Composite;

namespace Touchstone.Cli.Printing;

/// <summary>The effects with every number in full.</summary>
internal static class SensitivityJson
{
    public static void Write(TextWriter writer, SensitivityResult result, IEnumerable<OutputEffects> outputs) => Json.Write(writer, json =>
    {
        json.WriteString("node", result.Node.Value);
        json.WriteNumber("baseSample", result.Spec.Draw.Scenarios);
        json.WriteNumber("runs", result.Runs);
        json.WriteNumber("faultyRuns", result.Faulty);
        json.WriteNumber("seed", result.Spec.Draw.Seed);
        json.WriteStartArray("outputs");
        foreach (var effects in outputs) Output(json, effects);
        json.WriteEndArray();
    });

    private static void Output(Utf8JsonWriter json, OutputEffects effects)
    {
        json.WriteStartObject();
        var (kind, row) = effects.Output switch
        {
            SensitivityOutput.ScoreOf of => ("score", of.Row),
            SensitivityOutput.RankOf of => ("rank", of.Row),
            _ => ("mean-rank-shift", default(RowKey?)),
        };
        json.WriteString("output", kind);
        if (row is { } r) json.WriteString("unit", r.Unit.Value);
        json.WriteNumber("mean", effects.Mean);
        json.WriteNumber("variance", effects.Variance);
        json.WriteNumber("baseSampleUsed", effects.Used);
        json.WriteStartArray("factors");
        foreach (var f in effects.Factors)
        {
            json.WriteStartObject();
            json.WriteString("factor", f.Factor);
            Estimate(json, "first", f.First);
            Estimate(json, "total", f.Total);
            if (f.Shapley is { } shapley) Estimate(json, "shapley", shapley);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("pairs");
        foreach (var p in effects.Pairs)
        {
            json.WriteStartObject();
            json.WriteString("factor", p.Factor);
            json.WriteString("other", p.Other);
            Estimate(json, "second", p.Second);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Estimate(Utf8JsonWriter json, string name, EffectEstimate estimate)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", estimate.Value);
        json.WriteNumber("low", estimate.Low);
        json.WriteNumber("high", estimate.High);
        json.WriteEndObject();
    }
}
