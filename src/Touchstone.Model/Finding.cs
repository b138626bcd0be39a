using System.Collections.Immutable;

namespace Touchstone.Model;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,
    /// <summary>The work went on, and the reader must be told.</summary>
    Warning,
    /// <summary>The work cannot go on; nothing was written.</summary>
    Error,
}

/// <summary>Where in the input a finding is. Every part is optional; rows and lines are counted from one, the header included.</summary>
/// <param name="File">File name as the user knows it.</param>
/// <param name="Sheet">Worksheet name, for workbooks.</param>
/// <param name="Row">Row of a table or line of a text file.</param>
/// <param name="Column">Column name or letter (tables) or column number (text).</param>
public sealed record Place(string? File = null, string? Sheet = null, int? Row = null, string? Column = null)
{
    /// <summary>Nowhere in particular: about the whole.</summary>
    public static Place Whole { get; } = new();

    /// <inheritdoc/>
    public override string ToString()
    {
        var parts = new List<string>(4);
        if (File is not null) parts.Add(File);
        if (Sheet is not null) parts.Add(Sheet);
        if (Row is { } row) parts.Add(row.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (Column is not null) parts.Add(Column);
        return string.Join(':', parts);
    }
}

/// <summary>Something the reader of the input must know: what is wrong, where, and what to do. Bad input data gives findings, all of them, never an exception.</summary>
/// <param name="Code">Stable dotted code, such as <c>number.unreadable</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Where">The place in the input.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Finding(string Code, Severity Severity, Place Where, Text What, Text Fix)
{
    /// <summary>An error: the work cannot go on.</summary>
    public static Finding Error(string code, Place where, Text what, Text fix) => new(code, Severity.Error, where, what, fix);
    /// <summary>A warning: the work went on.</summary>
    public static Finding Warning(string code, Place where, Text what, Text fix) => new(code, Severity.Warning, where, what, fix);
    /// <summary>For information.</summary>
    public static Finding Info(string code, Place where, Text what, Text fix) => new(code, Severity.Info, where, what, fix);
}

/// <summary>Questions asked of many findings.</summary>
public static class Findings
{
    /// <summary>True when at least one is an error.</summary>
    public static bool HasErrors(this IEnumerable<Finding> findings) => findings.Any(f => f.Severity == Severity.Error);
}

/// <summary>
/// The one result type of the solution: an action was done, or it was refused with its reasons. Closed: the two below are the only cases.
/// </summary>
public abstract record Outcome<T>
{
    private Outcome() { }

    /// <summary>Done; the findings are warnings and information.</summary>
    public sealed record Done(T Value, ImmutableArray<Finding> Findings) : Outcome<T>;

    /// <summary>Refused; at least one finding is an error.</summary>
    public sealed record Refused(ImmutableArray<Finding> Findings) : Outcome<T>;

    /// <summary>Decides over both cases.</summary>
    public TResult Match<TResult>(Func<Done, TResult> done, Func<Refused, TResult> refused) => this switch
    {
        Done d => done(d),
        Refused r => refused(r),
        _ => throw new InvalidOperationException("An outcome is done or refused."),
    };

    /// <summary>The findings of either case.</summary>
    public ImmutableArray<Finding> AllFindings => Match(d => d.Findings, r => r.Findings);

    /// <summary>True when done, with the value.</summary>
    public bool IsDone([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T value)
    {
        if (this is Done d) { value = d.Value; return true; }
        value = default;
        return false;
    }

    /// <summary>The value, for callers that have already checked (tests, samples). Throws with the findings when refused.</summary>
    public T OrThrow() => Match(
        d => d.Value,
        r => throw new InvalidOperationException(string.Join("\n", r.Findings.Select(f => $"{f.Where} {f.Code}: {f.What} {f.Fix}"))));
}

/// <summary>Makes outcomes without naming their type twice.</summary>
public static class Outcome
{
    /// <summary>Done, with warnings if any.</summary>
    public static Outcome<T> Done<T>(T value, IEnumerable<Finding>? findings = null) =>
        new Outcome<T>.Done(value, findings is null ? [] : [.. findings]);

    /// <summary>Refused, with its reasons.</summary>
    public static Outcome<T> Refused<T>(IEnumerable<Finding> findings) => new Outcome<T>.Refused([.. findings]);

    /// <summary>Refused, with one reason.</summary>
    public static Outcome<T> Refused<T>(Finding finding) => new Outcome<T>.Refused([finding]);
}
