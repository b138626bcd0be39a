using System.Collections.Immutable;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Which columns are treated, how far, and what of: the borders of the limits, the tails, the fences, the second treatment and its curves.</summary>
public sealed class TreatmentLaws
{
    /// <summary>Columns with a tail at either end, and ties.</summary>
    private static readonly Gen<double[]> s_tailed = Gen.Frequency((8, Gen.Int[0, 40].Select(v => v / 4.0)), (1, Gen.Double[50, 500]), (1, Gen.Double[-500, -50])).Array[5, 24];

    /// <summary>A column passes below a limit; at it, it is treated.</summary>
    [Fact]
    public void Treat_ShapeAtItsLimits_IsTreatedAndJustBelowIsNot()
    {
        int treated = 0;
        s_tailed.Sample(x =>
        {
            var shape = Shape.Of(x);
            if (!shape.IsDefined || Math.Abs(shape.Skewness) < 1e-6) return;
            double skewness = Math.Abs(shape.Skewness), kurtosis = shape.Kurtosis;
            bool Acts(double s, double k) => Treated(x, new TreatRule(SkewnessLimit: s, KurtosisLimit: k, Limit: new WinsorLimit.Count(0), Second: SecondTreatment.LogPlus)).Parameters.Any(p => p.Name == "winsor.cells");
            Assert.True(Acts(skewness, kurtosis));
            Assert.False(Acts(Math.BitIncrement(skewness), kurtosis));
            Assert.False(Acts(skewness, Math.BitIncrement(kurtosis)));
            treated++;
        }, iter: 200);
        Assert.True(treated > 100);
    }

    /// <summary>Winsorising again and again by hand: the tail that the skewness points to (above at zero), all cells of the end value at once, never past the limit, never to a constant or past the middle.</summary>
    [Fact]
    public void Treat_Winsorised_IsWhatWinsorisingStepByStepGives()
    {
        int moved = 0;
        Gen.Select(s_tailed, Gen.Int[0, 6], Gen.Int[0, 2], Gen.Double[0.2, 2], Gen.Double[-1, 4]).Sample((x, limit, tails, skewness, kurtosis) =>
        {
            var rule = new TreatRule(true, skewness, kurtosis, new WinsorLimit.Count(limit), SecondTreatment.None, Tails: (Tails)tails);
            double[] expected = ByHand(x, rule, limit);
            var step = Treated(x, rule);
            Assert.Equal(expected, step.Data.Columns[0].Values);
            moved += expected.Where((v, i) => v != x[i]).Count();
            for (int i = 0; i < x.Length; i++) Assert.Equal(expected[i] == x[i] ? CellMarks.None : CellMarks.Treated, step.Data.Columns[0].MarksAt(i));
        }, iter: 1500);
        Assert.True(moved > 500);
    }

    private static double[] ByHand(double[] x, TreatRule rule, int limit)
    {
        bool Passes(double[] y) => Shape.Of(y) is var s && (!s.IsDefined || Math.Abs(s.Skewness) < rule.SkewnessLimit || s.Kurtosis < rule.KurtosisLimit);
        double[] now = [.. x];
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        while (!Passes(now))
        {
            bool above = Shape.Of(now).Skewness >= 0;
            if (rule.Tails == (above ? Tails.Low : Tails.High)) break;
            double end = above ? now.Max() : now.Min();
            double[] inner = [.. now.Where(v => v != end)];
            if (inner.Length == 0) break;
            double next = above ? inner.Max() : inner.Min(), middle = x.Order().ElementAt(x.Length / 2);
            double nextLow = above ? low : next, nextHigh = above ? next : high;
            int cells = x.Count(v => v < nextLow || v > nextHigh);
            double[] after = [.. x.Select(v => Math.Clamp(v, nextLow, nextHigh))];
            if (cells > limit || after.Distinct().Count() == 1 || (above ? next < middle : next > middle)) break;
            (low, high, now) = (nextLow, nextHigh, after);
        }
        return now;
    }

    /// <summary>A share of the cells that are there, rounded down; what is a whole number on paper is not rounded away.</summary>
    [Theory]
    [InlineData(0.29, 100, 29)]
    [InlineData(0.07, 100, 7)]
    [InlineData(0.5, 9, 4)]
    [InlineData(0.2, 4, 0)]
    public void Limit_AsAShare_IsRoundedDownOnPaper(double share, int present, int cells) => Assert.Equal(cells, new TreatRule(Limit: new WinsorLimit.Share(share)).LimitFor(present));

    /// <summary>By fences: only what lies beyond one is moved, to it; no more cells than the limit, else the second treatment or, without one, nothing and a warning.</summary>
    [Fact]
    public void Fence_AnyColumn_MovesWhatLiesBeyondIt() => Gen.Select(s_tailed, Gen.Int[0, 4], Gen.Int[0, 2], Gen.Double[0.1, 2], Gen.Bool).Sample((x, limit, tails, factor, second) =>
    {
        double[] sorted = [.. x.Order()];
        double first = Type7(sorted, 0.25), third = Type7(sorted, 0.75), low = (Tails)tails == Tails.High ? double.NegativeInfinity : first - factor * (third - first), high = (Tails)tails == Tails.Low ? double.PositiveInfinity : third + factor * (third - first);
        int beyond = x.Count(v => v < low || v > high);
        var build = Build(x, new TreatRule(Limit: new WinsorLimit.Count(limit), Second: second ? SecondTreatment.LogOrig : SecondTreatment.None, Detect: OutlierRule.InterquartileRange, IqrFactor: factor, Tails: (Tails)tails, SkewnessLimit: 1e9));
        var after = build.Steps[1].Data.Columns[0];
        bool bent = beyond > limit && second, left = beyond > limit && !second;
        for (int i = 0; i < x.Length; i++)
        {
            double expected = bent ? Math.Log(x[i] - x.Min() + 1) : left ? x[i] : Math.Clamp(x[i], low, high);
            Assert.Equal(expected, after.Values[i], 1e-12 * Math.Max(1, Math.Abs(expected)));
        }
        Assert.Equal(left, build.Findings.Any(f => f.Code == "treat.still-skewed"));
    }, iter: 1000);

    /// <summary>One value apart from the others: to set it to theirs would leave nothing to tell the units apart.</summary>
    [Theory]
    [InlineData(9)]
    [InlineData(-9)]
    public void Treat_ColumnOfOneValueButOne_IsNotMadeConstant(double other)
    {
        double[] x = [1, 1, 1, 1, 1, other];
        Assert.Equal(x, Treated(x, new TreatRule(Limit: new WinsorLimit.Count(3), Second: SecondTreatment.None)).Data.Columns[0].Values);
    }

    /// <summary>Tukey's fence belongs to the inside: what lies on it is not counted.</summary>
    [Fact]
    public void Fence_ValueOnIt_Stays()
    {
        // Quartiles 1 and 3, so that the fences of factor 1 stand at −1 and 5.
        double[] x = [0, 1, 2, 3, 4];
        Assert.DoesNotContain(Treated([-1, 1, 2, 3, 5], Fenced).Parameters, p => p.Name == "winsor.cells");
        Assert.Equal([-1, 1, 2, 3, 5], Treated([-1.5, 1, 2, 3, 5.5], Fenced).Data.Columns[0].Values);
        Assert.Equal(x, Treated(x, Fenced).Data.Columns[0].Values);
    }

    private static TreatRule Fenced => new(Limit: new WinsorLimit.Count(2), Second: SecondTreatment.None, Detect: OutlierRule.InterquartileRange, IqrFactor: 1);

    /// <summary>A column that winsorisation does not bring within its limits is bent from what it was, or, without a second treatment, stands winsorised; either way it is told when the limits are still passed.</summary>
    [Fact]
    public void Treat_NotWithinItsLimits_IsBentFromTheOriginalOrStandsAndIsTold() => Gen.Select(s_tailed, Gen.Int[0, 1], Gen.Double[0.2, 1], Gen.Int[0, 3]).Sample((x, limit, skewness, which) =>
    {
        SecondTreatment second = new[] { SecondTreatment.None, SecondTreatment.Log, SecondTreatment.LogPlus, SecondTreatment.LogOrig }[which];
        var rule = new TreatRule(true, skewness, -5, new WinsorLimit.Count(limit), second);
        double[] winsorised = ByHand(x, rule, limit);
        bool Passes(double[] y) => Shape.Of(y) is var s && (!s.IsDefined || Math.Abs(s.Skewness) < skewness);
        double low = x.Min(), range = x.Max() - low, high = x.Max();
        bool mirrored = second == SecondTreatment.LogPlus && !(Shape.Of(x).Skewness > 0);
        double[] expected = Passes(winsorised) || second == SecondTreatment.None ? winsorised
            : [.. x.Select(v => second == SecondTreatment.LogOrig ? Math.Log(v - low + 1) : mirrored ? -Math.Log(high - v + 0.01 * range) : Math.Log(v - low + 0.01 * range))];
        var build = Build(x, rule);
        for (int i = 0; i < x.Length; i++) Assert.Equal(expected[i], build.Steps[1].Data.Columns[0].Values[i], 1e-9);
        Assert.Equal(!Passes(expected), build.Findings.Any(f => f.Code == "treat.still-skewed"));
    }, iter: 1000);

    /// <summary>Units that gave no parameters are bounded by the points of those that did; beyond the end where a curve stops they count as that end and are marked, beyond the other they go on along it.</summary>
    [Theory]
    [InlineData(SecondTreatment.None, false)]
    [InlineData(SecondTreatment.LogPlus, false)]
    [InlineData(SecondTreatment.LogPlus, true)]
    [InlineData(SecondTreatment.LogOrig, false)]
    [InlineData(SecondTreatment.BoxCox, false)]
    public void Treat_UnitThatGivesNoParameters_GoesByTheOthersPoints(SecondTreatment second, bool turned)
    {
        double[] ranked = [1, 2, 3, 4, 5, 6, 7, 100];
        double[] x = [.. ranked.Select(v => turned ? -v : v), turned ? 20 : -20, turned ? -300 : 300];
        var rule = new TreatRule(true, 1, 1, new WinsorLimit.Count(second == SecondTreatment.None ? 1 : 0), second, Lambda: 0.5);
        var input = SmallIndex.Input([SmallIndex.Aggregate("index"), SmallIndex.Indicator("a")], Enumerable.Range(0, 10).Select(i => SmallIndex.Unit(i, ranked: i < 8)), 10, (_, r) => x[r]);
        var after = IndexBuild.Run(input, Asem.Recipe(new Treat(PerCode.All(rule)))).OrThrow().Steps[1].Data.Columns[0];
        double Of(double v) => second switch
        {
            SecondTreatment.None => Math.Min(v, 7),
            SecondTreatment.LogPlus => Math.Log(v - 1 + 0.99),
            SecondTreatment.LogOrig => Math.Log(v - 1 + 1),
            _ => (Math.Sqrt(v - 1 + 1) - 1) / 0.5,
        };
        double sign = turned ? -1 : 1;
        Assert.Equal(sign * Of(100), after.Values[7], 1e-12);
        Assert.Equal(sign * (second == SecondTreatment.None ? -20 : Of(1)), after.Values[8], 1e-12);
        Assert.Equal(sign * Of(300), after.Values[9], 1e-12);
        var (bounded, bent) = (CellMarks.Treated, CellMarks.None);
        Assert.Equal(second == SecondTreatment.None ? (CellMarks.None, bounded) : (bounded, bent), (after.MarksAt(8), after.MarksAt(9)));
    }

    /// <summary>The estimated λ has the largest profile likelihood of all between −2 and 2, reckoned here as Box and Cox write it: −n/2·ln(variance) + (λ − 1)·Σ ln y.</summary>
    [Fact]
    public void BoxCox_EstimatedLambda_IsTheMostLikely() => Gen.Int[0, 200].Select(v => v / 4.0).Array[5, 15].Sample(x =>
    {
        if (x.Distinct().Count() < 3) return;
        double low = x.Min();
        double Likelihood(double lambda)
        {
            double[] z = [.. x.Select(v => Math.Abs(lambda) < 1e-12 ? Math.Log(v - low + 1) : (Math.Pow(v - low + 1, lambda) - 1) / lambda)];
            return -x.Length / 2.0 * Math.Log(z.Select(v => (v - z.Average()) * (v - z.Average())).Average()) + (lambda - 1) * x.Sum(v => Math.Log(v - low + 1));
        }
        Assert.Equal(1, BoxCoxLambda.MostLikely([low, low, low], low));
        double found = BoxCoxLambda.MostLikely(x, low);
        Assert.InRange(found, -2, 2);
        for (int i = 0; i <= 400; i++) Assert.True(Likelihood(found) >= Likelihood(-2 + i / 100.0) - 1e-6);
    }, iter: 200);

    /// <summary>The logarithm of a column too large or too small to add a hundredth of its range is that of a multiple, less the multiplier's.</summary>
    [Theory]
    [InlineData(1015)]
    [InlineData(-1015)]
    [InlineData(40)]
    public void Log_OfColumnsAtTheEndsOfDoubles_IsThatOfTheColumnShifted(int power) => Gen.Select(Gen.Double[-100, 100], Gen.Double[0, 100], Gen.Double[1, 100]).Sample((low, up, range) =>
    {
        double x = low + Math.Min(up, range), high = low + range;
        double plain = Math.Log(x - low + 0.01 * (high - low));
        Assert.Equal(plain + power * Math.Log(2), SkewLog.Of(Math.ScaleB(x, power), Math.ScaleB(low, power), Math.ScaleB(high, power)), 1e-9);
    }, iter: 100);

    [Fact]
    public void Log_RangeThatHasNoDouble_IsThatOfAMultiple()
    {
        Assert.Equal(Math.Log(1.2 + 0.028) + 308 * Math.Log(10), SkewLog.Of(0, -1.2e308, 1.6e308), 1e-9);
        // A hundredth of ten times the smallest double is none.
        Assert.Equal(Math.Log(5.1) - 1074 * Math.Log(2), SkewLog.Of(5 * double.Epsilon, 0, 10 * double.Epsilon), 1e-9);
    }

    [Fact]
    public void LogOrig_RangeThatOverflows_IsStillTheLogarithmOfTheDifference()
    {
        double[] x = [-1.2e308, 0, 1.6e308];
        var curve = SkewCurve.Fit(SecondTreatment.LogOrig, x, Shape.Of(x), null, 1);
        Assert.Equal(Math.Log(1.2) + 308 * Math.Log(10), curve.Of(0), 1e-9);
        Assert.Equal(Math.Log(2.8) + 308 * Math.Log(10), curve.Of(1.6e308), 1e-9);
    }

    /// <summary>The factor times the largest value must be above one: at one the curve is flat.</summary>
    [Theory]
    [InlineData(0.01, false)]
    [InlineData(0.0101, true)]
    public void LogGii_FactorTimesTheLargestValue_MustBeAboveOne(double factor, bool runs)
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 100];
        Step[] both = [new Treat(PerCode.All(new TreatRule(true, 1, 1, new WinsorLimit.Count(0), SecondTreatment.LogGii, GiiFactor: factor))), new Transform(Of("a", new TransformRule.Skew(SecondTreatment.LogGii, Factor: factor)))];
        foreach (var step in both)
        {
            var outcome = IndexBuild.Run(SmallIndex.Column([.. x.Select(v => (double?)v)]), Asem.Recipe(step, Asem.MinMax(0, 100)));
            Assert.Equal(runs, outcome.IsDone(out _));
            Assert.Equal(runs ? 0 : 1, outcome.AllFindings.Count(f => f.Code == "treat.gii-factor"));
        }
    }

    /// <summary>A column without skewness has no tail to draw in: log-plus takes the mirror there, the GII's logarithm does not.</summary>
    [Fact]
    public void Transform_SkewOfASymmetricColumn_HasOneFormEach()
    {
        double Middle(SecondTreatment kind) => IndexBuild.Run(SmallIndex.Column([1, 2, 3]), Asem.Recipe(new Transform(Of("a", new TransformRule.Skew(kind, Factor: 2))))).OrThrow().Steps[1].Data.Columns[0][1]!.Value;
        Assert.Equal(-Math.Log(3 - 2 + 0.02), Middle(SecondTreatment.LogPlus), 1e-12);
        Assert.Equal(Math.Log((2 * 3 - 1) * 0.5 + 1), Middle(SecondTreatment.LogGii), 1e-12);
    }

    /// <summary>Stated bounds: what lies on one stays and is not marked; one that is not stated bounds nothing.</summary>
    [Fact]
    public void Transform_Clamp_MovesOnlyWhatLiesBeyond()
    {
        double?[] x = [1, 2, null, 5, 9];
        foreach (var (low, high, expected) in new (double?, double?, double?[])[] { (2, 5, [2, 2, null, 5, 5]), (null, 5, [1, 2, null, 5, 5]), (2, null, [2, 2, null, 5, 9]) })
        {
            var step = IndexBuild.Run(SmallIndex.Column(x), Asem.Recipe(new Transform(Of("a", new TransformRule.Clamp(low, high))))).OrThrow().Steps[1];
            Assert.Equal(expected, Enumerable.Range(0, 5).Select(r => step.Data.Columns[0][r]));
            int[] moved = [.. Enumerable.Range(0, 5).Where(r => expected[r] != x[r])];
            Assert.Equal(moved, Enumerable.Range(0, 5).Where(r => step.Data.Columns[0].MarksAt(r) == CellMarks.Treated));
            Assert.Equal(moved.Select(r => (x[r], expected[r])), step.Changes.Select(c => (c.Before, c.After)));
        }
    }

    /// <summary>A constant column has no curve, and none is told.</summary>
    [Fact]
    public void Transform_SkewOfAConstantColumn_LeavesIt()
    {
        var step = IndexBuild.Run(SmallIndex.Column([4, 4, null, 4]), Asem.Recipe(new Transform(Of("a", new TransformRule.Skew(SecondTreatment.Log))))).OrThrow().Steps[1];
        Assert.Equal([4, 4, null, 4], Enumerable.Range(0, 4).Select(r => step.Data.Columns[0][r]));
        Assert.Empty(step.Parameters);
    }

    private static ImmutableSortedDictionary<IndicatorCode, TransformRule> Of(string code, TransformRule rule) => ImmutableSortedDictionary<IndicatorCode, TransformRule>.Empty.Add(new(code), rule);

    private static double Type7(double[] sorted, double p)
    {
        double place = (sorted.Length - 1) * p;
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private static IndexBuild Build(double[] x, TreatRule rule) => IndexBuild.Run(SmallIndex.Column([.. x.Select(v => (double?)v)]), Asem.Recipe(new Treat(PerCode.All(rule)))).OrThrow();
    private static StepResult Treated(double[] x, TreatRule rule) => Build(x, rule).Steps[1];
}
