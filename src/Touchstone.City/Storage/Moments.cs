namespace Touchstone.City.Storage;

/// <summary>The city's day and the store's moments.</summary>
public static class Moments
{
    /// <summary>China Standard Time has had no summer time since 1991, and the machine may lack time zones: the offset is written here.</summary>
    public static readonly TimeSpan CityOffset = TimeSpan.FromHours(8);

    /// <summary>Now, UTC, in whole microseconds: what both databases can hold.</summary>
    public static DateTime Moment(this TimeProvider clock) => WholeMicroseconds(clock.GetUtcNow().UtcDateTime);

    /// <summary>The day it is in the city.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime + CityOffset);

    /// <summary>The last moment of a day in the city, UTC.</summary>
    public static DateTime EndOf(DateOnly day) => day == DateOnly.MaxValue ? Last : StartOf(day.AddDays(1)).AddMicroseconds(-1);

    /// <summary>The first moment of a day in the city, UTC.</summary>
    public static DateTime StartOf(DateOnly day) => day == DateOnly.MinValue ? First
        : DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - CityOffset, DateTimeKind.Utc);

    internal static readonly DateTime First = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);
    /// <summary>Later than anything.</summary>
    internal static readonly DateTime Last = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    private static DateTime WholeMicroseconds(DateTime moment) => new(moment.Ticks - moment.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
}
