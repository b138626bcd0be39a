using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>The curves of a transform by their words; <c>log</c> alone is the plain logarithm there.</summary>
internal static class SkewWords
{
    public static SecondTreatment? Of(string word) => word switch
    {
        "log-ct" => SecondTreatment.Log,
        "log-plus" => SecondTreatment.LogPlus,
        "log-orig" => SecondTreatment.LogOrig,
        "log-gii" => SecondTreatment.LogGii,
        "box-cox" => SecondTreatment.BoxCox,
        _ => null,
    };

    public static string Of(SecondTreatment curve) => curve == SecondTreatment.Log ? "log-ct" : Words.Of(curve);
}
