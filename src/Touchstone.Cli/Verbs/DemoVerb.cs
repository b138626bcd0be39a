using System.Diagnostics;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Hosting;
using Touchstone.Hosting.Demo;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>demo</c>: the demo city, made once and kept, built and served.</summary>
internal static class DemoVerb
{
    public static Verb Of(Terminal terminal)
    {
        var fresh = Options.Flag(terminal, "--fresh", new("重新建立示范城市", "make the demo city anew"));
        var noServe = Options.Flag(terminal, "--no-serve", new("建好后不启动服务", "stop before serving"));
        var port = ServeVerb.Port(terminal);
        var database = DatabaseOption.Of(terminal, DemoDatabase.DefaultPath);
        var json = Options.Json(terminal);
        return new("demo", new("建立示范城市（黄石）并在浏览器中打开：第二次运行沿用已建好的", "make the demo city (Huangshi) and serve it to the browser; a second run keeps it"), terminal,
            (line, stop) => Run(terminal, new(line.GetValue(database), line.GetValue(fresh) ? DemoStart.Fresh : DemoStart.Keep), line.GetValue(noServe) ? null : line.GetValue(port), line.GetValue(json), stop))
        {
            Options = { fresh, noServe, port, database, json },
            Examples =
            [
                new("touchstone demo", new("建立（或沿用）示范城市，访问 http://localhost:5080", "makes (or keeps) the demo city and serves http://localhost:5080")),
                new("touchstone demo --fresh --no-serve", new("重新建立，不启动服务", "makes it anew and stops")),
            ],
        };
    }

    private sealed record Wanted(string? Database, DemoStart Start);

    private static async Task<int> Run(Terminal terminal, Wanted wanted, int? port, bool asJson, CancellationToken stop)
    {
        var database = DatabaseChoice.From(wanted.Database, DatabaseOption.InHome(DemoDatabase.DefaultPath));
        string samples = DatabaseOption.InHome("samples/huangshi");
        if (!Directory.Exists(samples))
            return Ending.Refused(terminal, [Finding.Error("demo.samples-missing", new(samples),
                new("找不到示范城市的数据文件夹。", "The folder of the demo city is not there."),
                new("请在程序所在目录运行，或用 TOUCHSTONE_HOME 指明。", "Run it from the product's folder, or name that folder in TOUCHSTONE_HOME."))], asJson);
        var clock = Stopwatch.StartNew();
        var made = await DemoDatabase.Make(database, samples, wanted.Start, Progress(terminal), stop);
        if (!made.IsDone(out var demo)) return Ending.Refused(terminal, made.AllFindings, asJson);
        if (asJson) WriteJson(terminal, database, demo.Report);
        else terminal.Out.WriteLine(terminal.Say(demo.Report is { } report ? Made(report, clock.Elapsed, database) : Kept(database)));
        return port is { } number ? await ServeVerb.Serve(terminal, database, new(number, null), stop) : ExitCode.Done;
    }

    private static Action<Text> Progress(Terminal terminal) => text => terminal.Err.WriteLine("  " + terminal.Say(text));

    private static Text Made(DemoReport report, TimeSpan took, DatabaseChoice database) =>
        new(FormattableString.Invariant($"示范城市已建立：{report.Areas} 个地区、{report.Indicators} 项指标、{report.Returns} 份填报、{report.Observations} 个指标值、{report.Firms} 家虚构企业、{report.Builds.Length} 个测算批次，用时 {took.TotalSeconds:0.0} 秒（{database}）"),
            FormattableString.Invariant($"The demo city is made: {report.Areas} areas, {report.Indicators} indicators, {report.Returns} returns, {report.Observations} observations, {report.Firms} made-up firms, {report.Builds.Length} build(s), in {took.TotalSeconds:0.0} s ({database})"));

    private static Text Kept(DatabaseChoice database) => new($"沿用已建好的示范城市（{database}）；用 --fresh 可重新建立", $"The demo city that is there is kept ({database}); --fresh makes it anew");

    private static void WriteJson(Terminal terminal, DatabaseChoice database, DemoReport? report) => Json.Write(terminal.Out, json =>
    {
        json.WriteNumber("exitCode", ExitCode.Done);
        json.WriteString("database", database.ToString());
        json.WriteBoolean("kept", report is null);
        if (report is null) return;
        json.WriteNumber("areas", report.Areas);
        json.WriteNumber("indicators", report.Indicators);
        json.WriteNumber("returns", report.Returns);
        json.WriteNumber("observations", report.Observations);
        json.WriteNumber("firms", report.Firms);
        json.WriteNumber("measures", report.Measures);
        json.WriteStartArray("builds");
        foreach (var build in report.Builds) json.WriteStringValue(build.Id.Value);
        json.WriteEndArray();
        json.Findings("findings", report.Findings);
    });
}
