using System.Globalization;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index trends FOLDER</c>: how scores, or the figures themselves, moved over the periods of a panel.</summary>
internal static class IndexTrendsVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，或 index build 写出的结果文件夹", "the index's folder, or one written by index build"));
        var data = Options.Flag(terminal, "--data", new("看 data.csv 中数据的趋势，而不是得分的趋势", "trends of the figures of data.csv instead of scores"));
        var node = Options.Of<string?>(terminal, "--node", "CODE", new("哪个节点或指标（缺省：总指数；用 --data 或 --unit 时为全部）", "which node or indicator (default: the index itself; all with --data or --unit)"));
        var unit = Options.Of<string?>(terminal, "--unit", "CODE", new("只看一个评价对象", "one unit only"));
        var from = Options.Of<string?>(terminal, "--from", "PERIOD", new("自哪一期起（缺省：最早一期）", "the first period (default: the earliest)"));
        var to = Options.Of<string?>(terminal, "--to", "PERIOD", new("至哪一期止（缺省：最近一期）", "the last period (default: the latest)"));
        var latest = Options.Of<int?>(terminal, "--latest", "N", new("其中只看最近 N 期，至少 2", "of these only the last N, at least 2"));
        latest.Validators.Add(given => { if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, CultureInfo.InvariantCulture, out int n) && n < 2) given.AddError("N"); });
        var json = Options.Json(terminal);
        return new("trends", new("趋势：各期之间的变动、变动幅度、年均增速和拟合斜率", "trends: change over a window, relative change, compound growth and slope a year"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), new(line.GetValue(data), line.GetValue(node), line.GetValue(unit), line.GetValue(from), line.GetValue(to), line.GetValue(latest)), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { data, node, unit, from, to, latest, json },
            Examples =
            [
                new("touchstone index trends samples/five-ports", new("各对象总指数得分的趋势", "how each unit's index moved")),
                new("touchstone index trends samples/five-ports --data --unit DUN --from 2023 --to 2024", new("一个对象各项数据的趋势", "how the figures of one unit moved")),
            ],
        };
    }

    private sealed record Asked(bool Data, string? Node, string? Unit, string? From, string? To, int? Latest);

    private static int Run(Terminal terminal, string folder, Asked asked, bool asJson, CancellationToken stop)
    {
        var built = BuiltIndex.Of(folder, terminal, null, stop);
        if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
        var build = index.Build;
        if (asked.Unit is { } code && build.Scores.Rows.All(r => r.Unit.Value != code))
            return Ending.Refused(terminal, [Finding.Error("trends.unit-unknown", Place.Whole, new($"没有评价对象 {code}。", $"There is no unit {code}."), new("请核对代码：units.csv 列出评价对象。", "Check the code: units.csv lists the units."))], asJson);
        var window = Window(asked);
        if (!window.IsDone(out var over)) return Ending.Refused(terminal, window.AllFindings, asJson);
        var taken = asked.Data ? Trends.OfData(build.Steps[0].Data, Columns(build, asked), over) : Trends.OfScores(build, Nodes(build, asked), over);
        if (!taken.IsDone(out var trends)) return Ending.Refused(terminal, taken.AllFindings, asJson);
        if (asked.Unit is { } only) trends = trends with { Items = [.. trends.Items.Where(t => t.Unit.Value == only)] };
        if (asJson) TrendsJson.Write(terminal.Out, build, trends, asked.Data);
        else TrendsText.Write(terminal, build, trends, asked.Data);
        return ExitCode.Done;
    }

    private static IEnumerable<IndicatorCode> Nodes(IndexBuild build, Asked asked) =>
        asked.Node is { } node ? [new(node)] : asked.Unit is null ? [build.Scores.Nodes[0].Code] : build.Scores.Nodes.Select(n => n.Code);

    private static IEnumerable<IndicatorCode> Columns(IndexBuild build, Asked asked) => asked.Node is { } node ? [new(node)] : build.Steps[0].Data.Columns.Select(c => c.Code);

    private static Outcome<TrendWindow> Window(Asked asked)
    {
        Period? from = null, to = null;
        foreach (var (written, isFrom) in new[] { (asked.From, true), (asked.To, false) })
        {
            if (written is null) continue;
            if (!Period.TryParse(written, out var period)) return Outcome.Refused<TrendWindow>(PeriodChoice.Unreadable(written));
            if (isFrom) from = period;
            else to = period;
        }
        return Outcome.Done(new TrendWindow(from, to, asked.Latest));
    }
}
