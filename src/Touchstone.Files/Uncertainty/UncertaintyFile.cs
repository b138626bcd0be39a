using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>
/// <c>uncertainty.yaml</c> beside <c>index.yaml</c>: what is not certain of the index. Read whole or refused with every finding at its line.
/// </summary>
/// <param name="Spec">The specification.</param>
public sealed record UncertaintyFile(UncertaintySpec Spec)
{
    /// <summary>The file's name.</summary>
    public const string Name = "uncertainty.yaml";

    private ImmutableDictionary<string, Place> Places { get; init; } = ImmutableDictionary<string, Place>.Empty;

    /// <summary>Reads the file of a folder on disk, whose index has been read already.</summary>
    public static Outcome<UncertaintyFile> Read(string directory) => IndexFolder.Load(directory).Match(d => Read(d.Value), r => Outcome.Refused<UncertaintyFile>(r.Findings));

    /// <summary>Reads the file of a folder kept as named bytes.</summary>
    public static Outcome<UncertaintyFile> Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var findings = new FindingList();
        if (!files.TryGetValue(Name, out var bytes)) return Outcome.Refused<UncertaintyFile>(Missing(files.Keys));
        var design = new DesignReading(files, findings);
        if (TextBytes.Decode(bytes.Span, Name, TextEncoding.Detect, findings) is not { } text || YamlTree.Read(text, Name, findings) is not { } root || MapReading.Of(root, findings) is not { } top)
            return Outcome.Refused<UncertaintyFile>(findings.HasErrors ? findings.ToImmutable() : [Missing(files.Keys)]);
        var file = new SpecReader(files, design.Known, findings).Read(top);
        return findings.HasErrors ? Outcome.Refused<UncertaintyFile>(findings.ToImmutable()) : Outcome.Done(new UncertaintyFile(file.Spec) { Places = file.Places }, findings.ToImmutable());
    }

    /// <summary>Findings of the engine at their lines in the file.</summary>
    public ImmutableArray<Finding> Locate(IEnumerable<Finding> findings) =>
        [.. findings.Select(f => f.Where.File is null && f.Where.Column is { } column && Places.TryGetValue(column, out var place) ? f with { Where = place } : f)];

    private static Finding Missing(IEnumerable<string> names) => Finding.Error("folder.no-uncertainty", new Place(Name),
        new($"文件夹中没有 {Name}，或其中没有内容。", $"The folder has no {Name}, or there is nothing in it."),
        Words.Nearest(Name, names.Where(n => n != IndexFolder.RecipeName)) is { } near && near != Name
            ? new($"请将 {near} 改名为 {Name}。", $"Rename {near} to {Name}.")
            : new("请写明哪些方面不确定；格式和例子见 docs/guide/uncertainty.md。", "State what is not certain; docs/guide/uncertainty.md has the format and examples."));
}

/// <summary>What a file states, and where.</summary>
internal sealed record SpecReading(UncertaintySpec Spec, ImmutableDictionary<string, Place> Places);

/// <summary>The keys beside the factors.</summary>
internal sealed class SpecReader(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, KnownCodes known, FindingList findings)
{
    public SpecReading Read(MapReading top)
    {
        var places = ImmutableDictionary.CreateBuilder<string, Place>(StringComparer.Ordinal);
        foreach (var entry in top.All) places[entry.Key.Text] = entry.Key.Where;
        CheckSchema(top);
        var draw = new ScenarioDraw(top.Word("sampling", SamplingKind.Sobol), top.Whole("scenarios", 10_000, 2, ScenarioDraw.Most) ?? 10_000,
            (ulong)(top.Whole("seed", 1, 0, int.MaxValue) ?? 1), top.Number("until-ranks-within", (double?)null));
        double level = top.ShareOf("level", 0.9) ?? 0.9;
        var node = top.Scalar("node") is { } code ? (IndicatorCode?)new IndicatorCode(code.Text) : null;
        var period = ReadPeriod(top.Scalar("period"));
        var factors = ReadFactors(top, places);
        top.Finish();
        places.TryAdd("factors", top.Where);
        places["until"] = places.GetValueOrDefault("until-ranks-within", top.Where);
        return new(new UncertaintySpec(factors, draw) { Level = level, Node = node, Period = period }, places.ToImmutable());
    }

    private void CheckSchema(MapReading top)
    {
        if (top.Take("schema") is YamlScalar scalar && scalar.Text == UncertaintySpec.SchemaVersion.ToString(CultureInfo.InvariantCulture)) return;
        findings.Error("uncertainty.schema", top.Where, new($"没有写明 schema: {UncertaintySpec.SchemaVersion}。", $"The file does not state schema: {UncertaintySpec.SchemaVersion}."), new("在文件开头写 schema: 1。", "Write schema: 1 at the beginning of the file."));
    }

    private Period? ReadPeriod(YamlScalar? word)
    {
        if (word is null) return null;
        if (Period.TryParse(word.Text, out var period)) return period;
        findings.Error("period.unreadable", word.Where, PeriodFaults.What(word.Text), PeriodFaults.Fix);
        return null;
    }

    private ImmutableArray<Factor> ReadFactors(MapReading top, ImmutableDictionary<string, Place>.Builder places)
    {
        var factors = ImmutableArray.CreateBuilder<Factor>();
        if (top.Take("factors") is not YamlList { Items.Length: > 0 } list)
        {
            findings.Error("uncertainty.no-factors", top.Where, new("没有 factors 列表。", "There is no list of factors."), new("在 factors: 之下每项一个不确定因素。", "Under factors: write one uncertain factor an item."));
            return [];
        }
        var reader = new FactorReader(files, known, findings);
        for (int i = 0; i < list.Items.Length; i++)
        {
            if (MapReading.Of(list.Items[i], findings) is not { } map || reader.Read(map) is not { } factor) continue;
            factors.Add(factor);
            places[string.Create(CultureInfo.InvariantCulture, $"factors[{factors.Count}]")] = list.Items[i].Where;
        }
        return factors.ToImmutable();
    }
}
