using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Components.Builds;

/// <summary>Whom a unit passed between two builds, and who passed it.</summary>
internal sealed record Crossing(ImmutableArray<UnitCode> Passed, ImmutableArray<UnitCode> PassedBy)
{
    /// <summary>From the moves of one period; units without a rank on one side crossed nobody.</summary>
    public static Crossing Of(IReadOnlyCollection<Move> moves, UnitCode unit)
    {
        if (moves.FirstOrDefault(m => m.Row.Unit == unit) is not { RankBefore: { } before, RankAfter: { } after }) return new([], []);
        var others = moves.Where(m => m.Row.Unit != unit && m is { RankBefore: not null, RankAfter: not null }).ToList();
        return new(
            [.. others.Where(m => m.RankBefore <= before && m.RankAfter > after).OrderBy(m => m.RankAfter).Select(m => m.Row.Unit)],
            [.. others.Where(m => m.RankBefore >= before && m.RankAfter < after).OrderBy(m => m.RankAfter).Select(m => m.Row.Unit)]);
    }
}
