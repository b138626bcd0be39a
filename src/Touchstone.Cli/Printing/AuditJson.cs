using System.Text.Json;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Printing;

/// <summary>An audit with every number in full.</summary>
internal static class AuditJson
{
    public static void Write(TextWriter writer, IndexAudit audit, IEnumerable<Finding> findings, string? writtenTo) => Json.Write(writer, json =>
    {
        json.WriteNumber("exitCode", CommandLine.ExitCode.Done);
        json.WriteString("build", audit.Build.Id.Value);
        if (writtenTo is not null) json.WriteString("out", writtenTo);
        if (audit.Periods.IsAll || audit.Periods.Period is not null) json.WriteString("period", audit.Periods.IsAll ? "all" : audit.Periods.Period!.Value.ToString());
        All(json, "notes", audit.Notes, n =>
        {
            json.WriteString("issue", JsonNamingPolicy.KebabCaseLower.ConvertName(n.Issue.ToString()));
            json.WriteString("node", n.Node.Value);
            if (n.Other is { } other) json.WriteString("other", other.Value);
            json.WriteNumber("value", n.Value);
            json.WriteNumber("limit", n.Limit);
            json.Text("what", n.What);
            json.Text("action", n.Action);
        });
        All(json, "statistics", audit.Statistics, s => Statistics(json, s));
        All(json, "statisticsAfterTreatment", audit.Treated, s => Statistics(json, s));
        All(json, "availability", audit.Availability, a =>
        {
            if (a.Row.Period is { } period) json.WriteString("period", period.ToString());
            json.WriteString("unit", a.Row.Unit.Value);
            json.WriteNumber("applicable", a.Applicable);
            json.WriteNumber("missing", a.Missing);
            json.WriteNumber("zeros", a.Zeros);
            json.WriteStartObject("byNode");
            foreach (var (node, share) in a.ByNode) json.Number(node.Value, share);
            json.WriteEndObject();
        });
        json.WriteStartObject("correlations");
        json.WriteString("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(audit.Options.Kind.ToString()));
        json.WriteString("correction", JsonNamingPolicy.KebabCaseLower.ConvertName(audit.Options.Correction.ToString()));
        foreach (var (name, table) in new[] { ("siblings", audit.Siblings), ("parents", audit.Parents), ("denominators", audit.Denominators), ("sizes", audit.Sizes), ("indicators", audit.Indicators) })
            All(json, name, table.Pairs, p => Pair(json, p));
        json.WriteEndObject();
        All(json, "followSize", audit.FollowSize, p => Pair(json, p));
        All(json, "aggregates", audit.Aggregates, a => Aggregate(json, a));
        All(json, "importanceInIndex", audit.OfIndex, i => Importance(json, i));
        All(json, "removal", audit.Removal, e =>
        {
            json.WriteString("without", e.Element?.Value);
            json.WriteNumber("level", audit.Build.Input.Framework.Level(e.Element!.Value));
            json.Number("meanRankShift", e.MeanShift);
        });
        if (audit.Methods is { } methods) Methods(json, methods);
        json.Findings("findings", findings);
    });

    private static void Statistics(Utf8JsonWriter json, ColumnStatistics s)
    {
        json.WriteString("column", s.Code.Value);
        json.WriteNumber("applicable", s.Applicable);
        json.WriteNumber("present", s.Present);
        json.WriteNumber("nonZero", s.NonZero);
        json.WriteNumber("distinct", s.Distinct);
        json.WriteNumber("mostFrequent", s.MostFrequent);
        json.Number("min", s.Least);
        json.Number("max", s.Greatest);
        json.Number("mean", s.Mean);
        json.Number("median", s.Median);
        json.Number("deviation", s.Deviation);
        json.Number("skewness", s.Skewness);
        json.Number("kurtosis", s.Kurtosis);
        json.Strings("flags", AuditTables.Flags(s.Flags));
    }

    private static void Pair(Utf8JsonWriter json, CorrelatedPair p)
    {
        json.WriteString("a", p.A.Value);
        json.WriteString("b", p.B.Value);
        json.WriteNumber("rows", p.Of.Count);
        json.Number("value", p.Of.Value);
        json.Number("p", p.Of.PValue);
        json.Number("pAdjusted", p.Adjusted);
    }

    private static void Aggregate(Utf8JsonWriter json, AggregateAudit a)
    {
        json.WriteString("node", a.Code.Value);
        json.Strings("children", a.Children);
        json.Number("alpha", a.Reliability.Alpha);
        json.Numbers("alphaWithoutEach", a.Reliability.WithoutEach);
        json.Number("kmo", a.Adequacy?.Overall);
        json.Number("bartlettChiSquare", a.Adequacy?.ChiSquare);
        json.Number("bartlettP", a.Adequacy?.PValue);
        if (a.Components is { } parts)
        {
            json.WriteNumber("completeRows", parts.Rows);
            json.Numbers("eigenvalues", [.. parts.Eigenvalues.Select(e => (double?)e)]);
            json.WriteStartArray("loadings");
            foreach (var loadings in parts.Loadings)
            {
                json.WriteStartArray();
                foreach (double l in loadings) json.WriteNumberValue(l);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        All(json, "importance", a.Importance, i => Importance(json, i));
    }

    private static void Importance(Utf8JsonWriter json, Importance i)
    {
        json.WriteString("node", i.Node.Value);
        json.WriteNumber("weight", i.Weight);
        json.Number("importance", i.Value);
        json.Number("low", i.Low);
        json.Number("high", i.High);
        json.Number("share", i.Share);
    }

    private static void Methods(Utf8JsonWriter json, WholeTableComparison methods)
    {
        json.WriteStartObject("wholeTable");
        if (methods.Period is { } period) json.WriteString("period", period.ToString());
        json.WriteNumber("shareOfDominance", methods.ShareOfDominance);
        json.Number("copelandAgreement", methods.Agreement(r => r.CopelandRank).Value);
        json.Number("topsisAgreement", methods.Agreement(r => r.TopsisRank).Value);
        json.Number("prometheeAgreement", methods.Agreement(r => r.NetFlowRank).Value);
        All(json, "units", methods.Rows, r =>
        {
            json.WriteString("unit", r.Row.Unit.Value);
            json.Number("indexRank", r.Index);
            json.WriteNumber("copeland", r.Copeland);
            json.Number("copelandRank", r.CopelandRank);
            json.Number("topsis", r.Topsis);
            json.Number("topsisRank", r.TopsisRank);
            json.Number("prometheeNetFlow", r.NetFlow);
            json.Number("prometheeRank", r.NetFlowRank);
        });
        json.WriteEndObject();
    }

    private static void All<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
