using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Benchmarks;

/// <summary>A peer to be recorded, with its reason.</summary>
public sealed record ChosenPeer(AreaCode Area, Text Reason, double? Distance = null);

/// <summary>A peer set to be recorded.</summary>
/// <param name="Code">Short name: letters, digits, hyphens. A known one is replaced.</param>
/// <param name="Focus">The city that is compared.</param>
/// <param name="Name">As shown.</param>
/// <param name="Method">How the peers were chosen.</param>
/// <param name="Basis">How, as printed.</param>
/// <param name="Peers">The peers, the nearest first; each has a reason.</param>
public sealed record PeerChoice(string Code, AreaCode Focus, Text Name, PeerMethod Method, Text Basis, ImmutableArray<ChosenPeer> Peers);

/// <summary>Records whom a city is compared with, and why. Replaces a set of the same code whole.</summary>
public sealed class DefinePeers(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    public async Task<Outcome<PeerSet>> Run(Actor actor, PeerChoice choice, WriteMode mode, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<PeerSet>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        var areas = await db.Areas.Select(a => a.Code).ToHashSetAsync(stop);
        var findings = Check(choice, areas).ToList();
        if (findings.HasErrors()) return Outcome.Refused<PeerSet>(findings);

        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await db.PeerSets.Include(s => s.Peers).SingleOrDefaultAsync(s => s.Code == choice.Code, stop) is { } there)
        {
            db.PeerSets.Remove(there);
            if (mode == WriteMode.Commit) await db.SaveChangesAsync(stop);
        }
        var set = new PeerSet
        {
            Code = choice.Code,
            Focus = choice.Focus,
            NameZh = choice.Name.Zh,
            NameEn = choice.Name.En,
            Method = choice.Method,
            BasisZh = choice.Basis.Zh,
            BasisEn = choice.Basis.En,
            ChangedAt = clock.Moment(),
            Actor = actor.Id,
            Peers = [.. choice.Peers.Select((p, i) => new PeerMember { PeerSet = choice.Code, Area = p.Area, Place = i + 1, Distance = p.Distance, ReasonZh = p.Reason.Zh, ReasonEn = p.Reason.En })],
        };
        if (mode == WriteMode.DryRun) return Outcome.Done(set, findings);
        db.PeerSets.Add(set);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Outcome.Done(set, findings);
    }

    private static IEnumerable<Finding> Check(PeerChoice choice, HashSet<AreaCode> areas)
    {
        if (choice.Code.Length is 0 or > 64 || choice.Code.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            yield return Finding.Error("peers.code", Place.Whole, new($"“{choice.Code}”不能作对标组的短名。", $"'{choice.Code}' cannot be the short name of a peer set."),
                new("用字母、数字和连字符，最多 64 个字符。", "Use letters, digits and hyphens, at most 64 of them."));
        if (!areas.Contains(choice.Focus)) yield return ReferenceTable.UnknownArea(Place.Whole, choice.Focus.Value);
        if (choice.Peers.IsEmpty)
            yield return Finding.Error("peers.none", Place.Whole, new("没有选择对标地区。", "No peer is chosen."), new("至少选择一个地区。", "Choose at least one area."));
        var seen = new HashSet<AreaCode>();
        foreach (var peer in choice.Peers)
        {
            if (!areas.Contains(peer.Area)) yield return ReferenceTable.UnknownArea(Place.Whole, peer.Area.Value);
            if (peer.Area == choice.Focus || !seen.Add(peer.Area))
                yield return Finding.Error("peers.twice", Place.Whole, new($"地区“{peer.Area}”是本市或已选择。", $"The area '{peer.Area}' is the city itself, or is chosen twice."), new("删去它。", "Remove it."));
            if (string.IsNullOrWhiteSpace(peer.Reason.Zh) || string.IsNullOrWhiteSpace(peer.Reason.En))
                yield return Finding.Error("peers.no-reason", Place.Whole, new($"没有说明为何与“{peer.Area}”对标。", $"It is not said why '{peer.Area}' is a peer."), new("用两种语言写明理由。", "Give the reason in both languages."));
        }
    }
}
