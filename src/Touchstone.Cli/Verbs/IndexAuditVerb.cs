using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Files;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index audit FOLDER</c>: whether the index hangs together, and what to do where it does not.</summary>
internal static class IndexAuditVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，或 index build 写出的结果文件夹", "the index's folder, or one written by index build"));
        var kind = Options.Of<string?>(terminal, "--correlation", "KIND", new("相关系数：pearson、spearman 或 kendall（缺省：pearson）", "coefficient: pearson, spearman or kendall (default: pearson)"));
        kind.Validators.Add(given => { if (given.Tokens.Count == 1 && Kind(given.Tokens[0].Value) is null) given.AddError("KIND"); });
        var into = Options.Of<string?>(terminal, "--out", "DIR", new("把全部表格写入此文件夹（CSV）", "write every table to this folder (CSV)"));
        var force = Options.Flag(terminal, "--force", new("覆盖原有的审查结果文件夹", "replace a folder of an earlier audit"));
        var report = Options.Of<string?>(terminal, "--report", "FILE", new("写出报告（HTML），其中有本次审查", "write the report (HTML) with this audit in it"));
        var json = Options.Json(terminal);
        return new("audit", new("审查指数：统计量、相关、主成分、可靠性、影响力、剔除、整表方法，以及每个问题的办法", "audit an index: statistics, correlations, components, reliability, importance, removal, whole-table methods, and what to do about each problem"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), new(Kind(line.GetValue(kind) ?? "pearson")!.Value, line.GetValue(into), line.GetValue(force), line.GetValue(report)), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { kind, into, force, report, json },
            Examples =
            [
                new("touchstone index audit samples/five-ports", new("列出问题和办法，以及各指标、各维度的检查结果", "lists problems with actions, and the checks of every indicator and dimension")),
                new("touchstone index audit samples/five-ports --correlation spearman --out out/audit", new("按秩相关，并写出 audit.csv、statistics.csv、correlations.csv 等", "by rank correlation, and writes audit.csv, statistics.csv, correlations.csv and the rest")),
            ],
        };
    }

    private sealed record Asked(CorrelationKind Kind, string? Folder, bool Replaces, string? Report);

    private static CorrelationKind? Kind(string word) => word switch
    {
        "pearson" => CorrelationKind.Pearson,
        "spearman" => CorrelationKind.Spearman,
        "kendall" => CorrelationKind.Kendall,
        _ => null,
    };

    private static int Run(Terminal terminal, string folder, Asked asked, bool asJson, CancellationToken stop)
    {
        var built = BuiltIndex.Of(folder, terminal, null, stop);
        if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
        var audit = IndexAudit.Of(index.Build, new(asked.Kind));
        string? writtenTo = null;
        if (asked.Folder is { } into)
        {
            var written = AuditTables.Write(audit, into, asked.Replaces ? ExistingFolder.Replace : ExistingFolder.Refuse);
            if (!written.IsDone(out writtenTo)) return Ending.Refused(terminal, written.AllFindings, asJson);
        }
        if (asked.Report is { } file && NewFile.Write(file, IndexReport.Html(index.Build, terminal.Language, new(Audit: audit))) is { } refused) return Ending.Refused(terminal, [refused], asJson);
        if (asJson) AuditJson.Write(terminal.Out, audit, index.Findings, writtenTo);
        else new AuditText(terminal, audit).Write([.. new[] { writtenTo is null ? null : asked.Folder, asked.Report }.OfType<string>()]);
        return ExitCode.Done;
    }
}
