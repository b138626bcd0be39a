using System.Collections.Immutable;
using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>A figure of a line: the latest of its frequency, with every source of the cell, the one that counts first.</summary>
internal sealed record MonitorValueBody(string Period, Frequency Frequency, double? Value, int AgeDays, ImmutableArray<string> Marks, ImmutableArray<ObservationBody> Sources)
{
    public static MonitorValueBody Of(MonitorValue v) => new(v.Cell.Key.Period.ToString(), v.Frequency, v.Cell.Value, v.AgeDays,
        MarkWords.Of(ObsStatuses.MarksOf(v.Cell.Preferred.Status, v.Cell.Preferred.Tier)), [.. v.Cell.Candidates.Select(ObservationBody.Of)]);
}

/// <summary>Who is to report an indicator, and whether that was checked.</summary>
internal sealed record ResponsibleBody(string Department, BothLanguages Name, bool Verified);

/// <summary>A target with its document, and what is still to go by the printed rule; null where it cannot be said.</summary>
internal sealed record TargetBody(double Target, string Period, string Document, string? AgainstPeriod, double? Remaining, BothLanguages Rule)
{
    public static TargetBody Of(TargetDistance d) => new(d.Target, d.Period.ToString(), d.Document, d.Against?.Cell.Key.Period.ToString(), d.Remaining, BothLanguages.Of(TargetDistance.Rule));
}

/// <summary>A line of a monitor. Without a target with a document, target is null; a line without a value says why, or who is to report it.</summary>
internal sealed record MonitorLineBody(string Heading, BothLanguages HeadingName, string Indicator, BothLanguages? Name, BothLanguages? Unit, Direction? Direction, CatalogueMark? Mark, bool? Verified, string Origin,
    ImmutableArray<MonitorValueBody> Values, BothLanguages? WhyEmpty, ImmutableArray<ResponsibleBody> Responsible, TargetBody? Target)
{
    public static MonitorLineBody Of(MonitorLine l) => new(l.Item.Heading, BothLanguages.Of(l.Item.HeadingName), l.Item.Indicator.Value, l.Indicator is { } i ? BothLanguages.Of(i.Name) : null,
        l.Indicator is { } u ? BothLanguages.Of(u.Unit) : null, l.Indicator?.Direction, l.Indicator?.Mark, l.Indicator?.IsVerified, l.Item.Origin, [.. l.Values.Select(MonitorValueBody.Of)],
        BothLanguages.OrNull(l.Item.WhyEmpty), [.. l.Responsible.Select(r => new ResponsibleBody(r.Department, BothLanguages.Of(r.Name), r.Verification == Verification.Verified))],
        l.Distance is { } d ? TargetBody.Of(d) : null);
}

/// <summary>A monitor of one area, in the order of its list. There is no score of a heading and none over all.</summary>
internal sealed record MonitorBody(string Monitor, string Area, BothLanguages NoScore, ImmutableArray<MonitorLineBody> Lines);

/// <summary>The monitor: a city under the headings of the guide.</summary>
internal static class MonitorApi
{
    public static void MapMonitor(this IEndpointRouteBuilder api) =>
        api.MapGet("/monitor", Read).WithTags("Monitor").WithName("readMonitor").WithSummary("An area under the headings of the guide, each indicator with the latest value of each frequency")
            .WithDescription("A year, a quarter, an instant and a year to date are different figures and never stand for each other. No score is given: no heading has targets with documents.").Unsound().Missing();

    private static async Task<Results<Ok<MonitorBody>, ProblemHttpResult>> Read(HttpContext http, ReadMonitor read, ListMonitors list,
        [Description("The area.")] string? area, [Description("The monitor; the first when not given.")] string? monitor,
        [Description("Only figures of this frequency; the latest of each when not given.")] string? frequency,
        [Description("What was known at the end of this day; now when not given.")] DateOnly? asKnownOn, CancellationToken stop)
    {
        var asked = new Asked();
        string where = asked.Required("area", area);
        var kind = asked.Word<Frequency>("frequency", frequency);
        if (!asked.IsSound) return asked.Refusal;
        var names = await list.Run(Caller.Of(http), stop);
        string? name = monitor ?? (names.IsEmpty ? null : names[0]);
        if (name is null || !names.Contains(name)) return Problems.NotFound(new("监测清单", "monitor"), name ?? "");
        var lines = await read.Run(Caller.Of(http), new(name, new(where), new AsKnownOn(asKnownOn), kind), stop);
        return TypedResults.Ok(new MonitorBody(name, where, BothLanguages.Of(Words.Monitor.NoScore), [.. lines.Select(MonitorLineBody.Of)]));
    }
}
