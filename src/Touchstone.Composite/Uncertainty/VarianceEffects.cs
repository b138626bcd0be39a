namespace Touchstone.Composite;

/// <summary>
/// The runs that effects are estimated from: for each subset of the factors asked, the base sample with those factors' numbers taken from a second, independent one. A bit a factor.
/// </summary>
internal sealed class SubsetDesign
{
    private readonly Dictionary<uint, int> _places = [];

    public SubsetDesign(int factors, EffectKinds kinds)
    {
        (Factors, Kinds) = (factors, kinds);
        uint all = (1u << factors) - 1;
        List<uint> masks = [0, all, .. Enumerable.Range(0, factors).Select(f => 1u << f)];
        if (kinds.HasFlag(EffectKinds.SecondOrder)) masks.AddRange(Pairs().Select(p => (1u << p.First) | (1u << p.Second)));
        if (kinds.HasFlag(EffectKinds.Shapley)) for (uint m = 0; m <= all; m++) masks.Add(m);
        Masks = [.. masks.Distinct()];
        for (int i = 0; i < Masks.Length; i++) _places.Add(Masks[i], i);
    }

    public int Factors { get; }
    public EffectKinds Kinds { get; }
    public uint[] Masks { get; }
    public int PlaceOf(uint mask) => _places[mask];
    public IEnumerable<(int First, int Second)> Pairs() => from a in Enumerable.Range(0, Factors) from b in Enumerable.Range(a + 1, Math.Max(0, Factors - a - 1)) select (a, b);
}

/// <summary>
/// Variance-based effects. First-order: Saltelli et al. (2010), with the output centred (COINr's is not). Total: Jansen (1999). Second-order: closed second-order less both first-order effects.
/// Shapley: from Jansen's estimates of every subset (Owen 2014; Song, Nelson and Staum 2016), so that they sum to the variance exactly.
/// </summary>
internal sealed class VarianceEffects(SubsetDesign design, double[][] outputs)
{
    private readonly int[] _usable = [.. Enumerable.Range(0, outputs[0].Length).Where(i => outputs.All(y => !double.IsNaN(y[i])))];

    /// <summary>Base samples in which every run has the output.</summary>
    public int Used => _usable.Length;

    /// <summary>The effects on the sample, and their bootstrap intervals.</summary>
    public OutputEffects Estimate(SensitivityOutput? output, IReadOnlyList<string> names, int resamples, ulong seed)
    {
        var whole = Of(_usable);
        if (Used < 2 || !(whole.Variance > 0)) return new(output, whole.Mean, 0, [], [], Used);
        var draws = new Effects[resamples];
        int[] sample = new int[Used];
        for (int b = 0; b < resamples; b++)
        {
            var stream = new HashStream(seed, 7919, b);
            for (int i = 0; i < sample.Length; i++) sample[i] = _usable[(int)(stream.Next() * sample.Length)];
            draws[b] = Of(sample);
        }
        EffectEstimate With(Func<Effects, double> of)
        {
            double[] sorted = [.. draws.Select(of).Where(double.IsFinite).Order()];
            return new(of(whole), Quantiles.Type7(sorted, 0.025), Quantiles.Type7(sorted, 0.975));
        }
        var pairs = design.Pairs().ToList();
        return new(output, whole.Mean, whole.Variance,
            [.. Enumerable.Range(0, design.Factors).Select(f => new FactorEffects(names[f], With(e => e.First[f]), With(e => e.Total[f]), whole.Shapley is null ? null : With(e => e.Shapley![f])))],
            whole.Second is null ? [] : [.. pairs.Select((p, i) => new PairEffect(names[p.First], names[p.Second], With(e => e.Second![i])))], Used);
    }

    private sealed record Effects(double Mean, double Variance, double[] First, double[] Total, double[]? Second, double[]? Shapley);

    private Effects Of(int[] sample)
    {
        double[] a = outputs[design.PlaceOf(0)], b = outputs[design.PlaceOf((1u << design.Factors) - 1)];
        double mean = 0, variance = 0;
        foreach (int i in sample) mean += a[i] + b[i];
        mean /= 2 * sample.Length;
        foreach (int i in sample) variance += (a[i] - mean) * (a[i] - mean) + (b[i] - mean) * (b[i] - mean);
        variance /= 2 * sample.Length - 1;
        double Closed(uint mask)
        {
            double[] y = outputs[design.PlaceOf(mask)];
            double sum = 0;
            foreach (int i in sample) sum += (b[i] - mean) * (y[i] - a[i]);
            return sum / sample.Length / variance;
        }
        double[] first = [.. Enumerable.Range(0, design.Factors).Select(f => Closed(1u << f))];
        double[] total = [.. Enumerable.Range(0, design.Factors).Select(f => Jansen(sample, a, 1u << f) / variance)];
        double[]? second = design.Kinds.HasFlag(EffectKinds.SecondOrder) ? [.. design.Pairs().Select(p => Closed((1u << p.First) | (1u << p.Second)) - first[p.First] - first[p.Second])] : null;
        return new(mean, variance, first, total, second, design.Kinds.HasFlag(EffectKinds.Shapley) ? Shapley(sample, a) : null);
    }

    private double Jansen(int[] sample, double[] a, uint mask)
    {
        double[] y = outputs[design.PlaceOf(mask)];
        double sum = 0;
        foreach (int i in sample) sum += (a[i] - y[i]) * (a[i] - y[i]);
        return sum / (2.0 * sample.Length);
    }

    private double[] Shapley(int[] sample, double[] a)
    {
        double[] value = [.. Enumerable.Range(0, 1 << design.Factors).Select(m => Jansen(sample, a, (uint)m))];
        double[] shares = ShapleyValue.Of(design.Factors, mask => value[mask]);
        return [.. shares.Select(s => s / value[^1])];
    }
}

/// <summary>The Shapley value of a game: each player's part of what all achieve together, averaged over every order of arrival. The parts sum to value(all) − value(none) exactly, but for rounding.</summary>
public static class ShapleyValue
{
    /// <summary>The most players: a million subsets.</summary>
    public const int MostPlayers = 20;

    /// <summary>The parts of the players of a game.</summary>
    /// <param name="players">How many.</param>
    /// <param name="value">What a subset achieves, a bit a player. Asked for once a subset.</param>
    public static double[] Of(int players, Func<int, double> value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(players, MostPlayers);
        double[] values = new double[1 << players], weights = new double[players], parts = new double[players];
        for (int mask = 0; mask < values.Length; mask++) values[mask] = value(mask);
        // A subset of size s precedes a player in s!(n − s − 1)!/n! of all orders.
        for (int s = 0; s < players; s++) weights[s] = s == 0 ? 1.0 / players : weights[s - 1] * s / (players - s);
        for (int mask = 0; mask < values.Length; mask++)
        {
            int size = System.Numerics.BitOperations.PopCount((uint)mask);
            for (int p = 0; p < players; p++)
                if ((mask >> p & 1) == 0) parts[p] += weights[size] * (values[mask | 1 << p] - values[mask]);
        }
        return parts;
    }
}
