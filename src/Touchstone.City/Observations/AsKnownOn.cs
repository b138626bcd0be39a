using Touchstone.City.Storage;

namespace Touchstone.City.Observations;

/// <summary>What we believed at the end of a day in the city; no day = now. Nothing is given out before its release, whatever day is asked for.</summary>
/// <param name="Day">The day; null = now.</param>
public readonly record struct AsKnownOn(DateOnly? Day)
{
    /// <summary>As known now.</summary>
    public static AsKnownOn Now => default;

    /// <summary>As known at the end of a day.</summary>
    public static AsKnownOn On(DateOnly day) => new(day);

    /// <summary>The last moments that count.</summary>
    internal KnownUntil Until(TimeProvider clock)
    {
        var now = clock.Moment();
        return Day is { } day && Moments.EndOf(day) < now ? new(Moments.EndOf(day), Moments.EndOf(day)) : new(Moments.Last, now);
    }
}

/// <summary>The last moment of recording, and of release, that count. Now sees every recording, even where the machine's clock was set back after it.</summary>
internal readonly record struct KnownUntil(DateTime Recorded, DateTime Released)
{
    /// <summary>True where every recording counts.</summary>
    public bool IsNow => Recorded == Moments.Last;

    /// <summary>All that is recorded, released or not: for the store's own bookkeeping, never given out.</summary>
    public static KnownUntil Everything { get; } = new(Moments.Last, Moments.Last);
}
