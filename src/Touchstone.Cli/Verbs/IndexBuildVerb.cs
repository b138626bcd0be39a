using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Files;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index build FOLDER --out DIR</c>: reads, builds, writes everything the build made.</summary>
internal static class IndexBuildVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹", "the index's folder"));
        var into = Options.Of<string?>(terminal, "--out", "DIR", new("结果写入的文件夹；不给则只显示位次、不写文件", "folder for the results; without it the ranking is shown and nothing is written"));
        var force = Options.Flag(terminal, "--force", new("覆盖非空的结果文件夹", "replace a results folder that is not empty"));
        var json = Options.Json(terminal);
        return new("build", new("建立指数：检查、测算并写出得分、每一步、改动、参数和报告", "build an index: check, compute, and write scores, every step, changes, parameters and a report"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), new(line.GetValue(into), line.GetValue(force)), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { into, force, json },
            Examples =
            [
                new("touchstone index build samples/asem", new("测算并显示位次", "builds and shows the ranking")),
                new("touchstone index build samples/asem --out out/asem", new("写出 scores.csv、steps/、changes.csv、parameters.csv、findings.csv、build.json、report.html", "writes scores.csv, steps/, changes.csv, parameters.csv, findings.csv, build.json, report.html")),
            ],
        };
    }

    private sealed record Target(string? Folder, bool Replaces);

    private static int Run(Terminal terminal, string folder, Target target, bool asJson, CancellationToken stop)
    {
        var built = BuiltIndex.Of(folder, terminal, null, stop);
        if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
        string? writtenTo = null;
        if (target.Folder is { } into)
        {
            var papers = new BuildPapers(index.Times, IndexReport.Html(index.Build, terminal.Language));
            var written = BuildFolder.Write(index.Build, into, papers, target.Replaces ? ExistingFolder.Replace : ExistingFolder.Refuse);
            if (!written.IsDone(out writtenTo)) return Ending.Refused(terminal, written.AllFindings, asJson);
        }
        if (asJson) BuildJson(terminal, index, writtenTo);
        else BuildText.Write(terminal, index, writtenTo is null ? null : target.Folder);
        return ExitCode.Done;
    }

    private static void BuildJson(Terminal terminal, BuiltIndex index, string? writtenTo) => Json.Write(terminal.Out, json =>
    {
        var build = index.Build;
        json.WriteNumber("exitCode", ExitCode.Done);
        json.WriteString("build", build.Id.Value);
        json.WriteString("methods", Methods.Version);
        json.WriteString("frame", build.Frame.Id);
        json.Text("name", build.Recipe.Name);
        if (writtenTo is not null) json.WriteString("out", writtenTo);
        json.WriteNumber("rows", build.Scores.Rows.Length);
        json.WriteNumber("indicators", build.Scores.Nodes.Count(n => n.Kind == NodeKind.Indicator));
        json.WriteNumber("changes", build.Steps.Sum(s => s.Changes.Count));
        json.Findings("findings", index.Findings);
    });
}
