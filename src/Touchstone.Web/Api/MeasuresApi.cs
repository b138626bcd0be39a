using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Observations;
using Touchstone.City.Registers;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>Something that can be counted of a register, as an indicator of the catalogue.</summary>
internal sealed record RegisterMeasureBody(string Register, string Indicator, BothLanguages Rule);
/// <summary>A row that was counted. Role: numerator or denominator of a share; empty for a count.</summary>
internal sealed record CountedRowBody(string Register, long Row, string Key, string Name, string Detail, string Role);
/// <summary>A figure counted of a register, with the rows. Value null: not defined. Fictitious: made-up rows are among them.</summary>
internal sealed record CountedFigureBody(string Register, string Indicator, string Area, string Period, BothLanguages Rule, double? Value, bool Fictitious, ImmutableArray<CountedRowBody> Rows);
/// <summary>For which area and periods the measures of a register are recorded; indicators null: all it has.</summary>
internal sealed record RecordMeasuresBody(string Area, ImmutableArray<string> Periods, ImmutableArray<string>? Indicators);
/// <summary>Figures counted; of those, recorded as observations, and unchanged since they were recorded last.</summary>
internal sealed record MeasureReceiptBody(int Measured, int Recorded, int Unchanged);

/// <summary>Figures counted of registers: for any day or period, and recorded as observations.</summary>
internal static class MeasuresApi
{
    private static readonly Text Kind = new("可计数的指标", "measure");

    public static void MapMeasures(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/registers/{register}/measures").WithTags("Registers");
        group.MapGet("", List).WithName("listMeasures").WithSummary("What can be counted of a register").Missing();
        group.MapGet("/{indicator}", Count).WithName("countMeasure").WithSummary("A figure of a register for an area, with the rows counted; nothing is recorded")
            .WithDescription("period is a day (2022-07-16) for a stock on that day, or 2021, 2021-Q1, 2022-YTD-07-16: a stock is counted on its last day, entries within it.").Unsound().Missing().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("", Record).WithName("recordMeasures").WithSummary("Count the measures of a register and record the figures as observations")
            .WithDescription("The list of the rows is kept as each observation's source, and the figures are counted again with every change of the register. A figure that comes out as it was is not recorded again.").Missing().Writes();
    }

    private static Results<Ok<ImmutableArray<RegisterMeasureBody>>, ProblemHttpResult> List(RegisterBook book, string register) => book.Find(register) is { } found
        ? TypedResults.Ok<ImmutableArray<RegisterMeasureBody>>([.. found.Measures.Select(m => new RegisterMeasureBody(found.Code, m.Indicator.Value, BothLanguages.Of(m.Rule)))])
        : Problems.NotFound(RegistersApi.Kind, register);

    private static async Task<Results<Ok<CountedFigureBody>, ProblemHttpResult>> Count(HttpContext http, RegisterBook book, CountRegister count, string register, string indicator,
        [Description("The city that keeps the register, or a division or zone of it.")] string? area, [Description("A day or a period.")] string? period, CancellationToken stop)
    {
        if (book.Find(register) is not { } found) return Problems.NotFound(RegistersApi.Kind, register);
        if (found.Measures.FirstOrDefault(m => m.Indicator.Value == indicator) is not { } measure) return Problems.NotFound(Kind, indicator);
        var asked = new Asked();
        var (where, when) = (asked.Required("area", area), asked.Period("period", asked.Required("period", period)));
        if (!asked.IsSound || when is not { } on) return asked.Refusal;
        var outcome = await count.Run(Caller.Of(http), new(measure.Indicator, new(where), on), stop);
        return outcome.Match<Results<Ok<CountedFigureBody>, ProblemHttpResult>>(
            done => TypedResults.Ok(new CountedFigureBody(register, indicator, where, on.ToString(), BothLanguages.Of(measure.Rule), done.Value.Value, done.Value.IsFictitious,
                [.. done.Value.Rows.Select(r => new CountedRowBody(r.Register, r.Row, r.Key, r.Name, r.Detail, r.Role))])),
            refused => Problems.Refused(refused.Findings));
    }

    private static async Task<Results<Ok<MeasureReceiptBody>, ProblemHttpResult>> Record(HttpContext http, RegisterBook book, MeasureRegisters measure, string register, RecordMeasuresBody body, CancellationToken stop)
    {
        if (book.Find(register) is not { } found) return Problems.NotFound(RegistersApi.Kind, register);
        var asked = new Asked();
        string area = asked.Required("area", body.Area);
        var periods = asked.Periods(body.Periods.IsDefaultOrEmpty ? null : [.. body.Periods]);
        if (periods.IsEmpty && asked.IsSound) asked.Required("periods", null);
        ImmutableArray<IndicatorCode> counted = [.. found.Measures.Select(m => m.Indicator)], indicators = body.Indicators is { IsDefaultOrEmpty: false } some ? [.. some.Select(i => new IndicatorCode(i))] : counted;
        foreach (var other in indicators.Where(i => !counted.Contains(i)))
            asked.Fault("indicators", new($"“{found.Name.Zh}”不能计数“{other}”。", $"{found.Name.En} do not count '{other}'."), new($"可用：{string.Join("、", counted)}。", $"Known: {string.Join(", ", counted)}."));
        if (!asked.IsSound) return asked.Refusal;
        CellKey[] cells = [.. indicators.SelectMany(i => periods.Select(p => new CellKey(i, new(area), p)))];
        var outcome = await measure.Run(Caller.Of(http), cells, stop);
        return outcome.Match<Results<Ok<MeasureReceiptBody>, ProblemHttpResult>>(done => TypedResults.Ok(new MeasureReceiptBody(done.Value.Measured, done.Value.Recorded, done.Value.Unchanged)), refused => Problems.Refused(refused.Findings));
    }
}
