namespace Touchstone.Rules;

/// <summary>A part of the line, written as in a textbook: <c>[5%, 10%)</c>, <c>(-inf, 0]</c>.</summary>
public sealed record Interval(Rational? Low, bool HasLow, Rational? High, bool HasHigh)
{
    public static Interval Line { get; } = new(null, false, null, false);

    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Interval? interval)
    {
        interval = null;
        text = text.Trim();
        if (text.Length < 5 || text[0] is not ('[' or '(') || text[^1] is not (']' or ')')) return false;
        string[] ends = text[1..^1].Split(',');
        if (ends.Length != 2 || !End(ends[0], "-inf", out var low) || !End(ends[1], "+inf", out var high)) return false;
        bool hasLow = text[0] == '[', hasHigh = text[^1] == ']';
        if ((low is null && hasLow) || (high is null && hasHigh) || (low is { } l && high is { } h && (l > h || (l == h && !(hasLow && hasHigh))))) return false;
        interval = new Interval(low, hasLow, high, hasHigh);
        return true;
    }

    private static bool End(string text, string open, out Rational? end)
    {
        end = null;
        text = text.Trim();
        if (text == open || text == open.TrimStart('+') || text is "∞" or "-∞" && text.StartsWith('-') == open.StartsWith('-')) return true;
        if (!FormulaReader.TryNumber(text, out var value)) return false;
        end = value;
        return true;
    }

    /// <summary>True when the other begins exactly where this ends: no gap, no overlap.</summary>
    public bool Touches(Interval next) => High is { } high && next.Low is { } low && high == low && HasHigh != next.HasLow;

    /// <summary>Whether the value is inside; an undefined one is in none.</summary>
    public Reach Holds(Reach value)
    {
        var above = Low is { } low ? HasLow ? Reach.AtLeast(value, Reach.At(low)) : Reach.Above(value, Reach.At(low)) : Reach.Of(!value.IsUndefined);
        var below = High is { } high ? HasHigh ? Reach.AtLeast(Reach.At(high), value) : Reach.Above(Reach.At(high), value) : Reach.Of(!value.IsUndefined);
        return Reach.Min(above, below);
    }

    public override string ToString() => $"{(HasLow ? '[' : '(')}{Low?.ToString() ?? "-inf"}, {High?.ToString() ?? "+inf"}{(HasHigh ? ']' : ')')}";
}
