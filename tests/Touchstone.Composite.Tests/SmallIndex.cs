using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Small inputs for tests: units u000, u001 …; indicators a, b, c … (or i000 …) under the root "index".</summary>
internal static class SmallIndex
{
    public static FrameworkNode Indicator(string code, string parent = "index", double weight = 1, Direction direction = Direction.HigherIsBetter) =>
        new() { Code = new(code), Kind = NodeKind.Indicator, Parent = new(parent), Weight = weight, Direction = direction };

    public static FrameworkNode Aggregate(string code, string? parent = null, double weight = 1) =>
        new() { Code = new(code), Kind = NodeKind.Aggregate, Parent = parent is null ? null : new IndicatorCode(parent), Weight = weight };

    public static FrameworkNode Context(string code) => new() { Code = new(code), Kind = NodeKind.Context, Direction = Direction.Neutral };

    public static UnitCode UnitCode(int place) => new(place.ToString("'u'000000", CultureInfo.InvariantCulture));

    public static Unit Unit(int place, bool ranked = true, params (string Column, string Group)[] groups) =>
        new(UnitCode(place), Text.Same(UnitCode(place).Value), groups.ToImmutableSortedDictionary(g => g.Column, g => g.Group, StringComparer.Ordinal), ranked);

    /// <summary>One indicator, "a", a unit a value.</summary>
    public static IndexInput Column(double?[] values) => Input([Aggregate("index"), Indicator("a")], values.Select((v, i) => Unit(i)), values.Length, (_, r) => values[r]);

    /// <summary>One unit, an indicator a value.</summary>
    public static IndexInput Row(double?[] values, Func<int, double>? weight = null) =>
        Input([Aggregate("index"), .. values.Select((_, i) => Indicator(Code(i), weight: weight?.Invoke(i) ?? 1))], [Unit(0)], 1, (code, _) => values[Place(code)]);

    public static string Code(int place) => place.ToString("'i'000", CultureInfo.InvariantCulture);
    public static int Place(string code) => int.Parse(code.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>An input of one unnamed period.</summary>
    public static IndexInput Input(IEnumerable<FrameworkNode> nodes, IEnumerable<Unit> units, int rows, Func<string, int, double?> value, Func<string, int, CellMarks>? marks = null)
    {
        var framework = Framework.Create(nodes).OrThrow();
        var columns = framework.Indicators.Concat(framework.Context).Select(n => n.Code).ToList();
        return new(framework, [.. units], Table(Enumerable.Range(0, rows).Select(r => new RowKey(null, UnitCode(r))).ToList(), columns, value, marks));
    }

    public static DataTable Table(List<RowKey> rows, IReadOnlyList<IndicatorCode> columns, Func<string, int, double?> value, Func<string, int, CellMarks>? marks = null) =>
        DataTable.Create(rows, columns, rows.SelectMany((row, r) => columns.Select(c =>
            new Cell(row, c, value(c.Value, r), marks?.Invoke(c.Value, r) ?? CellMarks.None, Place_(r, c))))).OrThrow();

    private static Place Place_(int row, IndicatorCode column) => new("data.csv", null, row + 2, column.Value);
}
