using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// The trends of a panel: absolute and relative change, compound growth and the least-squares slope, over any window of its periods. Time is counted in years between the ends of
/// periods. Periods of another frequency than the window's last are passed over, and so are years to another date: a quarter is no trend of a year.
/// After COINr's <c>get_trends</c> (<c>CAGR</c>, <c>prc_change</c>); what differs is told on the method card.
/// </summary>
/// <param name="Periods">The periods compared, in order.</param>
/// <param name="Items">A trend for each unit and column, in the order of the units, then of the columns asked for.</param>
public sealed record Trends(ImmutableArray<Period> Periods, ImmutableArray<Trend> Items)
{
    /// <summary>
    /// The trends of columns of a table: raw figures, or the data after any step. Refused, all reasons at once, where the table has no such column, or fewer than two periods in the window.
    /// </summary>
    public static Outcome<Trends> OfData(DataTable table, IEnumerable<IndicatorCode> columns, TrendWindow? window = null)
    {
        IndicatorCode[] codes = [.. columns];
        return Of(table.Rows, [.. codes.Select(table.PlaceOf)], codes, (column, row) => (table.Columns[column][row], table.Columns[column].MarksAt(row)), window ?? new());
    }

    /// <summary>
    /// The trends of scores. Scores are comparable only inside one frame: refused where each period has its own bounds and means (a frame per period), besides what <see cref="OfData"/> refuses.
    /// </summary>
    public static Outcome<Trends> OfScores(IndexBuild build, IEnumerable<IndicatorCode> nodes, TrendWindow? window = null)
    {
        if (build.Frame.Periods.Length > 1)
            return Outcome.Refused<Trends>(Finding.Error("trends.frame", Place.Whole,
                new("各期的上下限、均值各算各的，得分不在同一口径内，不能连成趋势。", "Each period has its own bounds and means: its scores are not in one frame, and no trend of them says anything."),
                new("请把口径改为 pooled 或 base，或改看原始数据的趋势。", "Make the frame pooled or of base periods, or ask for the trends of the data.")));
        var scores = build.Scores;
        IndicatorCode[] codes = [.. nodes];
        return Of(scores.Rows, [.. codes.Select(scores.PlaceOf)], codes, (node, row) => (scores.Score(row, node), scores.Marks(row, node)), window ?? new());
    }

    private static Outcome<Trends> Of(ImmutableArray<RowKey> rows, int[] places, IndicatorCode[] codes, Func<int, int, (double? Value, CellMarks Marks)> at, TrendWindow window)
    {
        var faults = codes.Where((_, i) => places[i] < 0).Select(c => Finding.Error("trends.unknown", Place.Whole, new($"没有 {c}。", $"There is no {c}."), new("请核对代码：indicators.csv 列出全部代码。", "Check the code: indicators.csv lists them.")))
            .ToImmutableArray();
        var periods = PeriodsOf(rows, window);
        if (periods.Length < 2)
            faults = faults.Add(Finding.Error("trends.periods", Place.Whole, new($"所选范围内只有 {periods.Length} 期，至少要有两期。", $"The window has {periods.Length} {(periods.Length == 1 ? "period" : "periods")}; a trend needs two."),
                new("请放宽起止期间。", "Widen the window.")));
        if (!faults.IsEmpty) return Outcome.Refused<Trends>(faults);
        double[] years = [.. periods.Select(Years.At)];
        var rowOf = new Dictionary<UnitCode, int[]>();
        for (int r = 0; r < rows.Length; r++)
        {
            if (rows[r].Period is not { } period || periods.BinarySearch(period) is not (>= 0 and var p)) continue;
            if (!rowOf.TryGetValue(rows[r].Unit, out int[]? byPeriod)) { rowOf.Add(rows[r].Unit, byPeriod = new int[periods.Length]); Array.Fill(byPeriod, -1); }
            byPeriod[p] = r;
        }
        var series = new Series(periods, years);
        var trends = ImmutableArray.CreateBuilder<Trend>(rowOf.Count * codes.Length);
        foreach (var unit in rowOf.Keys.Order())
            for (int c = 0; c < codes.Length; c++)
            {
                series.Clear();
                for (int p = 0; p < periods.Length; p++)
                    if (rowOf[unit][p] is >= 0 and var r && at(places[c], r) is ({ } value, var marks)) series.Add(p, value, marks);
                trends.Add(series.Trend(unit, codes[c]));
            }
        return Outcome.Done(new Trends(periods, trends.MoveToImmutable()));
    }

    private static ImmutableArray<Period> PeriodsOf(ImmutableArray<RowKey> rows, TrendWindow window)
    {
        var within = rows.Select(r => r.Period).OfType<Period>().Distinct().Where(p => !(window.From is { } from && p.CompareTo(from) < 0) && !(window.To is { } to && p.CompareTo(to) > 0)).Order().ToList();
        if (within.Count == 0) return [];
        var last = within[^1];
        var alike = within.Where(p => p.Frequency == last.Frequency && (p.Frequency != Frequency.YearToDate || (p.Last.Month, p.Last.Day) == (last.Last.Month, last.Last.Day))).ToImmutableArray();
        return window.Latest is { } latest && latest < alike.Length ? alike[^Math.Max(0, latest)..] : alike;
    }
}

/// <summary>The figures of one unit and column, by the place of their period.</summary>
internal sealed class Series(ImmutableArray<Period> periods, double[] years)
{
    private readonly int[] _at = new int[periods.Length];
    private readonly double[] _values = new double[periods.Length];
    private int _count;
    private CellMarks _marks;

    public void Clear() => (_count, _marks) = (0, CellMarks.None);

    public void Add(int period, double value, CellMarks marks)
    {
        (_at[_count], _values[_count]) = (period, value);
        _count++;
        _marks |= marks;
    }

    public Trend Trend(UnitCode unit, IndicatorCode code)
    {
        var trend = new Trend(unit, code, _count, _marks);
        if (_count == 0) return trend;
        double first = _values[0], last = _values[_count - 1];
        trend = trend with { First = periods[_at[0]], Last = periods[_at[_count - 1]], FirstValue = first, LastValue = last };
        if (_count == 1) return trend;
        var (slope, height) = Line();
        return trend with
        {
            Change = Finite(last - first),
            RelativeChange = first == last ? 0 : first > 0 ? Finite((last - first) / first) : null,
            Growth = first == last ? 0 : first > 0 && last >= 0 ? Finite(Math.Pow(last / first, 1 / Since(_count - 1)) - 1) : null,
            Slope = Finite(slope),
            RelativeSlope = slope == 0 ? 0 : height > 0 ? Finite(slope / height) : null,
        };
    }

    /// <summary>The least-squares line: its slope, and its height at the first figure.</summary>
    private (double Slope, double Height) Line()
    {
        double time = 0, mean = 0, with = 0, square = 0;
        for (int i = 0; i < _count; i++) time += Since(i) / _count;
        for (int i = 0; i < _count; i++) mean += (_values[i] - _values[0]) / _count;
        for (int i = 0; i < _count; i++)
        {
            double t = Since(i) - time;
            with += t * (_values[i] - _values[0] - mean);
            square += t * t;
        }
        double slope = with / square;
        return (slope, _values[0] + mean - slope * time);
    }

    /// <summary>Years since the first figure.</summary>
    private double Since(int i) => years[_at[i]] - years[_at[0]];

    private static double? Finite(double x) => double.IsFinite(x) ? x : null;
}
