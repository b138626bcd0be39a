using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>A period as a sentence names it.</summary>
    public static Text PeriodName(Period period) => period.Frequency switch
    {
        Frequency.Annual => new($"{period.Year}年", $"{period.Year}"),
        Frequency.HalfYear => new($"{period.Year}年{(period.First.Month == 1 ? "上" : "下")}半年", $"{(period.First.Month == 1 ? "first" : "second")} half of {period.Year}"),
        Frequency.Quarterly => new($"{period.Year}年第{(period.First.Month + 2) / 3}季度", $"Q{(period.First.Month + 2) / 3} {period.Year}"),
        Frequency.Monthly => new($"{period.Year}年{period.First.Month}月", period.First.ToString("MMMM yyyy", English)),
        Frequency.Instant => new($"{period.First.Year}年{period.First.Month}月{period.First.Day}日时点", $"on {period.First.ToString("d MMMM yyyy", English)}"),
        Frequency.YearToDate => new($"{period.Year}年1月1日至{period.Last.Month}月{period.Last.Day}日", $"1 January to {period.Last.ToString("d MMMM yyyy", English)}"),
    };

    /// <summary>A period, or that the index has none.</summary>
    public static Text PeriodOrNone(Period? period) => period is { } p ? PeriodName(p) : new("未分时期", "one unnamed period");

    /// <summary>A day.</summary>
    public static Text DayName(DateOnly day) => new($"{day.Year}年{day.Month}月{day.Day}日", day.ToString("d MMMM yyyy", English));

    /// <summary>A moment in the city's time (UTC+8), to the minute.</summary>
    public static string Moment(DateTime utc) => utc.AddHours(8).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How often.</summary>
    public static Text FrequencyName(Frequency frequency) => frequency switch
    {
        Frequency.Annual => new("年度", "annual"),
        Frequency.HalfYear => new("半年度", "half-yearly"),
        Frequency.Quarterly => new("季度", "quarterly"),
        Frequency.Monthly => new("月度", "monthly"),
        Frequency.Instant => new("时点", "at an instant"),
        Frequency.YearToDate => new("年初累计", "year to date"),
    };

    /// <summary>Which way is good.</summary>
    public static Text DirectionName(Direction direction) => direction switch
    {
        Direction.HigherIsBetter => new("越高越好", "more is better"),
        Direction.LowerIsBetter => new("越低越好", "less is better"),
        Direction.Neutral => new("无优劣方向", "neither way is good"),
    };
}
