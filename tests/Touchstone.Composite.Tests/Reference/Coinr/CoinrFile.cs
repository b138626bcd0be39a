using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>A check for each file of COINr's that our engine has the method of: the same input, the same call, compared cell by cell.</summary>
internal static partial class CoinrFile
{
    private static readonly string[] s_raw = ["00_raw", "raw_dataset.csv"], s_denominated = ["01_denominated", "denominated.csv"], s_imputed = ["02_imputed", "imputed.csv"],
        s_screened = ["03_screened", "screened.csv"], s_treated = ["04_treated", "treated.csv"];

    public static SortedDictionary<string, Action> Checks { get; } = All();

    /// <summary>The example of COINr, run once.</summary>
    private static readonly Lazy<IndexBuild> s_example = new(() => IndexBuild.Run(Asem.Raw(), Asem.Example).OrThrow());

    private static SortedDictionary<string, Action> All()
    {
        var checks = new SortedDictionary<string, Action>(StringComparer.Ordinal);
        foreach (var family in new[] { Preparing(), Treating(), Normalising(), Aggregating(), Results(), Panel(), Checking(), Components(), Weighing(), Outrankings(), TrendFiles(), Scenarios(), Primitives() })
            foreach (var (file, check) in family) checks.Add(file, check);
        return checks;
    }

    private static IndexBuild Run(string[] from, params Step[] steps) => IndexBuild.Run(Asem.Input(Asem.Framework(), from), Asem.Recipe(steps)).OrThrow();

    /// <summary>Runs the steps on a table of COINr's, and compares what the last of them made with another.</summary>
    private static (string, Action) Same(string to, string[] from, params Step[] steps) => (to, () => Compare(to, Run(from, steps).Steps[^1].Data));

    private static void Compare(string file, DataTable ours, Func<string, bool>? columns = null) => Errors.Compare(file, ReferenceTable.Read(["coinr", .. file.Split('/')]), ours, columns);

    private static ReferenceTable Read(string file) => ReferenceTable.Read(["coinr", .. file.Split('/')]);

    /// <summary>Compares numbers one by one, prints the largest error, and fails above the tolerance, where one is missing and the other is not, or where there is nothing to compare.</summary>
    private static void Compare(string file, IEnumerable<(string What, double? Expected, double? Actual)> pairs, double tolerance = Errors.Tolerance)
    {
        double largest = 0;
        int values = 0;
        foreach (var (what, expected, actual) in pairs)
        {
            Assert.True(expected.HasValue == actual.HasValue, FormattableString.Invariant($"{file}: {what} is {actual}, the reference has {expected}."));
            if (expected is null) continue;
            double error = expected == actual ? 0 : Errors.Of(expected.Value, actual!.Value);
            Assert.True(error <= tolerance, FormattableString.Invariant($"{file}: {what} is {actual}, the reference has {expected}."));
            largest = Math.Max(largest, error);
            values++;
        }
        Assert.True(values > 0, $"{file}: nothing was compared.");
        Errors.Report(file, largest, values);
    }

    private static ImmutableSortedDictionary<IndicatorCode, T> Each<T>(Func<IndicatorCode, T> rule) => Asem.Framework().Indicators.ToImmutableSortedDictionary(n => n.Code, n => rule(n.Code));
}
