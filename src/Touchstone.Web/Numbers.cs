using System.Globalization;

namespace Touchstone.Web;

/// <summary>How a number is shown. Exact values stay on hover and in exports.</summary>
public enum NumberForm
{
    /// <summary>Thousands separators, at most four decimals, two from 100 on: tables.</summary>
    Plain,
    /// <summary>At most three significant digits; 万 and 亿 in Chinese, thousand/million/billion in English: key figures and charts.</summary>
    Brief,
    /// <summary>Two decimals always: scores.</summary>
    Score,
    /// <summary>A share from 0 to 1 shown as per cent.</summary>
    Percent,
    /// <summary>A signed difference with two decimals.</summary>
    Change,
}

/// <summary>Numbers as the reader's language writes them.</summary>
internal static class Numbers
{
    /// <summary>Missing is shown as this, never as zero; the reason goes on hover.</summary>
    public const string Missing = "—";

    public static string Show(double? value, NumberForm form = NumberForm.Plain)
    {
        if (value is not { } x) return Missing;
        var culture = Language.Culture;
        return form switch
        {
            NumberForm.Plain => x.ToString(Math.Abs(x) >= 100 ? "#,##0.##" : "#,##0.####", culture),
            NumberForm.Brief => Brief(x),
            NumberForm.Score => x.ToString("#,##0.00", culture),
            NumberForm.Percent => (x * 100).ToString("0.#", culture) + "%",
            NumberForm.Change => x.ToString("+#,##0.00;−#,##0.00;0.00", culture),
        };
    }

    /// <summary>The number that reads back exactly, for hover, exports and files.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A rank: whole, or with a half where ties share the mean rank.</summary>
    public static string Rank(double? rank) => rank is { } r ? r.ToString("0.#", Language.Culture) : Missing;

    /// <summary>A range of ranks, its ends rounded outwards to whole ranks; one rank where both are the same.</summary>
    public static string RankRange(double? low, double? high)
    {
        if (low is not { } l || high is not { } h) return Missing;
        var (first, last) = (Rank(Math.Floor(l)), Rank(Math.Ceiling(h)));
        return first == last ? first : Language.IsChinese ? $"{first}—{last}" : $"{first}–{last}";
    }

    private static string Brief(double x)
    {
        double size = Math.Abs(x);
        if (Language.IsChinese)
            return size >= 1e8 ? Digits(x / 1e8) + "亿" : size >= 1e4 ? Digits(x / 1e4) + "万" : Digits(x);
        return size >= 1e9 ? Digits(x / 1e9) + " bn" : size >= 1e6 ? Digits(x / 1e6) + " m" : Digits(x);
    }

    /// <summary>Three significant digits, but never fewer than the whole part has.</summary>
    private static string Digits(double x)
    {
        double size = Math.Abs(x);
        string pattern = size >= 100 ? "#,##0" : size >= 10 ? "0.#" : size >= 1 ? "0.##" : size >= 0.1 ? "0.###" : "0.####";
        return x.ToString(pattern, Language.Culture);
    }
}
