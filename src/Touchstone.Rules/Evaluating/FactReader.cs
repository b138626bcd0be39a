using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>Reads what a person or a file says of a firm into facts, by the kind of each input. Units are converted here, once: inside, money is yuan and a share is of one.</summary>
public sealed class FactReader(Rulebook rulebook)
{
    private static readonly Dictionary<string, Rational> MoneyUnits = new(StringComparer.Ordinal)
    {
        ["元"] = 1,
        ["yuan"] = 1,
        ["千元"] = 1000,
        ["万元"] = 10_000,
        ["万"] = 10_000,
        ["亿元"] = 100_000_000,
        ["亿"] = 100_000_000,
    };

    private readonly Dictionary<string, RuleInput> _inputs = rulebook.Inputs.ToDictionary(i => i.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, ScoreItem> _items = rulebook.Groups.SelectMany(g => g.Items).Where(i => i.IsJudged).ToDictionary(i => i.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, RuleParameter> _parameters = rulebook.Parameters.Where(p => p.Value is null).ToDictionary(p => p.Id, StringComparer.Ordinal);
    private readonly HashSet<string> _definitions = [.. rulebook.Definitions.Select(d => d.Id)];

    /// <summary>Every name a fact may have.</summary>
    public IEnumerable<string> Names => _inputs.Keys.Concat(_items.Keys).Concat(_parameters.Keys).Concat(_definitions);
    public bool Knows(string id) => _inputs.ContainsKey(id) || _items.ContainsKey(id) || _parameters.ContainsKey(id) || _definitions.Contains(id);

    /// <summary>The name and unit of a heading such as <c>rd_y1(万元)</c>.</summary>
    public static (string Id, string Unit) Heading(string heading)
    {
        string h = heading.Trim().Replace('\uFF08', '(').Replace('\uFF09', ')');
        int open = h.IndexOf('(', StringComparison.Ordinal);
        return open > 0 && h.EndsWith(')') ? (h[..open].Trim(), h[(open + 1)..^1].Trim()) : (h, "");
    }

    /// <summary>The unit of a heading that this name cannot have; null: none is wrong.</summary>
    public Finding? CheckUnit(string id, string unit, Place where)
    {
        if (unit.Length == 0 || !_inputs.TryGetValue(id, out var input)) return null;
        bool right = input.Kind switch
        {
            InputKind.Money => MoneyUnits.ContainsKey(unit),
            InputKind.Share => unit is "%",
            InputKind.Count or InputKind.Amount or InputKind.Day or InputKind.YesNo or InputKind.Choice => unit == input.Unit.Zh || unit == input.Unit.En,
        };
        return right ? null : Finding.Error("fact.unit", where, new($"“{id}”的单位“{unit}”无法换算。", $"The unit '{unit}' of '{id}' cannot be converted."),
            input.Kind == InputKind.Money ? new("金额用元、千元、万元或亿元。", "Money in 元， 千元， 万元 or 亿元.") : new("删去单位。", "Remove the unit."));
    }

    /// <summary>Reads one value; null with no finding where it is blank.</summary>
    public Rational? Read(string id, string unit, string text, Place where, ICollection<Finding> findings)
    {
        text = text.Trim();
        if (text.Length == 0) return null;
        var value = _inputs.TryGetValue(id, out var input) ? Read(input, unit, text) : Plain(text);
        if (value is not { } read)
        {
            findings.Add(Finding.Error("fact.unreadable", where, new($"“{id}”的值“{Shown(text)}”读不懂。", $"The value '{Shown(text)}' of '{id}' cannot be read."), Expected(input)));
            return null;
        }
        if (input is not null && Fault(input, read, where, text) is { } fault) { findings.Add(fault); return null; }
        if (_items.TryGetValue(id, out var item) && (read.Sign < 0 || read > item.Most))
        {
            findings.Add(Finding.Error("fact.range", where, new($"“{id}”的得分 {text} 不在 0 到 {item.Most} 之间。", $"The points {text} of '{id}' are not within 0 and {item.Most}."), new("改正得分。", "Correct the points.")));
            return null;
        }
        return read;
    }

    private static Rational? Read(RuleInput input, string unit, string text)
    {
        switch (input.Kind)
        {
            case InputKind.Day:
                foreach (string form in (string[])["yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd", "yyyy年M月d日"])
                    if (DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day.DayNumber;
                return null;
            case InputKind.YesNo:
                return text.ToUpperInvariant() switch { "是" or "有" or "YES" or "TRUE" or "Y" or "1" => 1, "否" or "无" or "没有" or "NO" or "FALSE" or "N" or "0" => 0, _ => null };
            case InputKind.Choice:
                for (int i = 0; i < input.Codes.Length; i++)
                    if (input.Codes[i].Code == text || input.Codes[i].Name.Zh == text || input.Codes[i].Name.En == text) return i;
                return null;
            case InputKind.Money:
                return Plain(text) is { } amount ? amount * MoneyUnits.GetValueOrDefault(unit, 1) : null;
            case InputKind.Share:
                return Plain(text) is { } share ? unit == "%" && !text.EndsWith('%') ? share / 100 : share : null;
            case InputKind.Count or InputKind.Amount: return Plain(text);
            default: return null;
        }
    }

    private static Rational? Plain(string text) => FormulaReader.TryNumber(text, out var value) ? value : null;

    private static Finding? Fault(RuleInput input, Rational value, Place where, string text)
    {
        if (input.Kind is InputKind.Count && !value.IsWhole)
            return Finding.Error("fact.not-whole", where, new($"“{input.Id}”应为整数，写的是 {Shown(text)}。", $"'{input.Id}' is a whole number; {Shown(text)} was written."), new("填写整数。", "Write a whole number."));
        if (input.Domain.Holds(value)) return null;
        string low = input.Domain.Low?.ToString() ?? "−∞", high = input.Domain.High?.ToString() ?? "∞";
        return Finding.Error("fact.range", where, new($"“{input.Id}”的值 {Shown(text)} 不在 {low} 到 {high} 之间。", $"The value {Shown(text)} of '{input.Id}' is not within {low} and {high}."), new("检查数值和单位。", "Check the value and its unit."));
    }

    private static Text Expected(RuleInput? input) => input?.Kind switch
    {
        InputKind.Day => new("写成 2021-12-31。", "Write it as 2021-12-31."),
        InputKind.YesNo => new("写“是”或“否”。", "Write yes or no."),
        InputKind.Choice => new($"可用：{string.Join("、", input.Codes.Select(c => c.Code))}。", $"Known: {string.Join(", ", input.Codes.Select(c => c.Code))}."),
        InputKind.Money => new("只填数字，单位写在列名中，如 rd_y1(万元)。", "Write the number alone; the unit stands in the heading, as in rd_y1(万元)."),
        InputKind.Count or InputKind.Amount or InputKind.Share or null => new("只填数字，缺失请留空。", "Write the number alone; leave it empty where it is missing."),
    };

    private static string Shown(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 39), "…");
}
