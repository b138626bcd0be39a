using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Catalogue;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Submissions;

/// <summary>What is to be recorded of a return.</summary>
internal sealed record Checked(List<CheckedRow> New, int Unchanged)
{
    public int Corrections => New.Count(r => r.Supersedes is not null);
}

/// <summary>A row that passed: its value in the catalogue's unit, its line, and what it replaces.</summary>
internal sealed record CheckedRow(ReturnRow Row, double? Value, string Line, long? Supersedes, DateTime? ReleasedAt);

/// <summary>Checks a return against areas, catalogue and store. All findings, each with its cell.</summary>
internal sealed class ReturnCheck(CityDb db, ReturnReading reading, string sender)
{
    /// <summary>A value this many times larger or smaller than the last one is worth a look: most often a unit was mistaken.</summary>
    private const double FarFactor = 3;

    public async Task<Checked> Run(CancellationToken stop)
    {
        var areas = await db.Areas.Select(a => a.Code).ToHashSetAsync(stop);
        var catalogue = await CatalogueBook.Load(db, stop);
        var store = await StoredCells.Load(db, [.. reading.Rows.Select(r => r.Key.Indicator).Distinct().Where(catalogue.Has)], stop);
        var seen = new Dictionary<(CellKey, string), int>();
        var given = new Dictionary<CellKey, double>();
        var result = new Checked([], 0);
        foreach (var row in reading.Rows)
        {
            int before = reading.Findings.Errors;
            if (!areas.Contains(row.Key.Area)) reading.Findings.Add(ReferenceTable.UnknownArea(reading.AtArea(row), row.Key.Area.Value));
            var indicator = catalogue.For(row.Key.Indicator, row.Key.Period);
            if (indicator is null) UnknownIndicator(row);
            double? value = indicator is null ? null : Convert(row, indicator);
            string line = Observation.LineOf(row.Citation, sender);
            CheckDuplicate(row, line, seen);
            if (reading.Findings.Errors > before || indicator is null) continue;
            CheckFrequency(row, indicator);
            CheckFar(row, value, store, given);
            if (value is { } number) given[row.Key] = number;
            var replaced = store.Find(row.Key, line);
            if (replaced is not null && Same(replaced, row, value)) { result = result with { Unchanged = result.Unchanged + 1 }; continue; }
            DateTime? released = indicator.ReleaseDays is { } days ? Moments.StartOf(row.Key.Period.Last.AddDays((int)days)) : null;
            result.New.Add(new(row, value, line, replaced?.Id, released));
        }
        return result;
    }

    private static bool Same(Observation there, ReturnRow row, double? value) =>
        Nullable.Equals(there.Value, value) && there.Status == row.Status && there.Tier == row.Tier && there.Note == row.Note;

    private void UnknownIndicator(ReturnRow row) => reading.Findings.Error("indicator.unknown", reading.AtIndicator(row),
        new($"指标目录中没有“{row.Key.Indicator}”。", $"The catalogue has no indicator '{row.Key.Indicator}'."),
        new("改正代码，或先在指标目录中登记。", "Correct the code, or register the indicator in the catalogue first."));

    private double? Convert(ReturnRow row, IndicatorVersion indicator)
    {
        if (UnitConversion.From(row.Unit, indicator.Unit) is { } conversion) return row.Value is { } value ? conversion.Apply(value) : null;
        string accepted = UnitConversion.Accepted(indicator.Unit);
        reading.Findings.Error("unit.mismatch", reading.AtUnit(row),
            new($"单位“{row.Unit}”与指标 {indicator.Code} 的单位“{indicator.UnitZh}”不符。", $"The unit '{row.Unit}' is not that of {indicator.Code}, '{indicator.UnitEn}'."),
            new($"换算数值并改正单位；可用：{accepted}。", $"Convert the value and correct the unit; accepted: {accepted}."));
        return null;
    }

    private void CheckDuplicate(ReturnRow row, string line, Dictionary<(CellKey, string), int> seen)
    {
        if (seen.TryAdd((row.Key, line), row.Row.Number)) return;
        string first = seen[(row.Key, line)].ToString(CultureInfo.InvariantCulture);
        reading.Findings.Error("row.duplicate", reading.AtValue(row),
            new($"同一地区、指标、时期、来源已在第 {first} 行填报。", $"The same area, indicator, period and source is already in row {first}."),
            new("只保留一行；若是另一来源，请在 citation 列注明。", "Keep one row; if it is another source, name it in the column citation."));
    }

    private void CheckFrequency(ReturnRow row, IndicatorVersion indicator)
    {
        if (row.Key.Period.Frequency == indicator.Frequency) return;
        reading.Findings.Warning("period.other-frequency", reading.AtIndicator(row),
            new($"时期 {row.Key.Period} 的频率与指标目录中 {indicator.Code} 的频率不同。", $"The frequency of period {row.Key.Period} is not the one the catalogue gives for {indicator.Code}."),
            new("请核对时期；确属不同频率的可忽略。", "Check the period; ignore this if the figure is of another frequency on purpose."));
    }

    private void CheckFar(ReturnRow row, double? value, StoredCells store, Dictionary<CellKey, double> given)
    {
        if (value is not { } now || store.LastBefore(row.Key, given) is not { } last) return;
        if (last.Value == 0 || now == 0 || (Math.Abs(now / last.Value) is var factor && factor <= FarFactor && factor >= 1 / FarFactor && Math.Sign(now) == Math.Sign(last.Value))) return;
        string here = Numbers.Write(now), there = Numbers.Write(last.Value);
        reading.Findings.Warning("value.far-from-last", reading.AtValue(row),
            new($"数值 {here} 与 {last.Period} 的 {there} 相差超过 3 倍（按目录单位）。", $"The value {here} differs from the {there} of {last.Period} by more than a factor of 3 (in the catalogue's unit)."),
            new("请核对数值和单位；确实如此的可忽略。", "Check the value and the unit; ignore this if it is right."));
    }
}

/// <summary>What the store holds of some indicators, for the checks: the last row of every line, and the values before a period.</summary>
internal sealed class StoredCells
{
    private readonly Dictionary<(CellKey, string), Observation> _lines;
    private readonly Dictionary<(IndicatorCode, AreaCode, Frequency), SortedDictionary<Period, double>> _series = [];

    private StoredCells(List<Observation> rows)
    {
        _lines = rows.ToDictionary(o => (new CellKey(o.Indicator, o.Area, o.Period), o.Line));
        foreach (var cell in rows.Where(o => o.Value is not null).GroupBy(o => new CellKey(o.Indicator, o.Area, o.Period)))
            Series(cell.Key)[cell.Key.Period] = Preference.Order(cell).Ordered[0].Value!.Value;
    }

    public static async Task<StoredCells> Load(CityDb db, IndicatorCode[] indicators, CancellationToken stop) =>
        new(indicators.Length == 0 ? [] : await KnownCells.Current(db, KnownUntil.Everything).Where(o => indicators.Contains(o.Indicator)).ToListAsync(stop));

    public Observation? Find(CellKey key, string line) => _lines.GetValueOrDefault((key, line));

    /// <summary>The value of the nearest earlier period of the same frequency, in the store or earlier in the file.</summary>
    public (Period Period, double Value)? LastBefore(CellKey key, Dictionary<CellKey, double> given)
    {
        var series = Series(key);
        (Period, double)? last = null;
        foreach (var (period, value) in series)
        {
            if (period.CompareTo(key.Period) >= 0) break;
            last = (period, given.GetValueOrDefault(key with { Period = period }, value));
        }
        foreach (var (period, value) in GivenOf(key, given))
            if (last is not { } l || period.CompareTo(l.Item1) >= 0) last = (period, value);
        return last;
    }

    private static IEnumerable<(Period, double)> GivenOf(CellKey key, Dictionary<CellKey, double> given)
    {
        // Annual returns are by far the most; the year before is the one looked for.
        if (key.Period.Frequency != Frequency.Annual) yield break;
        var before = key with { Period = Period.InYear(key.Period.Year - 1) };
        if (given.TryGetValue(before, out double value)) yield return (before.Period, value);
    }

    private SortedDictionary<Period, double> Series(CellKey key)
    {
        var at = (key.Indicator, key.Area, key.Period.Frequency);
        if (!_series.TryGetValue(at, out var series)) _series[at] = series = [];
        return series;
    }
}
