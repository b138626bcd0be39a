using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>The tracks on which rungs follow each other. A firm may stand on both.</summary>
public enum RungTrack
{
    /// <summary>Technology SME, high-tech, gazelle, potential unicorn, unicorn.</summary>
    Technology,
    /// <summary>Innovative SME, specialised SME, little giant.</summary>
    Specialised,
}

/// <summary>One rung of the funnel.</summary>
/// <param name="Rung">The rung.</param>
/// <param name="Holders">Firms that hold it on the day.</param>
/// <param name="Applying">Firms with an application of the day's year that is filed and not yet decided.</param>
/// <param name="Cultivated">Firms in the cultivation library for it.</param>
public sealed record FunnelStep(Rung Rung, int Holders, int Applying, int Cultivated)
{
    public Text Name => Rungs.NameOf(Rung);
}

/// <summary>Firms that stood on one rung on the first day and on another on the second; null: on none.</summary>
public sealed record RungFlow(Rung? From, Rung? To, int Firms);

/// <summary>The funnel on a day, and the flows since an earlier day.</summary>
/// <param name="Firms">Firms in the register on the day.</param>
public sealed record GradientView(DateOnly Day, DateOnly Since, int Firms, ImmutableArray<FunnelStep> Steps, ImmutableArray<RungFlow> Flows);

/// <summary>How many firms stand on each rung of a track, and how they moved since an earlier day. A firm stands on the highest rung it holds.</summary>
public sealed class Gradient(IDbContextFactory<CityDb> store)
{
    private static readonly Rung[] Technology = [Rung.TechSme, Rung.HighTech, Rung.Gazelle, Rung.PotentialUnicorn, Rung.Unicorn], Specialised = [Rung.InnovativeSme, Rung.Specialised, Rung.LittleGiant];

    public static ImmutableArray<Rung> Of(RungTrack track) => track switch { RungTrack.Technology => [.. Technology], RungTrack.Specialised => [.. Specialised] };

    public async Task<GradientView> Run(Actor actor, RungTrack track, DateOnly day, DateOnly since, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        var rungs = Of(track);
        var merges = await FirmMerges.On(db, day, stop);
        int firms = await FirmsOn.There(db.Firms, day).CountAsync(f => !db.Set<FirmRelation>().Any(r => r.From == f.Id && r.Kind == RelationKind.Merge && r.UndoneAt == null && r.ValidFrom <= day), stop);
        var now = await Standing(db, rungs, day, stop);
        var before = await Standing(db, rungs, since, stop);
        var applying = Counted(await db.Set<Application>().AsNoTracking().Where(a => a.Year == day.Year && a.FiledOn <= day && a.Stage != ApplicationStage.Preparing && a.Stage != ApplicationStage.Recognised && a.Stage != ApplicationStage.Refused && a.Stage != ApplicationStage.Withdrawn)
            .Select(a => new HeldRung(a.Firm, a.Rung)).ToListAsync(stop), merges);
        var cultivated = Counted(await db.Set<Cultivation>().AsNoTracking().Where(c => c.Status == CultivationStatus.InTraining && (c.EnteredOn == null || c.EnteredOn <= day)).Select(c => new HeldRung(c.Firm, c.Rung)).ToListAsync(stop), merges);
        ImmutableArray<FunnelStep> steps = [.. rungs.Select(r => new FunnelStep(r, now.Holders.GetValueOrDefault(r), applying.GetValueOrDefault(r), cultivated.GetValueOrDefault(r)))];
        var flows = now.Highest.Keys.Union(before.Highest.Keys).GroupBy(f => (From: At(before.Highest, f), To: At(now.Highest, f)))
            .Select(g => new RungFlow(g.Key.From, g.Key.To, g.Count())).OrderBy(f => f.From is { } r ? rungs.IndexOf(r) : -1).ThenBy(f => f.To is { } r ? rungs.IndexOf(r) : -1);
        return new(day, since, firms, steps, [.. flows]);
    }

    private static Rung? At(Dictionary<long, Rung> highest, long firm) => highest.TryGetValue(firm, out var rung) ? rung : null;

    private sealed record HeldRung(long Firm, Rung Rung);

    /// <summary>Firms by rung; one joined into another counts for that one.</summary>
    private static Dictionary<Rung, int> Counted(List<HeldRung> rows, FirmMerges merges) => rows.Select(r => r with { Firm = merges.RootOf(r.Firm) }).Distinct().CountBy(r => r.Rung).ToDictionary();

    private static async Task<(Dictionary<Rung, int> Holders, Dictionary<long, Rung> Highest)> Standing(CityDb db, ImmutableArray<Rung> rungs, DateOnly day, CancellationToken stop)
    {
        var merges = await FirmMerges.On(db, day, stop);
        var rows = (await Recognitions.ValidOn(db, day).Select(r => new HeldRung(r.Firm, r.Rung)).ToListAsync(stop)).Where(r => rungs.Contains(r.Rung)).Select(r => r with { Firm = merges.RootOf(r.Firm) }).Distinct().ToList();
        var there = await FirmsOn.Named(FirmsOn.There(db.Firms.AsNoTracking(), day), rows.Select(r => r.Firm), stop);
        rows.RemoveAll(r => !there.ContainsKey(r.Firm));
        return (rows.CountBy(h => h.Rung).ToDictionary(), rows.GroupBy(h => h.Firm).ToDictionary(g => g.Key, g => g.MaxBy(h => rungs.IndexOf(h.Rung))!.Rung));
    }
}
