using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Periods as points of time.</summary>
internal static class Years
{
    /// <summary>The end of a period in years: years are equally far apart, leap or not.</summary>
    public static double At(Period period) => period.Last.Year + period.Last.DayOfYear / (DateTime.IsLeapYear(period.Last.Year) ? 366.0 : 365.0);
}
