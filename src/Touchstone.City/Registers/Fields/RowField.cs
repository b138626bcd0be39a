using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>A field of rows of one type: where its value is, and how it becomes a condition or an order of a query.</summary>
internal abstract class RowField<TRow>(string code, Text name, FieldKind kind, FieldTraits traits) : RegisterField(code, name, kind, traits)
{
    /// <summary>The value, as <see cref="FieldKind"/> says; null = missing.</summary>
    public abstract object? Get(TRow row);
    public abstract void Set(TRow row, object? value);
    /// <summary>The rows whose value is one of these; null among them stands for missing.</summary>
    public abstract Expression<Func<TRow, bool>> IsOneOf(IReadOnlyList<object?> values);
    /// <summary>The rows whose value is not below, not above.</summary>
    public abstract Expression<Func<TRow, bool>>? Between(object? least, object? most);
    public abstract IOrderedQueryable<TRow> Order(IQueryable<TRow> rows, SortDirection direction);
    /// <summary>The value as the databases sort it (<see cref="StoredOrder"/>): text by its bytes.</summary>
    public abstract object? Stored(TRow row);
}

/// <summary>The order of values as a database has it.</summary>
/// <param name="missingFirst">SQLite puts missing values before all others, PostgreSQL after.</param>
internal sealed class StoredOrder(bool missingFirst) : IComparer<object?>
{
    public int Compare(object? x, object? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => missingFirst ? -1 : 1,
        (_, null) => missingFirst ? 1 : -1,
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        _ => ((IComparable)x).CompareTo(y),
    };
}

/// <summary>Which way a list is sorted.</summary>
public enum SortDirection
{
    Up,
    Down,
}

internal sealed class RowField<TRow, TValue> : RowField<TRow>
{
    private readonly Expression<Func<TRow, TValue>> _path;
    private readonly Func<TRow, TValue> _get;
    private readonly Action<TRow, TValue> _set;
    private readonly Func<TValue, object?> _out;
    private readonly Func<object?, TValue> _in;

    public RowField(string code, Text name, FieldKind kind, FieldTraits traits, Expression<Func<TRow, TValue>> path, Func<TValue, object?> toCell, Func<object?, TValue> fromCell) : base(code, name, kind, traits)
    {
        (_path, _get, _out, _in) = (path, path.Compile(), toCell, fromCell);
        var property = (PropertyInfo)((MemberExpression)path.Body).Member;
        _set = property.SetMethod!.CreateDelegate<Action<TRow, TValue>>();
    }

    public override object? Get(TRow row) => _out(_get(row));
    public override void Set(TRow row, object? value) => _set(row, _in(value));

    public override Expression<Func<TRow, bool>> IsOneOf(IReadOnlyList<object?> values)
    {
        Expression? any = null;
        foreach (object? value in values)
        {
            Expression here = value is not null ? Expression.Equal(_path.Body, Held(_in(value))) : IsMissing();
            any = any is null ? here : Expression.OrElse(any, here);
        }
        return Expression.Lambda<Func<TRow, bool>>(any ?? Expression.Constant(false), _path.Parameters);
    }

    /// <summary>A column that always has a value may have one that stands for none, such as the year 0; else nothing is missing in it.</summary>
    private Expression IsMissing() => default(TValue) is null ? Expression.Equal(_path.Body, Expression.Constant(null, typeof(TValue)))
        : _out(_in(null)) is null ? Expression.Equal(_path.Body, Held(_in(null))) : Expression.Constant(false);

    public override object? Stored(TRow row) => _get(row) switch
    {
        null => null,
        string text => Encoding.UTF8.GetBytes(text),
        Enum code => Encoding.UTF8.GetBytes(code.ToString()),
        AreaCode area => Encoding.UTF8.GetBytes(area.Value),
        var other => other,
    };

    public override Expression<Func<TRow, bool>>? Between(object? least, object? most)
    {
        Expression? both = least is null ? null : Expression.GreaterThanOrEqual(_path.Body, Held(_in(least)));
        if (most is not null)
        {
            var below = Expression.LessThanOrEqual(_path.Body, Held(_in(most)));
            both = both is null ? below : Expression.AndAlso(both, below);
        }
        return both is null ? null : Expression.Lambda<Func<TRow, bool>>(both, _path.Parameters);
    }

    public override IOrderedQueryable<TRow> Order(IQueryable<TRow> rows, SortDirection direction) => direction == SortDirection.Up ? rows.OrderBy(_path) : rows.OrderByDescending(_path);

    /// <summary>A value held in a field, so that the query is compiled once and the value is a parameter.</summary>
    private static MemberExpression Held(TValue value) => Expression.Field(Expression.Constant(new Box { Value = value }), nameof(Box.Value));

    private sealed class Box
    {
        public TValue Value = default!;
    }
}
