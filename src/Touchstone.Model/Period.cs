using System.Globalization;

namespace Touchstone.Model;

/// <summary>How often a figure is made; the letters are SDMX's where SDMX has one.</summary>
public enum Frequency
{
    /// <summary>A year (<c>2021</c>).</summary>
    Annual,
    /// <summary>A half year (<c>2021-S1</c>).</summary>
    HalfYear,
    /// <summary>A quarter (<c>2021-Q1</c>).</summary>
    Quarterly,
    /// <summary>A month (<c>2021-07</c>).</summary>
    Monthly,
    /// <summary>One day: the state at an instant (<c>2021-12-31</c>).</summary>
    Instant,
    /// <summary>From 1 January to a day (<c>2022-YTD-07-16</c>).</summary>
    YearToDate,
}

/// <summary>
/// The period a figure is about: a closed interval of days with a frequency; it may be an instant or a year to date.
/// Ordered by first day, then last day, then frequency.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    private Period(DateOnly first, DateOnly last, Frequency frequency) => (First, Last, Frequency) = (first, last, frequency);

    /// <summary>First day, included.</summary>
    public DateOnly First { get; }
    /// <summary>Last day, included.</summary>
    public DateOnly Last { get; }
    /// <summary>The frequency.</summary>
    public Frequency Frequency { get; }
    /// <summary>The year of the last day.</summary>
    public int Year => Last.Year;

    /// <summary>A calendar year.</summary>
    public static Period InYear(int year) => new(new(year, 1, 1), new(year, 12, 31), Frequency.Annual);
    /// <summary>A half year, 1 or 2.</summary>
    public static Period InHalf(int year, int half) => Months(year, (half - 1) * 6 + 1, 6, Frequency.HalfYear);
    /// <summary>A quarter, 1 to 4.</summary>
    public static Period InQuarter(int year, int quarter) => Months(year, (quarter - 1) * 3 + 1, 3, Frequency.Quarterly);
    /// <summary>A month, 1 to 12.</summary>
    public static Period InMonth(int year, int month) => Months(year, month, 1, Frequency.Monthly);
    /// <summary>The state on a day.</summary>
    public static Period On(DateOnly day) => new(day, day, Frequency.Instant);
    /// <summary>From 1 January to the day.</summary>
    public static Period YearTo(DateOnly day) => new(new(day.Year, 1, 1), day, Frequency.YearToDate);

    private static Period Months(int year, int month, int count, Frequency frequency)
    {
        var first = new DateOnly(year, month, 1);
        return new(first, first.AddMonths(count).AddDays(-1), frequency);
    }

    /// <summary>Reads <c>2021</c>, <c>2021-S1</c>, <c>2021-Q1</c>, <c>2021-07</c>, <c>2021-12-31</c>, <c>2022-YTD-07-16</c>.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        string s = (text ?? "").Trim();
        if (s.Length < 4 || !int.TryParse(s.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out int year) || year is < 1 or > 9998) return false;
        string rest = s[4..];
        if (rest.Length == 0) { period = InYear(year); return true; }
        if (rest.Length == 3 && rest[1] == 'S' && rest[2] is '1' or '2' && rest[0] == '-') { period = InHalf(year, rest[2] - '0'); return true; }
        if (rest.Length == 3 && rest[0] == '-' && rest[1] == 'Q' && rest[2] is >= '1' and <= '4') { period = InQuarter(year, rest[2] - '0'); return true; }
        if (rest.Length == 3 && rest[0] == '-' && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int month) && month is >= 1 and <= 12)
        {
            period = InMonth(year, month);
            return true;
        }
        bool toDate = rest.StartsWith("-YTD-", StringComparison.Ordinal);
        string day = toDate ? s[..4] + rest[4..] : s;
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return false;
        period = toDate ? YearTo(date) : On(date);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Frequency switch
    {
        Frequency.Annual => First.Year.ToString("0000", CultureInfo.InvariantCulture),
        Frequency.HalfYear => string.Create(CultureInfo.InvariantCulture, $"{First.Year:0000}-S{(First.Month + 5) / 6}"),
        Frequency.Quarterly => string.Create(CultureInfo.InvariantCulture, $"{First.Year:0000}-Q{(First.Month + 2) / 3}"),
        Frequency.Monthly => First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Frequency.Instant => First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Frequency.YearToDate => Last.ToString("yyyy'-YTD-'MM'-'dd", CultureInfo.InvariantCulture),
    };

    /// <inheritdoc/>
    public int CompareTo(Period other)
    {
        int c = First.CompareTo(other.First);
        if (c == 0) c = Last.CompareTo(other.Last);
        return c != 0 ? c : Frequency.CompareTo(other.Frequency);
    }
}
