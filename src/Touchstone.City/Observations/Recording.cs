using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;

namespace Touchstone.City.Observations;

/// <summary>How observations enter the store: one recording after another, each at a moment later than the one before.</summary>
internal static class Recording
{
    /// <summary>Rows written at a time.</summary>
    public const int Batch = 2_000;

    /// <summary>
    /// Takes the store's recording clock and holds it until the transaction ends, so that a second recording waits here. Gives the moment of this one.
    /// </summary>
    public static async Task<DateTime> Begin(CityDb db, TimeProvider clock, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A recording is part of a transaction.");
        var one = db.RecordingClock.Where(c => c.Id == RecordingClock.TheOne);
        if (await one.ExecuteUpdateAsync(set => set.SetProperty(c => c.Version, c => c.Version + 1), stop) != 1)
            throw new InvalidOperationException("The store has no recording clock; it was not made by its migrations.");
        var last = await one.AsNoTracking().Select(c => c.LastRecordedAt).SingleAsync(stop);
        var moment = clock.Moment() is var now && now > last ? now : last.AddMicroseconds(1);
        await one.ExecuteUpdateAsync(set => set.SetProperty(c => c.LastRecordedAt, moment), stop);
        return moment;
    }

    /// <summary>Appends rows in batches, so that a hundred thousand need not be tracked at once.</summary>
    public static async Task Append(CityDb db, IEnumerable<Observation> observations, CancellationToken stop)
    {
        foreach (var batch in observations.Chunk(Batch))
        {
            db.Observations.AddRange(batch);
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
        }
    }
}
