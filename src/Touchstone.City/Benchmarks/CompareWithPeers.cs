using System.Collections.Immutable;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Benchmarks;

/// <summary>Who is compared with whom.</summary>
/// <param name="Build">In which build.</param>
/// <param name="Period">In which period.</param>
/// <param name="Focus">The city.</param>
/// <param name="Peers">The others.</param>
public sealed record PeerQuestion(BuildId Build, Period? Period, AreaCode Focus, ImmutableArray<AreaCode> Peers);

/// <summary>A score of one unit in the table.</summary>
public sealed record TableScore(UnitCode Unit, double? Score, double? Rank, CellMarks Marks);

/// <summary>A node in the table.</summary>
/// <param name="Node">The node.</param>
/// <param name="Name">Its name.</param>
/// <param name="Own">The city's score.</param>
/// <param name="Peers">The peers' scores, in the order asked for.</param>
/// <param name="PeerMean">Mean of the peers that have a score; null when none has.</param>
/// <param name="BestPeer">The peer with the highest score; ties by code; null when none has one.</param>
/// <param name="RankedUnits">How many have a rank on the node: the denominator of every rank in the row.</param>
public sealed record TableRow(ScoredNode Node, Text Name, TableScore Own, ImmutableArray<TableScore> Peers, double? PeerMean, UnitCode? BestPeer, int RankedUnits);

/// <summary>A benchmark table: every node of the index by the city and its peers, in tree order.</summary>
public sealed record BenchmarkTable(BuildId Build, Period? Period, UnitCode Focus, ImmutableArray<UnitCode> Peers, ImmutableArray<TableRow> Rows);

/// <summary>The city beside its peers on every node of an index.</summary>
public sealed class CompareWithPeers(LoadBuild builds)
{
    public async Task<Outcome<BenchmarkTable>> Run(Actor actor, PeerQuestion question, CancellationToken stop = default)
    {
        var loaded = await builds.Run(actor, question.Build, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<BenchmarkTable>(loaded.AllFindings);
        UnitCode focus = new(question.Focus.Value);
        ImmutableArray<UnitCode> peers = [.. question.Peers.Select(p => new UnitCode(p.Value)).Where(p => p != focus).Distinct()];
        var absent = peers.Prepend(focus).Where(u => build.Scores.PlaceOf(new RowKey(question.Period, u)) < 0).ToList();
        if (absent.Count > 0) return Outcome.Refused<BenchmarkTable>(absent.Select(u => Absent(u, question.Period)));
        var rows = build.Scores.Nodes.Select((node, place) => Row(build, question.Period, place, node, focus, peers));
        return Outcome.Done(new BenchmarkTable(build.Id, question.Period, focus, peers, [.. rows]));
    }

    private static TableRow Row(IndexBuild build, Period? period, int place, ScoredNode node, UnitCode focus, ImmutableArray<UnitCode> peers)
    {
        var scores = build.Scores;
        TableScore At(UnitCode unit)
        {
            int row = scores.PlaceOf(new RowKey(period, unit));
            return new(unit, scores.Score(row, place), scores.Rank(row, place), scores.Marks(row, place));
        }
        ImmutableArray<TableScore> others = [.. peers.Select(At)];
        var scored = others.Where(o => o.Score is not null).ToList();
        int ranked = Enumerable.Range(0, scores.Rows.Length).Count(r => Nullable.Equals(scores.Rows[r].Period, period) && scores.Rank(r, place) is not null);
        var name = build.Input.Framework.Find(node.Code)?.Name ?? Text.Same(node.Code.Value);
        return new(node, name, At(focus), others, scored.Count == 0 ? null : scored.Average(o => o.Score!.Value),
            scored.OrderByDescending(o => o.Score).ThenBy(o => o.Unit).FirstOrDefault()?.Unit, ranked);
    }

    private static Finding Absent(UnitCode unit, Period? period) => Finding.Error("benchmark.unit-absent", Place.Whole,
        new($"该测算批次没有 {unit}（{period}）的得分。", $"The build has no row of {unit} ({period})."), new("改选批次中的地区和时期。", "Choose areas and a period of the build."));
}

/// <summary>Which indicator makes how much of the difference between a city and one other, or the mean of its peers.</summary>
public sealed class DecomposeGap(LoadBuild builds)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="question">The city and the others; with one, that one; with more, their mean.</param>
    /// <param name="node">Of which node; null = the index itself.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Outcome<GapDecomposition>> Run(Actor actor, PeerQuestion question, IndicatorCode? node = null, CancellationToken stop = default)
    {
        var loaded = await builds.Run(actor, question.Build, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<GapDecomposition>(loaded.AllFindings);
        UnitCode focus = new(question.Focus.Value);
        return question.Peers.Length == 1
            ? GapDecomposition.Between(build, question.Period, focus, new(question.Peers[0].Value), node)
            : GapDecomposition.FromMean(build, question.Period, focus, question.Peers.Select(p => new UnitCode(p.Value)), node);
    }
}

/// <summary>A city's strengths and weaknesses on an index, by the printed rule.</summary>
public sealed class ProfileCity(LoadBuild builds)
{
    public async Task<Outcome<StrengthsAndWeaknesses>> Run(Actor actor, BuildId id, Period? period, AreaCode area, ProfileRule? rule = null, CancellationToken stop = default)
    {
        var loaded = await builds.Run(actor, id, stop);
        return loaded.IsDone(out var build) ? StrengthsAndWeaknesses.Of(build, period, new(area.Value), rule) : Outcome.Refused<StrengthsAndWeaknesses>(loaded.AllFindings);
    }
}
