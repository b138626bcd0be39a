using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>Reads cells as numbers: invariant culture, nothing guessed. Every way a spreadsheet writes a number otherwise has its own advice.</summary>
public static partial class Numbers
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A double as text that reads back exactly.</summary>
    public static string Write(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads a cell. Blank gives true with no value; false comes with the finding.</summary>
    public static bool TryRead(SourceCell cell, Place where, out double? value, [NotNullWhen(false)] out Finding? fault)
    {
        value = null;
        fault = null;
        if (cell.IsBlank) return true;
        switch (cell.Kind)
        {
            case CellKind.Number when double.IsFinite(cell.Number): value = cell.Number; return true;
            case CellKind.Number or CellKind.Fault: fault = Workbook(cell, where); return false;
            case CellKind.Date or CellKind.Boolean: fault = Unreadable(cell.Text, where); return false;
            case CellKind.Empty or CellKind.Text: break;
        }
        string text = cell.Text.Trim();
        if (TryParse(text, out double read)) { value = read; return true; }
        fault = Explain(text, where);
        return false;
    }

    /// <summary>A finite number written plainly: sign, digits, point, exponent.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, Plain, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static Finding Workbook(SourceCell cell, Place where) => Finding.Error("number.workbook-error", where,
        new($"单元格是表格软件的错误值 {cell.Text}。", $"The cell holds the spreadsheet error {cell.Text}."),
        new("改正公式，或将单元格留空表示缺失。", "Correct the formula, or leave the cell empty for missing."));

    private static Finding Unreadable(string text, Place where) => Finding.Error("number.unreadable", where,
        new($"“{Shown(text)}”不是数字（小数点用“.”，固定区域性）。", $"'{Shown(text)}' is not a number (invariant culture: the decimal mark is a point)."),
        new("只填数字，如 1234.5；缺失请留空，不适用填 n/a。", "Write the number alone, such as 1234.5; leave a missing value empty; write n/a where it does not apply."));

    private static Finding Explain(string text, Place where)
    {
        if (Thousands().IsMatch(text))
            return Finding.Error("number.thousands", where,
                new($"“{Shown(text)}”带有千位分隔符或小数逗号，含义不唯一。", $"'{Shown(text)}' has a thousand separator or a decimal comma: it could mean two numbers."),
                new("去掉千位分隔符，小数点用“.”，如 1234567.8。", "Remove thousand separators and use a point for decimals, such as 1234567.8."));
        if (NotFinite(text))
            return Finding.Error("number.not-finite", where,
                new($"“{Shown(text)}”不是有限数。", $"'{Shown(text)}' is not a finite number."),
                new("缺失值请留空，不要填 NaN 或 Inf。", "Leave a missing value empty; do not write NaN or Inf."));
        if (text.EndsWith('%') || text.EndsWith('\uFF05'))
            return Finding.Error("number.percent", where,
                new($"“{Shown(text)}”带有百分号。", $"'{Shown(text)}' has a percent sign."),
                new("去掉百分号，计量单位写在指标表中。", "Remove the sign; the unit of measure belongs in the indicator table."));
        if (Placeholders.Contains(text))
            return Finding.Error("number.placeholder", where,
                new($"“{Shown(text)}”是占位符号，不是数字。", $"'{Shown(text)}' is a placeholder, not a number."),
                new("缺失请留空；该评价对象不适用此指标时填 n/a。", "Leave a missing value empty; write n/a where the indicator does not apply to the unit."));
        return Unreadable(text, where);
    }

    private static bool NotFinite(string text) =>
        text.TrimStart('+', '-').ToUpperInvariant() is "NAN" or "INF" or "INFINITY" or "∞"
        || (double.TryParse(text, Plain, CultureInfo.InvariantCulture, out double value) && !double.IsFinite(value));

    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase) { "-", "--", "—", "——", "–", "..", "...", "…", "*", "na", "n.a.", "null", "none", "无", "缺", "暂无", "/", "\\", "?" };

    internal static string Shown(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 39), "…");

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}([,' \uFF0C\u00A0\u202F][0-9]{3})+(\.[0-9]+)?$|^[+-]?[0-9]+,[0-9]+$|^[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Thousands();
}
