using System.Collections.Immutable;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>Something that is counted of a register for an area and a period, and becomes a figure like any other.</summary>
/// <param name="Indicator">The indicator of the catalogue.</param>
/// <param name="Rule">What is counted, in words.</param>
public sealed record RegisterMeasure(IndicatorCode Indicator, Text Rule)
{
    /// <summary>The codes of other registers whose rows it looks at: a change of theirs may change it.</summary>
    internal ImmutableArray<string> Reads { get; init; } = [];

    /// <summary>Counts.</summary>
    internal Func<CityDb, MeasureScope, CancellationToken, Task<Measured>> Count { get; init; } = (_, _, _) => throw new InvalidOperationException("A measure counts.");
}

/// <summary>For what is counted.</summary>
/// <param name="Area">The area; every row counts for the city that keeps the register.</param>
/// <param name="IsWhole">True where the area is the city that keeps the register.</param>
/// <param name="Period">The period; a stock is counted on its last day.</param>
internal sealed record MeasureScope(AreaCode Area, bool IsWhole, Period Period);

/// <summary>A row that was counted.</summary>
/// <param name="Row">Its number.</param>
/// <param name="Key">Its natural key.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Detail">Why it counts, such as number and days of a certificate.</param>
/// <param name="Role">What it counts in, where there is more than one part: <c>numerator</c>, <c>denominator</c>.</param>
public sealed record CountedRow(string Register, long Row, string Key, string Name, string Detail, string Role = "");

/// <summary>A figure of a register with the rows it was counted from.</summary>
/// <param name="Value">Null where it is not defined, such as a share of nothing.</param>
public sealed record Measured(double? Value, ImmutableArray<CountedRow> Rows)
{
    /// <summary>True where made-up rows were counted: the figure is then marked as unverified wherever it is shown.</summary>
    public bool IsFictitious { get; init; }

    /// <summary>A count of the rows.</summary>
    public static Measured CountOf(IEnumerable<CountedRow> rows) => Of([.. rows]);

    private static Measured Of(ImmutableArray<CountedRow> rows) => new(rows.Length, rows);

    /// <summary>A share of the rows of the denominator, in percent.</summary>
    public static Measured ShareOf(IEnumerable<CountedRow> numerator, IEnumerable<CountedRow> denominator)
    {
        ImmutableArray<CountedRow> above = [.. numerator.Select(r => r with { Role = "numerator" })], below = [.. denominator.Select(r => r with { Role = "denominator" })];
        return new(below.IsEmpty ? null : 100.0 * above.Length / below.Length, above.AddRange(below));
    }

    /// <summary>The list of the rows as a file: the same rows, the same bytes.</summary>
    internal byte[] AsFile() => CsvWriter.ToBytes(csv =>
    {
        csv.WriteAll("register", "row", "key", "name", "detail", "role").EndRow();
        foreach (var row in Rows.OrderBy(r => r.Role, StringComparer.Ordinal).ThenBy(r => r.Register, StringComparer.Ordinal).ThenBy(r => r.Row))
            csv.WriteAll(row.Register, row.Row.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Key, row.Name, row.Detail, row.Role).EndRow();
    });
}
