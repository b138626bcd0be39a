using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>A way to impute, to be held against others: the step that stands in place of the recipe's last impute step.</summary>
/// <param name="Code">Its code, unique among those compared.</param>
/// <param name="Step">The step, stated whole.</param>
public sealed record ImputationCandidate(string Code, Impute Step);

/// <summary>How far an imputation misses cells that are known: they are hidden a fold at a time, imputed and compared.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Compared">Cells that were hidden and filled.</param>
/// <param name="NotFilled">Cells that were hidden and stayed missing.</param>
/// <param name="RootMeanSquare">Root mean square error, in the units the step sees; null where nothing was compared.</param>
/// <param name="MeanAbsolute">Mean absolute error.</param>
/// <param name="Relative">Root mean square error ÷ standard deviation of the column's values: 1 is about what the mean misses by; null for a constant column.</param>
public sealed record HeldOutError(IndicatorCode Indicator, int Compared, int NotFilled, double? RootMeanSquare, double? MeanAbsolute, double? Relative);

/// <summary>
/// An imputation held against others: how far it misses cells that are known, and how far the ranks it leads to lie from theirs. Nothing else is changed, so the shift of ranks is the method's alone.
/// (OECD/JRC Handbook, Part 2, Step 3: the error of an imputation is to be told, and its effect on the index; hold-out as in Efron and Tibshirani, An Introduction to the Bootstrap, 17.)
/// </summary>
/// <param name="Code">The candidate's code.</param>
/// <param name="Columns">The error of each indicator that takes part, in the framework's order.</param>
/// <param name="Relative">The mean of the relative errors of the columns compared; null where there are none.</param>
/// <param name="Filled">How many cells of the index it fills.</param>
/// <param name="Ranks">The ranks of the root by input row; null = missing or unranked.</param>
/// <param name="Shifts">By the code of each candidate, the mean of |rank − rank by that candidate| over the rows ranked by both; null where there are none.</param>
public sealed record ImputationCheck(string Code, ImmutableArray<HeldOutError> Columns, double? Relative, int Filled, ImmutableArray<double?> Ranks, ImmutableSortedDictionary<string, double?> Shifts)
{
    /// <summary>
    /// Holds candidates against each other. Refused when the input is wrong, the recipe has no impute step, two candidates have one code, folds are not from 2 to 50, or a candidate cannot run.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="recipe">The recipe; its last impute step is replaced by each candidate's.</param>
    /// <param name="candidates">The candidates; <see cref="Usual"/> gives those that the data allows.</param>
    /// <param name="folds">How many folds hide each cell once.</param>
    /// <param name="seed">The same seed hides the same cells.</param>
    public static Outcome<ImmutableArray<ImputationCheck>> Of(IndexInput input, Recipe recipe, IEnumerable<ImputationCandidate> candidates, int folds = 10, ulong seed = 1)
    {
        var all = candidates.ToImmutableArray();
        int place = LastImpute(recipe);
        var findings = Faults(all, place, folds).ToList();
        if (findings.Count > 0) return Outcome.Refused<ImmutableArray<ImputationCheck>>(findings);
        var checks = new List<ImputationCheck>();
        foreach (var candidate in all)
        {
            var with = recipe with { Steps = recipe.Steps.SetItem(place, candidate.Step) };
            var prepared = IndexBuild.Run(input, with.Steps.Any(s => s is Rank) ? with : with with { Steps = with.Steps.Add(new Rank(Ties.Min, null)) });
            if (!prepared.IsDone(out var build)) return Outcome.Refused<ImmutableArray<ImputationCheck>>(prepared.AllFindings);
            checks.Add(One(candidate.Code, build, place + 1, folds, seed));
        }
        return Outcome.Done<ImmutableArray<ImputationCheck>>([.. checks.Select(c => c with { Shifts = checks.ToImmutableSortedDictionary(o => o.Code, o => Shift(c.Ranks, o.Ranks), StringComparer.Ordinal) })]);
    }

    /// <summary>
    /// The recipe's own imputation, none at all (what the others shift ranks against), and one rule for all indicators by every method that the data allows: mean, median, zero, mean and median of each group column, the row's
    /// other indicators, regression on the siblings, nearest neighbours, EM, and in a panel the observations over time. Units that the recipe never fills, and its cap, hold for all.
    /// </summary>
    public static ImmutableArray<ImputationCandidate> Usual(IndexInput input, Recipe recipe)
    {
        var all = ImmutableArray.CreateBuilder<ImputationCandidate>();
        if (LastImpute(recipe) is var place and >= 0) all.Add(new("own", (Impute)recipe.Steps[place]));
        string[] groups = [.. input.Units.SelectMany(u => u.Groups.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] overTime = input.Data.Rows.Any(r => r.Period is not null) ? ["last-observation", "previous-or-next", "interpolate", "interpolate-or-nearest"] : [];
        foreach (string code in (string[])["none", "mean", "median", "constant:0", .. groups.SelectMany(g => new[] { "group-mean:" + g, "group-median:" + g }), "row-mean", "row-median", "regression", "nearest-neighbours", "em", .. overTime])
            all.Add(Named(input, recipe, code)!);
        return all.ToImmutable();
    }

    /// <summary>
    /// A candidate by its code: the method's word, and behind a colon what it needs: <c>group-mean:COLUMN</c>, <c>group-median:COLUMN</c>, <c>constant:NUMBER</c>, <c>regression:CODE+CODE</c> (without codes: on the siblings of each
    /// indicator), <c>nearest-neighbours:K</c>, <c>last-observation:YEARS</c> and the other methods over time; <c>own</c> is the recipe's. Everything but the rules is the recipe's own. Null where the code is none of these.
    /// </summary>
    public static ImputationCandidate? Named(IndexInput input, Recipe recipe, string code)
    {
        int place = LastImpute(recipe);
        var own = place < 0 ? new Impute(PerCode.All(new ImputeRule(ImputeMethod.None))) : (Impute)recipe.Steps[place];
        string[] parts = code.Split(':', 2);
        string? with = parts.Length == 2 && parts[1].Length > 0 ? parts[1] : null;
        if (parts.Length == 2 && with is null) return null;
        int? whole = int.TryParse(with, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : null;
        ImputationCandidate? Of(ImputeRule? rule) => rule is null ? null : new(code, own with { Rules = PerCode.All(rule) });
        ImputationCandidate? OverTime(ImputeMethod method) => Of(with is null || whole is not null ? new(method, MaxAge: whole) : null);
        ImputationCandidate? Plain(ImputeRule rule) => Of(with is null ? rule : null);
        return parts[0] switch
        {
            "own" => with is null && place >= 0 ? new(code, own) : null,
            "none" => Plain(new(ImputeMethod.None)),
            "mean" => Plain(new(ImputeMethod.Mean)),
            "median" => Plain(new(ImputeMethod.Median)),
            "group-mean" => Of(with is null ? null : new(ImputeMethod.GroupMean, with)),
            "group-median" => Of(with is null ? null : new(ImputeMethod.GroupMedian, with)),
            "constant" => Of(double.TryParse(with, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? new(ImputeMethod.Constant, Constant: value) : null),
            "row-mean" => Plain(new(ImputeMethod.RowMean)),
            "row-median" => Plain(new(ImputeMethod.RowMedian)),
            "regression" => new(code, own with { Rules = with is null ? OnSiblings(input.Framework) : PerCode.All(new ImputeRule(ImputeMethod.Regression, Predictors: Listed.Of(with.Split('+').Select(c => new IndicatorCode(c))))) }),
            "nearest-neighbours" => Of(with is null || whole is > 0 ? new(ImputeMethod.NearestNeighbours, Neighbours: whole) : null),
            "em" => Plain(new(ImputeMethod.Em, Level: 2)),
            "last-observation" => OverTime(ImputeMethod.LastObservation),
            "previous-or-next" => OverTime(ImputeMethod.PreviousOrNext),
            "interpolate" => OverTime(ImputeMethod.Interpolate),
            "interpolate-or-nearest" => OverTime(ImputeMethod.InterpolateOrNearest),
            _ => null,
        };
    }

    /// <summary>Every indicator regressed on the others below its parent; one that is alone there is left as it is.</summary>
    private static PerCode<ImputeRule> OnSiblings(Framework framework) => new(new(ImputeMethod.None), framework.Indicators
        .Select(i => (i.Code, Others: framework.Children(i.Parent!.Value).Where(c => c.Kind == NodeKind.Indicator && c.Code != i.Code).Select(c => c.Code).ToList()))
        .Where(i => i.Others.Count > 0).ToImmutableSortedDictionary(i => i.Code, i => new ImputeRule(ImputeMethod.Regression, Predictors: Listed.Of(i.Others))));

    private static int LastImpute(Recipe recipe)
    {
        for (int i = recipe.Steps.Length - 1; i >= 0; i--) if (recipe.Steps[i] is Impute) return i;
        return -1;
    }

    private static IEnumerable<Finding> Faults(ImmutableArray<ImputationCandidate> candidates, int place, int folds)
    {
        if (place < 0) yield return Finding.Error("imputation.no-step", Place.Whole, new("方案中没有填补步骤。", "The recipe has no impute step."), new("请先加上 impute。", "Add impute first."));
        if (folds is < 2 or > 50) yield return Finding.Error("imputation.folds", Place.Whole, new("折数必须在 2 与 50 之间。", "The number of folds must be from 2 to 50."), new("通常为 10。", "10 is usual."));
        foreach (var twice in candidates.GroupBy(c => c.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return Finding.Error("imputation.twice", Place.Whole, new($"备选 {twice.Key} 出现了两次。", $"The candidate {twice.Key} is there twice."), new("只保留一个。", "Keep one."));
    }

    private static ImputationCheck One(string code, IndexBuild build, int place, int folds, ulong seed)
    {
        var plan = new Plan(build.Input, build.Recipe);
        var compared = HoldOut.Errors(plan, folds, seed)[place];
        var before = build.Steps[place - 1].Data;
        var entered = build.Scores.Nodes.Where(n => n.Kind == NodeKind.Indicator).Select(n => n.Code).ToHashSet();
        ImmutableArray<HeldOutError> columns = [.. plan.Codes.Take(plan.IndicatorCount).Select((c, i) => (Code: c, Of: compared[i])).Where(c => entered.Contains(c.Code)).Select(c => Error(c.Code, c.Of, before))];
        double[] relative = [.. columns.Select(c => c.Relative).OfType<double>()];
        int filled = build.Steps[place].Changes.Count(c => c.Before is null && c.After is not null && entered.Contains(c.Indicator));
        ImmutableArray<double?> ranks = [.. build.Input.Data.Rows.Select(r => build.Scores.PlaceOf(r) is var at and >= 0 ? build.Scores.Rank(at, 0) : null)];
        return new(code, columns, relative.Length == 0 ? null : Sums.Mean(relative), filled, ranks, ImmutableSortedDictionary<string, double?>.Empty);
    }

    private static HeldOutError Error(IndicatorCode code, Compared of, DataTable before)
    {
        if (of.Count == 0) return new(code, 0, of.NotFilled, null, null, null);
        double[] values = [.. before.Find(code)!.Values.Where(v => !double.IsNaN(v))];
        double deviation = Sums.Deviation(values, Sums.Mean(values));
        return new(code, of.Count, of.NotFilled, of.RootMeanSquare, of.Absolute / of.Count, deviation > 0 ? of.RootMeanSquare / deviation : null);
    }

    private static double? Shift(ImmutableArray<double?> a, ImmutableArray<double?> b)
    {
        double[] shifts = [.. a.Zip(b).Where(p => p.First is not null && p.Second is not null).Select(p => Math.Abs(p.First!.Value - p.Second!.Value))];
        return shifts.Length == 0 ? null : Sums.Mean(shifts);
    }
}
