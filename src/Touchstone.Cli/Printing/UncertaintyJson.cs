using System.Text.Json;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Cli.Printing;

/// <summary>Ranges, rank acceptabilities, shares above and the dominance graph, every number in full.</summary>
internal static class UncertaintyJson
{
    public static void Write(TextWriter writer, UncertaintyResult result, IEnumerable<Finding> findings) => Json.Write(writer, json =>
    {
        json.WriteString("node", result.Node.Value);
        json.WriteNumber("scenarios", result.Scenarios.Count);
        json.WriteNumber("seed", result.Spec.Draw.Seed);
        json.WriteNumber("level", result.Spec.Level);
        json.WriteNumber("ranked", result.Ranked);
        json.WriteBoolean("reachedPrecision", result.ReachedPrecision);
        json.Strings("factors", result.Spec.Factors.Select(f => f.Code));
        json.WriteStartArray("convergence");
        foreach (var c in result.Convergence)
        {
            json.WriteStartObject();
            json.WriteNumber("scenarios", c.Scenarios);
            json.WriteNumber("rankError", c.RankError);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("units");
        for (int r = 0; r < result.Units.Length; r++) Unit(json, result, r);
        json.WriteEndArray();
        json.WriteStartArray("dominance");
        foreach (var (above, below, share) in result.Dominance(0.95))
        {
            json.WriteStartObject();
            json.WriteString("above", result.Units[above].Row.Unit.Value);
            json.WriteString("below", result.Units[below].Row.Unit.Value);
            json.WriteNumber("share", share);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Findings("findings", findings);
    });

    private static void Unit(Utf8JsonWriter json, UncertaintyResult result, int row)
    {
        var unit = result.Units[row];
        json.WriteStartObject();
        if (unit.Row.Period is { } period) json.WriteString("period", period.ToString());
        json.WriteString("unit", unit.Row.Unit.Value);
        json.Number("score", unit.NominalScore);
        json.Number("rank", unit.NominalRank);
        json.WriteBoolean("rankIsOutside", unit.NominalIsOutside);
        json.WriteNumber("scenariosRanked", unit.ScenariosRanked);
        Range(json, "scores", unit.Scores);
        Range(json, "ranks", unit.Ranks);
        Range(json, "ranksByMethod", unit.RanksByMethod);
        Range(json, "ranksByData", unit.RanksByData);
        json.WriteStartArray("acceptability");
        foreach (double share in result.Acceptabilities(row)) json.WriteNumberValue(share);
        json.WriteEndArray();
        json.WriteStartArray("shareAbove");
        for (int other = 0; other < result.Units.Length; other++) json.WriteNumberValue(result.ShareAbove(row, other));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Range(Utf8JsonWriter json, string name, ScenarioRange? range)
    {
        if (range is null) { json.WriteNull(name); return; }
        json.WriteStartObject(name);
        json.WriteNumber("low", range.Low);
        json.WriteNumber("median", range.Median);
        json.WriteNumber("high", range.High);
        json.WriteNumber("mean", range.Mean);
        json.WriteNumber("error", range.Error);
        json.WriteEndObject();
    }
}
