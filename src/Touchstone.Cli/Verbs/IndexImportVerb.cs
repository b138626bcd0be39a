using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index import FILE --out DIR</c>: a workbook of the JRC's COIN Tool becomes the folder of an index.</summary>
internal static class IndexImportVerb
{
    public static Verb Of(Terminal terminal)
    {
        var file = Options.Folder(terminal, "FILE", new("JRC COIN Tool 工作簿（.xlsx 或 .xlsm）", "a workbook of the JRC's COIN Tool (.xlsx or .xlsm)"));
        var into = Options.Required<string>(terminal, "--out", "DIR", new("新的指数文件夹", "the folder of the new index"));
        var json = Options.Json(terminal);
        return new("import", new("从 JRC COIN Tool 工作簿导入指标体系、评价对象和数据", "import framework, units and data from a workbook of the JRC's COIN Tool"), terminal,
            line => Run(terminal, line.GetRequiredValue(file), line.GetRequiredValue(into), line.GetValue(json)))
        {
            Arguments = { file },
            Options = { into, json },
            Examples = [new("touchstone index import COIN_Tool.xlsm --out my-index", new("写出 indicators.csv、units.csv、data.csv 和一个起步的 index.yaml", "writes indicators.csv, units.csv, data.csv and an index.yaml to begin with"))],
        };
    }

    private static int Run(Terminal terminal, string file, string into, bool asJson)
    {
        if (!File.Exists(file)) return Ending.Refused(terminal, [Finding.Error("file.missing", new Place(file), new("没有这个文件。", "There is no such file."), new("请核对路径。", "Check the path."))], asJson);
        var read = CoinTool.Read(File.ReadAllBytes(file), Path.GetFileName(file));
        if (!read.IsDone(out var input)) return Ending.WithFindings(terminal, read.AllFindings, asJson);
        var written = IndexFolder.WriteTo(into, input, CoinTool.Start(Path.GetFileNameWithoutExtension(file)));
        if (!written.IsDone(out string? path)) return Ending.Refused(terminal, written.AllFindings, asJson);
        if (asJson)
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteString("out", path);
                json.WriteNumber("units", input.Units.Length);
                json.WriteNumber("indicators", input.Framework.Indicators.Length);
                json.Findings("findings", read.AllFindings);
            });
        else
        {
            string units = Shown.Count(input.Units.Length), indicators = Shown.Count(input.Framework.Indicators.Length);
            terminal.Out.WriteLine(terminal.Say(new($"评价对象 {units} 个，指标 {indicators} 个，已写入 {into}", $"{units} units and {indicators} indicators, written to {into}")));
            terminal.Out.WriteLine(terminal.Say(new("工作簿中的异常值处理、归一化和合成方法没有导入：index.yaml 是极差标准化加算术平均，请改成原指数的方法。", "The workbook's treatment, normalisation and aggregation are not imported: index.yaml is min–max with arithmetic means; make it say what the index does.")));
        }
        return ExitCode.Done;
    }
}
