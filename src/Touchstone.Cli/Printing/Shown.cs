using System.Globalization;

namespace Touchstone.Cli.Printing;

/// <summary>Numbers on the terminal: invariant, short; <c>--json</c> and the CSV files have every digit.</summary>
internal static class Shown
{
    /// <summary>Six significant digits; a dash where there is none.</summary>
    public static string Value(double? value) => value is { } v ? v.ToString("G6", CultureInfo.InvariantCulture) : "—";

    /// <summary>A score with two decimals.</summary>
    public static string Score(double? value) => value is { } v ? v.ToString("F2", CultureInfo.InvariantCulture) : "—";

    /// <summary>A change with its sign.</summary>
    public static string Signed(double? value) => value is { } v ? v.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture) : "—";

    public static string Rank(double? rank) => rank is { } r ? r.ToString("0.#", CultureInfo.InvariantCulture) : "—";

    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
