using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>COINr's pair of tables: iData (units by columns) and iMeta (a row a column, and the tree).</summary>
/// <param name="Data">iData, CSV bytes.</param>
/// <param name="Meta">iMeta, CSV bytes.</param>
public sealed record CoinrPair(ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Meta);

/// <summary>Reads and writes COINr's iData and iMeta. A cell <c>NA</c> is missing, as R writes it.</summary>
public static class CoinrFiles
{
    internal const string DataName = "iData.csv", MetaName = "iMeta.csv";

    /// <summary>The optional column of iMeta that a quotient is multiplied by.</summary>
    internal const string ScaleFactor = "ScaleFactor";

    internal static readonly string[] MetaHeader = ["Level", "iCode", "iName", "Direction", "Weight", "Unit", "Target", "Denominator", "Parent", "Type"];

    /// <summary>Framework, units and data of the pair, or every finding.</summary>
    public static Outcome<IndexInput> Read(CoinrPair pair)
    {
        var findings = new FindingList();
        var meta = Table(pair.Meta, MetaName, findings);
        var data = Table(pair.Data, DataName, findings);
        if (meta.Header.Length == 0 || data.Header.Length == 0) return Outcome.Refused<IndexInput>(findings.ToImmutable());
        var columns = CoinrMeta.Read(meta, findings);
        var framework = meta.IsSound ? CoinrMeta.Build(columns, findings) : null;
        var (units, table) = new CoinrData(data, columns, findings).Read();
        return findings.HasErrors || framework is null || table is null
            ? Outcome.Refused<IndexInput>(findings.ToImmutable())
            : Outcome.Done(new IndexInput(framework, units, table), findings.ToImmutable());
    }

    private static SourceTable Table(ReadOnlyMemory<byte> bytes, string name, FindingList findings)
    {
        var table = CsvReader.Read(bytes, name);
        findings.AddRange(table.Findings);
        return table;
    }

    internal static string Text(SourceRow row, int column) => Columns.Text(row, column) is { } text && text != "NA" ? text : "";

    /// <summary>The pair of an index; the findings say what COINr's tables have no place for.</summary>
    public static Outcome<CoinrPair> Write(IndexInput input)
    {
        var findings = new FindingList();
        Lost(input, findings);
        return Outcome.Done(new CoinrPair(CoinrWriter.Data(input), CoinrWriter.Meta(input)), findings.ToImmutable());
    }

    private static void Lost(IndexInput input, FindingList findings)
    {
        void Say(bool lost, string what, Text name)
        {
            if (lost) findings.Warning("coinr.no-place", new Place(MetaName, null, null, what),
                new($"COINr 的表没有地方写{name.Zh}，已略去。", $"COINr's tables have no place for {name.En}; it is left out."),
                new("如需保留，请另用指数文件夹导出。", "To keep it, export the index as a folder."));
        }
        Say(input.Framework.Nodes.Any(n => n.GoalpostLow is not null || n.GoalpostHigh is not null), "goalpost_low", new("上下阈值", "goalposts"));
        Say(input.Units.Any(u => !u.IsRanked), "ranked", new("“只计分不排名”的评价对象", "units that are scored but not ranked"));
        Say(input.Data.Columns.Any(c => Enumerable.Range(0, c.Count).Any(r => c.MarksAt(r) != CellMarks.None)), "mark", new("单元格标记（不适用、插补等）", "marks of cells (not applicable, imputed …)"));
    }
}

internal static class CoinrWriter
{
    public static byte[] Meta(IndexInput input) => CsvWriter.ToBytes(csv =>
    {
        var tree = input.Framework;
        bool scales = tree.Nodes.Any(n => !n.DenominatorScale.Equals(1));
        csv.WriteAll([.. CoinrFiles.MetaHeader, .. scales ? Scale : []]).EndRow();
        foreach (var n in tree.Nodes.Where(n => n.Kind != NodeKind.Context))
        {
            csv.Write(tree.Level(n.Code)).Write(n.Code.Value).Write(n.Name.For("en")).Write((double)(int)n.Direction).Write(n.Weight).Write(n.Unit.For("en"));
            csv.Write(n.Target).Write(n.Denominator?.Value).Write(n.Parent?.Value).Write(n.Kind == NodeKind.Indicator ? "Indicator" : "Aggregate");
            if (scales) csv.Write(n.Denominator is null ? null : n.DenominatorScale);
            csv.EndRow();
        }
        foreach (string group in GroupsOf(input)) csv.WriteAll([null, group, group, null, null, null, null, null, null, "Group", .. scales ? Blank : []]).EndRow();
        foreach (var n in tree.Context)
            csv.WriteAll([null, n.Code.Value, n.Name.For("en"), null, null, n.Unit.For("en"), null, null, null, "Denominator", .. scales ? Blank : []]).EndRow();
    });

    private static readonly string[] Scale = [CoinrFiles.ScaleFactor];
    private static readonly string?[] Blank = [null];

    public static byte[] Data(IndexInput input) => CsvWriter.ToBytes(csv =>
    {
        var groups = GroupsOf(input);
        bool periods = input.Data.Rows.Any(r => r.Period is not null);
        csv.WriteAll("uCode", "uName");
        if (periods) csv.Write("Time");
        csv.WriteAll(groups).WriteAll(input.Data.Columns.Select(c => c.Code.Value)).EndRow();
        var order = input.Units.Select((unit, place) => (unit, place)).ToDictionary(u => u.unit.Code, u => u.place);
        foreach (int r in Enumerable.Range(0, input.Data.Rows.Length).OrderBy(r => input.Data.Rows[r].Period).ThenBy(r => order[input.Data.Rows[r].Unit]))
        {
            var period = input.Data.Rows[r].Period;
            var unit = input.Units[order[input.Data.Rows[r].Unit]];
            csv.Write(unit.Code.Value).Write(unit.Name.For("en"));
            if (periods) csv.Write(period?.ToString());
            csv.WriteAll(groups.Select(g => unit.Groups.GetValueOrDefault(g)));
            foreach (var column in input.Data.Columns) csv.Write(column[r]);
            csv.EndRow();
        }
    });

    private static List<string> GroupsOf(IndexInput input) => [.. input.Units.SelectMany(u => u.Groups.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
