using System.Collections.Immutable;
using Touchstone.Cli.Verbs;
using Touchstone.Composite;

namespace Touchstone.Cli.Printing;

/// <summary>Several versions of an index side by side, every row and number in full.</summary>
internal static class VersionsJson
{
    public static void Write(TextWriter writer, VersionTable table, ImmutableArray<string> folders, ComparisonView view) => Json.Write(writer, json =>
    {
        json.WriteStartArray("versions");
        foreach (var (version, folder) in table.Versions.Zip(folders))
        {
            json.WriteStartObject();
            json.WriteString("folder", folder);
            json.WriteString("build", version.Build.Id.Value);
            json.WriteBoolean("scoresComparable", version.ScoresComparable);
            json.WriteNumber("compared", version.Compared);
            json.WriteNumber("moved", version.Moved);
            json.Number("meanShift", version.MeanShift);
            json.Number("largestShift", version.LargestShift);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in table.Rows.Where(r => view.Unit is null || r.Row.Unit.Value == view.Unit))
        {
            json.WriteStartObject();
            if (row.Row.Period is { } period) json.WriteString("period", period.ToString());
            json.WriteString("unit", row.Row.Unit.Value);
            json.Numbers("scores", row.Scores);
            json.Numbers("ranks", row.Ranks);
            json.Numbers("placesGained", Enumerable.Range(0, row.Ranks.Length).Select(row.PlacesGained));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
