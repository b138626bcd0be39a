namespace Touchstone.Model;

/// <summary>The code of a unit of an index: a city, a country, a county. Compared ordinally.</summary>
public readonly record struct UnitCode(string Value) : IComparable<UnitCode>
{
    /// <inheritdoc/>
    public int CompareTo(UnitCode other) => string.CompareOrdinal(Value, other.Value);
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The code of an indicator, of an aggregate node of the index tree, or of a context column (a denominator). Compared ordinally.</summary>
public readonly record struct IndicatorCode(string Value) : IComparable<IndicatorCode>
{
    /// <inheritdoc/>
    public int CompareTo(IndicatorCode other) => string.CompareOrdinal(Value, other.Value);
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The code of an area: a GB/T 2260 division (six digits) or a functional zone, which overlaps divisions. Compared ordinally.</summary>
public readonly record struct AreaCode(string Value) : IComparable<AreaCode>
{
    /// <inheritdoc/>
    public int CompareTo(AreaCode other) => string.CompareOrdinal(Value, other.Value);
    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Which way an indicator is good.</summary>
public enum Direction
{
    /// <summary>A context column or denominator: neither way is good.</summary>
    Neutral = 0,
    /// <summary>More is better.</summary>
    HigherIsBetter = 1,
    /// <summary>Less is better.</summary>
    LowerIsBetter = -1,
}
