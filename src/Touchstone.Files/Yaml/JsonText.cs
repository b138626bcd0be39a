using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>How JSON files are written and read.</summary>
internal static class JsonText
{
    public static JsonWriterOptions Writing { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static JsonDocument? Parse(ReadOnlyMemory<byte> bytes, string file, FindingList findings)
    {
        if (bytes.Span is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        try { return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false }); }
        catch (JsonException e)
        {
            string? column = e.BytePositionInLine is { } c ? (c + 1).ToString(CultureInfo.InvariantCulture) : null;
            findings.Error("json.syntax", new Place(file, null, (int?)(e.LineNumber + 1), column),
                new("文件不是合法的 JSON，或同一名称写了两次。", "The file is not valid JSON, or states a name twice."),
                new("请使用测算批次写出的原文件。", "Use the file as the build wrote it."));
            return null;
        }
    }
}

/// <summary>Reads one JSON value by type; a wrong one is a finding with its path.</summary>
internal sealed class JsonReading(JsonElement element, string file, string path, FindingList findings)
{
    public bool Has(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    private JsonReading? Child(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? new JsonReading(child, file, $"{path}.{name}", findings) : null;

    public string? Text(string name)
    {
        if (Child(name) is { } child) return child.Text();
        Wrong(name, new("文字", "a text"));
        return null;
    }

    public double? Number(string name)
    {
        if (Child(name) is { } child) return child.Number();
        Wrong(name, new("数字", "a number"));
        return null;
    }

    public string? Text()
    {
        if (element.ValueKind == JsonValueKind.String) return element.GetString();
        Refuse(path, new("文字", "a text"));
        return null;
    }

    public double? Number()
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double value) && double.IsFinite(value)) return value;
        Refuse(path, new("数字", "a number"));
        return null;
    }

    public IEnumerable<JsonReading> Array(string name)
    {
        if (Child(name) is not { } child || child.Kind != JsonValueKind.Array) { Wrong(name, new("列表", "a list")); yield break; }
        int i = 0;
        foreach (var item in child.Items()) yield return new JsonReading(item, file, string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{i++}]"), findings);
    }

    public IEnumerable<(string Name, JsonReading Value)> Members(string name)
    {
        if (Child(name) is not { } child || child.Kind != JsonValueKind.Object) { Wrong(name, new("对象", "an object")); yield break; }
        foreach (var (member, value) in child.Properties()) yield return (member, new JsonReading(value, file, $"{path}.{name}.{member}", findings));
    }

    private JsonValueKind Kind => element.ValueKind;
    private JsonElement.ArrayEnumerator Items() => element.EnumerateArray();
    private IEnumerable<(string, JsonElement)> Properties() => element.EnumerateObject().Select(p => (p.Name, p.Value));

    public void Wrong(string name, Text expected) => Refuse($"{path}.{name}", expected);

    private void Refuse(string where, Text expected) => findings.Error("json.wrong-type", new Place(file, null, null, where),
        new($"{where} 缺失或类型不对。", $"{where} is missing or of the wrong kind."),
        new($"应为：{expected.Zh}", $"Expected: {expected.En}"));
}
