using System.Globalization;
using System.Text.Json;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>Everything of an index as one JSON document: the same tables as the CSV files, an object a row, numbers as numbers, missing as null. The same build gives the same bytes.</summary>
public static class WholeIndexJson
{
    /// <summary>The document in UTF-8.</summary>
    public static byte[] Write(IndexAudit audit)
    {
        var build = audit.Build;
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("build", build.Id.Value);
            json.WriteString("frame", build.Frame.Id);
            json.WriteString("methods", Methods.Version);
            json.WriteStartObject("name");
            json.WriteString("zh", build.Recipe.Name.Zh);
            json.WriteString("en", build.Recipe.Name.En);
            json.WriteEndObject();
            json.WriteString("recipe", RecipeWriter.Write(build.Recipe));
            Tables(json, "results", ReleaseBundle.Results(build).Where(f => f.Key.EndsWith(".csv", StringComparison.Ordinal)));
            Tables(json, "audit", AuditTables.Files(audit));
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Tables(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        json.WriteStartObject(name);
        foreach (var (file, bytes) in files)
        {
            var table = CsvReader.Read(bytes, file);
            bool[] isText = [.. table.Header.Select(h => IndexWorkbook.IsText(file, h))];
            json.WriteStartArray(file[..^4]);
            foreach (var row in table.Rows)
            {
                json.WriteStartObject();
                for (int c = 0; c < table.Header.Length; c++)
                {
                    string text = Columns.Text(row, c);
                    if (text.Length == 0) json.WriteNull(table.Header[c]);
                    else if (!isText[c] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)) json.WriteNumber(table.Header[c], number);
                    else json.WriteString(table.Header[c], text);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
