using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Reads units, indicators and recipe, each against the others; a file that is itself broken is not held against the rest.</summary>
internal sealed class DesignReading
{
    private readonly IReadOnlyDictionary<string, ReadOnlyMemory<byte>> _files;
    private readonly FindingList _findings;
    private readonly ImmutableArray<FrameworkNode> _nodes = [];
    private readonly HashSet<string>? _unitCodes;
    private readonly bool _nodesAreWhole;

    public DesignReading(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, FindingList findings)
    {
        (_files, _findings) = (files, findings);
        var unitTable = TableOf(UnitsFile.Name);
        HashSet<string>? groups = null;
        if (unitTable is not null)
        {
            (Units, var groupColumns) = UnitsFile.Read(unitTable, findings);
            if (unitTable.IsSound && unitTable.Find("code") >= 0)
            {
                _unitCodes = Units.Select(u => u.Code.Value).ToHashSet(StringComparer.Ordinal);
                groups = groupColumns.ToHashSet(StringComparer.Ordinal);
            }
        }
        var nodeTable = TableOf(IndicatorsFile.Name);
        if (nodeTable is not null)
        {
            (_nodes, _nodesAreWhole) = IndicatorsFile.Read(nodeTable, findings);
            if (_nodesAreWhole) Framework = IndicatorsFile.Build(_nodes, nodeTable.File, findings);
        }
        Known = new KnownCodes(_nodes, Framework, _unitCodes, groups, _nodesAreWhole);
        Recipe = ReadRecipe();
    }

    public ImmutableArray<Unit> Units { get; } = [];
    public Framework? Framework { get; }
    public KnownCodes Known { get; }
    public RecipeReading? Recipe { get; }

    public DataShape DataShape => new(
        Known.Of(NodeKind.Indicator, NodeKind.Context), Known.Of(NodeKind.Indicator),
        Recipe?.Derived, _unitCodes, _nodesAreWhole);

    public SourceTable? TableOf(string name)
    {
        if (!_files.TryGetValue(name, out var bytes)) { Missing(name); return null; }
        var table = CsvReader.Read(bytes, name);
        _findings.AddRange(table.Findings);
        return table;
    }

    private RecipeReading? ReadRecipe()
    {
        const string name = IndexFolder.RecipeName;
        if (!_files.TryGetValue(name, out var bytes)) { Missing(name); return null; }
        if (bytes.Length > 4 * 1024 * 1024)
        {
            _findings.Error("yaml.too-large", new Place(name), new("文件超过 4 MB。", "The file is larger than 4 MB."), new("检查文件是否放错。", "Check that this is the right file."));
            return null;
        }
        if (TextBytes.Decode(bytes.Span, name, TextEncoding.Detect, _findings) is not { } text) return null;
        return new RecipeReader(name, Known, file => _files.TryGetValue(file, out var found) ? (ReadOnlyMemory<byte>?)found : null, _findings).Read(text);
    }

    private void Missing(string name) => _findings.Error("folder.file-missing", new Place(name),
        new($"文件夹中没有 {name}。", $"The folder has no {name}."),
        Words.Nearest(name, _files.Keys) is { } near ? new($"请将 {near} 改名为 {name}。", $"Rename {near} to {name}.") :
        new("补上此文件；格式见《指数文件夹指南》（docs/guide/index-as-files.zh.md）。", "Add the file; docs/guide/index-as-files.md says what is in it."));
}
