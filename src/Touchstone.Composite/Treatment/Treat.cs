namespace Touchstone.Composite;

/// <summary>The most cells winsorisation may set: a count, or a share of the present cells (rounded down).</summary>
public abstract record WinsorLimit
{
    private WinsorLimit() { }
    /// <summary>A number of cells.</summary>
    public sealed record Count(int Cells) : WinsorLimit;
    /// <summary>A share of the column's present cells.</summary>
    public sealed record Share(double Of) : WinsorLimit;
}
/// <summary>What follows when winsorisation did not bring the column within its limits.</summary>
public enum SecondTreatment
{
    /// <summary>Nothing: the winsorised column stands.</summary>
    None,
    /// <summary>COINr's <c>log_CT</c>: ln(x − min + 0.01·(max − min)) of the original column.</summary>
    Log,
    /// <summary>COINr's <c>log_CT_plus</c>: as <see cref="Log"/>; where the skewness is not above zero its mirror, −ln(max − x + 0.01·(max − min)), which draws the lower end in.</summary>
    LogPlus,
    /// <summary>COINr's <c>log_CT_orig</c>: ln(x − min + 1).</summary>
    LogOrig,
    /// <summary>The Global Innovation Index's: ln((f·max − 1)·(x − min) ÷ (max − min) + 1); mirrored where the skewness is below zero. f·max must be above 1.</summary>
    LogGii,
    /// <summary>Box and Cox: with y = x − min + 1, (y^λ − 1) ÷ λ, or ln y where λ is 0.</summary>
    BoxCox,
}
/// <summary>What makes a value an outlier.</summary>
public enum OutlierRule
{
    /// <summary>The column is skewed and peaked: |skewness| and excess kurtosis both reach their limits.</summary>
    SkewnessAndKurtosis,
    /// <summary>The value lies beyond a fence: the first quartile less, or the third plus, a multiple of the range between them (Tukey; quartiles of type 7).</summary>
    InterquartileRange,
}
/// <summary>Which end of a column is treated.</summary>
public enum Tails
{
    /// <summary>Both.</summary>
    Both,
    /// <summary>The high end only: a column skewed to the low end is left alone.</summary>
    High,
    /// <summary>The low end only.</summary>
    Low,
}
/// <summary>Outlier treatment of one column. By skewness and kurtosis it passes when |skewness| &lt; limit or excess kurtosis &lt; limit (both bias-corrected, type 2).</summary>
/// <param name="Apply">False leaves the column alone.</param>
/// <param name="SkewnessLimit">Limit of |skewness|.</param>
/// <param name="KurtosisLimit">Limit of the excess kurtosis.</param>
/// <param name="Limit">The most cells winsorisation may set.</param>
/// <param name="Second">What follows when winsorisation does not do.</param>
/// <param name="Detect">What makes an outlier.</param>
/// <param name="IqrFactor">How many interquartile ranges from the quartiles the fences stand.</param>
/// <param name="Tails">Which end is treated.</param>
/// <param name="Lambda">λ of <see cref="SecondTreatment.BoxCox"/>; null = the most likely one between −2 and 2, a parameter of the frame.</param>
/// <param name="GiiFactor">f of <see cref="SecondTreatment.LogGii"/>.</param>
public sealed record TreatRule(bool Apply = true, double SkewnessLimit = 2, double KurtosisLimit = 3.5, WinsorLimit? Limit = null, SecondTreatment Second = SecondTreatment.Log,
    OutlierRule Detect = OutlierRule.SkewnessAndKurtosis, double IqrFactor = 1.5, Tails Tails = Tails.Both, double? Lambda = null, double GiiFactor = 1)
{
    /// <summary>The limit, five cells when not stated.</summary>
    public WinsorLimit Winsor => Limit ?? s_five;
    private static readonly WinsorLimit s_five = new WinsorLimit.Count(5);
    /// <summary>The most cells of <paramref name="present"/> that may be set.</summary>
    internal int LimitFor(int present) => Winsor switch
    {
        WinsorLimit.Count count => count.Cells,
        WinsorLimit.Share share => (int)Math.Floor(share.Of * present + 1e-9),
        _ => throw new InvalidOperationException("No such limit."),
    };
    /// <summary>Whether a shape is within the limits. An undefined one (fewer than four values, constant) is: there is nothing to treat.</summary>
    internal bool Passes(Shape shape) => !shape.IsDefined || Math.Abs(shape.Skewness) < SkewnessLimit || shape.Kurtosis < KurtosisLimit;
}
/// <summary>Treat outliers: winsorise until the column passes or the limit is reached; then the second treatment, from the original column.</summary>
public sealed record Treat(PerCode<TreatRule> Rules) : Step
{ /// <inheritdoc/>
    public override string Kind => "treat";
}
