using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>indicators.csv: the tree, a row a node, and the context columns beside it.</summary>
internal static class IndicatorsFile
{
    public const string Name = "indicators.csv";

    private static readonly string[] Header =
        ["code", "name_zh", "name_en", "kind", "parent", "weight", "direction", "unit_zh", "unit_en", "denominator", "denominator_scale", "target",
            "goalpost_low", "goalpost_high", "definition_zh", "definition_en"];

    /// <summary>Written where some node has a reason.</summary>
    private static readonly string[] Reasons = ["reason_zh", "reason_en"];

    private static readonly Dictionary<string, NodeKind> Kinds = new(StringComparer.Ordinal)
    { ["indicator"] = NodeKind.Indicator, ["aggregate"] = NodeKind.Aggregate, ["context"] = NodeKind.Context };

    private static readonly Dictionary<string, Direction> Directions = new(StringComparer.Ordinal)
    {
        ["+"] = Direction.HigherIsBetter,
        ["-"] = Direction.LowerIsBetter,
        ["0"] = Direction.Neutral,
        ["1"] = Direction.HigherIsBetter,
        ["-1"] = Direction.LowerIsBetter,
        ["−"] = Direction.LowerIsBetter,
    };

    /// <summary>Which column of the file a finding of the tree is about.</summary>
    private static readonly Dictionary<string, string> ColumnOf = new(StringComparer.Ordinal)
    {
        ["framework.no-code"] = "code",
        ["framework.duplicate"] = "code",
        ["framework.no-children"] = "code",
        ["framework.context-parent"] = "parent",
        ["framework.no-parent"] = "parent",
        ["framework.unknown-parent"] = "parent",
        ["framework.parent-kind"] = "parent",
        ["framework.cycle"] = "parent",
        ["framework.several-roots"] = "parent",
        ["framework.no-root"] = "parent",
        ["framework.weight"] = "weight",
        ["framework.zero-weights"] = "weight",
        ["framework.aggregate-direction"] = "direction",
        ["framework.denominator-scale"] = "denominator_scale",
        ["framework.denominator-kind"] = "denominator",
        ["framework.unknown-denominator"] = "denominator",
        ["framework.not-finite"] = "target",
        ["framework.goalposts"] = "goalpost_low",
    };

    /// <summary>The rows; they are whole when every row has its code and kind, so that what is absent is truly absent.</summary>
    public static (ImmutableArray<FrameworkNode> Nodes, bool AreWhole) Read(SourceTable table, FindingList findings)
    {
        var columns = new Columns(table, findings);
        var at = Header.Concat(Reasons).ToDictionary(name => name, name => name is "code" or "kind" ? columns.Required(name) : columns.Optional(name), StringComparer.Ordinal);
        columns.RefuseOthers();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodes = ImmutableArray.CreateBuilder<FrameworkNode>();
        bool whole = table.IsSound && at["code"] >= 0 && at["kind"] >= 0;
        foreach (var row in table.Rows)
        {
            if (row.IsBlank) continue;
            whole &= Columns.Text(row, at["code"]).Length > 0 && Kinds.ContainsKey(Columns.Text(row, at["kind"]));
            if (columns.Code(row, at["code"], seen) is { } code) nodes.Add(ReadNode(columns, row, at, code, findings));
        }
        return (nodes.ToImmutable(), whole);
    }

    private static FrameworkNode ReadNode(Columns columns, SourceRow row, Dictionary<string, int> at, string code, FindingList findings)
    {
        string Text(string name) => Columns.Text(row, at[name]);
        IndicatorCode? Code(string name) => Text(name) is { Length: > 0 } c ? new IndicatorCode(c) : null;
        double? Number(string name) => columns.Number(row, at[name]);
        if (at["kind"] >= 0 && Text("kind").Length == 0)
            findings.Error("table.kind-missing", columns.Table.At(row, at["kind"]),
                new("没有写明 kind。", "The kind is not given."),
                new("写 indicator（指标）、aggregate（汇总）或 context（辅助列）。", "Write indicator, aggregate or context."));
        var kind = columns.Word(row, at["kind"], Kinds, NodeKind.Indicator);
        return new FrameworkNode
        {
            Code = new IndicatorCode(code),
            Name = new Text(Text("name_zh"), Text("name_en")),
            Kind = kind,
            Parent = Code("parent"),
            Weight = Number("weight") ?? 1,
            Direction = columns.Word(row, at["direction"], Directions, kind == NodeKind.Context ? Direction.Neutral : Direction.HigherIsBetter),
            Unit = new Text(Text("unit_zh"), Text("unit_en")),
            Denominator = Code("denominator"),
            DenominatorScale = Number("denominator_scale") ?? 1,
            Target = Number("target"),
            GoalpostLow = Number("goalpost_low"),
            GoalpostHigh = Number("goalpost_high"),
            Definition = new Text(Text("definition_zh"), Text("definition_en")),
            Reason = Text("reason_zh").Length + Text("reason_en").Length == 0 ? default : new Text(Text("reason_zh"), Text("reason_en")),
            Where = new Place(columns.Table.File, columns.Table.Sheet, row.Number),
        };
    }

    /// <summary>The tree, or its faults, each at the cell it is about.</summary>
    public static Framework? Build(ImmutableArray<FrameworkNode> nodes, string file, FindingList findings)
    {
        var outcome = Framework.Create(nodes);
        foreach (var finding in outcome.AllFindings)
        {
            var where = finding.Where.File is null ? finding.Where with { File = file } : finding.Where;
            findings.Add(finding with { Where = where.Column is null && ColumnOf.TryGetValue(finding.Code, out string? column) ? where with { Column = column } : where });
        }
        return outcome.IsDone(out var framework) ? framework : null;
    }

    public static byte[] Write(ImmutableArray<FrameworkNode> nodes) => CsvWriter.ToBytes(csv =>
    {
        bool reasons = nodes.Any(n => !n.Reason.IsEmpty);
        csv.WriteAll([.. Header, .. reasons ? Reasons : []]).EndRow();
        foreach (var n in nodes)
        {
            csv.Write(n.Code.Value).Write(n.Name.Zh).Write(n.Name.En).Write(Words.Of(n.Kind)).Write(n.Parent?.Value).Write(n.Weight).Write(Sign(n.Direction));
            csv.Write(n.Unit.Zh).Write(n.Unit.En).Write(n.Denominator?.Value).Write(n.DenominatorScale.Equals(1) ? null : n.DenominatorScale);
            csv.Write(n.Target).Write(n.GoalpostLow).Write(n.GoalpostHigh).Write(n.Definition.Zh).Write(n.Definition.En);
            if (reasons) csv.Write(n.Reason.Zh).Write(n.Reason.En);
            csv.EndRow();
        }
    });

    private static string Sign(Direction direction) => direction switch
    {
        Direction.HigherIsBetter => "+",
        Direction.LowerIsBetter => "-",
        Direction.Neutral => "0",
    };
}
