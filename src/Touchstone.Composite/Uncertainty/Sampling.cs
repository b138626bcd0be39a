using System.Numerics;

namespace Touchstone.Composite;

/// <summary>How scenarios are drawn.</summary>
public enum SamplingKind
{
    /// <summary>Sobol's sequence with the direction numbers of Joe and Kuo, scrambled by the seed (Owen): scenarios fill the space evenly. Coordinates beyond the 53rd are random.</summary>
    Sobol,
    /// <summary>Latin hypercube: each factor's range is cut into as many slices as there are scenarios, and each slice is used once.</summary>
    LatinHypercube,
    /// <summary>Plain Monte Carlo.</summary>
    Random,
}

/// <summary>
/// Numbers between 0 and 1 (neither included) by place, not by order: the number of a scenario depends on the seed, its own number and the coordinate alone. So scenarios are the same
/// at any number of threads, and more of them extend the ones before (but for the Latin hypercube, which is cut for a number of scenarios).
/// </summary>
internal readonly struct Sampling(SamplingKind kind, ulong seed, int coordinates, int scenarios)
{
    /// <summary>False for the default: no scenario is drawn.</summary>
    public bool IsSet => scenarios > 0;

    /// <summary>A coordinate of a scenario. Two matrices have independent numbers.</summary>
    public double At(int matrix, int coordinate, int scenario)
    {
        int place = matrix * coordinates + coordinate;
        return kind switch
        {
            SamplingKind.Sobol => place < JoeKuo.Dimensions ? Sobol(place, (uint)scenario) : new HashStream(seed, place, scenario).Next(),
            SamplingKind.LatinHypercube => Slice(place, scenario),
            SamplingKind.Random => new HashStream(seed, place, scenario).Next(),
        };
    }

    /// <summary>As many random numbers as a factor needs, for a scenario: for factors with more coordinates than any sequence has (an error in each cell).</summary>
    public HashStream Stream(int matrix, int factor, int scenario) => new(HashStream.Mix(seed ^ 0x5DEECE66DUL), matrix * 1024 + factor, scenario);

    private double Sobol(int dimension, uint scenario)
    {
        uint x = 0;
        uint[] directions = JoeKuo.Directions[dimension];
        for (int k = 0; scenario != 0; k++, scenario >>= 1)
            if ((scenario & 1) == 1) x ^= directions[k];
        x = Scramble(x, (uint)HashStream.Mix(seed + (ulong)dimension * 0x9E3779B97F4A7C15UL));
        return (x + 0.5) / 4294967296.0;
    }

    /// <summary>Owen's nested scrambling by a hash in which each bit depends on those above it alone (Laine and Karras 2011; Burley 2020, JCGT 9(4)).</summary>
    private static uint Scramble(uint x, uint key)
    {
        x = Reverse(x);
        x += key;
        x ^= x * 0x6C50B47Cu;
        x ^= x * 0xB82F1E52u;
        x ^= x * 0xC7AFE638u;
        x ^= x * 0x8D22F6E6u;
        return Reverse(x);
    }

    private static uint Reverse(uint x)
    {
        x = ((x >> 1) & 0x55555555u) | ((x & 0x55555555u) << 1);
        x = ((x >> 2) & 0x33333333u) | ((x & 0x33333333u) << 2);
        x = ((x >> 4) & 0x0F0F0F0Fu) | ((x & 0x0F0F0F0Fu) << 4);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(x);
    }

    private double Slice(int place, int scenario)
    {
        int slice = Permuted(scenario, scenarios, HashStream.Mix(seed + (ulong)place * 0x9E3779B97F4A7C15UL));
        return (slice + new HashStream(seed, place, scenario).Next()) / scenarios;
    }

    /// <summary>A permutation of 0 … n−1 chosen by the key: a four-round Feistel network over the next even power of two, walked until the place is below n.</summary>
    internal static int Permuted(int place, int n, ulong key)
    {
        int half = Math.Max(1, (BitOperations.Log2((uint)Math.Max(1, n - 1)) + 2) / 2);
        uint mask = (1u << half) - 1, x = (uint)place;
        do
        {
            uint left = x >> half, right = x & mask;
            for (int round = 0; round < 4; round++)
                (left, right) = (right, left ^ ((uint)HashStream.Mix(key + right + ((ulong)round << 40)) & mask));
            x = (left << half) | right;
        }
        while (x >= (uint)n);
        return (int)x;
    }
}

/// <summary>A stream of random numbers that begins at a place: SplitMix64 (Steele, Lea and Flood 2014), seeded by the mixed key.</summary>
internal struct HashStream(ulong seed, int stream, int scenario)
{
    private ulong _state = Mix(Mix(seed + 0x9E3779B97F4A7C15UL * (ulong)(uint)stream) + 0xD1B54A32D192ED03UL * (ulong)(uint)scenario);

    /// <summary>A number between 0 and 1, neither included.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return ((Mix(_state) >> 12) + 0.5) / 4503599627370496.0;
    }

    /// <summary>A standard normal number.</summary>
    public double Normal() => NormalQuantile.Of(Next());

    /// <summary>A gamma number of unit scale: Marsaglia and Tsang (2000), with Johnk's step below one.</summary>
    public double Gamma(double shape)
    {
        if (shape < 1)
        {
            double u = Next();
            return Gamma(shape + 1) * Math.Pow(u, 1 / shape);
        }
        double d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal(), v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.Log(Next()) < 0.5 * x * x + d - d * v + d * Math.Log(v)) return d * v;
        }
    }

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

/// <summary>The quantiles of the standard normal distribution to sixteen digits: Wichura (1988), Algorithm AS 241, PPND16.</summary>
internal static class NormalQuantile
{
    public static double Of(double p)
    {
        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double s = 0.180625 - q * q;
            return q * (((((((2509.0809287301226727 * s + 33430.575583588128105) * s + 67265.770927008700853) * s + 45921.953931549871457) * s + 13731.693765509461125) * s
                + 1971.5909503065514427) * s + 133.14166789178437745) * s + 3.387132872796366608)
                / (((((((5226.495278852545925 * s + 28729.085735721942674) * s + 39307.89580009271061) * s + 21213.794301586595867) * s + 5394.1960214247511077) * s
                + 687.1870074920579083) * s + 42.313330701600911252) * s + 1);
        }
        double r = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        double x = r <= 5 ? Middle(r - 1.6) : Far(r - 5);
        return q < 0 ? -x : x;
    }

    private static double Middle(double r) =>
        (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r + 3.64784832476320460504) * r
        + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734)
        / (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r + 0.14810397642748007459) * r + 0.68976733498510000455) * r
        + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1);

    private static double Far(double r) =>
        (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r + 0.026532189526576123093) * r + 0.29656057182850489123) * r
        + 1.7848265399172913358) * r + 5.4637849111641143699) * r + 6.6579046435011037772)
        / (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r
        + 0.13692988092273580531) * r + 0.59983220655588793769) * r + 1);
}
