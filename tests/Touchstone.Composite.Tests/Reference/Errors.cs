using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>The largest difference from a reference: relative, or absolute below one.</summary>
internal static class Errors
{
    public const double Tolerance = 1e-9;

    /// <summary>Compares every cell of a COINr table with ours, prints the largest error, and fails above the tolerance or where one is missing and the other is not.</summary>
    public static void Compare(string what, ReferenceTable reference, DataTable ours, Func<string, bool>? columns = null)
    {
        var codes = reference.Header.Where(h => ours.PlaceOf(new IndicatorCode(h)) >= 0 && (columns?.Invoke(h) ?? true)).ToList();
        Assert.NotEmpty(codes);
        Assert.Equal(reference.Rows.Count, ours.Rows.Length);
        double largest = 0;
        int cells = 0;
        foreach (string[] row in reference.Rows)
        {
            var period = reference.Has("Time") && ours.Rows[0].Period is not null ? Period.InYear((int)reference.Number(row, "Time")!.Value) : (Period?)null;
            int at = ours.PlaceOf(new RowKey(period, new(reference.Text(row, "uCode"))));
            Assert.True(at >= 0, $"{what}: no row {reference.Text(row, "uCode")}.");
            foreach (string code in codes)
            {
                double? expected = reference.Number(row, code), actual = ours.Find(new(code))![at];
                Assert.True(expected.HasValue == actual.HasValue, string.Create(CultureInfo.InvariantCulture, $"{what}: {reference.Text(row, "uCode")}/{code} is {actual}, the reference has {expected}."));
                if (expected is null) continue;
                largest = Math.Max(largest, Of(expected.Value, actual!.Value));
                cells++;
            }
        }
        Report(what, largest, cells);
        Assert.True(largest <= Tolerance, $"{what}: largest error {largest:E2}.");
    }

    public static double Of(double expected, double actual) => Math.Abs(expected - actual) / Math.Max(1, Math.Abs(expected));

    /// <summary>Errors against the reference are printed, not only judged.</summary>
    public static void Report(string what, double largest, int values) =>
        TestContext.Current.SendDiagnosticMessage($"error against the reference · {what} · {values} values · largest {largest:E1}");
}
