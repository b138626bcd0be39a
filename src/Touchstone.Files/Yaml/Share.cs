using System.Globalization;

namespace Touchstone.Files;

/// <summary>A share of one, written as <c>0.25</c> or <c>25%</c>. The percent form moves the decimal point in the text, so that it reads back exactly.</summary>
internal static class Share
{
    public static bool TryRead(string text, out double share)
    {
        share = 0;
        if (!text.EndsWith('%')) return Numbers.TryParse(text, out share);
        string number = text[..^1].TrimEnd();
        int e = number.IndexOfAny(['e', 'E']);
        if (e < 0) return Numbers.TryParse(number + "e-2", out share);
        return int.TryParse(number.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent)
            && Math.Abs((long)exponent) < 10_000
            && Numbers.TryParse(string.Create(CultureInfo.InvariantCulture, $"{number[..e]}e{exponent - 2}"), out share);
    }

    public static string Percent(double share)
    {
        string plain = Numbers.Write(share);
        if (decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal exact) && Math.Abs(exact) < 1_000_000m)
        {
            string percent = (exact * 100m / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) + "%";
            if (TryRead(percent, out double back) && back.Equals(share)) return percent;
        }
        int e = plain.IndexOf('E', StringComparison.Ordinal);
        return e < 0
            ? plain + "E2%"
            : string.Create(CultureInfo.InvariantCulture, $"{plain[..e]}E{int.Parse(plain.AsSpan(e + 1), CultureInfo.InvariantCulture) + 2}%");
    }
}
