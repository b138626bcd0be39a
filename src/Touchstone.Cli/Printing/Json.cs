using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Cli.Printing;

/// <summary>JSON on standard output: written field by field, so that names stay when code is renamed. Numbers read back exactly; missing is null.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Write(TextWriter writer, Action<Utf8JsonWriter> body)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }
        writer.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    public static void Findings(this Utf8JsonWriter json, string name, IEnumerable<Finding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", Severity.Info => "info" });
            if (finding.Where.File is { } file) json.WriteString("file", file);
            if (finding.Where.Sheet is { } sheet) json.WriteString("sheet", sheet);
            if (finding.Where.Row is { } row) json.WriteNumber("row", row);
            if (finding.Where.Column is { } column) json.WriteString("column", column);
            json.Text("what", finding.What);
            json.Text("fix", finding.Fix);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Text(this Utf8JsonWriter json, string name, Text text)
    {
        json.WriteStartObject(name);
        json.WriteString("zh", text.Zh);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }

    public static void Number(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v) json.WriteNumber(name, v);
        else json.WriteNull(name);
    }

    public static void Numbers(this Utf8JsonWriter json, string name, IEnumerable<double?> values)
    {
        json.WriteStartArray(name);
        foreach (double? v in values)
            if (v is { } number) json.WriteNumberValue(number);
            else json.WriteNullValue();
        json.WriteEndArray();
    }

    public static void Strings<T>(this Utf8JsonWriter json, string name, IEnumerable<T> values) where T : notnull
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value.ToString());
        json.WriteEndArray();
    }

    /// <summary>Marks as a list of words; nothing when there are none.</summary>
    public static void Marks(this Utf8JsonWriter json, string name, CellMarks marks)
    {
        if (marks != CellMarks.None) json.Strings(name, Printing.Marks.Words(marks));
    }

    public static void Gap(this Utf8JsonWriter json, string name, GapDecomposition gap)
    {
        json.WriteStartObject(name);
        json.WriteString("unit", gap.Unit.Value);
        json.WriteString("node", gap.Node.Value);
        json.Strings("others", gap.Others);
        json.WriteNumber("score", gap.Score);
        json.WriteNumber("otherScore", gap.OtherScore);
        json.WriteNumber("difference", gap.Difference);
        json.WriteStartArray("parts");
        foreach (var part in gap.Parts)
        {
            json.WriteStartObject();
            json.WriteString("node", part.Node.Value);
            if (part.Dimension is { } dimension) json.WriteString("dimension", dimension.Value);
            json.WriteString("cause", JsonNamingPolicy.KebabCaseLower.ConvertName(part.Cause.ToString()));
            json.WriteNumber("amount", part.Amount);
            json.Number("own", part.Own);
            json.Number("other", part.Other);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
