namespace Touchstone.City.Registers.Enterprises;

/// <summary>
/// The unified social credit code of GB 32100: 18 characters, the last of which checks the others (weights are powers of three, modulo 31; the letters I, O, S, V and Z are not used).
/// </summary>
public static class CreditCode
{
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>
    /// Places 3 to 8 of a real code are a division of GB/T 2260, and 999999 is none: a code with these six digits passes the check and belongs to nobody. Made-up firms have such codes and no others.
    /// </summary>
    public const string ReservedDivision = "999999";

    /// <summary>The character that checks the first seventeen; null where one of them is not allowed.</summary>
    public static char? CheckCharacter(ReadOnlySpan<char> first)
    {
        int sum = 0, weight = 1;
        for (int i = 0; i < 17; i++)
        {
            int value = Characters.IndexOf(first[i], StringComparison.Ordinal);
            if (value < 0) return null;
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        return Characters[(31 - sum % 31) % 31];
    }

    public static bool IsValid(string code) => code.Length == 18 && CheckCharacter(code) == code[17];

    /// <summary>True for the codes of made-up firms.</summary>
    public static bool IsReserved(string code) => code.Length == 18 && code.AsSpan(2, 6).SequenceEqual(ReservedDivision);

    /// <summary>The reserved code of a number, from 0 to 99,999,999.</summary>
    public static string Reserved(int number)
    {
        string first = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"91{ReservedDivision}{number:00000000}X");
        return first + CheckCharacter(first);
    }

    internal static string Normal(string written) => written.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>What is wrong with a code; null: nothing.</summary>
    internal static FieldFault? Check(string code)
    {
        if (code.Length != 18)
            return new("credit-code.length", new($"统一社会信用代码应为 18 位，写了 {code.Length} 位。", $"A unified social credit code has 18 characters; {code.Length} were written."), new("按营业执照补全；表格中请设为文本格式。", "Complete it from the business licence; format the cell as text."));
        if (CheckCharacter(code) is not { } check)
            return new("credit-code.character", new($"“{code}”含有不允许的字符（不用 I、O、S、V、Z）。", $"'{code}' has a character that is not allowed (I, O, S, V and Z are not used)."), new("按营业执照改正。", "Correct it from the business licence."));
        return check == code[17] ? null
            : new("credit-code.check", new($"“{code}”的校验位不符。", $"The check character of '{code}' is wrong."), new("有一位写错；按营业执照改正。", "One character is mistaken; correct it from the business licence."));
    }
}
