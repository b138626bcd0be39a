using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>The pairs by which names are found. They follow from the rows and are made anew where a store has rows and no pairs, as after a change of how pairs are kept.</summary>
public static class NameIndex
{
    private const int RowsAtATime = 50_000;

    /// <summary>Makes the pairs of every register that has rows with names and no pairs; gives how many rows were read. Two short questions where nothing is missing.</summary>
    public static async Task<long> MakeWhereMissing(CityDb db, RegisterBook registers, CancellationToken stop = default)
    {
        long rows = 0;
        foreach (var register in registers.All.Where(r => r.IsSearched))
            if (!await db.Set<NamePair>().AnyAsync(p => p.Register == register.Code, stop)) rows += await register.IndexNames(db, RowsAtATime, stop);
        return rows;
    }
}
