using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The version of the methods: it changes whenever a number can change (see METHODS-CHANGELOG.md).</summary>
public static class Methods
{
    /// <summary>The version, part of every <see cref="BuildId"/>.</summary>
    public const string Version = "3";
}

/// <summary>SHA-256 over the canonical data, the canonical recipe and the methods version; lower-case hexadecimal.</summary>
public readonly record struct BuildId(string Value)
{
    /// <summary>The first twelve digits, for a person; a link or a file carries the whole.</summary>
    public string Abbreviated => Value is { Length: > 12 } value ? value[..12] : Value ?? "";

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>A number that a step used for a column: a bound, a mean, a cap. <c>Period</c> is null when taken over several periods.</summary>
public sealed record StepParameter(int Step, string StepKind, Period? Period, IndicatorCode Column, string Name, double Value);

/// <summary>What one step made of the data.</summary>
/// <param name="Place">Place in the recipe, from 1; 0 is the input.</param>
/// <param name="Step">The step; null for the input.</param>
/// <param name="Data">The data after it.</param>
/// <param name="Changes">The cells that screening, imputation, treatment or a bound changed.</param>
/// <param name="Parameters">The numbers it used.</param>
public sealed record StepResult(int Place, Step? Step, DataTable Data, CellChanges Changes, ImmutableArray<StepParameter> Parameters);

/// <summary>Where a row stands in the ranking.</summary>
public enum RowStatus
{
    /// <summary>Scored and ranked.</summary>
    Ranked,
    /// <summary>Scored, not ranked: by the unit list, a screen or a gate.</summary>
    Unranked,
}

/// <summary>
/// An index as built: immutable, and the same for the same input on the same runtime identifier at any number of threads.
/// Reads as the methodology: each step takes the data of the one before.
/// </summary>
public sealed class IndexBuild
{
    /// <summary>The identity of this build.</summary>
    public required BuildId Id { get; init; }
    /// <summary>The identity of its recipe alone, and of the methods version: two builds by one recipe share it, whatever their data. Lower-case hexadecimal.</summary>
    public string RecipeId => BuildIdentity.Of(Recipe);
    /// <summary>What it was made from.</summary>
    public required IndexInput Input { get; init; }
    /// <summary>How it was made.</summary>
    public required Recipe Recipe { get; init; }
    /// <summary>Every step with its data, <c>Steps[0]</c> being the input.</summary>
    public required ImmutableArray<StepResult> Steps { get; init; }
    /// <summary>Scores and ranks of every node.</summary>
    public required ScoreTable Scores { get; init; }
    /// <summary>The frame, to be frozen for another build.</summary>
    public required Frame Frame { get; init; }
    /// <summary>Warnings and information.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Everything that can be known to be wrong before the run: impossible combinations, unknown codes, missing parameters.</summary>
    public static ImmutableArray<Finding> Check(IndexInput input, Recipe recipe) =>
        [.. InputChecks.Of(input), .. RecipeChecks.Of(input, recipe)];

    /// <summary>Runs the recipe, keeping every step and change. Refused with all findings when the input or the recipe is wrong.</summary>
    /// <param name="input">Framework, units, data.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="onStep">Told before each step, and once with null after the last: for progress and timings, which the engine does not take.</param>
    /// <param name="stop">Cancels between steps.</param>
    public static Outcome<IndexBuild> Run(IndexInput input, Recipe recipe, Action<Step?>? onStep = null, CancellationToken stop = default)
    {
        var findings = Check(input, recipe);
        if (findings.HasErrors()) return Outcome.Refused<IndexBuild>(findings);

        // What was put in is known already: its identity is found beside the run.
        var id = Task.Run(() => BuildIdentity.Of(input, recipe), CancellationToken.None);
        var plan = new Plan(input, recipe);
        var sheet = new Worksheet(plan);
        var audit = new Audit(plan, keeps: true);
        var record = new BuildRecord(plan, sheet, audit);
        new RawCells(plan).Lend(sheet);
        foreach (var step in StepsOf(plan))
        {
            stop.ThrowIfCancellationRequested();
            onStep?.Invoke(step.Step);
            audit.Open(step);
            step.Apply(sheet, audit);
            record.Add(step);
            if (audit.Faults > 0) return Outcome.Refused<IndexBuild>([.. findings, .. audit.Findings]);
        }
        onStep?.Invoke(null);
        return Outcome.Done(record.Close(id.Result, findings));
    }

    /// <summary>The steps of the methodology, made ready in the order the recipe states.</summary>
    internal static StepRun[] StepsOf(Plan plan) => [.. plan.Recipe.Steps.Select((step, i) => Ready(plan, i + 1, step))];

    private static StepRun Ready(Plan plan, int place, Step step) => step switch
    {
        Derive derive => new Deriving(plan, place, derive),                 // columns from columns
        Denominate denominate => new Denominating(plan, place, denominate), // x ÷ d × scale
        Screen screen => new Screening(plan, place, screen),                // which units stay
        Gate gate => new Gating(plan, place, gate),                         // which indicators enter, which units are ranked
        Impute impute => new Imputing(plan, place, impute),                 // missing cells
        Treat treat => new Treating(plan, place, treat),                    // outliers
        Transform transform => new Transforming(plan, place, transform),    // stated logarithms and bounds
        Normalise normalise => new Normalising(plan, place, normalise),     // to a common scale, direction applied
        Weigh weigh => new Weighing(plan, place, weigh),                    // weights
        Aggregate aggregate => new Aggregating(plan, place, aggregate),     // up the tree
        Rank rank => new Ranking(plan, place, rank),                        // 1 = best
        _ => throw new InvalidOperationException($"No step {step.Kind}."),
    };
}
