using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index audit FOLDER</c>: whether the index hangs together, and what to do where it does not.</summary>
internal static class IndexAuditVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，或 index build 写出的结果文件夹", "the index's folder, or one written by index build"));
        var kind = Options.Of<string?>(terminal, "--correlation", "KIND", new("相关系数：pearson、spearman 或 kendall（缺省：pearson）", "coefficient: pearson, spearman or kendall (default: pearson)"));
        kind.Validators.Add(given => { if (given.Tokens.Count == 1 && Kind(given.Tokens[0].Value) is null) given.AddError("KIND"); });
        var period = Options.Of<string?>(terminal, "--period", "PERIOD", new("看哪一期，或 all：各期合在一起（缺省：最近有数据的一期）", "which period, or all: all together (default: the last that has data)"));
        var correction = Options.Of<string?>(terminal, "--correction", "RULE", new("p 值按检验个数更正：none、bonferroni、holm 或 benjamini-hochberg（缺省：benjamini-hochberg）", "how p-values are corrected for many tests: none, bonferroni, holm or benjamini-hochberg (default: benjamini-hochberg)"));
        correction.Validators.Add(given => { if (given.Tokens.Count == 1 && Correction(given.Tokens[0].Value) is null) given.AddError("RULE"); });
        var limits = Options.Of<string?>(terminal, "--limits", "NAME=VALUE,…", new("一致性审查的界限：weak（0.3）、redundant（0.92）、conflicting（-0.4）、first-component（0.5）、adequacy（0.6）、reliability（0.7），以及 size（0.6）", "limits of the notes: weak (0.3), redundant (0.92), conflicting (-0.4), first-component (0.5), adequacy (0.6), reliability (0.7), and size (0.6)"));
        limits.Validators.Add(given => { if (given.Tokens.Count == 1 && Limited(new(), given.Tokens[0].Value) is null) given.AddError("NAME=VALUE"); });
        var into = Options.Of<string?>(terminal, "--out", "DIR", new("把全部表格写入此文件夹（CSV）", "write every table to this folder (CSV)"));
        var force = Options.Flag(terminal, "--force", new("覆盖原有的审查结果文件夹", "replace a folder of an earlier audit"));
        var report = Options.Of<string?>(terminal, "--report", "FILE", new("写出报告（HTML），其中有本次审查", "write the report (HTML) with this audit in it"));
        var json = Options.Json(terminal);
        return new("audit", new("审查指数：统计量、相关、主成分、可靠性、影响力、剔除、整表方法，以及每个问题的办法", "audit an index: statistics, correlations, components, reliability, importance, removal, whole-table methods, and what to do about each problem"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), new(new AuditOptions(Kind(line.GetValue(kind) ?? "pearson")!.Value, Correction(line.GetValue(correction) ?? "benjamini-hochberg")!.Value), line.GetValue(period), line.GetValue(limits), line.GetValue(into), line.GetValue(force), line.GetValue(report)), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { period, kind, correction, limits, into, force, report, json },
            Examples =
            [
                new("touchstone index audit samples/five-ports", new("列出问题和办法，以及各指标、各维度的检查结果", "lists problems with actions, and the checks of every indicator and dimension")),
                new("touchstone index audit samples/five-ports --period all --correction holm --limits weak=0.2,redundant=0.9", new("各期合在一起，按霍尔姆法更正 p 值，改用别的界限", "all periods together, p-values by Holm, other limits")),
                new("touchstone index audit samples/five-ports --correlation spearman --out out/audit", new("按秩相关，并写出 audit.csv、statistics.csv、correlations.csv 等", "by rank correlation, and writes audit.csv, statistics.csv, correlations.csv and the rest")),
            ],
        };
    }

    private sealed record Asked(AuditOptions Options, string? Period, string? Limits, string? Folder, bool Replaces, string? Report);

    private static CorrelationKind? Kind(string word) => word switch
    {
        "pearson" => CorrelationKind.Pearson,
        "spearman" => CorrelationKind.Spearman,
        "kendall" => CorrelationKind.Kendall,
        _ => null,
    };

    private static PValueCorrection? Correction(string word) => word switch
    {
        "none" => PValueCorrection.None,
        "bonferroni" => PValueCorrection.Bonferroni,
        "holm" => PValueCorrection.Holm,
        "benjamini-hochberg" => PValueCorrection.BenjaminiHochberg,
        _ => null,
    };

    /// <summary>The options with limits as written; null where a name or number cannot be read.</summary>
    private static AuditOptions? Limited(AuditOptions options, string written)
    {
        foreach (string[] pair in written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2, StringSplitOptions.TrimEntries)))
        {
            if (pair.Length != 2 || !double.TryParse(pair[1], System.Globalization.CultureInfo.InvariantCulture, out double value) || !(Math.Abs(value) <= 1)) return null;
            var limits = options.Limits ?? new CoherenceLimits();
            AuditOptions? next = pair[0] switch
            {
                "weak" => options with { Limits = limits with { Weak = value } },
                "redundant" => options with { Limits = limits with { Redundant = value } },
                "conflicting" => options with { Limits = limits with { Conflicting = value } },
                "first-component" => options with { Limits = limits with { FirstComponent = value } },
                "adequacy" => options with { Limits = limits with { Adequacy = value } },
                "reliability" => options with { Limits = limits with { Reliability = value } },
                "size" => options with { SizeLimit = value },
                _ => null,
            };
            if (next is null) return null;
            options = next;
        }
        return options;
    }

    private static Outcome<PeriodScope> Scope(IndexBuild build, string? written)
    {
        if (written is null) return Outcome.Done(PeriodScope.Last);
        if (written == "all") return Outcome.Done(PeriodScope.All);
        if (!Period.TryParse(written, out var period)) return Outcome.Refused<PeriodScope>(PeriodChoice.Unreadable(written));
        var all = PeriodScope.Of(build);
        return all.Contains(period) ? Outcome.Done(PeriodScope.Of(period))
            : Outcome.Refused<PeriodScope>(Finding.Error("audit.no-period", Place.Whole, new($"指数中没有 {period} 期。", $"The index has no period {period}."), new(all.IsEmpty ? "数据没有时期，请不写 --period。" : $"有：{string.Join("、", all)}。", all.IsEmpty ? "The data has no periods: leave --period out." : $"It has {string.Join(", ", all)}.")));
    }

    private static int Run(Terminal terminal, string folder, Asked asked, bool asJson, CancellationToken stop)
    {
        var built = BuiltIndex.Of(folder, terminal, null, stop);
        if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
        var scope = Scope(index.Build, asked.Period);
        if (!scope.IsDone(out var periods)) return Ending.Refused(terminal, scope.AllFindings, asJson);
        var audit = IndexAudit.Of(index.Build, Limited(asked.Options with { Periods = periods }, asked.Limits ?? "")!);
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
