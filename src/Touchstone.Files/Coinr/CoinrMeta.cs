using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>What iMeta says of the columns of iData.</summary>
internal sealed record CoinrColumns(ImmutableArray<FrameworkNode> Nodes, ImmutableArray<string> Groups, ImmutableArray<string> Others, IReadOnlyDictionary<string, (int Level, Place Where)> Levels);

/// <summary>Reads iMeta.</summary>
internal static class CoinrMeta
{
    private static readonly Dictionary<string, NodeKind?> Types = new(StringComparer.Ordinal)
    { ["Indicator"] = NodeKind.Indicator, ["Aggregate"] = NodeKind.Aggregate, ["Denominator"] = NodeKind.Context, ["Group"] = null, ["Other"] = null };

    private static readonly Dictionary<string, string> ColumnOf = new(StringComparer.Ordinal)
    {
        ["framework.no-children"] = "iCode",
        ["framework.no-parent"] = "Parent",
        ["framework.unknown-parent"] = "Parent",
        ["framework.parent-kind"] = "Parent",
        ["framework.cycle"] = "Parent",
        ["framework.several-roots"] = "Parent",
        ["framework.no-root"] = "Parent",
        ["framework.context-parent"] = "Parent",
        ["framework.weight"] = "Weight",
        ["framework.zero-weights"] = "Weight",
        ["framework.aggregate-direction"] = "Direction",
        ["framework.denominator-kind"] = "Denominator",
        ["framework.unknown-denominator"] = "Denominator",
    };

    public static CoinrColumns Read(SourceTable table, FindingList findings)
    {
        var columns = new Columns(table, findings);
        int type = columns.Required("Type"), code = columns.Required("iCode");
        var at = CoinrFiles.MetaHeader.Append(CoinrFiles.ScaleFactor).ToDictionary(h => h, table.Find, StringComparer.Ordinal);
        var nodes = ImmutableArray.CreateBuilder<FrameworkNode>();
        var groups = ImmutableArray.CreateBuilder<string>();
        var others = ImmutableArray.CreateBuilder<string>();
        var levels = new Dictionary<string, (int, Place)>(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            if (row.IsBlank || columns.Code(row, code, seen) is not { } name) continue;
            var kind = columns.Word(row, type, Types, NodeKind.Indicator);
            string word = Columns.Text(row, type);
            if (kind is { } k) nodes.Add(Node(columns, row, at, name, k, findings));
            else if (word == "Group") groups.Add(name);
            else others.Add(name);
            if (kind is not null && Number(columns, row, at["Level"], findings) is { } level) levels[name] = ((int)level, table.At(row, at["Level"]));
        }
        return new CoinrColumns(nodes.ToImmutable(), groups.ToImmutable(), others.ToImmutable(), levels);
    }

    private static FrameworkNode Node(Columns columns, SourceRow row, Dictionary<string, int> at, string code, NodeKind kind, FindingList findings)
    {
        string Text(string name) => CoinrFiles.Text(row, at[name]);
        IndicatorCode? Code(string name) => Text(name) is { Length: > 0 } c ? new IndicatorCode(c) : null;
        double? direction = Number(columns, row, at["Direction"], findings);
        if (direction is not (null or 1 or -1))
            findings.Error("coinr.direction", columns.Table.At(row, at["Direction"]),
                new("Direction 应为 1 或 -1。", "Direction is 1 or -1."),
                new("越高越好写 1，越低越好写 -1。", "Write 1 where more is better, -1 where less is."));
        return new FrameworkNode
        {
            Code = new IndicatorCode(code),
            Name = Model.Text.Same(Text("iName")),
            Kind = kind,
            Parent = Code("Parent"),
            Weight = Number(columns, row, at["Weight"], findings) ?? 1,
            Direction = kind == NodeKind.Context ? Direction.Neutral : direction is -1 ? Direction.LowerIsBetter : Direction.HigherIsBetter,
            Unit = Model.Text.Same(Text("Unit")),
            Denominator = Code("Denominator"),
            DenominatorScale = Number(columns, row, at[CoinrFiles.ScaleFactor], findings) ?? 1,
            Target = Number(columns, row, at["Target"], findings),
            Definition = new Text("", ""),
            Where = new Place(columns.Table.File, null, row.Number),
        };
    }

    private static double? Number(Columns columns, SourceRow row, int column, FindingList findings)
    {
        if (CoinrFiles.Text(row, column).Length == 0) return null;
        if (Numbers.TryRead(SourceTable.Cell(row, column), columns.Table.At(row, column), out double? value, out var fault)) return value;
        findings.Add(fault);
        return null;
    }

    public static Framework? Build(CoinrColumns columns, FindingList findings)
    {
        var outcome = Framework.Create(columns.Nodes);
        foreach (var finding in outcome.AllFindings)
        {
            var where = finding.Where.File is null ? finding.Where with { File = CoinrFiles.MetaName } : finding.Where;
            findings.Add(finding with { Where = ColumnOf.TryGetValue(finding.Code, out string? column) ? where with { Column = column } : where });
        }
        if (!outcome.IsDone(out var framework)) return null;
        foreach (var (code, (level, where)) in columns.Levels)
        {
            int actual = framework.Level(new IndicatorCode(code));
            if (actual == level) continue;
            string is_ = actual.ToString(CultureInfo.InvariantCulture), said = level.ToString(CultureInfo.InvariantCulture);
            findings.Warning("coinr.level", where,
                new($"{code} 按上下级关系在第 {is_} 层，iMeta 写的是 {said}。", $"By its parents {code} stands at level {is_}; iMeta says {said}."),
                new("层数由上下级关系得出，无需修改；请核对 Parent。", "Levels follow from the parents; nothing needs changing if Parent is right."));
        }
        return framework;
    }
}
