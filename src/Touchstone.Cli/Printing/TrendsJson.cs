using Touchstone.Composite;

namespace Touchstone.Cli.Printing;

/// <summary>Trends, every number in full; shares as shares.</summary>
internal static class TrendsJson
{
    public static void Write(TextWriter writer, IndexBuild build, Trends trends, bool ofData) => Json.Write(writer, json =>
    {
        json.WriteString("build", build.Id.Value);
        json.WriteString("of", ofData ? "data" : "scores");
        json.Strings("periods", trends.Periods);
        json.WriteStartArray("trends");
        foreach (var t in trends.Items)
        {
            json.WriteStartObject();
            json.WriteString("unit", t.Unit.Value);
            json.WriteString("node", t.Code.Value);
            json.WriteNumber("observed", t.Observed);
            if (t.First is { } first) json.WriteString("first", first.ToString());
            if (t.Last is { } last) json.WriteString("last", last.ToString());
            json.Number("firstValue", t.FirstValue);
            json.Number("lastValue", t.LastValue);
            json.Number("change", t.Change);
            json.Number("relativeChange", t.RelativeChange);
            json.Number("growth", t.Growth);
            json.Number("slope", t.Slope);
            json.Number("relativeSlope", t.RelativeSlope);
            json.Marks("marks", t.Marks);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
