using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.Hosting;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>export observations</c>, <c>export index</c> and <c>export register</c>.</summary>
internal static class ExportVerb
{
    public static Verb Of(Terminal terminal)
    {
        var verb = new Verb("export", new("导出指标值、台账，或一个指数的完整文件夹", "export figures, rows of a register, or the complete folder of an index"), terminal)
        {
            Examples = [new("touchstone export index open-benchmark --out out/open-benchmark", new("含数据，可用 touchstone index build 重算", "with its data; touchstone index build makes it again"))],
        };
        verb.Add(Observations(terminal));
        verb.Add(Index(terminal));
        verb.Add(Register(terminal));
        return verb;
    }

    private static Verb Observations(Terminal terminal)
    {
        var (indicator, area, period) = (ObservationsVerb.Indicator(terminal), ObservationsVerb.Area(terminal), ObservationsVerb.PeriodOption(terminal));
        var known = Asked.KnownOn(terminal);
        var format = Options.Of<string?>(terminal, "--format", "csv|sdmx", new("csv：每个来源一行；sdmx：SDMX-CSV 2.0，每格一行（缺省：csv）", "csv: a row a source; sdmx: SDMX-CSV 2.0, a row a cell (default: csv)"));
        format.Validators.Add(given => { if (given.Tokens.Count == 1 && given.Tokens[0].Value is not ("csv" or "sdmx")) given.AddError("csv|sdmx"); });
        var target = Out(terminal, "FILE");
        var force = Force(terminal);
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("observations", new("导出指标值及其来源", "export figures with their sources"), terminal,
            (line, stop) =>
            {
                bool asJson = line.GetValue(json);
                var filter = ObservationsVerb.Filter(line.GetValue(indicator), line.GetValue(area), line.GetValue(period));
                return filter.Match(
                    f => OpenCity.Run(terminal, line.GetValue(database), asJson, async city =>
                    {
                        var cells = await city.Get<ReadObservations>().Run(Actor.Local, f.Value, Asked.Known(line.GetValue(known)), stop);
                        byte[] bytes = line.GetValue(format) == "sdmx" ? ObservationExport.Sdmx(cells) : ObservationExport.Csv(cells);
                        string path = line.GetRequiredValue(target);
                        if (File.Exists(path) && !line.GetValue(force)) return Ending.Refused(terminal, [There(path)], asJson);
                        WriteWhole(path, bytes);
                        return Done(terminal, path, cells.Length, asJson);
                    }, stop),
                    r => Task.FromResult(Ending.Refused(terminal, r.Findings, asJson)));
            })
        {
            Options = { indicator, area, period, known, format, target, force, database, json },
            Examples = [new("touchstone export observations --indicator GDP --format sdmx --out gdp.csv", new("SDMX-CSV 2.0", "SDMX-CSV 2.0"))],
        };
    }

    private static Verb Index(Terminal terminal)
    {
        var name = Options.Folder(terminal, "INDEX", new("指数的短名（其最近批次），或测算批次编号", "an index's short name (its latest build), or a build"));
        var target = Out(terminal, "DIR");
        var force = Force(terminal);
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("index", new("导出一个测算批次的输入文件夹：方案、对象、指标、数据", "export the input folder of a build: recipe, units, indicators, data"), terminal,
            (line, stop) =>
            {
                bool asJson = line.GetValue(json);
                return OpenCity.Run(terminal, line.GetValue(database), asJson, city => Folder(terminal, city, new(line.GetRequiredValue(name), line.GetRequiredValue(target), line.GetValue(force)), asJson, stop), stop);
            })
        {
            Arguments = { name },
            Options = { target, force, database, json },
            Examples = [new("touchstone export index open-benchmark --out out/open-benchmark", new("导出最近批次", "exports the latest build"))],
        };
    }

    private static Verb Register(Terminal terminal)
    {
        var name = Options.Folder(terminal, "REGISTER", new("台账代码，如 firms、recognitions", "a register's code, such as firms or recognitions"));
        var view = Options.Of<string?>(terminal, "--view", "QUERY", new("视图，即页面地址中问号之后的部分，如 division=420281&sort=name", "the view: what follows the question mark of the page's address, such as division=420281&sort=name"));
        var known = Asked.KnownOn(terminal);
        var template = Options.Flag(terminal, "--template", new("只写出空白模板", "write the empty template only"));
        var format = Options.Of<string?>(terminal, "--format", "xlsx|csv", new("xlsx 或带 BOM 的 csv（缺省：xlsx）", "xlsx, or csv with BOM (default: xlsx)"));
        format.Validators.Add(given => { if (given.Tokens.Count == 1 && given.Tokens[0].Value is not ("csv" or "xlsx")) given.AddError("xlsx|csv"); });
        var target = Out(terminal, "FILE");
        var force = Force(terminal);
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("register", new("导出一个台账的视图，或其空白模板", "export a view of a register, or its empty template"), terminal,
            (line, stop) =>
            {
                bool asJson = line.GetValue(json);
                return OpenCity.Run(terminal, line.GetValue(database), asJson, async city =>
                {
                    var written = line.GetValue(template)
                        ? await city.Get<WriteTemplate>().Run(Actor.Local, line.GetRequiredValue(name), terminal.Language, stop)
                        : await Rows(terminal, city, new(line.GetRequiredValue(name), line.GetValue(view) ?? "", Asked.Known(line.GetValue(known)), line.GetValue(format) == "csv" ? RowsFormat.Csv : RowsFormat.Xlsx), stop);
                    if (!written.IsDone(out var file)) return Ending.Refused(terminal, written.AllFindings, asJson);
                    string path = line.GetRequiredValue(target);
                    if (File.Exists(path) && !line.GetValue(force)) return Ending.Refused(terminal, [There(path)], asJson);
                    WriteWhole(path, file.Bytes.ToArray());
                    return Done(terminal, path, file.Bytes.Length, asJson);
                }, stop);
            })
        {
            Arguments = { name },
            Options = { view, known, template, format, target, force, database, json },
            Examples =
            [
                new("touchstone export register firms --view \"division=420281&sort=name\" --out daye.xlsx", new("大冶市的企业", "the firms of Daye")),
                new("touchstone export register firms --known-on 2026-03-31 --out firms-march.xlsx", new("3 月底时的名录：此后登记的不计，此后修改的按当时", "the register at the end of March: nothing recorded later, rows as they were")),
                new("touchstone export register firms --template --out firms.xlsx", new("空白模板，填好后用 import 导入", "the empty template; filled in, it is imported")),
            ],
        };
    }

    private sealed record RowsWanted(string Register, string View, AsKnownOn Known, RowsFormat Format);

    private static async Task<Outcome<ReceivedFile>> Rows(Terminal terminal, OpenCity city, RowsWanted wanted, CancellationToken stop)
    {
        var registers = city.Get<RegisterBook>();
        if (registers.Find(wanted.Register) is not { } register) return Outcome.Refused<ReceivedFile>(registers.Unknown(wanted.Register));
        var view = RegisterView.Parse(register, wanted.View);
        if (!view.IsDone(out var asked)) return Outcome.Refused<ReceivedFile>(view.AllFindings);
        if (wanted.Known.Day is not null) asked = asked with { Known = wanted.Known };
        return await city.Get<ExportRows>().Run(Actor.Local, asked, wanted.Format, terminal.Language, stop);
    }

    private sealed record Target(string Index, string Folder, bool Replaces);

    private static async Task<int> Folder(Terminal terminal, OpenCity city, Target wanted, bool asJson, CancellationToken stop)
    {
        var builds = await city.Get<ListBuilds>().Run(Actor.Local, wanted.Index, stop);
        var files = await city.Get<ReadBuildFolder>().Run(Actor.Local, builds.IsEmpty ? new(wanted.Index) : builds[0].Id, stop);
        if (files is null)
            return Ending.Refused(terminal, [Finding.Error("index.unknown", Place.Whole, new($"没有名为“{wanted.Index}”的指数批次。", $"There is no build of an index '{wanted.Index}'."),
                new("先登记并测算指数。", "Register the index and build it first."))], asJson);
        if (Directory.Exists(wanted.Folder) && Directory.EnumerateFileSystemEntries(wanted.Folder).Any())
        {
            if (!wanted.Replaces) return Ending.Refused(terminal, [There(wanted.Folder)], asJson);
        }
        Directory.CreateDirectory(wanted.Folder);
        foreach (var (name, bytes) in files) WriteWhole(Path.Combine(wanted.Folder, name), bytes.ToArray());
        return Done(terminal, wanted.Folder, files.Count, asJson);
    }

    private static System.CommandLine.Option<string> Out(Terminal terminal, string value) => Options.Required<string>(terminal, "--out", value, new("写到哪里", "where to write"));
    private static System.CommandLine.Option<bool> Force(Terminal terminal) => Options.Flag(terminal, "--force", new("覆盖已有的", "replace what is there"));

    private static void WriteWhole(string path, byte[] bytes)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static int Done(Terminal terminal, string path, int count, bool asJson)
    {
        if (asJson)
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteString("out", Path.GetFullPath(path));
                json.WriteNumber("count", count);
            });
        else terminal.Out.WriteLine(terminal.Say(new($"已写出：{path}（{count}）", $"written: {path} ({count})")));
        return ExitCode.Done;
    }

    private static Finding There(string path) => Finding.Error("file.exists", new Place(path), new("已经存在，未覆盖。", "It is there, and was not replaced."), new("换一个路径，或加 --force。", "Name another path, or add --force."));
}
