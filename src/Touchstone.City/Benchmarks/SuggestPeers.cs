using System.Collections.Immutable;
using System.Globalization;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Benchmarks;

/// <summary>How peers are looked for.</summary>
/// <param name="Build">In which build.</param>
/// <param name="Period">In which period.</param>
/// <param name="Focus">For which city.</param>
/// <param name="Columns">By which columns of the build.</param>
/// <param name="Count">How many.</param>
public sealed record PeerSearch(BuildId Build, Period? Period, AreaCode Focus, ImmutableArray<SimilarityColumn> Columns, int Count = 8);

/// <summary>Peers found by structure.</summary>
/// <param name="Similarity">All that were compared, with the reasons by column.</param>
/// <param name="Choice">The nearest, ready to be recorded by <see cref="DefinePeers"/>.</param>
public sealed record SuggestedPeers(PeerSimilarity Similarity, PeerChoice Choice);

/// <summary>The cities most like one in structure, with the reasons. Records nothing.</summary>
public sealed class SuggestPeers(LoadBuild builds)
{
    public async Task<Outcome<SuggestedPeers>> Run(Actor actor, PeerSearch search, CancellationToken stop = default)
    {
        var loaded = await builds.Run(actor, search.Build, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<SuggestedPeers>(loaded.AllFindings);
        var compared = PeerSimilarity.Of(build, search.Period, new(search.Focus.Value), search.Columns);
        return compared.IsDone(out var similarity)
            ? Outcome.Done(new SuggestedPeers(similarity, Choose(build, search, similarity)), compared.AllFindings)
            : Outcome.Refused<SuggestedPeers>(compared.AllFindings);
    }

    private static PeerChoice Choose(IndexBuild build, PeerSearch search, PeerSimilarity similarity)
    {
        string zh = string.Join("、", search.Columns.Select(c => NameOf(build, c.Code).Zh)), en = string.Join(", ", search.Columns.Select(c => NameOf(build, c.Code).En));
        string count = search.Count.ToString(CultureInfo.InvariantCulture), period = search.Period?.ToString() ?? "—";
        return new("similar-" + search.Focus.Value, search.Focus, new("结构相近的城市", "Cities alike in structure"), PeerMethod.Similarity,
            new($"按{zh}的稳健标准化距离取最近的 {count} 个（期间 {period}，测算批次 {search.Build.Abbreviated}）。", $"The {count} nearest by robust standardised distance over {en} (period {period}, build {search.Build.Abbreviated})."),
            [.. similarity.Peers.Take(search.Count).Select(peer => new ChosenPeer(new(peer.Unit.Value), Reason(build, peer), peer.Distance))]);
    }

    /// <summary>The column on which the two are nearest: distance and columns say the rest.</summary>
    private static Text Reason(IndexBuild build, Composite.Peer peer)
    {
        string distance = peer.Distance.ToString("0.00", CultureInfo.InvariantCulture);
        if (peer.Reasons.IsEmpty) return new($"距离 {distance}。", $"Distance {distance}.");
        var nearest = peer.Reasons[^1];
        var name = NameOf(build, nearest.Code);
        string other = nearest.Other.ToString("G6", CultureInfo.InvariantCulture), own = nearest.Own.ToString("G6", CultureInfo.InvariantCulture);
        return new($"距离 {distance}；最接近的是{name.Zh}：{other} 对 {own}。", $"Distance {distance}; nearest on {name.En}: {other} against {own}.");
    }

    private static Text NameOf(IndexBuild build, IndicatorCode code) => build.Input.Framework.Find(code)?.Name is { IsEmpty: false } name ? name : Text.Same(code.Value);
}
