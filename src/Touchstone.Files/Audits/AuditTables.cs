using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>An audit as CSV files, with the conventions of a build's folder: a row a fact, empty = missing, every digit.</summary>
public static class AuditTables
{
    /// <summary>The file by which a folder of an audit is known: what does not hang together, with actions.</summary>
    public const string NotesName = "audit.csv";

    /// <summary>Writes the folder, all or nothing; the outcome is the full path.</summary>
    public static Outcome<string> Write(IndexAudit audit, string directory, ExistingFolder existing = ExistingFolder.Refuse) => WholeFolder.Write(directory, NotesName, existing, Files(audit));

    /// <summary>The files by name: the same for the same build.</summary>
    public static ImmutableSortedDictionary<string, byte[]> Files(IndexAudit audit)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        void Table(string name, Action<CsvWriter> write) => files[name] = CsvWriter.ToBytes(write);
        Table(NotesName, csv => Notes(csv, audit));
        Table("statistics.csv", csv => Statistics(csv, audit));
        Table("availability.csv", csv => Availability(csv, audit));
        Table("correlations.csv", csv => Correlations(csv, audit));
        Table("aggregates.csv", csv => Aggregates(csv, audit));
        Table("components.csv", csv => Components(csv, audit));
        Table("importance.csv", csv => Importances(csv, audit));
        Table("removal.csv", csv => Removal(csv, audit));
        if (audit.Methods is { } methods) Table("whole-table.csv", csv => WholeTable(csv, methods));
        return files.ToImmutable();
    }

    /// <summary>The period that pooled numbers are of: <c>all</c>, or empty where the data has none.</summary>
    private static string? Over(IndexAudit audit) => audit.Periods.IsAll ? "all" : audit.Periods.Period?.ToString();

    internal static void Notes(CsvWriter csv, IndexAudit audit)
    {
        csv.WriteAll("issue", "node", "other", "value", "limit", "what", "action", "what_zh", "action_zh").EndRow();
        foreach (var n in audit.Notes) csv.Write(Words.Of(n.Issue)).Write(n.Node.Value).Write(n.Other?.Value).Write(n.Value).Write(n.Limit).Write(n.What.En).Write(n.Action.En).Write(n.What.Zh).Write(n.Action.Zh).EndRow();
    }

    internal static void Statistics(CsvWriter csv, IndexAudit audit)
    {
        csv.WriteAll("period", "stage", "column", "applicable", "present", "nonzero", "distinct", "most_frequent", "min", "max", "mean", "median", "deviation", "skewness", "kurtosis", "flags").EndRow();
        foreach (var (stage, all) in new[] { ("raw", audit.Statistics), ("treated", audit.Treated) })
            foreach (var s in all)
                csv.Write(Over(audit)).Write(stage).Write(s.Code.Value).Write(s.Applicable).Write(s.Present).Write(s.NonZero).Write(s.Distinct).Write(s.MostFrequent).Write(s.Least).Write(s.Greatest).Write(s.Mean).Write(s.Median)
                    .Write(s.Deviation).Write(s.Skewness).Write(s.Kurtosis).Write(string.Join(' ', Flags(s.Flags))).EndRow();
    }

    /// <summary>The flags as words: <c>few-present</c>, <c>outliers</c> …</summary>
    public static IEnumerable<string> Flags(StatisticFlags flags) => Enum.GetValues<StatisticFlags>().Where(f => f != StatisticFlags.None && flags.HasFlag(f)).Select(Words.Of);

    internal static void Availability(CsvWriter csv, IndexAudit audit)
    {
        IndicatorCode[] nodes = [.. audit.Aggregates.Select(a => a.Code)];
        csv.WriteAll(["period", "unit", "applicable", "missing", "zeros", .. nodes.Select(n => n.Value)]).EndRow();
        foreach (var row in audit.Availability)
        {
            csv.Write(row.Row.Period?.ToString()).Write(row.Row.Unit.Value).Write(row.Applicable).Write(row.Missing).Write(row.Zeros);
            foreach (var node in nodes) csv.Write(row.ByNode.GetValueOrDefault(node));
            csv.EndRow();
        }
    }

    internal static void Correlations(CsvWriter csv, IndexAudit audit)
    {
        csv.WriteAll("period", "pairs", "kind", "a", "b", "rows", "value", "p", "p_adjusted").EndRow();
        foreach (var (pairs, table) in new[] { ("siblings", audit.Siblings), ("parents", audit.Parents), ("denominators", audit.Denominators), ("sizes", audit.Sizes), ("indicators", audit.Indicators) })
            foreach (var p in table.Pairs)
                csv.Write(Over(audit)).Write(pairs).Write(Words.Of(table.Kind)).Write(p.A.Value).Write(p.B.Value).Write(p.Of.Count).Write(p.Of.Value).Write(p.Of.PValue).Write(p.Adjusted).EndRow();
    }

    internal static void Aggregates(CsvWriter csv, IndexAudit audit)
    {
        csv.WriteAll("period", "node", "children", "rows", "first_component", "eigenvalues_above_1", "kmo", "bartlett_chi_square", "bartlett_freedom", "bartlett_p", "alpha").EndRow();
        foreach (var a in audit.Aggregates)
            csv.Write(Over(audit)).Write(a.Code.Value).Write(a.Children.Length).Write(a.Components?.Rows).Write(a.Components?.Share(0)).Write(a.Components?.Eigenvalues.Count(e => e > 1))
                .Write(a.Adequacy?.Overall).Write(a.Adequacy?.ChiSquare).Write(a.Adequacy?.Freedom).Write(a.Adequacy?.PValue).Write(a.Reliability.Alpha).EndRow();
    }

    internal static void Components(CsvWriter csv, IndexAudit audit)
    {
        csv.WriteAll("node", "component", "eigenvalue", "share", "child", "loading", "factor").EndRow();
        foreach (var (code, parts) in audit.Aggregates.Where(a => a.Components is not null).Select(a => (a.Code, a.Components!)))
            for (int c = 0; c < parts.Eigenvalues.Length; c++)
                for (int k = 0; k < parts.Columns.Length; k++)
                    csv.Write(code.Value).Write(c + 1).Write(parts.Eigenvalues[c]).Write(parts.Share(c)).Write(parts.Columns[k].Value).Write(parts.Loadings[c][k]).Write(parts.Factor(c, k)).EndRow();
    }

    internal static void Importances(CsvWriter csv, IndexAudit audit)
    {
        var alpha = audit.Aggregates.SelectMany(a => a.Children.Select((c, i) => (c, a.Reliability.WithoutEach[i]))).ToDictionary(x => x.c, x => x.Item2);
        csv.WriteAll("period", "of", "node", "weight", "rows", "importance", "low", "high", "share", "alpha_without").EndRow();
        foreach (var (i, besideSiblings) in audit.Aggregates.SelectMany(a => a.Importance.Select(i => (i, true))).Concat(audit.OfIndex.Where(i => audit.Build.Input.Framework.Find(i.Node)?.Parent != i.Of).Select(i => (i, false))))
            csv.Write(Over(audit)).Write(i.Of.Value).Write(i.Node.Value).Write(i.Weight).Write(i.Rows).Write(i.Value).Write(i.Low).Write(i.High).Write(i.Share).Write(besideSiblings ? alpha.GetValueOrDefault(i.Node) : null).EndRow();
    }

    internal static void Removal(CsvWriter csv, IndexAudit audit)
    {
        csv.WriteAll("period", "without", "level", "mean_rank_shift").EndRow();
        foreach (var e in audit.Removal) csv.Write(Over(audit)).Write(e.Element?.Value).Write(audit.Build.Input.Framework.Level(e.Element!.Value)).Write(e.MeanShift).EndRow();
    }

    internal static void WholeTable(CsvWriter csv, WholeTableComparison methods)
    {
        csv.WriteAll("period", "unit", "index_rank", "copeland", "copeland_rank", "topsis", "topsis_rank", "promethee_net_flow", "promethee_rank").EndRow();
        foreach (var r in methods.Rows)
            csv.Write(r.Row.Period?.ToString()).Write(r.Row.Unit.Value).Write(r.Index).Write(r.Copeland).Write(r.CopelandRank).Write(r.Topsis).Write(r.TopsisRank).Write(r.NetFlow).Write(r.NetFlowRank).EndRow();
    }
}
