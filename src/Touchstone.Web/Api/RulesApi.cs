using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Web.Api;

/// <summary>Rulebooks, and firms held against them. Nothing is recorded: a POST only carries more than an address can.</summary>
internal static class RulesApi
{
    private const int MostFirms = 10_000;
    private const int MostGaps = 1000;
    private const int YearsAhead = 5;
    private static readonly Text Kind = new("规则", "rulebook");

    public static void MapRules(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/rules").WithTags("Rules");
        group.MapGet("", List).WithName("listRules").WithSummary("Rulebooks: every edition, or those in force on a day").Unsound();
        group.MapGet("/{id}", One).WithName("getRule").WithSummary("One rulebook, whole: inputs, definitions, conditions, scores, each with clause and mark").Missing();
        group.MapPost("/{id}/evaluate", Evaluate).WithName("evaluateRule").WithSummary("Hold firms against a rulebook: verdict, score or its range, what decides it, and on request the whole derivation")
            .WithDescription("A pre-assessment; the authority alone recognises. Nothing is recorded.").DisableAntiforgery().Unsound().Missing().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/{id}/gap", Gaps).WithName("findRuleGaps").WithSummary("What firms lack: the smallest change of each input, the cheapest combination under costs and limits, the earliest day")
            .WithDescription("A pre-assessment; the authority alone recognises. Nothing is recorded.").DisableAntiforgery().Unsound().Missing().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapPost("/{id}/what-if", WhatIf).WithName("whatIfRule").WithSummary("Change numbers of a rule: who enters, who leaves, at what cost")
            .WithDescription("The rulebook itself stays as it is. Nothing is recorded.").DisableAntiforgery().Unsound().Missing().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static Ok<ImmutableArray<RuleSummaryBody>> List(RulebookShelf shelf, [Description("Only editions in force on this day.")] DateOnly? day) =>
        TypedResults.Ok<ImmutableArray<RuleSummaryBody>>([.. shelf.Books.Where(b => day is not { } d || b.IsInForce(d)).Select(RuleSummaryBody.Of)]);

    private static Results<Ok<RulebookBody>, ProblemHttpResult> One(RulebookShelf shelf, TimeProvider clock, string id,
        [Description("The edition in force on this day; today when not given.")] DateOnly? day, [Description("An edition by its version; it wins over the day.")] string? edition) =>
        Find(shelf, clock, id, day, edition) is { } found ? TypedResults.Ok(RulebookBody.Of(found.Book)) : Problems.NotFound(Kind, id);

    private static Results<Ok<AssessmentBody<EvaluationBody>>, ProblemHttpResult> Evaluate(RulebookShelf shelf, TimeProvider clock, string id, FirmsBody body,
        [Description("Also the whole derivation of each verdict.")] bool? trace)
    {
        if (Find(shelf, clock, id, body.Day) is not { } found) return Problems.NotFound(Kind, id);
        if (!Read(found.Book, body.Firms, MostFirms).IsDone(out var firms, out var refusal)) return refusal;
        var done = ImmutableArray.CreateBuilder<EvaluationBody>();
        foreach (var firm in firms.Firms)
        {
            var outcome = Evaluation.Of(found.Book, firm.On(found.Book, found.Day), found.Day);
            if (!outcome.IsDone(out var evaluation)) return Problems.Refused(outcome.AllFindings);
            done.Add(EvaluationBody.Of(evaluation, trace));
        }
        return TypedResults.Ok(Answer(found, done.ToImmutable(), firms.Findings));
    }

    private static Results<Ok<AssessmentBody<FirmGapBody>>, ProblemHttpResult> Gaps(RulebookShelf shelf, TimeProvider clock, string id, GapRequestBody body)
    {
        if (Find(shelf, clock, id, body.Day) is not { } found) return Problems.NotFound(Kind, id);
        var chosen = LeverChoice.Read(found.Book, body.Costs ?? [], body.Limits ?? [], body.Fixed ?? [], body.Within);
        if (!chosen.IsDone(out var choice)) return Problems.Refused(chosen.AllFindings);
        if (!Read(found.Book, body.Firms, MostGaps).IsDone(out var firms, out var refusal)) return refusal;
        var done = ImmutableArray.CreateBuilder<FirmGapBody>();
        foreach (var firm in firms.Firms)
        {
            var outcome = Gap.Of(found.Book, firm.On(found.Book, found.Day), found.Day, choice);
            if (!outcome.IsDone(out var gap)) return Problems.Refused(outcome.AllFindings);
            var earliest = gap.Evaluation.Verdict == Verdict.Passes ? null : EarliestDay.Of(found.Book, firm, found.Day, found.Day.AddYears(YearsAhead)).IsDone(out var day) ? day : null;
            done.Add(FirmGapBody.Of(gap, earliest));
        }
        return TypedResults.Ok(Answer(found, done.ToImmutable(), firms.Findings));
    }

    private static Results<Ok<WhatIfResultBody>, ProblemHttpResult> WhatIf(RulebookShelf shelf, TimeProvider clock, string id, WhatIfBody body)
    {
        if (Find(shelf, clock, id, body.Day) is not { } found) return Problems.NotFound(Kind, id);
        if (!Read(found.Book, body.Firms, MostFirms).IsDone(out var firms, out var refusal)) return refusal;
        var summed = found.Book.Inputs.FirstOrDefault(i => i.Id == body.Sum);
        if (body.Sum is not null && summed is null) return Problems.Refused([Finding.Error("whatif.sum", new Place(Column: "sum"), new($"规则没有输入“{body.Sum}”。", $"The rulebook has no input '{body.Sum}'."), new("见规则的 inputs。", "See the rulebook's inputs."))]);
        var changed = PolicyWhatIf.With(found.Book, body.Set);
        if (!changed.IsDone(out var after)) return Problems.Refused(changed.AllFindings);
        var outcome = PolicyWhatIf.Of(found.Book, after, [.. firms.Firms.Select(f => f.On(found.Book, found.Day))], found.Day);
        if (!outcome.IsDone(out var result)) return Problems.Refused(outcome.AllFindings);
        var cost = body.Reward is { } each ? result.Cost(each) : ((Rational Before, Rational After)?)null;
        var effect = summed is null ? null : result.Effect(summed);
        return TypedResults.Ok(new WhatIfResultBody(found.Book.Id, found.Book.Version, found.Day, Says(found.Book), result.Firms.Length, result.PassingBefore, result.PassingAfter, result.Open,
            [.. result.Entering.Select(f => f.Facts.Firm)], [.. result.Leaving.Select(f => f.Facts.Firm)], cost?.Before.ToString(), cost?.After.ToString(), effect?.Before.ToString(), effect?.After.ToString(), effect?.Missing));
    }

    private static (Rulebook Book, DateOnly Day)? Find(RulebookShelf shelf, TimeProvider clock, string id, DateOnly? day, string? edition = null)
    {
        var on = day ?? DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        return (edition is null ? shelf.InForce(id, on) : shelf.Editions(id).FirstOrDefault(b => b.Version == edition)) is { } book ? (book, on) : null;
    }

    /// <summary>The firms of a request, or why they cannot be read: by the same reader as a file of firms.</summary>
    private readonly record struct ReadFirms(ImmutableArray<FirmHistory> Firms, ImmutableArray<Finding> Findings, ProblemHttpResult? Refusal)
    {
        public bool IsDone(out ReadFirms firms, out ProblemHttpResult refusal)
        {
            (firms, refusal) = (this, Refusal!);
            return Refusal is null;
        }
    }

    private static ReadFirms Read(Rulebook book, JsonElement[] firms, int most)
    {
        if (firms.Length > most)
            return new([], [], Problems.Refused([Finding.Error("firms.too-many", new Place(Column: "firms"), new($"一次最多 {most} 家企业。", $"At most {most} firms at once."), new("分几次提交。", "Send them in parts."))]));
        var read = FirmsFile.Read(JsonSerializer.SerializeToUtf8Bytes(firms), "request.json", book);
        return read.Match(done => new ReadFirms(done.Value, done.Findings, null), refused => new ReadFirms([], [], Problems.Refused(refused.Findings)));
    }

    private static BothLanguages Says(Rulebook book) => BothLanguages.Of(Words.Trying.PreAssessment(book.Authority));

    private static AssessmentBody<T> Answer<T>((Rulebook Book, DateOnly Day) found, ImmutableArray<T> firms, ImmutableArray<Finding> findings) =>
        new(found.Book.Id, found.Book.Version, found.Day, Says(found.Book), firms, FindingBody.All(findings));
}
