using System.Collections.Immutable;
using Touchstone.City.Benchmarks;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The cities compared with, and how they were chosen.</summary>
/// <param name="Units">The peers, nearest first where chosen by structure.</param>
/// <param name="Basis">How they were chosen, as printed.</param>
/// <param name="Similarity">The engine's comparison with every unit; null where it is refused.</param>
/// <param name="Refusal">Why there is no comparison by structure; empty when there is.</param>
public sealed record ChosenPeers(ImmutableArray<UnitCode> Units, Text Basis, PeerSimilarity? Similarity, ImmutableArray<Finding> Refusal, bool ByHand)
{
    /// <summary>So many peers when the reader names none.</summary>
    public const int Usual = 5;

    /// <summary>Structure is size and income: what a city has to work with. Overridden by <c>?by=</c>.</summary>
    private static readonly string[] Structure = ["POP_RES", "GDP_PER_RES", "GDP"];
    private const int MostColumns = 2;

    /// <summary>The peers in the address (<c>?peers=a,b</c>), else those recorded for the city, else the nearest by structure.</summary>
    internal static ChosenPeers Of(IndexReading reading, UnitCode unit, Here here, ImmutableArray<PeerSet> recorded)
    {
        var columns = ColumnsOf(reading, here["by"]);
        PeerSimilarity? similarity = null;
        ImmutableArray<Finding> refusal = [];
        PeerSimilarity.Of(reading.Build, reading.Period, unit, columns).Match(d => { similarity = d.Value; return 0; }, r => { refusal = r.Findings; return 0; });
        var named = Known(reading, unit, (here["peers"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (!named.IsEmpty) return new(named, Words.Benchmark.ByHand(named.Length), similarity, refusal, ByHand: true);
        if (recorded.FirstOrDefault(s => s.Focus.Value == unit.Value) is { } set && Known(reading, unit, set.Peers.OrderBy(p => p.Place).Select(p => p.Area.Value)) is { IsEmpty: false } kept)
            return new(kept, Bilingual.ShortHashes(set.Basis), similarity, refusal, ByHand: false);
        ImmutableArray<UnitCode> nearest = similarity is null ? [] : [.. similarity.Peers.Take(Usual).Select(p => p.Unit)];
        return new(nearest, Words.Benchmark.ByStructure(nearest.Length, Words.Join(columns.Select(c => reading.NameOf(c.Code)))), similarity, refusal, ByHand: false);
    }

    private static ImmutableArray<UnitCode> Known(IndexReading reading, UnitCode own, IEnumerable<string> codes) =>
        [.. codes.Select(code => new UnitCode(code)).Where(code => code != own && reading.Has(code)).Distinct()];

    private static SimilarityColumn[] ColumnsOf(IndexReading reading, string? asked)
    {
        bool IsThere(string code) => reading.Framework.Find(new IndicatorCode(code)) is { Kind: not NodeKind.Aggregate };
        string[] wanted = [.. (asked ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Where(IsThere)];
        if (wanted.Length == 0) wanted = [.. Structure.Where(IsThere).Take(MostColumns)];
        if (wanted.Length == 0) wanted = [.. reading.Framework.Context.Select(n => n.Code.Value).Order(StringComparer.Ordinal)];
        return [.. wanted.Select(code => new SimilarityColumn(new IndicatorCode(code), Scale: SimilarityScale.Log))];
    }
}
