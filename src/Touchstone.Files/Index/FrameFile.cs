using System.Collections.Immutable;
using System.Text.Json;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>frame.json: the frame of a build, written so that another build can be made inside it.</summary>
public static class FrameFile
{
    /// <summary>The usual name of the file.</summary>
    public const string Name = "frame.json";

    /// <summary>The bytes of a frame.</summary>
    public static byte[] Write(Frame frame)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonText.Writing)) Write(json, frame);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteString("id", frame.Id);
        json.WriteStartArray("units");
        foreach (var unit in frame.Units) json.WriteStringValue(unit.Value);
        json.WriteEndArray();
        json.WriteStartArray("indicators");
        foreach (var code in frame.Indicators) json.WriteStringValue(code.Value);
        json.WriteEndArray();
        json.WriteStartArray("periods");
        foreach (var period in frame.Periods) json.WriteStringValue(period.ToString());
        json.WriteEndArray();
        json.WriteStartArray("parameters");
        foreach (var p in frame.Parameters)
        {
            json.WriteStartObject();
            json.WriteNumber("step", p.Step);
            json.WriteString("kind", p.StepKind);
            if (p.Period is { } period) json.WriteString("period", period.ToString());
            json.WriteString("column", p.Column.Value);
            json.WriteString("name", p.Name);
            json.WriteNumber("value", p.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("weights");
        foreach (var (code, weight) in frame.Weights) json.WriteNumber(code.Value, weight);
        json.WriteEndObject();
        json.WriteStartArray("distributions");
        foreach (var d in frame.Distributions)
        {
            json.WriteStartObject();
            json.WriteNumber("step", d.Step);
            if (d.Period is { } period) json.WriteString("period", period.ToString());
            json.WriteString("column", d.Column.Value);
            json.WriteStartArray("values");
            foreach (double value in d.Values) json.WriteNumberValue(value);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a frame, or says what is wrong with the file.</summary>
    public static Outcome<Frame> Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var findings = new FindingList();
        return Read(bytes, file, findings) is { } frame && !findings.HasErrors
            ? Outcome.Done(frame, findings.ToImmutable())
            : Outcome.Refused<Frame>(findings.ToImmutable());
    }

    internal static Frame? Read(ReadOnlyMemory<byte> bytes, string file, FindingList findings)
    {
        using var document = JsonText.Parse(bytes, file, findings);
        if (document is null) return null;
        var root = new JsonReading(document.RootElement, file, "$", findings);
        if (root.Number("schema") is not 1) root.Wrong("schema", new("1", "1"));
        var units = root.Array("units").Select(u => new UnitCode(u.Text() ?? "")).ToImmutableArray();
        var indicators = root.Array("indicators").Select(c => new IndicatorCode(c.Text() ?? "")).ToImmutableArray();
        var parameters = root.Array("parameters").Select(ReadParameter).ToImmutableArray();
        var weights = ImmutableSortedDictionary.CreateBuilder<IndicatorCode, double>();
        foreach (var (name, weight) in root.Members("weights")) weights[new IndicatorCode(name)] = weight.Number() ?? 0;
        var frame = new Frame(root.Text("id") ?? "", units, indicators, parameters, weights.ToImmutable())
        {
            Periods = [.. root.Array("periods").Select(ReadPeriodItem).OfType<Period>()],
            Distributions = [.. root.Array("distributions").Select(ReadDistribution)],
        };
        if (!findings.HasErrorsIn(file) && frame.ContentId() != frame.Id)
            findings.Error("frame.altered", new Place(file, null, null, "$.id"),
                new("可比口径的内容与其标识不符：文件被改动过，或由另一方法版本写出。", "The content of the frame does not have its identity: the file was edited, or written by another methods version."),
                new("请用测算批次写出的原文件；需要改动时重新测算。", "Use the file as the build wrote it; to change it, build again."));
        return frame;

        Period? ReadPeriodItem(JsonReading item)
        {
            if (Period.TryParse(item.Text(), out var read)) return read;
            root.Wrong("periods", PeriodFaults.Fix);
            return null;
        }
    }

    private static Period? ReadPeriod(JsonReading item)
    {
        if (!item.Has("period")) return null;
        if (Period.TryParse(item.Text("period"), out var read)) return read;
        item.Wrong("period", PeriodFaults.Fix);
        return null;
    }

    private static FrameDistribution ReadDistribution(JsonReading d) => new(
        (int)(d.Number("step") ?? 0), ReadPeriod(d), new IndicatorCode(d.Text("column") ?? ""), [.. d.Array("values").Select(v => v.Number() ?? 0)]);

    private static StepParameter ReadParameter(JsonReading p)
    {
        return new StepParameter((int)(p.Number("step") ?? 0), p.Text("kind") ?? "", ReadPeriod(p), new IndicatorCode(p.Text("column") ?? ""), p.Text("name") ?? "", p.Number("value") ?? 0);
    }
}
