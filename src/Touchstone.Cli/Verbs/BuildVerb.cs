using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.Hosting;

namespace Touchstone.Cli.Verbs;

/// <summary><c>build INDEX</c>: builds a registered index from the figures in the database.</summary>
internal static class BuildVerb
{
    public static Verb Of(Terminal terminal)
    {
        var index = Options.Folder(terminal, "INDEX", new("指数的短名", "the index's short name"));
        var periods = Options.Of<string?>(terminal, "--period", "PERIODS", new("期间，逗号分隔（缺省：同上一批次）", "periods, joined by commas (default: those of the last build)"));
        var known = Asked.KnownOn(terminal);
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("build", new("用数据库中的指标值测算已登记的指数", "build a registered index from the figures in the database"), terminal,
            (line, stop) =>
            {
                bool asJson = line.GetValue(json);
                return Asked.Periods(line.GetValue(periods)).Match(
                    p => OpenCity.Run(terminal, line.GetValue(database), asJson, city => Run(terminal, city, new(line.GetRequiredValue(index), [.. p.Value], Asked.Known(line.GetValue(known))), asJson, stop), stop),
                    r => Task.FromResult(Ending.Refused(terminal, r.Findings, asJson)));
            })
        {
            Arguments = { index },
            Options = { periods, known, database, json },
            Examples = [new("touchstone build open-benchmark --period 2020,2021", new("数据不变则批次不变", "unchanged figures give the same build"))],
        };
    }

    private static async Task<int> Run(Terminal terminal, OpenCity city, BuildRequest request, bool asJson, CancellationToken stop)
    {
        var outcome = await city.Get<BuildIndex>().Run(Actor.Local, request, stop);
        if (!outcome.IsDone(out var build)) return Ending.WithFindings(terminal, outcome.AllFindings, asJson);
        if (asJson)
        {
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteString("build", build.Id.Value);
                json.WriteString("index", build.Index);
                json.WriteNumber("edition", build.Edition);
                json.WriteString("frame", build.FrameId);
                json.Strings("periods", build.PeriodList);
                json.WriteNumber("units", build.Units);
                json.WriteNumber("ranked", build.RankedUnits);
                json.WriteNumber("cells", build.Cells);
                json.WriteNumber("cellsWanted", build.CellsWanted);
                json.Findings("findings", outcome.AllFindings);
            });
            return ExitCode.Done;
        }
        FindingLines.Write(terminal, terminal.Err, outcome.AllFindings);
        terminal.Out.WriteLine(terminal.Say(new(
            $"测算批次 {build.Id.Abbreviated}：{build.Index} 第 {build.Edition} 版，{build.Units} 个对象（{build.RankedUnits} 个排名），{build.CellsWanted} 格中有数 {build.Cells} 格",
            $"build {build.Id.Abbreviated}: {build.Index}, edition {build.Edition}, {build.Units} units ({build.RankedUnits} ranked), {build.Cells} of {build.CellsWanted} cells have a value")));
        return ExitCode.Done;
    }
}
