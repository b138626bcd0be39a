using System.Collections.Immutable;
using System.Globalization;
using Touchstone.City.Organisation;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>For which day and area a register is counted, as the address says.</summary>
/// <param name="Day">The day; the last of the year before where the address names none.</param>
/// <param name="Areas">The city that keeps the register and its parts; empty: the database has no areas.</param>
/// <param name="Area">The one asked for; the city where none is. Null: there are no areas.</param>
internal sealed record MeasureQuestion(DateOnly Day, ImmutableArray<Area> Areas, Area? Area)
{
    /// <summary>The year up to the day; the whole year where the day is its last.</summary>
    public Period Period => Day is { Month: 12, Day: 31 } ? Period.InYear(Day.Year) : Period.YearTo(Day);
    public string DayText => Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static MeasureQuestion Of(IReadOnlyCollection<Area> areas, Here here, TimeProvider clock) => Of(areas, here["day"], here["area"], clock);

    public static MeasureQuestion Of(IReadOnlyCollection<Area> areas, string? dayText, string? areaText, TimeProvider clock)
    {
        var day = DateOnly.TryParseExact(dayText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : new(clock.GetLocalNow().Year - 1, 12, 31);
        var own = Setting.OwnOf(areas.ToImmutableSortedDictionary(a => a.Code, a => a), null);
        ImmutableArray<Area> some = own is null ? [] : [own, .. areas.Where(a => a.Parent == own.Code && a.Kind is AreaKind.County or AreaKind.Zone)];
        return new(day, some, some.FirstOrDefault(a => a.Code.Value == areaText) ?? own);
    }

    public static string Page(string register) => RegisterCells.Page(register) + "/measures";
    public static string Rows(string register, IndicatorCode indicator) => $"{Page(register)}/{Uri.EscapeDataString(indicator.Value)}";
}
