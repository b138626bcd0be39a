using System.Collections.Immutable;
using Touchstone.City.Observations;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>The input of a build: the cells as known on a day, and which observation gave each.</summary>
internal sealed record FilledCells(ImmutableArray<RowKey> Rows, ImmutableArray<IndicatorCode> Columns, ImmutableArray<Cell> Cells, ImmutableArray<(RowKey Row, KnownCell Known)> Origins)
{
    public static async Task<FilledCells> Load(CityDb db, IndexDesign design, ImmutableArray<Period> periods, KnownUntil until, CancellationToken stop)
    {
        var columns = DesignCheck.Wanted(design);
        ImmutableArray<RowKey> rows = [.. periods.SelectMany(period => design.Units.Select(unit => new RowKey(period, unit.Code))).Order()];
        var known = await KnownCells.Load(db, new(columns, [.. design.Units.Select(u => new AreaCode(u.Code.Value))], periods), until, stop);
        ImmutableArray<(RowKey Row, KnownCell Known)> origins = [.. known.Select(cell => (new RowKey(cell.Key.Period, new(cell.Key.Area.Value)), cell))];
        return new(rows, columns, [.. origins.Select(o => ToCell(o.Row, o.Known))], origins);
    }

    private static Cell ToCell(RowKey row, KnownCell known)
    {
        var o = known.Preferred;
        var marks = ObsStatuses.MarksOf(o.Status, o.Tier);
        // A missing value has no mark but that it does not apply.
        return new(row, known.Key.Indicator, o.Value, o.Value is null ? marks & CellMarks.NotApplicable : marks, new(o.File, o.Sheet, (int?)o.Row, o.Column));
    }
}
