using System.Collections.Immutable;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Submissions;
using Touchstone.Files;
using Touchstone.Hosting;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>import FILE</c>: a return, reference data, rows of a register, or the folder of an index's definition.</summary>
internal static class ImportVerb
{
    private static readonly string[] Registers = ["firms", "firm-years", "recognitions", "judgements", "applications", "cultivation", "visits", "filings"];
    private static readonly string[] Kinds = ["return", "areas", "departments", "duties", "catalogue", "monitor", "index", .. Registers];

    public static Verb Of(Terminal terminal)
    {
        var file = Options.Folder(terminal, "FILE", new("文件（CSV 或 .xlsx），或指数定义的文件夹", "a file (CSV or .xlsx), or the folder of an index's definition"));
        var kind = Options.Of<string?>(terminal, "--as", "KIND", new($"内容：{string.Join('、', Kinds)}（缺省按文件名或模板判断，其余为填报）",
            $"what it is: {string.Join(", ", Kinds)} (default: by its name or template; anything else is a return)"));
        kind.Validators.Add(given => { if (given.Tokens.Count == 1 && !Kinds.Contains(given.Tokens[0].Value)) given.AddError(string.Join('|', Kinds)); });
        var dryRun = Options.Flag(terminal, "--dry-run", new("只检查，不写入", "check only, write nothing"));
        var key = Options.Of<string?>(terminal, "--key", "KEY", new("幂等键：同一键为同一次请求", "idempotency key: the same key is the same request"));
        var citation = Options.Of<string?>(terminal, "--citation", "TEXT", new("台账数据依据的公告或说明", "the notice or statement that rows of a register rest on"));
        var marked = Options.Of<string?>(terminal, "--marked", "FILE", new("台账数据有误时，把标出问题的工作簿写到这里", "where rows of a register are refused, write the workbook with the cells marked here"));
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("import", new("导入填报、基础数据、台账数据或指数定义：全部写入或全不写入", "import a return, reference data, rows of a register or an index's definition: all of it or none"), terminal,
            (line, stop) =>
            {
                string path = line.GetRequiredValue(file);
                var what = new Wanted(path, line.GetValue(kind) ?? KindOf(path), line.GetValue(dryRun) ? WriteMode.DryRun : WriteMode.Commit, line.GetValue(key)) { Citation = line.GetValue(citation), Marked = line.GetValue(marked) };
                bool asJson = line.GetValue(json);
                return OpenCity.Run(terminal, line.GetValue(database), asJson, city => Run(terminal, city, what, asJson, stop), stop);
            })
        {
            Arguments = { file },
            Options = { kind, dryRun, key, citation, marked, database, json },
            Examples =
            [
                new("touchstone import returns/2025-gdp.csv --dry-run", new("检查一份填报，列出全部问题", "checks a return and lists every finding")),
                new("touchstone import returns/2025-gdp.csv", new("接收填报；重复发送不会重复登记", "takes the return; sent again, it is not taken twice")),
                new("touchstone import firms.xlsx --as firms --marked firms.findings.xlsx", new("登记企业；有误时给出标出问题的工作簿", "registers firms; where there are faults, writes the workbook with the cells marked")),
                new("touchstone import samples/huangshi/indices/open-benchmark", new("登记一个指数的定义", "registers the definition of an index")),
            ],
        };
    }

    private sealed record Wanted(string Path, string Kind, WriteMode Mode, string? Key)
    {
        public string? Citation { get; init; }
        public string? Marked { get; init; }
    }

    private static string KindOf(string path) => Directory.Exists(path) ? "index" : Path.GetFileName(path) switch
    {
        "areas.csv" => "areas",
        "departments.csv" => "departments",
        "duties.csv" => "duties",
        "catalogue.csv" => "catalogue",
        "monitor.csv" => "monitor",
        _ => RegisterOf(path) ?? "return",
    };

    /// <summary>The register whose template a workbook was made from, or whose name the file has.</summary>
    private static string? RegisterOf(string path)
    {
        if (Registers.Contains(Path.GetFileNameWithoutExtension(path))) return Path.GetFileNameWithoutExtension(path);
        if (!File.Exists(path) || !Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase)) return null;
        string? register = XlsxReader.TemplateOf(File.ReadAllBytes(path))?.Split('/')[0];
        return Registers.Contains(register) ? register : null;
    }

    private static async Task<int> Run(Terminal terminal, OpenCity city, Wanted wanted, bool asJson, CancellationToken stop)
    {
        if (wanted.Kind == "index") return await Define(terminal, city, wanted, asJson, stop);
        if (!File.Exists(wanted.Path))
            return Ending.Refused(terminal, [Finding.Error("file.missing", new(wanted.Path), new("没有这个文件。", "There is no such file."), new("检查路径。", "Check the path."))], asJson);
        var file = new ReceivedFile(Path.GetFileName(wanted.Path), await File.ReadAllBytesAsync(wanted.Path, stop));
        if (wanted.Kind == "return") return await Submit(terminal, city, file, new(wanted.Mode, wanted.Key), asJson, stop);
        if (Registers.Contains(wanted.Kind)) return await Rows(terminal, city, file, wanted, asJson, stop);
        var outcome = wanted.Kind switch
        {
            "areas" => await city.Get<ImportAreas>().Run(Actor.Local, file, wanted.Mode, stop),
            "departments" => await city.Get<ImportDepartments>().Run(Actor.Local, file, wanted.Mode, stop),
            "duties" => await city.Get<ImportDuties>().Run(Actor.Local, file, wanted.Mode, stop),
            "catalogue" => await city.Get<ImportCatalogue>().Run(Actor.Local, file, wanted.Mode, stop),
            _ => await city.Get<ImportMonitor>().Run(Actor.Local, Path.GetFileNameWithoutExtension(file.Name), file, wanted.Mode, stop),
        };
        if (!outcome.IsDone(out var receipt)) return Ending.WithFindings(terminal, outcome.AllFindings, asJson);
        Say(terminal, city, outcome.AllFindings, asJson, Text(receipt), json =>
        {
            json.WriteString("kind", wanted.Kind);
            json.WriteNumber("rows", receipt.Rows);
            json.WriteNumber("added", receipt.Added);
            json.WriteNumber("changed", receipt.Changed);
            json.WriteNumber("same", receipt.Same);
        });
        return ExitCode.Done;
    }

    private static async Task<int> Submit(Terminal terminal, OpenCity city, ReceivedFile file, ReturnRequest request, bool asJson, CancellationToken stop)
    {
        var outcome = await city.Get<SubmitReturn>().Run(Actor.Local, file, request, stop);
        if (!outcome.IsDone(out var receipt)) return Ending.Refused(terminal, outcome.AllFindings, asJson);
        int code = receipt.Findings.HasErrors() ? ExitCode.Findings : ExitCode.Done;
        Say(terminal, city, receipt.Findings, asJson, Text(receipt), json =>
        {
            json.WriteString("kind", "return");
            json.WriteString("result", receipt.Result.ToString().ToLowerInvariant());
            if (receipt.Submission is { } number) json.WriteNumber("submission", number);
            json.WriteString("sha256", receipt.FileHash);
            json.WriteNumber("rows", receipt.Rows);
            json.WriteNumber("recorded", receipt.Recorded);
            json.WriteNumber("corrections", receipt.Corrections);
            json.WriteNumber("unchanged", receipt.Unchanged);
        }, code);
        return code;
    }

    private static async Task<int> Rows(Terminal terminal, OpenCity city, ReceivedFile file, Wanted wanted, bool asJson, CancellationToken stop)
    {
        var outcome = await city.Get<ImportRows>().Run(Actor.Local, wanted.Kind, file, new(wanted.Mode) { Citation = wanted.Citation }, stop);
        if (!outcome.IsDone(out var receipt))
        {
            if (wanted.Marked is { } target && (await city.Get<MarkRowsFile>().Run(Actor.Local, wanted.Kind, file, terminal.Language, stop)).IsDone(out var marked)) await File.WriteAllBytesAsync(target, marked.Bytes, stop);
            return Ending.WithFindings(terminal, outcome.AllFindings, asJson);
        }
        string aside = receipt.SetAside > 0 ? terminal.Say(new($"，待人工确认 {receipt.SetAside}", $", {receipt.SetAside} wait for a person")) : "";
        var said = Text(new ImportReceipt(receipt.Mode, receipt.Rows, receipt.Added, receipt.Changed, receipt.Same));
        Say(terminal, city, outcome.AllFindings, asJson, new(said.Zh + aside, said.En + aside), json =>
        {
            json.WriteString("kind", receipt.Register);
            json.WriteNumber("rows", receipt.Rows);
            json.WriteNumber("added", receipt.Added);
            json.WriteNumber("changed", receipt.Changed);
            json.WriteNumber("same", receipt.Same);
            json.WriteNumber("setAside", receipt.SetAside);
        });
        return ExitCode.Done;
    }

    private static async Task<int> Define(Terminal terminal, OpenCity city, Wanted wanted, bool asJson, CancellationToken stop)
    {
        var loaded = IndexFolder.Load(wanted.Path);
        if (!loaded.IsDone(out var files)) return Ending.WithFindings(terminal, loaded.AllFindings, asJson);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(wanted.Path)));
        var outcome = await city.Get<DefineIndex>().Run(Actor.Local, name, files, wanted.Mode, stop);
        if (!outcome.IsDone(out var definition)) return Ending.WithFindings(terminal, outcome.AllFindings, asJson);
        Say(terminal, city, outcome.AllFindings, asJson, new($"指数 {definition.Index} 第 {definition.Edition} 版", $"index {definition.Index}, edition {definition.Edition}"), json =>
        {
            json.WriteString("kind", "index");
            json.WriteString("index", definition.Index);
            json.WriteNumber("edition", definition.Edition);
        });
        return ExitCode.Done;
    }

    private static void Say(Terminal terminal, OpenCity city, ImmutableArray<Finding> findings, bool asJson, Text summary, Action<System.Text.Json.Utf8JsonWriter> body, int code = ExitCode.Done)
    {
        if (asJson)
        {
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", code);
                json.WriteString("database", city.Database.ToString());
                body(json);
                json.Findings("findings", findings);
            });
            return;
        }
        FindingLines.Write(terminal, terminal.Err, findings);
        terminal.Out.WriteLine(terminal.Say(new($"{summary.Zh}（{city.Database}）", $"{summary.En} ({city.Database})")));
    }

    private static Text Text(ImportReceipt receipt) => receipt.Mode == WriteMode.DryRun
        ? new($"试运行，未写入：{receipt.Rows} 行，新增 {receipt.Added}，更改 {receipt.Changed}，不变 {receipt.Same}", $"tried, nothing written: {receipt.Rows} rows, {receipt.Added} new, {receipt.Changed} changed, {receipt.Same} as they were")
        : new($"已登记：{receipt.Rows} 行，新增 {receipt.Added}，更改 {receipt.Changed}，不变 {receipt.Same}", $"registered: {receipt.Rows} rows, {receipt.Added} new, {receipt.Changed} changed, {receipt.Same} as they were");

    private static Text Text(ReturnReceipt receipt) => receipt.Result switch
    {
        ReturnResult.Tried => new($"试运行，未写入：{receipt.Rows} 行，可登记 {receipt.Recorded}，不变 {receipt.Unchanged}", $"tried, nothing written: {receipt.Rows} rows, {receipt.Recorded} to record, {receipt.Unchanged} as they were"),
        ReturnResult.Accepted => new($"已接收（编号 {receipt.Submission}）：{receipt.Rows} 行，登记 {receipt.Recorded}，其中更正 {receipt.Corrections}，不变 {receipt.Unchanged}",
            $"accepted (number {receipt.Submission}): {receipt.Rows} rows, {receipt.Recorded} recorded, {receipt.Corrections} of them corrections, {receipt.Unchanged} as they were"),
        ReturnResult.Refused => new($"未接收（编号 {receipt.Submission}）：文件与问题已留存，一行也未登记", $"refused (number {receipt.Submission}): the file and its findings are kept, nothing is recorded"),
        ReturnResult.Repeated => new($"先前已处理（编号 {receipt.Submission}），未重复登记", $"it came before (number {receipt.Submission}) and was not taken twice"),
    };
}
