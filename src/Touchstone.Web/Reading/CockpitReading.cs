using System.Collections.Immutable;
using Touchstone.City.Catalogue;
using Touchstone.City.Observations;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>A key figure: the latest value of an indicator of the city, with its series at the same frequency.</summary>
public sealed record KeyFigure(IndicatorVersion? Indicator, KnownCell Cell, ImmutableArray<(string Period, double Value)> Series)
{
    public Observation Observation => Cell.Preferred;
    public Text Name => Indicator?.Name ?? Text.Same(Cell.Key.Indicator.Value);
    public Text Unit => Indicator?.Unit ?? default;
    public CellMarks Marks => ObsStatuses.MarksOf(Observation.Status, Observation.Tier) | (Indicator is { IsVerified: false } ? CellMarks.Unverified : CellMarks.None);
}

/// <summary>How good the data behind the page is.</summary>
public sealed record DataHealth(int Figures, int Unverified, int Provisional, int SeveralSources, DateTime? LastRecorded);

/// <summary>What the cockpit shows beside the index.</summary>
internal static class CockpitReading
{
    /// <summary>Most key figures shown.</summary>
    public const int Most = 8;

    /// <summary>
    /// The rule, printed on the page: of the city's own published figures that are not part of the index, the eight of the latest periods.
    /// </summary>
    public static ImmutableArray<KeyFigure> KeyFigures(ImmutableArray<KnownCell> own, ImmutableArray<IndicatorVersion> catalogue, IndexReading? index) =>
    [
        .. own.Where(c => c.Value is not null && index?.Framework.Find(c.Key.Indicator) is null)
            .GroupBy(c => c.Key.Indicator)
            .Select(g => Figure([.. g], catalogue.FirstOrDefault(i => i.Code == g.Key)))
            .OrderByDescending(f => f.Cell.Key.Period.Last).ThenBy(f => f.Cell.Key.Indicator)
            .Take(Most),
    ];

    private static KeyFigure Figure(ImmutableArray<KnownCell> cells, IndicatorVersion? indicator)
    {
        var latest = cells.MaxBy(c => (c.Key.Period.Last, c.Key.Period.First))!;
        return new(indicator, latest,
            [.. cells.Where(c => c.Key.Period.Frequency == latest.Key.Period.Frequency).OrderBy(c => c.Key.Period).Select(c => (c.Key.Period.ToString(), c.Value!.Value))]);
    }

    public static DataHealth Health(ImmutableArray<KnownCell> own)
    {
        var marks = own.Select(c => ObsStatuses.MarksOf(c.Preferred.Status, c.Preferred.Tier)).ToList();
        return new(own.Count(c => c.Value is not null), marks.Count(m => (m & CellMarks.Unverified) != CellMarks.None), marks.Count(m => (m & CellMarks.Provisional) != CellMarks.None),
            own.Count(c => c.Candidates.Length > 1), own.IsEmpty ? null : own.Max(c => c.Preferred.RecordedAt));
    }
}
