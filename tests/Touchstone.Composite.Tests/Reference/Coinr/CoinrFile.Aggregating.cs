using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Aggregation and the weights it uses.</summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> Aggregating() =>
    [
        ("06_aggregated/aggregated.csv", () => Compare("06_aggregated/aggregated.csv", Asem.After(s_example.Value, "aggregate"))),
        ("06_aggregated/amean.csv", () => Compare("06_aggregated/amean.csv", Asem.After(s_example.Value, "aggregate"))),
        Same("06_aggregated/normalised_with_NA_1_100.csv", s_denominated, Asem.MinMax(1, 100)),
        Up("amean_1_100", s_treated, Asem.Mean(MeanKind.Arithmetic)), Up("gmean_1_100", s_treated, Asem.Mean(MeanKind.Geometric)), Up("hmean_1_100", s_treated, Asem.Mean(MeanKind.Harmonic)),
        Up("amean_with_NA", s_denominated, Asem.Mean(MeanKind.Arithmetic)), Up("gmean_with_NA", s_denominated, Asem.Mean(MeanKind.Geometric)), Up("hmean_with_NA", s_denominated, Asem.Mean(MeanKind.Harmonic)),
        .. new[] { 0.5, 0.75, 0.9, 1 }.Select(share => Up(FormattableString.Invariant($"amean_with_NA_datthresh{share}"), s_denominated, Asem.Mean(MeanKind.Arithmetic, share))),
        .. new[] { -1, 1, 2 }.Select(p => Up(FormattableString.Invariant($"genmean_p{p}"), s_treated, Power(p, MissingChild.Rescale))), Up("genmean_with_NA", s_denominated, Power(2, MissingChild.Missing)),
        Up("amean_weights_test", s_treated, Asem.Mean(MeanKind.Arithmetic), TestWeights), Up("gmean_weights_test", s_treated, Asem.Mean(MeanKind.Geometric), TestWeights),
        ("08_weights/effective.csv", () => EffectiveWeights("08_weights/effective.csv", null)),
        ("08_weights/effective_weights_test.csv", () => EffectiveWeights("08_weights/effective_weights_test.csv", TestWeights())),
    ];

    private static (string, Action) Up(string file, string[] from, Aggregate step, Func<Weigh>? weigh = null) => ($"06_aggregated/{file}.csv", () =>
        Compare($"06_aggregated/{file}.csv", Run(from, [Asem.MinMax(1, 100), .. weigh is null ? Array.Empty<Step>() : [weigh()], step]).Steps[^1].Data));

    /// <summary>COINr's generalised mean is missing where a child is.</summary>
    private static Aggregate Power(double p, MissingChild missing) => new(PerCode.All(new AggregateRule(MeanKind.Power, Missing: missing, Power: p)));

    private static Weigh TestWeights()
    {
        var table = Read("06_aggregated/weights_test.csv");
        return new Weigh(false, table.Rows.ToImmutableSortedDictionary(r => new IndicatorCode(table.Text(r, "iCode")), r => table.Number(r, "Weight")!.Value));
    }

    private static void EffectiveWeights(string file, Weigh? weigh)
    {
        var scores = Run(s_treated, [Asem.MinMax(0, 100), .. weigh is null ? Array.Empty<Step>() : [weigh], Asem.Mean(MeanKind.Arithmetic)]).Scores;
        var effective = Read(file);
        double Effective(IndicatorCode code)
        {
            var node = scores.Nodes[scores.PlaceOf(code)];
            return node.Parent is { } parent ? node.Weight * Effective(parent) : node.Weight;
        }
        Compare(file, effective.Rows.Select(r => (effective.Text(r, "iCode"), effective.Number(r, "EffWeight"), (double?)Effective(new(effective.Text(r, "iCode"))))));
    }
}
