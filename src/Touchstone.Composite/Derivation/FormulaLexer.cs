using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

internal enum TokenKind { Number, Name, Sign, End }

/// <param name="Kind">What it is.</param>
/// <param name="Text">The sign, or the name without brackets.</param>
/// <param name="Number">The value of a number.</param>
/// <param name="At">Its first character, from zero.</param>
internal readonly record struct Token(TokenKind Kind, string Text, double Number, int At);

/// <summary>Cuts a formula into tokens; characters that have no meaning are faults, and are skipped.</summary>
internal sealed class FormulaLexer(string text, Action<int, Text, Text> fault)
{
    private static readonly string[] s_longSigns = ["<=", ">=", "<>", "!=", "=="];
    private const string Signs = "+-*/^(),<>=";
    /// <summary>Signs that a Chinese keyboard or a word processor writes, and the sign that is meant.</summary>
    private static readonly Dictionary<char, string> s_meant = new()
    {
        ['\uff08'] = "(",
        ['\uff09'] = ")",
        ['\uff0c'] = ",",
        ['\u3001'] = ",",
        ['\uff0b'] = "+",
        ['\uff0d'] = "-",
        ['\uff0a'] = "*",
        ['\uff0f'] = "/",
        ['\uff1c'] = "<",
        ['\uff1e'] = ">",
        ['\u00d7'] = "*",
        ['\u00f7'] = "/",
        ['\u2212'] = "-",
        ['\u2013'] = "-",
        ['\u2264'] = "<=",
        ['\u2265'] = ">=",
        ['\u2260'] = "<>",
    };

    public List<Token> Read()
    {
        var tokens = new List<Token>();
        int at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at])) { at++; continue; }
            var token = Next(at, out int length);
            if (token is { } t) tokens.Add(t);
            at += length;
        }
        tokens.Add(new(TokenKind.End, "", 0, text.Length));
        return tokens;
    }

    private Token? Next(int at, out int length)
    {
        char c = text[at];
        if (char.IsAsciiDigit(c) || c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) return NumberAt(at, out length);
        if (char.IsLetter(c) || c == '_')
        {
            int end = at + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.')) end++;
            length = end - at;
            return new(TokenKind.Name, text[at..end], 0, at);
        }
        if (c == '[') return BracketedAt(at, out length);
        foreach (string sign in s_longSigns)
            if (string.CompareOrdinal(text, at, sign, 0, 2) == 0)
            {
                length = 2;
                return new(TokenKind.Sign, sign switch { "!=" => "<>", "==" => "=", _ => sign }, 0, at);
            }
        length = 1;
        if (Signs.Contains(c, StringComparison.Ordinal)) return new(TokenKind.Sign, c.ToString(), 0, at);
        if (s_meant.TryGetValue(c, out string? meant))
        {
            fault(at, new($"符号“{c}”不能用在公式里。", $"The sign '{c}' cannot be used in a formula."), new($"请改用半角的“{meant}”。", $"Write '{meant}'."));
            return new(TokenKind.Sign, meant, 0, at); // read on as meant, so that one fault does not bring others
        }
        fault(at, new($"不认识的符号“{c}”。", $"The sign '{c}' has no meaning here."), new("请删去它；含特殊符号的代码写在方括号里。", "Remove it; a code with signs in it is written in brackets."));
        return null;
    }

    private Token? NumberAt(int at, out int length)
    {
        int end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int exponent = end + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                end = exponent;
                while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            }
        }
        length = end - at;
        if (double.TryParse(text.AsSpan(at, length), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
            return new(TokenKind.Number, text.Substring(at, length), value, at);
        fault(at, new($"“{text.Substring(at, length)}”不是数。", $"'{text.Substring(at, length)}' is not a number."), new("小数点用“.”，不用千分位。", "Use '.' for decimals and no thousands separator."));
        return new(TokenKind.Number, "0", 0, at);
    }

    private Token? BracketedAt(int at, out int length)
    {
        int end = text.IndexOf(']', at);
        if (end < 0)
        {
            length = text.Length - at;
            fault(at, new("方括号没有闭合。", "The bracket is not closed."), new("请补上“]”。", "Add ']'."));
            return new(TokenKind.Number, "0", 0, at);
        }
        length = end - at + 1;
        string name = text[(at + 1)..end].Trim();
        if (name.Length > 0) return new(TokenKind.Name, name, 0, at);
        fault(at, new("方括号里没有代码。", "There is no code in the brackets."), new("请写上列的代码。", "Write the code of a column."));
        return new(TokenKind.Number, "0", 0, at);
    }
}
