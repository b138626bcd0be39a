using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>Builds of the indices: immutable, under the identity the engine gave them, which is also the ETag of everything about them.</summary>
internal static class BuildsApi
{
    public static void MapBuilds(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("").WithTags("Builds");
        group.MapGet("/builds", List).WithName("listBuilds").WithSummary("Builds, the latest first").Unsound();
        group.MapPost("/builds", Build).WithName("buildIndex").WithSummary("Build an index from the observations as known on a day")
            .WithDescription("201 with the new build; 200 with the build that was there when data, recipe and methods are the same, and for dryRun=true.").Missing().Writes();
        group.MapGet("/builds/{id}", One).WithName("getBuild").WithSummary("One build").Fixed();
        group.MapGet("/builds/{id}/scores", Scores).WithName("getScores").WithSummary("Scores and ranks of every node, by period, unit, level, node").Fixed();
        group.MapGet("/builds/{id}/steps", Steps).WithName("getSteps").WithSummary("The steps, with the recipe in words and how many cells each changed").Fixed();
        group.MapGet("/builds/{id}/changes", Changes).WithName("getChanges").WithSummary("Cells that screening, imputation, treatment or a bound changed, and why").Fixed();
        group.MapGet("/builds/{id}/parameters", Parameters).WithName("getParameters").WithSummary("The numbers each step used for each column: bounds, means, caps").Fixed();
        group.MapGet("/builds/{id}/findings", FindingsOf).WithName("getBuildFindings").WithSummary("Warnings and notes of the build").Fixed();
        group.MapGet("/builds/{id}/explain", Explain).WithName("explainScore").WithSummary("Why a score is what it is: a tree from the node down to the cells of the input").Fixed().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapGet("/builds/{id}/scores.csv", (HttpContext http, OpenBuilds builds, string id, CancellationToken stop) => OneFile(http, builds, id, "scores.csv", stop))
            .WithName("getScoresCsv").WithSummary("scores.csv of the build folder").WithMetadata(Answers.Csv).Fixed();
        group.MapGet("/builds/{id}/files/{**name}", OneFile).WithName("getBuildFile").WithSummary("A file of the build folder: report.html (in the language asked for, ?lang=), scores.csv, changes.csv, steps/01-impute.csv, input/index.yaml …").WithMetadata(Answers.Bytes).Fixed();
        group.MapGet("/builds/{id}/folder.zip", Folder).WithName("getBuildFolder").WithSummary("The whole build folder, its input included, so that the build can be run again").WithMetadata(new Answers("application/zip", "binary")).Fixed();
        group.MapGet("/builds/compare", Compare).WithName("compareBuilds").WithSummary("What differs between two builds: inputs, recipe, frame, ranks; and why a unit moved").Unsound().Missing();
    }

    /// <summary>The endpoint is about one build, and its answer never changes.</summary>
    private static RouteHandlerBuilder Fixed(this RouteHandlerBuilder endpoint) => endpoint.Missing().Unsound().ProducesProblem(StatusCodes.Status404NotFound)
        .Produces(StatusCodes.Status304NotModified).AddEndpointFilter(NotModified);

    /// <summary>304 when the caller has it; otherwise the answer may be kept for a day.</summary>
    private static async ValueTask<object?> NotModified(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        string asked = (string?)http.Request.RouteValues["id"] ?? "";
        var stored = await BuildNames.Find(http.RequestServices.GetRequiredService<ListBuilds>(), Caller.Of(http), asked, http.RequestAborted);
        if (stored is null) return BuildNames.NotFound(asked);
        var tag = new EntityTagHeaderValue('"' + stored.Id.Value + '"');
        http.Response.GetTypedHeaders().ETag = tag;
        http.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return http.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false)) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : await next(call);
    }

    private static async Task<Results<Ok<PageBody<BuildBody>>, ProblemHttpResult>> List(HttpContext http, ListBuilds list,
        [Description("Only builds of this index.")] string? index,
        [Description("The most builds, 1 to 1000; 100 when not given.")] int? limit, [Description("The value of next on the page before.")] string? after, CancellationToken stop)
    {
        var asked = new Asked();
        int most = asked.Limit(limit);
        var all = await list.Run(Caller.Of(http), index, stop);
        int from = string.IsNullOrEmpty(after) ? -1 : all.Select(b => b.Id.Value).ToList().IndexOf(after);
        if (from < 0 && !string.IsNullOrEmpty(after)) asked.Fault("after", new($"没有批次“{after}”。", $"There is no build '{after}'."), new("请原样使用上一页的 next。", "Use the next of the page before as it is."));
        if (!asked.IsSound) return asked.Refusal;
        return TypedResults.Ok(Paging.Page(http, all.Skip(from + 1), b => b.Id.Value, _ => true, most, BuildBody.Of));
    }

    private static async Task<Results<Ok<BuildBody>, Created<BuildBody>, ProblemHttpResult>> Build(HttpContext http, BuildIndex build, BuildOrder order,
        [Description("Only try: nothing is stored.")] bool? dryRun,
        [FromHeader(Name = "Idempotency-Key"), Description("Accepted and not needed: the same inputs give the same build, which is not stored twice.")] string? idempotencyKey, CancellationToken stop)
    {
        var asked = new Asked();
        string index = asked.Required("index", order.Index);
        var periods = asked.Periods([.. order.Periods ?? []]);
        if (!asked.IsSound) return asked.Refusal;
        var mode = dryRun == true ? WriteMode.DryRun : WriteMode.Commit;
        var outcome = await build.Run(Caller.Of(http), new BuildRequest(index, periods, new AsKnownOn(order.AsKnownOn), order.Edition, mode), stop);
        return outcome.Match<Results<Ok<BuildBody>, Created<BuildBody>, ProblemHttpResult>>(
            done => mode == WriteMode.DryRun || done.Findings.Any(f => f.Code == SameBuild)
                ? TypedResults.Ok(BuildBody.Of(done.Value)) : TypedResults.Created("/api/v1/builds/" + done.Value.Id, BuildBody.Of(done.Value)),
            refused => Problems.Refused(refused.Findings));
    }

    /// <summary>The finding of a build that was there before.</summary>
    public const string SameBuild = "build.same";

    private static async Task<Results<Ok<BuildBody>, ProblemHttpResult>> One(HttpContext http, ListBuilds list, [Description("The identity, or its first 6 or more characters.")] string id, CancellationToken stop) =>
        await BuildNames.Find(list, Caller.Of(http), id, stop) is { } build ? TypedResults.Ok(BuildBody.Of(build)) : BuildNames.NotFound(id);

    private static async Task<Results<Ok<ImmutableArray<ScoreBody>>, ProblemHttpResult>> Scores(HttpContext http, ListBuilds list, ReadScores read, string id,
        [Description("Only this period.")] string? period, [Description("Only this unit.")] string? unit, [Description("Only this node.")] string? node, [Description("Only this level: 1 = indicators.")] int? level, CancellationToken stop)
    {
        var asked = new Asked();
        var when = asked.Period("period", period);
        if (!asked.IsSound) return asked.Refusal;
        if (await BuildNames.Find(list, Caller.Of(http), id, stop) is not { } build) return BuildNames.NotFound(id);
        var filter = new ScoreFilter(when?.ToString(), unit is null ? null : new UnitCode(unit), node is null ? null : new IndicatorCode(node));
        return TypedResults.Ok<ImmutableArray<ScoreBody>>([.. (await read.Run(Caller.Of(http), build.Id, filter, stop)).Where(s => level is null || s.Level == level).Select(ScoreBody.Of)]);
    }

    private static async Task<Results<Ok<ImmutableArray<StepBody>>, ProblemHttpResult>> Steps(HttpContext http, OpenBuilds builds, string id, CancellationToken stop)
    {
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } build) return opened.Refusal;
        var lines = RecipeText.Lines(build.Recipe).ToLookup(l => l.Step);
        return TypedResults.Ok<ImmutableArray<StepBody>>([.. build.Steps.Select(s =>
        {
            string kind = s.Step?.Kind ?? "input";
            return new StepBody(s.Place, kind, BothLanguages.Of(RecipeText.StepName(kind)), s.Changes.Count, s.Parameters.Length, s.Data.Rows.Length, s.Data.Columns.Length,
                [.. lines[s.Place].Select(l => new RecipeLineBody(l.Step, l.Kind, l.Code?.Value, BothLanguages.Of(l.Words)))],
                string.Create(CultureInfo.InvariantCulture, $"/api/v1/builds/{build.Id}/files/steps/{s.Place:00}-{kind}.csv"));
        })]);
    }

    private static async Task<Results<Ok<ImmutableArray<ChangeBody>>, ProblemHttpResult>> Changes(HttpContext http, OpenBuilds builds, string id,
        [Description("Only this unit.")] string? unit, [Description("Only this indicator.")] string? indicator, CancellationToken stop) =>
        await builds.Open(http, id, stop) is var opened && opened.Build is not { } build ? opened.Refusal
            : TypedResults.Ok<ImmutableArray<ChangeBody>>([.. build.Steps.SelectMany(s => s.Changes)
                .Where(c => (unit is null || c.Unit.Value == unit) && (indicator is null || c.Indicator.Value == indicator)).Select(ChangeBody.Of)]);

    private static async Task<Results<Ok<ImmutableArray<ParameterBody>>, ProblemHttpResult>> Parameters(HttpContext http, OpenBuilds builds, string id, CancellationToken stop) =>
        await builds.Open(http, id, stop) is var opened && opened.Build is { } build
            ? TypedResults.Ok<ImmutableArray<ParameterBody>>([.. build.Steps.SelectMany(s => s.Parameters).Select(ParameterBody.Of)]) : opened.Refusal;

    private static async Task<Results<Ok<ImmutableArray<FindingBody>>, ProblemHttpResult>> FindingsOf(HttpContext http, OpenBuilds builds, string id, CancellationToken stop) =>
        await builds.Open(http, id, stop) is var opened && opened.Build is { } build ? TypedResults.Ok(FindingBody.All(build.Findings)) : opened.Refusal;

    private static async Task<Results<Ok<ExplanationBody>, ProblemHttpResult>> Explain(HttpContext http, OpenBuilds builds, string id,
        [Description("The unit.")] string? unit, [Description("The period; not needed where the index has one unnamed period.")] string? period,
        [Description("The node; the root when not given.")] string? node, [Description("How far down: 0 = the node alone; all the way when not given.")] int? depth, CancellationToken stop)
    {
        var asked = new Asked();
        string who = asked.Required("unit", unit);
        var when = asked.Period("period", period);
        if (depth is < 0) asked.Fault("depth", new("depth 不能为负。", "depth must not be negative."), new("请给出 0 或更大的整数。", "Give 0 or more."));
        if (!asked.IsSound) return asked.Refusal;
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } build) return opened.Refusal;
        return Explanation.Of(build, when, new UnitCode(who), node is null ? null : new IndicatorCode(node), depth ?? Explanation.WholeDepth).Match<Results<Ok<ExplanationBody>, ProblemHttpResult>>(
            done => TypedResults.Ok(new ExplanationBody(build.Id.Value, done.Value.Period?.ToString(), who, BothLanguages.Of(done.Value.UnitName), done.Value.Status, ExplainedNodeBody.Of(done.Value.Node))),
            refused => Problems.Refused(refused.Findings));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> OneFile(HttpContext http, OpenBuilds builds, string id, string name, CancellationToken stop)
    {
        var opened = await builds.Open(http, id, stop);
        if (opened.Build is not { } build) return opened.Refusal;
        var files = FilesOf(build, name == ReportName ? IndexReport.Html(build, Language.Current) : null);
        if (!files.TryGetValue(name, out byte[]? bytes)) return Problems.NotFound(new("批次文件", "file of the build"), name);
        return TypedResults.Bytes(bytes, Path.GetExtension(name) switch { ".csv" => "text/csv; charset=utf-8", ".json" => "application/json", ".yaml" => "application/yaml", ".html" => "text/html; charset=utf-8", _ => "application/octet-stream" }, Path.GetFileName(name));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Folder(HttpContext http, OpenBuilds builds, string id, CancellationToken stop)
    {
        var opened = await builds.Open(http, id, stop);
        if (opened is not { Build: { } build, Stored: { } stored }) return opened.Refusal;
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in FilesOf(build, IndexReport.Html(build, Language.Current)))
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(stored.CreatedAt);
                await using var to = await entry.OpenAsync(stop);
                await to.WriteAsync(content, stop);
            }
        return TypedResults.Bytes(bytes.ToArray(), "application/zip", $"{stored.Index}-{BuildNames.Short(stored.Id)}.zip");
    }

    private const string ReportName = "report.html";

    private static SortedDictionary<string, byte[]> FilesOf(IndexBuild build, byte[]? report)
    {
        var streams = new Dictionary<string, MemoryStream>(StringComparer.Ordinal);
        BuildFolder.WriteFiles(build, new BuildPapers([], report is null ? null : (ReadOnlyMemory<byte>)report), name => streams[name] = new MemoryStream());
        return new(streams.ToDictionary(s => s.Key, s => s.Value.ToArray(), StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static async Task<Results<Ok<ComparisonBody>, ProblemHttpResult>> Compare(HttpContext http, OpenBuilds builds,
        [Description("The earlier build.")] string? a, [Description("The later build.")] string? b, [Description("The node; the root when not given.")] string? node,
        [Description("A unit whose move is to be explained by indicators.")] string? unit, [Description("The period of that unit.")] string? period, CancellationToken stop)
    {
        var asked = new Asked();
        var (first, second, when) = (asked.Required("a", a), asked.Required("b", b), asked.Period("period", period));
        if (!asked.IsSound) return asked.Refusal;
        var (earlier, later) = (await builds.Open(http, first, stop), await builds.Open(http, second, stop));
        if (earlier is not { Build: { } x, Stored: { } before }) return earlier.Refusal;
        if (later is not { Build: { } y, Stored: { } after }) return later.Refusal;
        var comparison = BuildComparison.Of(x, y);
        IndicatorCode? at = node is null ? null : new IndicatorCode(node);
        GapBody? why = unit is not null && comparison.Why(new RowKey(when, new UnitCode(unit)), at).IsDone(out var gap) ? GapBody.Of(gap) : null;
        return TypedResults.Ok(Body(comparison, before, after, at, why));
    }

    private static ComparisonBody Body(BuildComparison c, StoredBuild before, StoredBuild after, IndicatorCode? node, GapBody? why) => new(BuildBody.Of(before), BuildBody.Of(after),
        (node ?? c.After.Scores.Nodes[0].Code).Value, c.ScoresComparable, FindingBody.All(c.WhyNotComparable),
        [.. c.Cells.Select(d => new CellDifferenceBody(d.Row.Period?.ToString(), d.Row.Unit.Value, d.Column.Value, d.Before, d.After, MarkWords.Of(d.MarksBefore), MarkWords.Of(d.MarksAfter)))],
        [.. c.RecipeChanges.Select(d => new RecipeDifferenceBody(d.Kind, d.Code?.Value, BothLanguages.OrNull(d.Before), BothLanguages.OrNull(d.After)))],
        [.. c.FrameChanges.Select(BothLanguages.Of)], [.. c.UnitsEntered.Select(u => u.Value)], [.. c.UnitsLeft.Select(u => u.Value)],
        [.. c.IndicatorsEntered.Select(i => i.Value)], [.. c.IndicatorsLeft.Select(i => i.Value)],
        [.. c.Moves(node).OrderByDescending(m => Math.Abs(m.PlacesGained ?? 0)).ThenBy(m => m.Row).Select(m => new MoveBody(m.Row.Period?.ToString(), m.Row.Unit.Value,
            c.ScoresComparable ? m.ScoreBefore : null, c.ScoresComparable ? m.ScoreAfter : null, m.RankBefore, m.RankAfter, m.PlacesGained))], why);
}
