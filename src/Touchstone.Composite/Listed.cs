using System.Collections;
using System.Collections.Immutable;
using System.Globalization;

namespace Touchstone.Composite;

/// <summary>A list in a rule: equal when its items are, in order, so that rules with lists compare by what they say.</summary>
public sealed class Listed<T>(ImmutableArray<T> items) : IReadOnlyList<T>, IEquatable<Listed<T>>
{
    /// <summary>The items.</summary>
    public ImmutableArray<T> Items { get; } = items;
    /// <inheritdoc/>
    public int Count => Items.Length;
    /// <inheritdoc/>
    public T this[int index] => Items[index];
    /// <inheritdoc/>
    public bool Equals(Listed<T>? other) => other is not null && Items.SequenceEqual(other.Items);
    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Listed<T>);
    /// <inheritdoc/>
    public override int GetHashCode() => Items.Aggregate(17, (hash, item) => HashCode.Combine(hash, item));
    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    /// <inheritdoc/>
    public override string ToString() => "[" + string.Join(", ", Items.Select(i => Convert.ToString(i, CultureInfo.InvariantCulture))) + "]";
}

/// <summary>Makes lists without naming their type.</summary>
public static class Listed
{
    /// <summary>The items in order.</summary>
    public static Listed<T> Of<T>(params IEnumerable<T> items) => new([.. items]);
}
