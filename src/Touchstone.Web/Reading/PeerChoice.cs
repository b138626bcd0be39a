using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The cities compared with, and how they were chosen.</summary>
/// <param name="Units">The peers, nearest first where chosen by structure.</param>
/// <param name="Basis">How they were chosen, as printed.</param>
/// <param name="Similarity">The engine's comparison with every unit; null where it is refused.</param>
/// <param name="Refusal">Why there is no comparison by structure; empty when there is.</param>
public sealed record PeerChoice(ImmutableArray<UnitCode> Units, Text Basis, PeerSimilarity? Similarity, ImmutableArray<Finding> Refusal, bool ByHand)
{
    /// <summary>So many peers when the reader names none.</summary>
    public const int Usual = 5;

    /// <summary>Structure is size and income here: what a city has, not how well it does. Overridden by <c>?by=</c>.</summary>
    private static readonly string[] Structure = ["POP_RES", "GDP"];

    /// <summary>The peers in the address (<c>?peers=a,b</c>), else the nearest by structure.</summary>
    internal static PeerChoice Of(IndexReading reading, UnitCode unit, Here here)
    {
        var columns = ColumnsOf(reading, here["by"]);
        PeerSimilarity? similarity = null;
        ImmutableArray<Finding> refusal = [];
        PeerSimilarity.Of(reading.Build, reading.Period, unit, columns).Match(d => { similarity = d.Value; return 0; }, r => { refusal = r.Findings; return 0; });
        var named = (here["peers"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(code => new UnitCode(code)).Where(code => code != unit && reading.Has(code)).Distinct().ToImmutableArray();
        if (!named.IsEmpty) return new(named, Words.Benchmark.ByHand(named.Length), similarity, refusal, ByHand: true);
        ImmutableArray<UnitCode> nearest = similarity is null ? [] : [.. similarity.Peers.Take(Usual).Select(p => p.Unit)];
        return new(nearest, Words.Benchmark.ByStructure(nearest.Length, Names(reading, columns)), similarity, refusal, ByHand: false);
    }

    private static SimilarityColumn[] ColumnsOf(IndexReading reading, string? asked)
    {
        var context = reading.Framework.Context.Select(n => n.Code.Value).ToHashSet(StringComparer.Ordinal);
        string[] wanted = (asked ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Where(context.Contains).ToArray();
        if (wanted.Length == 0) wanted = [.. Structure.Where(context.Contains)];
        if (wanted.Length == 0) wanted = [.. context.Order(StringComparer.Ordinal)];
        return [.. wanted.Select(code => new SimilarityColumn(new IndicatorCode(code), Scale: SimilarityScale.Log))];
    }

    private static Text Names(IndexReading reading, SimilarityColumn[] columns) => new(
        string.Join("、", columns.Select(c => reading.NameOf(c.Code).Zh)), string.Join(", ", columns.Select(c => reading.NameOf(c.Code).En)));
}
