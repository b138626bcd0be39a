using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Decision;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary><c>levers.yaml</c> beside <c>index.yaml</c>: what can be moved, how far, at what cost and on whose word. Read whole or refused with every finding at its line.</summary>
public static class LeversFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "levers.yaml";

    /// <summary>Reads the file; an index without one has no stated levers.</summary>
    public static Outcome<LeverSpec?> Read(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        if (!files.TryGetValue(Name, out var bytes)) return Outcome.Done<LeverSpec?>(null);
        var findings = new FindingList();
        var known = new DesignReading(files, findings).Known;
        if (TextBytes.Decode(bytes.Span, Name, TextEncoding.Detect, findings) is not { } text || YamlTree.Read(text, Name, findings) is not { } root || MapReading.Of(root, findings) is not { } top)
            return findings.HasErrors ? Outcome.Refused<LeverSpec?>(findings.ToImmutable()) : Outcome.Done<LeverSpec?>(null);
        if (top.Take("schema") is not YamlScalar { Text: "1" })
            findings.Error("levers.schema", top.Where, new("没有写明 schema: 1。", "The file does not state schema: 1."), new("在文件开头写 schema: 1。", "Write schema: 1 at the beginning of the file."));
        double? horizon = top.Number("horizon-years", (double?)null);
        var budgets = Items(top, "budgets", findings).Select(ReadBudget).ToImmutableArray();
        var levers = Items(top, "levers", findings).Select(map => ReadLever(map, known, findings)).ToImmutableArray();
        top.Finish();
        return findings.HasErrors ? Outcome.Refused<LeverSpec?>(findings.ToImmutable()) : Outcome.Done<LeverSpec?>(new LeverSpec(levers, budgets, horizon), findings.ToImmutable());
    }

    private static IEnumerable<MapReading> Items(MapReading top, string key, FindingList findings) =>
        top.Take(key) is YamlList list ? list.Items.Select(i => MapReading.Of(i, findings)).OfType<MapReading>() : [];

    private static Budget ReadBudget(MapReading map)
    {
        string code = map.Scalar("code")?.Text ?? "";
        var (name, unit) = (map.TextOf("name"), map.TextOf("unit"));
        var budget = new Budget(code, name.IsEmpty ? Text.Same(code) : name, unit, map.Number("amount", double.NaN));
        map.Finish();
        return budget;
    }

    private static Lever ReadLever(MapReading map, KnownCodes known, FindingList findings)
    {
        var column = map.Scalar("column");
        if (column is null) findings.Error("levers.no-code", map.Where, new("没有写明 column。", "The lever names no column."), new("写上原始数据列的代码。", "Write the code of a column of raw data."));
        else if (known.NodesAreWhole && !known.Has(column.Text, Composite.NodeKind.Indicator, Composite.NodeKind.Context)) map.Unknown("recipe.unknown-code", column, known.Of(Composite.NodeKind.Indicator, Composite.NodeKind.Context));
        double? limit = map.Number("limit", (double?)null);
        double lead = map.Number("lead-years", 0.0);
        string? budget = map.Scalar("budget")?.Text, source = map.Scalar("source")?.Text;
        var points = ReadPoints(map);
        map.Finish();
        return new(new(column?.Text ?? ""), limit, lead, budget, points.IsEmpty ? null : new(points, source ?? "")) { Where = map.Where };
    }

    private static ImmutableArray<ResponsePoint> ReadPoints(MapReading map)
    {
        if (map.Take("curve") is not { } node) return [];
        var points = ImmutableArray.CreateBuilder<ResponsePoint>();
        foreach (var item in node is YamlList list ? list.Items : [node])
        {
            double[] pair = item is YamlList { Items: [YamlScalar cost, YamlScalar change] } && Number(cost) is { } c && Number(change) is { } x ? [c, x] : [];
            if (pair.Length == 2) points.Add(new(pair[0], pair[1]));
            else map.Wrong(item, "curve", new("点的列表，如 [[0, 0], [300, 2]]：投入，指标变化", "a list of points, such as [[0, 0], [300, 2]]: cost, change of the figure"));
        }
        return points.ToImmutable();
    }

    private static double? Number(YamlScalar scalar) => double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
