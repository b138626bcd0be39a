using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index check FOLDER</c>: everything that is wrong or worth knowing, before a build.</summary>
internal static class IndexCheckVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，内有 index.yaml、units.csv、indicators.csv、data.csv", "the index's folder: index.yaml, units.csv, indicators.csv, data.csv"));
        var json = Options.Json(terminal);
        return new("check", new("检查指数文件夹，一次列出全部问题", "check an index folder and list everything that is wrong, all at once"), terminal,
            line => Run(terminal, line.GetRequiredValue(folder), line.GetValue(json)))
        {
            Arguments = { folder },
            Options = { json },
            Examples = [new("touchstone index check samples/asem", new("每个问题一行，依次为文件、行、列、级别、代码、问题和办法", "one line a finding: file:line:column severity code: what — what to do"))],
        };
    }

    private static int Run(Terminal terminal, string folder, bool asJson)
    {
        var findings = IndexFolder.Read(folder).AllFindings;
        int code = findings.HasErrors() ? ExitCode.Findings : ExitCode.Done;
        if (asJson)
        {
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", code);
                json.Findings("findings", findings);
            });
            return code;
        }
        FindingLines.Write(terminal, terminal.Out, findings);
        terminal.Out.WriteLine(FindingLines.Count(terminal, findings));
        return code;
    }
}
