using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Files;

/// <summary>The head and the parts of a rulebook, from YAML. One method a part; all faults in one reading.</summary>
internal sealed partial class RulebookReader(string file, FindingList findings)
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly List<string> _withoutClause = [];
    private bool _hasClauses;
    private Mark _standard = Mark.Verified;

    /// <summary>The place of a path of <see cref="RulebookCheck"/>, or of the nearest path above it.</summary>
    public Place PlaceOf(string path)
    {
        for (string at = path; at.Length > 0;)
        {
            if (_places.TryGetValue(at, out var place)) return place;
            int cut = Math.Max(at.LastIndexOf('.'), at.LastIndexOf('['));
            at = cut < 0 ? "" : at[..cut];
        }
        return new Place(file, null, 1);
    }

    public Rulebook? Read(string text)
    {
        var root = YamlTree.Read(text, file, findings);
        if (root is null)
        {
            if (!findings.HasErrorsIn(file)) findings.Error("rulebook.empty", new Place(file), new("文件没有内容。", "The file has nothing in it."), new("见 docs/guide/rulebooks.md。", "See docs/guide/rulebooks.md."));
            return null;
        }
        if (MapReading.Of(root, findings) is not { } top) return null;
        Schema(top);
        _standard = MarkOf(top, Mark.Verified);
        var (from, to) = Effective(top);
        var book = new Rulebook
        {
            Id = Needed(top, "id"),
            Version = Needed(top, "version"),
            Name = NeededText(top, "name"),
            Authority = NeededText(top, "authority"),
            Track = top.Word("track", RuleTrack.Other),
            From = from,
            To = to,
            Document = Needed(top, "document"),
            Source = NeededText(top, "source"),
            Note = top.TextOf("note"),
            FullScore = Exact(top, "full_score"),
            Inputs = Inputs(top),
            Parameters = [.. top.Entries("parameters").Select(Parameter).OfType<RuleParameter>()],
            Definitions = [.. top.Entries("definitions").Select(Definition).OfType<Definition>()],
            Gates = Gates(top, "gates"),
            Groups = Groups(top),
            Routes = Gates(top, "routes"),
            Pass = Formula(top, "pass", "pass"),
            Flags = Flags(top, "flags"),
            Consequences = Consequences(top),
            Patterns = Patterns(top),
            Filing = Filing(top),
        };
        top.Finish();
        CheckClauses();
        return book.FullScore is null && !book.Groups.IsEmpty ? book with { FullScore = book.Groups.Aggregate(Rational.Zero, (sum, g) => sum + g.Cap) } : book;
    }

    /// <summary>The clause of a condition, a group or a number; <c>"?"</c> says that our copy states none, so that nobody takes it for forgotten.</summary>
    private Text ClauseOf(MapReading map, string path)
    {
        var clause = map.TextOf("clause");
        if (clause.Zh == "?") return default;
        if (clause.IsEmpty) _withoutClause.Add(path);
        else _hasClauses = true;
        return clause;
    }

    /// <summary>A rulebook that states clauses states them all, or says of which its copy states none.</summary>
    private void CheckClauses()
    {
        if (!_hasClauses || _withoutClause.Count == 0) return;
        string list = string.Join(", ", _withoutClause);
        findings.Warning("rulebook.clause-missing", PlaceOf(_withoutClause[0]), new($"没有写条款：{list}。", $"No clause is given: {list}."),
            new("写上 clause；副本未标条款号的写 clause: \"?\"。", "Give it a clause; where the copy states none write clause: \"?\"."));
    }

    private void Schema(MapReading top)
    {
        if (top.Take("schema") is YamlScalar { Text: "1" }) return;
        findings.Error("rulebook.schema", top.Where, new("schema 应为 1。", "The schema must be 1."), new("在文件开头写 schema: 1。", "Write schema: 1 at the beginning."));
    }

    private (DateOnly, DateOnly?) Effective(MapReading top)
    {
        var node = top.Take("effective");
        if (node is null || MapReading.Of(node, findings) is not { } map)
        {
            if (node is null) Missing(top.Where, "effective");
            return (DateOnly.MinValue, null);
        }
        _places["effective"] = node.Where;
        var from = Day(map, "from");
        if (from is null && !map.Has("from")) Missing(map.Where, "from");
        var to = Day(map, "to");
        map.Finish();
        return (from ?? DateOnly.MinValue, to);
    }

    private static DateOnly? Day(MapReading map, string key)
    {
        if (map.Scalar(key) is not { } scalar) return null;
        if (DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        map.Wrong(scalar, key, new("日期，如 2016-01-01", "a date, such as 2016-01-01"));
        return null;
    }

    private ImmutableArray<Gate> Gates(MapReading top, string key)
    {
        var gates = ImmutableArray.CreateBuilder<Gate>();
        if (top.Take(key) is not { } node) return [];
        _places[key] = node.Where;
        foreach (var (map, id) in Items(node, key))
        {
            gates.Add(new Gate(id, NeededText(map, "name"), Formula(map, "test", $"{key}.{id}") ?? Absent(map, "test"))
            {
                Clause = ClauseOf(map, $"{key}.{id}"),
                Mark = MarkOf(map, _standard),
                Evidence = map.TextOf("evidence"),
            });
            map.Finish();
        }
        return gates.ToImmutable();
    }

    private ImmutableArray<Flag> Flags(MapReading map, string key)
    {
        var flags = ImmutableArray.CreateBuilder<Flag>();
        if (map.Take(key) is not { } node) return [];
        foreach (var (flag, id) in Items(node, "flags"))
        {
            flags.Add(new Flag(id, NeededText(flag, "says"), Formula(flag, "when", $"flags.{id}") ?? Absent(flag, "when")) { NeedsReview = flag.Flag("review", false) });
            flag.Finish();
        }
        return flags.ToImmutable();
    }

    private ImmutableArray<Consequence> Consequences(MapReading top)
    {
        var all = ImmutableArray.CreateBuilder<Consequence>();
        if (top.Take("consequences") is not { } node) return [];
        foreach (var (map, id) in Items(node, "consequences"))
        {
            all.Add(new Consequence(id, NeededText(map, "says"), map.TextOf("clause"), MarkOf(map, _standard)));
            map.Finish();
        }
        return all.ToImmutable();
    }

    private ImmutableArray<NumberPattern> Patterns(MapReading top)
    {
        var all = ImmutableArray.CreateBuilder<NumberPattern>();
        if (top.Take("patterns") is not { } node) return [];
        foreach (var (map, id) in Items(node, "patterns"))
        {
            all.Add(new NumberPattern(id, NeededText(map, "name"), Needed(map, "pattern"), map.TextOf("clause"), MarkOf(map, _standard)));
            map.Finish();
        }
        return all.ToImmutable();
    }

    private ImmutableArray<FilingWindow> Filing(MapReading top)
    {
        var all = ImmutableArray.CreateBuilder<FilingWindow>();
        if (top.Take("filing") is not YamlList list) return [];
        foreach (var item in list.Items)
        {
            if (MapReading.Of(item, findings) is not { } map) continue;
            if (MonthDay(map, "from") is { } from && MonthDay(map, "to") is { } to) all.Add(new FilingWindow(from.Month, from.Day, to.Month, to.Day, MarkOf(map, _standard)) { Says = map.TextOf("says") });
            map.Finish();
        }
        return all.ToImmutable();
    }

    private static DateOnly? MonthDay(MapReading map, string key)
    {
        if (map.Scalar(key) is not { } scalar) return null;
        if (DateOnly.TryParseExact("2000-" + scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        map.Wrong(scalar, key, new("月-日，如 03-31", "month and day, such as 03-31"));
        return null;
    }

    /// <summary>The mappings of a list, each with its id and its place kept.</summary>
    private IEnumerable<(MapReading Map, string Id)> Items(YamlNode node, string kind)
    {
        if (node is not YamlList list)
        {
            findings.Error("rulebook.not-list", node.Where, new($"{kind} 应是列表。", $"{kind} is a list."), new("每项以“- id: …”开头。", "Begin each item with “- id: …”."));
            yield break;
        }
        foreach (var item in list.Items)
        {
            if (MapReading.Of(item, findings) is not { } map) continue;
            string id = Needed(map, "id");
            CheckId(id, item.Where);
            _places.TryAdd($"{kind}.{id}", item.Where);
            yield return (map, id);
        }
    }

    private void CheckId(string id, Place where)
    {
        if (id.Length == 0 || ((char.IsLetter(id[0]) || id[0] == '_') && id.All(c => char.IsLetterOrDigit(c) || c == '_'))) return;
        findings.Error("rulebook.id", where, new($"编号“{id}”只能用字母、数字和下划线，且以字母开头。", $"The id '{id}' is made of letters, digits and underscores, and begins with a letter."), new("换一个编号。", "Choose another id."));
    }

    private string Needed(MapReading map, string key)
    {
        if (map.Scalar(key) is { Text.Length: > 0 } scalar) return scalar.Text;
        if (!map.Has(key)) Missing(map.Where, key);
        return "";
    }

    private Text NeededText(MapReading map, string key)
    {
        var text = map.TextOf(key);
        if (!map.Has(key)) Missing(map.Where, key);
        return text;
    }

    private void Missing(Place where, string key) => findings.Error("rulebook.key-missing", where, new($"缺少“{key}”。", $"'{key}' is missing."), new($"写上 {key}。", $"Give {key}."));

    private Formula.Number Absent(MapReading map, string key)
    {
        if (!map.Has(key)) Missing(map.Where, key);
        return new Formula.Number(0);
    }

    private Formula? Formula(MapReading map, string key, string path) => map.Scalar(key) is { } scalar ? FormulaOf(scalar, path) : null;

    private Formula FormulaOf(YamlScalar scalar, string path)
    {
        _places[path] = scalar.Where;
        if (FormulaReader.TryRead(scalar.Text, out var formula, out var fault)) return formula;
        findings.Error("rulebook.formula", scalar.Where, fault!.What, fault.Fix);
        return new Formula.Number(0);
    }

    private static Rational? Exact(MapReading map, string key)
    {
        if (map.Scalar(key) is not { } scalar) return null;
        if (FormulaReader.TryNumber(scalar.Text, out var value)) return value;
        map.Wrong(scalar, key, new("数，如 5%、5000万、12.5", "a number, such as 5%, 5000万， 12.5"));
        return null;
    }

    private static Mark MarkOf(MapReading map, Mark standard)
    {
        if (map.Scalar("mark") is not { } scalar) return standard;
        Mark? mark = scalar.Text switch { "V" => Mark.Verified, "V2" => Mark.SecondHand, "M" => Mark.FromMemory, "D" => Mark.OwnReading, "?" => Mark.Unknown, _ => null };
        if (mark is null) map.Unknown("rulebook.unknown-word", scalar, ["V", "V2", "M", "D", "?"]);
        return mark ?? standard;
    }
}
