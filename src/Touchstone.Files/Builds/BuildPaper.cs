using System.Collections.Immutable;
using System.Text.Json;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>build.json: what the build is, in one page. The same for the same input and recipe: it knows no clock and no machine.</summary>
internal static class BuildPaper
{
    public const string Name = "build.json";

    public static byte[] Write(IndexBuild build, IReadOnlyDictionary<string, string> hashes) => Json(json =>
    {
        json.WriteNumber("schema", 1);
        json.WriteString("build", build.Id.Value);
        json.WriteString("methods", Methods.Version);
        json.WriteString("frame", build.Frame.Id);
        json.WriteStartObject("name");
        json.WriteString("zh", build.Recipe.Name.Zh);
        json.WriteString("en", build.Recipe.Name.En);
        json.WriteEndObject();
        json.WriteNumber("units", build.Input.Units.Length);
        json.WriteNumber("rows", build.Scores.Rows.Length);
        json.WriteStartArray("periods");
        foreach (var period in build.Scores.Rows.Where(r => r.Period is not null).Select(r => r.Period!.Value).Distinct()) json.WriteStringValue(period.ToString());
        json.WriteEndArray();
        json.WriteString("recipe", RecipeWriter.Write(build.Recipe));
        json.WriteStartObject("hashes");
        foreach (var (name, hash) in hashes) json.WriteString(name, hash);
        json.WriteEndObject();
    });

    public static byte[] Timings(ImmutableArray<StepTiming> timings) => Json(json =>
    {
        json.WriteNumber("schema", 1);
        json.WriteNumber("totalMilliseconds", timings.Sum(t => t.Took.TotalMilliseconds));
        json.WriteStartArray("steps");
        foreach (var timing in timings)
        {
            json.WriteStartObject();
            json.WriteNumber("step", timing.Place);
            json.WriteString("kind", timing.Kind);
            json.WriteNumber("milliseconds", timing.Took.TotalMilliseconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.Writing))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
