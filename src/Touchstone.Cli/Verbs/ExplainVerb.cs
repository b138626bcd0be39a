using System.Globalization;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Hosting;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>explain CODE</c>: a figure and its sources, or a score of an index down to the cells of the files it came from.</summary>
internal static class ExplainVerb
{
    public static Verb Of(Terminal terminal)
    {
        var code = Options.Folder(terminal, "CODE", new("指标代码，或指数的短名", "an indicator's code, or an index's short name"));
        var area = Options.Required<string>(terminal, "--area", "CODE", new("地区代码", "code of the area"));
        var period = Options.Of<string?>(terminal, "--period", "PERIOD", new("期间，如 2021（缺省：最近一期）", "period, such as 2021 (default: the latest)"));
        var node = Options.Of<string?>(terminal, "--node", "CODE", new("指数中的节点（缺省：总指数）", "a node of the index (default: the index itself)"));
        var known = Asked.KnownOn(terminal);
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("explain", new("解释一个数：指标值的各来源，或指数得分直到源数据格", "explain a number: the sources of a figure, or a score down to the source cells"), terminal,
            (line, stop) =>
            {
                var question = new Question(line.GetRequiredValue(code), line.GetRequiredValue(area), line.GetValue(period), line.GetValue(node), Asked.Known(line.GetValue(known)));
                bool asJson = line.GetValue(json);
                return OpenCity.Run(terminal, line.GetValue(database), asJson, city => Run(terminal, city, question, asJson, stop), stop);
            })
        {
            Arguments = { code },
            Options = { area, period, node, known, database, json },
            Examples =
            [
                new("touchstone explain GDP --area 420200 --period 2021", new("数值、各来源、为何采用、原始文件的行列", "the value, its sources, why one is used, the row and column of the file")),
                new("touchstone explain open-benchmark --area 420200 --period 2021", new("总得分逐层到源数据格", "the score, level by level, to the source cells")),
            ],
        };
    }

    private sealed record Question(string Code, string Area, string? Period, string? Node, AsKnownOn Known);

    private static async Task<int> Run(Terminal terminal, OpenCity city, Question question, bool asJson, CancellationToken stop)
    {
        Period? period = null;
        if (question.Period is { } written)
        {
            if (!Asked.Periods(written).IsDone(out var read) || read.Count != 1) return Ending.Refused(terminal, Asked.Periods(written).AllFindings, asJson);
            period = read[0];
        }
        var builds = await city.Get<ListBuilds>().Run(Actor.Local, question.Code, stop);
        return builds.IsEmpty
            ? await Figure(terminal, city, question, period, asJson, stop)
            : await Score(terminal, city, new(builds[0].Id, period ?? builds[0].PeriodList.Last(), new(question.Area), question.Node is { } node ? new IndicatorCode(node) : null), asJson, stop);
    }

    private static async Task<int> Figure(Terminal terminal, OpenCity city, Question question, Period? period, bool asJson, CancellationToken stop)
    {
        var filter = new CellFilter([new(question.Code)], [new(question.Area)], period is { } p ? [p] : []);
        var cells = await city.Get<ReadObservations>().Run(Actor.Local, filter, question.Known, stop);
        if (cells.IsEmpty)
            return Ending.Refused(terminal, [Finding.Error("explain.nothing", Place.Whole,
                new($"没有 {question.Code}、{question.Area} 的指标值，也没有以此为名的测算批次。", $"There is no figure {question.Code} of {question.Area}, and no build of an index of that name."),
                new("用 touchstone observations 查看有哪些。", "See what there is with touchstone observations."))], asJson);
        var cell = cells[^1];
        var history = await city.Get<ReadHistory>().Run(Actor.Local, cell.Key, stop);
        if (asJson)
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WritePropertyName("cell");
                ObservationsVerb.Cell(json, cell);
                json.WriteStartArray("history");
                foreach (var o in history) ObservationsVerb.Candidate(json, o);
                json.WriteEndArray();
                json.Text("preference", Preference.Rule);
            });
        else WriteFigure(terminal, cell, history.Length);
        return ExitCode.Done;
    }

    private static void WriteFigure(Terminal terminal, KnownCell cell, int recordings)
    {
        terminal.Out.WriteLine($"{cell.Key.Indicator} · {cell.Key.Area} · {cell.Key.Period} = {Shown.Value(cell.Value)}");
        foreach (var o in cell.Candidates)
        {
            bool used = o == cell.Preferred;
            terminal.Out.WriteLine($"{(used ? "►" : " ")} {Shown.Value(o.Value)}{Marks.Signs(ObsStatuses.MarksOf(o.Status, o.Tier))}  {o.Status} {terminal.Say(o.Status.Name())} · {Tier(terminal, o.Tier)}{(used ? $" · {terminal.Say(cell.Why)}" : "")}");
            foreach (string line in SourceLines(terminal, o)) terminal.Out.WriteLine("    " + line);
        }
        terminal.Out.WriteLine(terminal.Say(new($"此格共登记 {recordings} 次。{Preference.Rule.Zh}", $"The cell was recorded {recordings} time(s). {Preference.Rule.En}")));
    }

    private static IEnumerable<string> SourceLines(Terminal terminal, Observation o)
    {
        yield return $"{o.File}{(o.Sheet is { } sheet ? $"!{sheet}" : "")}:{o.Row?.ToString(CultureInfo.InvariantCulture)}:{o.Column} · sha256 {o.FileHash[..12]}… · {(o.Submission is { } submission ? string.Create(CultureInfo.InvariantCulture, $"#{submission}") : terminal.Say(new("台账计数", "counted of a register")))} · {terminal.Say(new("登记于", "recorded"))} {o.RecordedAt + Moments.CityOffset:yyyy-MM-dd HH:mm} +08:00";
        if (o.RawValue is { Length: > 0 } raw) yield return terminal.Say(new($"原填：{raw} {o.RawUnit}", $"as written: {raw} {o.RawUnit}"));
        if (o.Citation is { } citation) yield return terminal.Say(new($"出处：{citation}", $"cites: {citation}"));
        if (o.Note is { } note) yield return terminal.Say(new($"说明：{note}", $"note: {note}"));
    }

    private static string Tier(Terminal terminal, SourceTier tier) => terminal.Say(tier switch
    {
        SourceTier.A => new("A 级来源", "tier A"),
        SourceTier.B => new("B 级来源", "tier B"),
        SourceTier.C => new("C 级来源", "tier C"),
        SourceTier.Unstated => new("级别未注明", "tier not stated"),
    });

    private static async Task<int> Score(Terminal terminal, OpenCity city, ScoreQuestion question, bool asJson, CancellationToken stop)
    {
        var outcome = await city.Get<ExplainScore>().Run(Actor.Local, question, stop);
        if (!outcome.IsDone(out var explained)) return Ending.Refused(terminal, outcome.AllFindings, asJson);
        if (asJson)
        {
            ExplanationJson.Write(terminal.Out, explained.Explanation, json =>
            {
                json.WriteStartObject("sources");
                foreach (var (indicator, source) in explained.Sources)
                {
                    json.WritePropertyName(indicator.Value);
                    ObservationsVerb.Candidate(json, source.Observation);
                }
                json.WriteEndObject();
            });
            return ExitCode.Done;
        }
        ExplanationTree.Write(terminal, explained.Explanation);
        terminal.Out.WriteLine(terminal.Say(new("源数据格", "source cells")));
        foreach (var (indicator, source) in explained.Sources)
        {
            var o = source.Observation;
            string others = source.Candidates > 1 ? terminal.Say(new($"（共 {source.Candidates} 个来源）", $" (of {source.Candidates} sources)")) : "";
            terminal.Out.WriteLine($"  {indicator} = {Shown.Value(o.Value)}{others}");
            foreach (string line in SourceLines(terminal, o)) terminal.Out.WriteLine("    " + line);
        }
        return ExitCode.Done;
    }
}
