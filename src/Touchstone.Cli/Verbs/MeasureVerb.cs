using System.Collections.Immutable;
using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.Composite;
using Touchstone.Hosting;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>measure</c>: figures counted of the registers for a day or period, with the rows; with <c>--record</c> they become observations.</summary>
internal static class MeasureVerb
{
    public static Verb Of(Terminal terminal)
    {
        var indicator = ObservationsVerb.Indicator(terminal);
        var area = Options.Of<string?>(terminal, "--area", "CODE", new("本市或其区划、功能区的代码（缺省：本市）", "code of the city itself, or of a division or zone of it (default: the city)"));
        var periods = Options.Required<string>(terminal, "--period", "PERIODS", new("日期或期间，逗号分隔：存量按末日计，流量计期内", "days or periods, joined by commas: a stock is counted on the last day, entries within"));
        var rows = Options.Flag(terminal, "--rows", new("列出所计的记录", "list the rows that were counted"));
        var record = Options.Flag(terminal, "--record", new("记为指标值，所计记录的清单作为来源", "record the figures as observations, with the list of the rows as their source"));
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("measure", new("由台账计数：任一天或期间的数及所计记录；可记为指标值", "count the registers: the figure of any day or period and its rows, recorded if wanted"), terminal,
            (line, stop) =>
            {
                bool asJson = line.GetValue(json);
                var wanted = new Wanted([.. Asked.List(line.GetValue(indicator)).Select(i => new IndicatorCode(i))], line.GetValue(area) is { } code ? new AreaCode(code) : null, line.GetValue(rows) ? Rows.Listed : Rows.Counted, line.GetValue(record) ? WriteMode.Commit : WriteMode.DryRun);
                return Asked.Periods(line.GetRequiredValue(periods)).Match(
                    p => OpenCity.Run(terminal, line.GetValue(database), asJson, city => Run(terminal, city, wanted with { Periods = [.. p.Value] }, asJson, stop), stop),
                    r => Task.FromResult(Ending.Refused(terminal, r.Findings, asJson)));
            })
        {
            Options = { indicator, area, periods, rows, record, database, json },
            Examples =
            [
                new("touchstone measure --period 2022-07-16 --indicator HTE --rows", new("当日有效的高新技术企业及名单", "the high-tech firms valid that day, with their list")),
                new("touchstone measure --period 2021 --record", new("把 2021 年的计数记为指标值", "records the figures of 2021 as observations")),
            ],
        };
    }

    private enum Rows { Counted, Listed }

    private sealed record Wanted(ImmutableArray<IndicatorCode> Indicators, AreaCode? Area, Rows Rows, WriteMode Mode)
    {
        public ImmutableArray<Period> Periods { get; init; } = [];
    }

    private sealed record Figure(Register Register, RegisterMeasure Measure, CellKey Cell, Measured Measured);

    private static async Task<int> Run(Terminal terminal, OpenCity city, Wanted wanted, bool asJson, CancellationToken stop)
    {
        var known = await city.Get<ListMeasures>().Run(Actor.Local, stop);
        var area = wanted.Area ?? Area.Keeper(await city.Get<ListAreas>().Run(Actor.Local, stop));
        if (area is not { } where)
            return Ending.Refused(terminal, [Finding.Error("measure.no-area", new Place(Column: "--area"), new("库中没有地区，不知道为谁计数。", "The database has no areas: it is not known for whom to count."), new("用 --area 给出地区代码。", "Name one with --area."))], asJson);
        var indicators = wanted.Indicators.IsEmpty ? [.. known.Select(k => k.Measure.Indicator)] : wanted.Indicators;
        CellKey[] cells = [.. indicators.SelectMany(i => wanted.Periods.Select(p => new CellKey(i, where, p)))];
        var figures = new List<Figure>();
        var faults = new List<Finding>();
        foreach (var cell in cells)
        {
            var outcome = await city.Get<CountRegister>().Run(Actor.Local, cell, stop);
            if (outcome.IsDone(out var measured) && known.FirstOrDefault(k => k.Measure.Indicator == cell.Indicator) is { Measure: { } measure } of) figures.Add(new(of.Register, measure, cell, measured));
            else faults.AddRange(outcome.AllFindings);
        }
        if (faults.Count > 0) return Ending.Refused(terminal, [.. faults.Distinct()], asJson);
        MeasureReceipt? receipt = null;
        if (wanted.Mode == WriteMode.Commit && !(await city.Get<MeasureRegisters>().Run(Actor.Local, cells, stop)).Match(done => { receipt = done.Value; return true; }, refused => { faults.AddRange(refused.Findings); return false; }))
            return Ending.Refused(terminal, [.. faults], asJson);
        if (asJson) WriteJson(terminal, figures, receipt);
        else WriteText(terminal, figures, receipt, wanted.Rows);
        return ExitCode.Done;
    }

    private static void WriteJson(Terminal terminal, List<Figure> figures, MeasureReceipt? receipt) => Json.Write(terminal.Out, json =>
    {
        json.WriteNumber("exitCode", ExitCode.Done);
        json.WriteStartArray("figures");
        foreach (var f in figures)
        {
            json.WriteStartObject();
            json.WriteString("register", f.Register.Code);
            json.WriteString("indicator", f.Cell.Indicator.Value);
            json.WriteString("area", f.Cell.Area.Value);
            json.WriteString("period", f.Cell.Period.ToString());
            json.Number("value", f.Measured.Value);
            json.WriteBoolean("fictitious", f.Measured.IsFictitious);
            json.Text("rule", f.Measure.Rule);
            json.WriteStartArray("rows");
            foreach (var r in f.Measured.Rows)
            {
                json.WriteStartObject();
                json.WriteString("register", r.Register);
                json.WriteNumber("row", r.Row);
                json.WriteString("key", r.Key);
                json.WriteString("name", r.Name);
                json.WriteString("detail", r.Detail);
                if (r.Role.Length > 0) json.WriteString("role", r.Role);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (receipt is null) return;
        json.WriteNumber("recorded", receipt.Recorded);
        json.WriteNumber("unchanged", receipt.Unchanged);
    });

    private static void WriteText(Terminal terminal, List<Figure> figures, MeasureReceipt? receipt, Rows rows)
    {
        string Say(string zh, string en) => terminal.Say(new(zh, en));
        var table = new Table { Border = TableBorder.Simple };
        foreach (string heading in (string[])[Say("指标", "indicator"), Say("地区", "area"), Say("期间", "period"), Say("计数", "counted"), Say("记录数", "rows"), Say("口径", "what is counted")]) table.AddColumn(new TableColumn(heading));
        var marks = CellMarks.None;
        foreach (var f in figures)
        {
            var mark = f.Measured.IsFictitious ? CellMarks.Unverified : CellMarks.None;
            marks |= mark;
            table.AddRow([.. ((string[])[f.Cell.Indicator.Value, f.Cell.Area.Value, f.Cell.Period.ToString(), Shown.Value(f.Measured.Value) + Marks.Signs(mark), Shown.Count(f.Measured.Rows.Length), terminal.Say(f.Measure.Rule)]).Select(Markup.Escape)]);
        }
        terminal.Canvas().Write(table);
        if (rows == Rows.Listed)
            foreach (var f in figures)
                foreach (var r in f.Measured.Rows) terminal.Out.WriteLine($"{f.Cell.Indicator} {f.Cell.Period}  {r.Role}{(r.Role.Length > 0 ? "  " : "")}{r.Key}  {r.Name}  {r.Detail}");
        if (Marks.Legend(terminal, marks) is { Length: > 0 } legend) terminal.Out.WriteLine(legend);
        if (receipt is not null) terminal.Out.WriteLine(Say($"已记录 {receipt.Recorded} 个指标值，{receipt.Unchanged} 个与上次相同。", $"{receipt.Recorded} figures recorded, {receipt.Unchanged} as they were."));
    }
}
