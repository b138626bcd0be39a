using Touchstone.City.Storage;

namespace Touchstone.City.Observations;

/// <summary>What we believed at the end of a day in the city; no day = now. Never later than now, so nothing is given out before its release.</summary>
/// <param name="Day">The day; null = now.</param>
public readonly record struct AsKnownOn(DateOnly? Day)
{
    /// <summary>As known now.</summary>
    public static AsKnownOn Now => default;

    /// <summary>As known at the end of a day.</summary>
    public static AsKnownOn On(DateOnly day) => new(day);

    /// <summary>The last moment that counts, UTC.</summary>
    public DateTime Until(TimeProvider clock)
    {
        var now = clock.Moment();
        return Day is { } day && Moments.EndOf(day) < now ? Moments.EndOf(day) : now;
    }
}
