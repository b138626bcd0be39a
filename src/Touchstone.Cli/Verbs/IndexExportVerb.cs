using System.Collections.Immutable;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index export FOLDER --format xlsx|coinr|json --out PATH</c>: an index and its results for other programs.</summary>
internal static class IndexExportVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，或 index build 写出的结果文件夹", "the index's folder, or one written by index build"));
        var format = Options.Required<string>(terminal, "--format", "xlsx|coinr|json", new("xlsx：一个工作簿；coinr：COINr 的 iData、iMeta 和结果表（文件夹）；json：一个文件", "xlsx: one workbook; coinr: COINr's iData, iMeta and tables of results (a folder); json: one file"));
        format.Validators.Add(given => { if (given.Tokens.Count == 1 && given.Tokens[0].Value is not ("xlsx" or "coinr" or "json")) given.AddError("xlsx|coinr|json"); });
        var into = Options.Required<string>(terminal, "--out", "PATH", new("文件，coinr 为文件夹", "a file; for coinr a folder"));
        var force = Options.Flag(terminal, "--force", new("覆盖原有的 coinr 文件夹", "replace a folder of an earlier export to coinr"));
        var json = Options.Json(terminal);
        return new("export", new("导出指数的全部内容：Excel 工作簿、COINr 表、JSON", "export everything of an index: Excel workbook, COINr tables, JSON"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), new(line.GetRequiredValue(format), line.GetRequiredValue(into), line.GetValue(force)), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { format, into, force, json },
            Examples =
            [
                new("touchstone index export samples/five-ports --format xlsx --out five-ports.xlsx", new("得分、位次、每一步、改动、参数和审查，各一张表", "scores, ranks, every step, changes, parameters and the audit, a sheet each")),
                new("touchstone index export samples/five-ports --format coinr --out five-ports-coinr", new("在 R 中：new_coin(read.csv(\"iData.csv\"), read.csv(\"iMeta.csv\"))", "in R: new_coin(read.csv(\"iData.csv\"), read.csv(\"iMeta.csv\"))")),
            ],
        };
    }

    private sealed record Target(string Format, string Path, bool Replaces);

    private static int Run(Terminal terminal, string folder, Target target, bool asJson, CancellationToken stop)
    {
        var built = BuiltIndex.Of(folder, terminal, null, stop);
        if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
        var written = Write(terminal, index.Build, target);
        if (!written.IsDone(out string? path)) return Ending.Refused(terminal, written.AllFindings, asJson);
        ImmutableArray<Finding> findings = [.. index.Findings, .. written.AllFindings];
        if (asJson)
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteString("out", path);
                json.Findings("findings", findings);
            });
        else
        {
            FindingLines.Write(terminal, terminal.Err, findings.Where(f => f.Severity != Severity.Info));
            terminal.Out.WriteLine(terminal.Say(new($"已写入 {target.Path}", $"Written to {target.Path}")));
        }
        return ExitCode.Done;
    }

    private static Outcome<string> Write(Terminal terminal, IndexBuild build, Target target)
    {
        if (target.Format == "coinr")
            return CoinrResults.Write(build, target.Path, target.Replaces ? ExistingFolder.Replace : ExistingFolder.Refuse);
        var bytes = target.Format == "json" ? Outcome.Done(WholeIndexJson.Write(IndexAudit.Of(build))) : IndexWorkbook.Write(IndexAudit.Of(build), terminal.Language);
        return bytes.Match(d => NewFile.Write(target.Path, d.Value) is { } refused ? Outcome.Refused<string>(refused) : Outcome.Done(Path.GetFullPath(target.Path)), r => Outcome.Refused<string>(r.Findings));
    }
}
