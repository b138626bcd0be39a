using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>
/// Reads the keys of one YAML mapping by type. A wrong value is a finding at the value, a key nobody asked for a finding at the key;
/// reading goes on with the default, so that all faults are found at once. <c>none</c> takes back what would be inherited.
/// </summary>
internal sealed class MapReading(YamlMap map, FindingList findings)
{
    private readonly List<string> _known = [];

    public FindingList Findings => findings;
    public Place Where => map.Where;

    /// <summary>The mapping in a node; an empty value is an empty mapping; anything else is a finding.</summary>
    public static MapReading? Of(YamlNode node, FindingList findings)
    {
        if (node is YamlMap map) return new MapReading(map, findings);
        if (node is YamlScalar { IsEmpty: true }) return new MapReading(new YamlMap([], node.Where), findings);
        findings.Error("recipe.not-mapping", node.Where,
            new("这里应是若干“键: 值”。", "Keys with values are expected here."),
            new("写成“键: 值”，每行一个，缩进一致；或 {键: 值, …}。", "Write “key: value”, one a line with the same indentation, or {key: value, …}."));
        return null;
    }

    public YamlNode? Take(string key)
    {
        _known.Add(key);
        foreach (var entry in map.Entries)
        {
            if (entry.Key.Text != key) continue;
            if (entry.Value is not YamlScalar { IsEmpty: true }) return entry.Value;
            findings.Error("recipe.value-empty", entry.Value.Where,
                new($"键“{key}”没有值。", $"The key '{key}' has no value."),
                new("写上值，或删去此键。", "Give a value or remove the key."));
            return null;
        }
        return null;
    }

    /// <summary>True when the key is there; it is not taken.</summary>
    public bool Has(string key) => map.Entries.Any(e => e.Key.Text == key);

    /// <summary>Every key not asked for is a finding, with the word that was probably meant.</summary>
    public void Finish()
    {
        foreach (var entry in map.Entries)
        {
            if (_known.Contains(entry.Key.Text)) continue;
            Unknown("recipe.unknown-key", entry.Key, _known);
        }
    }

    public void Unknown(string code, YamlScalar word, IReadOnlyList<string> known)
    {
        string shown = Numbers.Shown(word.Text), list = string.Join(", ", known);
        findings.Error(code, word.Where,
            new($"不认识“{shown}”。", $"'{shown}' is not known here."),
            Words.Nearest(word.Text, known) is { } meant
                ? new($"是否想写“{meant}”？可用：{list}。", $"Did you mean '{meant}'? Known: {list}.")
                : new($"可用：{list}。", $"Known: {list}."));
    }

    private static bool IsNone(YamlNode node) => node is YamlScalar { Quoted: false, Text: "none" };

    public double? Number(string key, double? inherited)
    {
        if (Take(key) is not { } node) return inherited;
        return IsNone(node) ? null : NumberOf(node, key) ?? inherited;
    }

    public double Number(string key, double inherited) => Take(key) is { } node ? NumberOf(node, key) ?? inherited : inherited;

    /// <summary>Two numbers, <c>[low, high]</c>; either may be <c>none</c>, and <c>none</c> alone takes back both.</summary>
    public (double? Low, double? High) Pair(string key, double? low, double? high)
    {
        if (Take(key) is not { } node) return (low, high);
        if (IsNone(node)) return (null, null);
        if (node is YamlList { Items: [var first, var second] })
            return (IsNone(first) ? null : NumberOf(first, key) ?? low, IsNone(second) ? null : NumberOf(second, key) ?? high);
        Wrong(node, key, new("两个数，如 [0, 100]", "two numbers, such as [0, 100]"));
        return (low, high);
    }

    /// <summary>Two shares, <c>[2.5%, 97.5%]</c>; either may be <c>none</c>, and <c>none</c> alone takes back both.</summary>
    public (double? Low, double? High) Shares(string key, double? low, double? high)
    {
        if (Take(key) is not { } node) return (low, high);
        if (IsNone(node)) return (null, null);
        if (node is YamlList { Items: [YamlScalar first, YamlScalar second] } && One(first, out double? below) && One(second, out double? above)) return (below, above);
        Wrong(node, key, new("两个百分位，如 [2.5%, 97.5%]", "two percentiles, such as [2.5%, 97.5%]"));
        return (low, high);

        static bool One(YamlScalar scalar, out double? share)
        {
            share = null;
            if (IsNone(scalar)) return true;
            if (!Share.TryRead(scalar.Text, out double read)) return false;
            share = read;
            return true;
        }
    }

    public double? NumberOf(YamlNode node, string key)
    {
        if (node is YamlScalar scalar && Numbers.TryParse(scalar.Text, out double value)) return value;
        Wrong(node, key, new("数字，如 12.5", "a number, such as 12.5"));
        return null;
    }

    public double? ShareOf(string key, double? inherited)
    {
        if (Take(key) is not { } node) return inherited;
        if (IsNone(node)) return null;
        if (node is YamlScalar scalar && Share.TryRead(scalar.Text, out double share) && share is >= 0 and <= 1) return share;
        Wrong(node, key, new("0 到 1 之间的比例，如 0.75 或 75%", "a share from 0 to 1, such as 0.75 or 75%"));
        return inherited;
    }

    public int? Whole(string key, int? inherited, int least, int most)
    {
        if (Take(key) is not { } node) return inherited;
        if (IsNone(node)) return null;
        if (node is YamlScalar scalar && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most) return value;
        string from = least.ToString(CultureInfo.InvariantCulture), to = most.ToString(CultureInfo.InvariantCulture);
        Wrong(node, key, new($"{from} 到 {to} 之间的整数", $"a whole number from {from} to {to}"));
        return inherited;
    }

    public bool Flag(string key, bool inherited)
    {
        if (Take(key) is not { } node) return inherited;
        if (node is YamlScalar { Text: "true" or "yes" }) return true;
        if (node is YamlScalar { Text: "false" or "no" }) return false;
        Wrong(node, key, new("true 或 false", "true or false"));
        return inherited;
    }

    public T Word<T>(string key, T inherited) where T : struct, Enum => Take(key) is { } node ? WordOf(node, key, inherited) : inherited;

    public T WordOf<T>(YamlNode node, string key, T inherited) where T : struct, Enum
    {
        if (node is not YamlScalar scalar) { Wrong(node, key, new("一个词", "one word")); return inherited; }
        if (Words.TryRead(scalar.Text, out T value)) return value;
        Unknown("recipe.unknown-word", scalar, Words.All<T>());
        return inherited;
    }

    public YamlScalar? Scalar(string key)
    {
        if (Take(key) is not { } node) return null;
        if (node is YamlScalar scalar) return scalar;
        Wrong(node, key, new("一个词", "one word"));
        return null;
    }

    /// <summary>A plain text, or <c>{zh: …, en: …}</c>.</summary>
    public Text TextOf(string key)
    {
        var node = Take(key);
        var nothing = new Text("", "");
        if (node is null) return nothing;
        if (node is YamlScalar scalar) return Model.Text.Same(scalar.Text);
        if (node is not YamlMap pair) { Wrong(node, key, new("文字，或 {zh: …, en: …}", "a text, or {zh: …, en: …}")); return nothing; }
        var both = new MapReading(pair, findings);
        var text = new Text(both.Scalar("zh")?.Text ?? "", both.Scalar("en")?.Text ?? "");
        both.Finish();
        return text;
    }

    /// <summary>A list of words; a single word is a list of one.</summary>
    public ImmutableArray<YamlScalar> List(string key)
    {
        var node = Take(key);
        if (node is null) return [];
        if (node is YamlScalar one) return [one];
        if (node is not YamlList list) { Wrong(node, key, new("列表，如 [A, B]", "a list, such as [A, B]")); return []; }
        var words = ImmutableArray.CreateBuilder<YamlScalar>();
        foreach (var item in list.Items)
            if (item is YamlScalar word) words.Add(word);
            else Wrong(item, key, new("一个词", "one word"));
        return words.ToImmutable();
    }

    /// <summary>The entries of a mapping whose keys are codes, levels or targets.</summary>
    public ImmutableArray<YamlEntry> Entries(string key)
    {
        var node = Take(key);
        return node is null ? [] : Of(node, findings)?.All ?? [];
    }

    public ImmutableArray<YamlEntry> All => map.Entries;

    public void Wrong(YamlNode node, string key, Text expected)
    {
        string shown = node is YamlScalar scalar ? Numbers.Shown(scalar.Text) : "…";
        findings.Error("recipe.wrong-type", node.Where,
            new($"“{key}”的值“{shown}”不合要求。", $"The value '{shown}' of '{key}' is of the wrong kind."),
            new($"应为{expected.Zh}。", $"Expected: {expected.En}."));
    }
}
