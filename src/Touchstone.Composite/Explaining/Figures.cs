using System.Globalization;

namespace Touchstone.Composite;

/// <summary>Numbers inside texts: invariant, short, the same in both languages.</summary>
internal static class Figures
{
    /// <summary>Up to six significant digits.</summary>
    public static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>A number, or a dash where there is none.</summary>
    public static string Number(double? value) => value is { } v ? Number(v) : "—";

    /// <summary>Every digit, as short as reads back exactly; a dash where there is none.</summary>
    public static string Exact(double? value) => value is { } v ? v.ToString("R", CultureInfo.InvariantCulture) : "—";

    /// <summary>Before → after, with every digit where six do not show the difference.</summary>
    public static string Change(double? before, double? after) =>
        Number(before) == Number(after) ? $"{Exact(before)} → {Exact(after)}" : $"{Number(before)} → {Number(after)}";

    /// <summary>A share as a percentage.</summary>
    public static string Share(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    /// <summary>A count.</summary>
    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
