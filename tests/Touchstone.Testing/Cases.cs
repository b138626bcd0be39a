using System.Globalization;
using CsCheck;

namespace Touchstone;

/// <summary>
/// Samples a property on the same cases every time, so that a failing run is the doing of the change under test and not of the draw. <c>TOUCHSTONE_EXPLORE=N</c> instead draws new
/// cases, N times as many (<c>./test explore N</c>): that is how rare faults are looked for. These methods stand nearer to the tests than those of the same name in CsCheck.
/// </summary>
public static class Cases
{
    private static readonly long s_explore = long.TryParse(Environment.GetEnvironmentVariable("TOUCHSTONE_EXPLORE"), NumberStyles.None, CultureInfo.InvariantCulture, out long times) ? times : 0;

    public static void Sample<T>(this Gen<T> gen, Action<T> property, long iter = -1, int threads = -1)
    {
        if (iter < 0) iter = Check.Iter;
        if (s_explore > 0) Check.Sample(gen, property, iter: iter * s_explore, threads: threads);
        else
        {
            for (uint i = 0; i < iter; i++) One(gen, property, new PCG(i, 0));
        }
    }

    public static void Sample<T>(this Gen<T> gen, Func<T, bool> property, long iter = -1, int threads = -1) =>
        gen.Sample(value => { if (!property(value)) throw new CsCheckException($"The property does not hold of {Check.Print(value)}."); }, iter, threads);

    public static void Sample<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> property, long iter = -1, int threads = -1) =>
        gen.Sample(value => property(value.Item1, value.Item2), iter, threads);

    public static void Sample<T1, T2, T3>(this Gen<(T1, T2, T3)> gen, Action<T1, T2, T3> property, long iter = -1, int threads = -1) =>
        gen.Sample(value => property(value.Item1, value.Item2, value.Item3), iter, threads);

    // A case that fails is given to CsCheck, which meets it first, looks for a smaller one, and says how to see it again.
    private static void One<T>(Gen<T> gen, Action<T> property, PCG random)
    {
        string seed = random.ToString();
        try
        {
            property(gen.Generate(random, null, out _));
        }
        catch (Exception)
        {
            Check.Sample(gen, property, seed: seed, iter: Check.Iter);
            throw;
        }
    }
}
