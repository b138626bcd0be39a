using Touchstone.Composite;

namespace Touchstone.Web.Components.Kit;

/// <summary>The sign of each mark: the same everywhere, on charts, tables and exports.</summary>
internal static class MarkSign
{
    /// <summary>In the order in which they are printed.</summary>
    public static IReadOnlyList<CellMarks> All { get; } =
        [CellMarks.Imputed, CellMarks.Rescaled, CellMarks.CarriedForward, CellMarks.Provisional, CellMarks.Unverified, CellMarks.Treated];

    public static IEnumerable<CellMarks> Of(CellMarks marks) => All.Where(m => (marks & m) != CellMarks.None);

    public static string For(CellMarks mark) => mark switch
    {
        CellMarks.Imputed => "°",
        CellMarks.Rescaled => "°ʷ",
        CellMarks.CarriedForward => "‹",
        CellMarks.Provisional => "*",
        CellMarks.Unverified => "†",
        CellMarks.Treated => "~",
        _ => "",
    };

    /// <summary>All signs of a cell, for text where no markup is possible.</summary>
    public static string Signs(CellMarks marks) => string.Concat(Of(marks).Select(For));
}
