using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// A curve that draws the long tail of a column in, with the points it was fitted to. Increasing everywhere, so that no order is lost. A value outside the frame's range on the side where the curve ends
/// (of a row that gave no parameters) counts as the end of that range.
/// </summary>
internal readonly record struct SkewCurve(SecondTreatment Kind, double Low, double High, bool Mirrored, double Lambda, double Factor)
{
    /// <summary>The GII logarithm turns around where f·max does not reach above 1.</summary>
    public bool IsUsable => Kind != SecondTreatment.LogGii || Factor * High > 1;

    public static SkewCurve Fit(SecondTreatment kind, ReadOnlySpan<double> values, Shape shape, double? lambda, double factor)
    {
        var (low, high) = Sums.Range(values);
        bool mirrored = kind switch
        {
            SecondTreatment.LogPlus => !(shape.Skewness > 0),
            SecondTreatment.LogGii => shape.Skewness < 0,
            _ => false,
        };
        return new(kind, low, high, mirrored, kind != SecondTreatment.BoxCox ? double.NaN : lambda ?? BoxCoxLambda.MostLikely(values, low), factor);
    }

    /// <summary>The curve of a frozen frame; null where the frame has none.</summary>
    public static SkewCurve? Thaw(SecondTreatment kind, FrozenParameters frozen, int place, Period? period, IndicatorCode column, double factor)
    {
        double low = frozen.Find(place, period, column, "log.low");
        return double.IsNaN(low) ? null : new(kind, low, frozen.Find(place, period, column, "log.high"), frozen.Find(place, period, column, "log.mirrored") == 1, frozen.Find(place, period, column, "log.lambda"), factor);
    }

    public void Tell(Audit audit, Block block, int column)
    {
        audit.Used(block, column, "log.low", Low);
        audit.Used(block, column, "log.high", High);
        if (Mirrored) audit.Used(block, column, "log.mirrored", 1);
        audit.Used(block, column, "log.lambda", Lambda);
    }

    public double Within(double x) => Mirrored ? Math.Min(x, High) : Math.Max(x, Low);

    public double Of(double x) => Kind switch
    {
        SecondTreatment.None => x,
        SecondTreatment.Log => SkewLog.Of(x, Low, High),
        SecondTreatment.LogPlus => Mirrored ? -SkewLog.Of(-x, -High, -Low) : SkewLog.Of(x, Low, High),
        SecondTreatment.LogOrig => Shifted(x),
        SecondTreatment.LogGii => Mirrored ? -Math.Log((Factor * High - 1) * Scale.Way(x, Low, High, lowerIsBetter: true) + 1) : Math.Log((Factor * High - 1) * Scale.Way(x, Low, High, lowerIsBetter: false) + 1),
        SecondTreatment.BoxCox => BoxCoxLambda.Of(x - Low + 1, Lambda),
    };

    /// <summary>ln(x − low + 1), also where the difference overflows.</summary>
    private double Shifted(double x)
    {
        double shifted = x - Low + 1;
        return double.IsFinite(shifted) ? Math.Log(shifted) : Math.Log(x / 4 - Low / 4) + Math.Log(4);
    }

    /// <summary>The formula with its numbers, for a reader.</summary>
    public Text Why
    {
        get
        {
            string low = Shown(Low), high = Shown(High), lambda = Shown(Lambda), factor = Shown(Factor);
            return (Kind, Mirrored) switch
            {
                (SecondTreatment.LogPlus, true) => new($"取对数 −ln(max − x + 0.01(max − min))，min = {low}，max = {high}", $"logarithm −ln(max − x + 0.01(max − min)), min = {low}, max = {high}"),
                (SecondTreatment.LogOrig, _) => new($"取对数 ln(x − min + 1)，min = {low}", $"logarithm ln(x − min + 1), min = {low}"),
                (SecondTreatment.LogGii, false) => new($"取对数 ln(({factor}·max − 1)(x − min) ÷ (max − min) + 1)，min = {low}，max = {high}", $"logarithm ln(({factor}·max − 1)(x − min) ÷ (max − min) + 1), min = {low}, max = {high}"),
                (SecondTreatment.LogGii, true) => new($"取对数 −ln(({factor}·max − 1)(max − x) ÷ (max − min) + 1)，min = {low}，max = {high}", $"logarithm −ln(({factor}·max − 1)(max − x) ÷ (max − min) + 1), min = {low}, max = {high}"),
                (SecondTreatment.BoxCox, _) => new($"博克斯–考克斯变换 ((x − min + 1)^λ − 1) ÷ λ，λ = {lambda}，min = {low}", $"Box–Cox ((x − min + 1)^λ − 1) ÷ λ, λ = {lambda}, min = {low}"),
                _ => new($"取对数 ln(x − min + 0.01(max − min))，min = {low}，max = {high}", $"logarithm ln(x − min + 0.01(max − min)), min = {low}, max = {high}"),
            };
        }
    }

    public static Finding NotUsable(IndicatorCode code, Place where, SkewCurve curve) => Finding.Error("treat.gii-factor", where,
        new($"{code}：GII 对数要求倍数乘以最大值大于 1，而 {Shown(curve.Factor)} × {Shown(curve.High)} 不大于 1，否则次序会颠倒。",
            $"{code}: the GII logarithm needs its factor times the largest value above 1; {Shown(curve.Factor)} × {Shown(curve.High)} is not, and would turn the order around."),
        new("请加大 gii-factor（如 10 的幂），或改用 log-plus。", "State a larger gii-factor (a power of ten), or use log-plus."));

    private static string Shown(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>Box and Cox (An analysis of transformations, JRSS B 26, 1964).</summary>
internal static class BoxCoxLambda
{
    private const double Least = -2, Most = 2;
    private const int Steps = 40, Narrowings = 60;

    public static double Of(double y, double lambda) => lambda == 0 ? Math.Log(y) : (Math.Pow(y, lambda) - 1) / lambda;

    /// <summary>
    /// The λ between −2 and 2 of the largest profile likelihood for y = x − low + 1: −n/2·ln(variance of the transformed values ÷ g^(λ−1)), g the geometric mean. On a grid, then by golden section.
    /// 1 (no change of shape) for a column that does not vary.
    /// </summary>
    public static double MostLikely(ReadOnlySpan<double> x, double low)
    {
        double logs = 0;
        foreach (double v in x) logs += Math.Log(v - low + 1);
        logs /= x.Length;
        int best = 0;
        double most = double.NegativeInfinity;
        for (int i = 0; i <= Steps; i++)
        {
            double likelihood = Likelihood(x, low, logs, At(i));
            if (likelihood > most) (best, most) = (i, likelihood);
        }
        return double.IsNegativeInfinity(most) ? 1 : Narrow(x, low, logs, At(Math.Max(0, best - 1)), At(Math.Min(Steps, best + 1)));
    }

    private static double At(int step) => Least + (Most - Least) * step / Steps;

    private static double Narrow(ReadOnlySpan<double> x, double low, double logs, double from, double to)
    {
        double golden = (Math.Sqrt(5) - 1) / 2;
        for (int i = 0; i < Narrowings; i++)
        {
            double a = to - golden * (to - from), b = from + golden * (to - from);
            if (Likelihood(x, low, logs, a) < Likelihood(x, low, logs, b)) from = a;
            else to = b;
        }
        return (from + to) / 2;
    }

    private static double Likelihood(ReadOnlySpan<double> x, double low, double logs, double lambda)
    {
        // Values are divided by the geometric mean first: powers stay small, and the Jacobian is one.
        double sum = 0, squares = 0;
        foreach (double v in x)
        {
            double l = Math.Log(v - low + 1) - logs, z = lambda == 0 ? l : (Math.Exp(lambda * l) - 1) / lambda;
            sum += z;
            squares += z * z;
        }
        double variance = squares / x.Length - sum / x.Length * (sum / x.Length);
        return variance > 0 ? -Math.Log(variance) : double.NegativeInfinity;
    }
}

/// <summary>COINr's <c>log_CT</c>: ln(x − min + 0.01·(max − min)), after Cotec and the JRC; works for any sign.</summary>
internal static class SkewLog
{
    public static double Of(double x, double min, double max)
    {
        double range = max - min;
        // Where the range itself would overflow, or a hundredth of it vanish, the logarithm of a multiple, less that of the multiplier.
        int power = range > 1e307 ? -2 : range < 1e-290 ? 500 : 0;
        return power == 0
            ? Math.Log(x - min + 0.01 * range)
            : Math.Log(Math.ScaleB(x, power) - Math.ScaleB(min, power) + 0.01 * (Math.ScaleB(max, power) - Math.ScaleB(min, power))) - power * Math.Log(2);
    }
}
