using System.Collections.Immutable;
using System.Text.Json;
using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.City.Catalogue;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Hosting;
using Touchstone.Model;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Verbs;

/// <summary><c>observations</c>: the figures as known on a day, each with its source.</summary>
internal static class ObservationsVerb
{
    public static Verb Of(Terminal terminal)
    {
        var (indicator, area, period) = (Indicator(terminal), Area(terminal), PeriodOption(terminal));
        var known = Asked.KnownOn(terminal);
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("observations", new("查询指标值：数据截至某日，附来源", "the figures as known on a day, each with its source"), terminal,
            (line, stop) =>
            {
                var filter = Filter(line.GetValue(indicator), line.GetValue(area), line.GetValue(period));
                bool asJson = line.GetValue(json);
                return filter.Match(
                    f => OpenCity.Run(terminal, line.GetValue(database), asJson, city => Run(terminal, city, new(f.Value, Asked.Known(line.GetValue(known))), asJson, stop), stop),
                    r => Task.FromResult(Ending.Refused(terminal, r.Findings, asJson)));
            })
        {
            Options = { indicator, area, period, known, database, json },
            Examples =
            [
                new("touchstone observations --indicator GDP --area 420200", new("黄石历年地区生产总值", "Huangshi's GDP over the years")),
                new("touchstone observations --indicator GDP --period 2021 --known-on 2026-01-31", new("2021 年各地，按当日所知", "2021, every area, as known that day")),
            ],
        };
    }

    public static System.CommandLine.Option<string?> Indicator(Terminal terminal) => Options.Of<string?>(terminal, "--indicator", "CODES", new("指标代码，逗号分隔（缺省：全部）", "indicator codes, joined by commas (default: all)"));
    public static System.CommandLine.Option<string?> Area(Terminal terminal) => Options.Of<string?>(terminal, "--area", "CODES", new("地区代码，逗号分隔（缺省：全部）", "area codes, joined by commas (default: all)"));
    public static System.CommandLine.Option<string?> PeriodOption(Terminal terminal) => Options.Of<string?>(terminal, "--period", "PERIODS", new("期间，逗号分隔（缺省：全部）", "periods, joined by commas (default: all)"));

    public static Outcome<CellFilter> Filter(string? indicators, string? areas, string? periods) => Asked.Periods(periods).Match(
        p => Outcome.Done(new CellFilter([.. Asked.List(indicators).Select(i => new IndicatorCode(i))], [.. Asked.List(areas).Select(a => new AreaCode(a))], [.. p.Value])),
        r => Outcome.Refused<CellFilter>(r.Findings));

    private sealed record Question(CellFilter Filter, AsKnownOn Known);

    private static async Task<int> Run(Terminal terminal, OpenCity city, Question question, bool asJson, CancellationToken stop)
    {
        var cells = await city.Get<ReadObservations>().Run(Actor.Local, question.Filter, question.Known, stop);
        if (asJson)
        {
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteStartArray("cells");
                foreach (var cell in cells) Cell(json, cell);
                json.WriteEndArray();
                json.Text("preference", Preference.Rule);
            });
            return ExitCode.Done;
        }
        var units = (await city.Get<ListIndicators>().Run(Actor.Local, null, stop)).ToDictionary(i => i.Code, i => i.Unit);
        WriteTable(terminal, cells, units);
        return ExitCode.Done;
    }

    private static void WriteTable(Terminal terminal, ImmutableArray<KnownCell> cells, Dictionary<IndicatorCode, Text> units)
    {
        var shown = CellMarks.None;
        string Say(string zh, string en) => terminal.Say(new(zh, en));
        var table = new Table { Border = TableBorder.Simple };
        foreach (string heading in (string[])[Say("指标", "indicator"), Say("地区", "area"), Say("期间", "period"), Say("数值", "value"), Say("单位", "unit"), Say("状态", "status"), Say("级别", "tier"), Say("来源数", "sources"), Say("来源", "source")])
            table.AddColumn(new TableColumn(heading));
        foreach (var cell in cells)
        {
            var o = cell.Preferred;
            var marks = ObsStatuses.MarksOf(o.Status, o.Tier);
            shown |= marks;
            table.AddRow([.. ((string[])[cell.Key.Indicator.Value, cell.Key.Area.Value, cell.Key.Period.ToString(), Shown.Value(o.Value) + Marks.Signs(marks),
                units.TryGetValue(cell.Key.Indicator, out var unit) ? terminal.Say(unit) : "", o.Status.ToString(), o.Tier == SourceTier.Unstated ? "—" : o.Tier.ToString(),
                Shown.Count(cell.Candidates.Length), Short(o.Citation ?? o.File)]).Select(Markup.Escape)]);
        }
        terminal.Canvas().Write(table);
        if (Marks.Legend(terminal, shown) is { Length: > 0 } legend) terminal.Out.WriteLine(legend);
        terminal.Out.WriteLine(Say($"{cells.Length} 格。", $"{cells.Length} cells."));
    }

    private static string Short(string text) => text.Length <= 48 ? text : string.Concat(text.AsSpan(0, 47), "…");

    /// <summary>A cell with all its candidates.</summary>
    public static void Cell(Utf8JsonWriter json, KnownCell cell)
    {
        json.WriteStartObject();
        json.WriteString("indicator", cell.Key.Indicator.Value);
        json.WriteString("area", cell.Key.Area.Value);
        json.WriteString("period", cell.Key.Period.ToString());
        json.Number("value", cell.Value);
        json.Text("why", cell.Why);
        json.WriteStartArray("candidates");
        foreach (var o in cell.Candidates) Candidate(json, o);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Candidate(Utf8JsonWriter json, Observation o)
    {
        json.WriteStartObject();
        json.WriteNumber("observation", o.Id);
        json.Number("value", o.Value);
        json.WriteString("status", o.Status.ToString());
        json.Marks("marks", ObsStatuses.MarksOf(o.Status, o.Tier));
        if (o.Tier != SourceTier.Unstated) json.WriteString("tier", o.Tier.ToString());
        json.WriteString("recordedAt", o.RecordedAt);
        json.WriteString("recordedBy", o.Actor);
        if (o.Submission is { } submission) json.WriteNumber("submission", submission);
        json.WriteString("file", o.File);
        json.WriteString("sha256", o.FileHash);
        if (o.Sheet is { } sheet) json.WriteString("sheet", sheet);
        if (o.Row is { } row) json.WriteNumber("row", row);
        if (o.Column is { } column) json.WriteString("column", column);
        if (o.RawValue is { } raw) json.WriteString("written", raw);
        if (o.RawUnit is { } unit) json.WriteString("writtenUnit", unit);
        if (o.Citation is { } citation) json.WriteString("citation", citation);
        if (o.Note is { } note) json.WriteString("note", note);
        if (o.Supersedes is { } earlier) json.WriteNumber("supersedes", earlier);
        json.WriteEndObject();
    }
}
