using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Files;

internal sealed partial class RulebookReader
{
    private ImmutableArray<ScoreGroup> Groups(MapReading top)
    {
        var groups = ImmutableArray.CreateBuilder<ScoreGroup>();
        if (top.Take("groups") is not { } node) return [];
        _places["groups"] = node.Where;
        foreach (var (map, id) in Items(node, "groups"))
        {
            var name = NeededText(map, "name");
            var cap = Exact(map, "cap");
            if (cap is null && !map.Has("cap")) Missing(map.Where, "cap");
            var clause = ClauseOf(map, $"groups.{id}");
            var items = ImmutableArray.CreateBuilder<ScoreItem>();
            if (map.Take("items") is { } list)
                foreach (var (item, itemId) in Items(list, "items")) items.Add(Item(item, itemId, clause));
            else Missing(map.Where, "items");
            groups.Add(new ScoreGroup(id, name, cap ?? 0, items.ToImmutable()) { Clause = clause, Mark = MarkOf(map, _standard) });
            map.Finish();
        }
        return groups.ToImmutable();
    }

    private ScoreItem Item(MapReading map, string id, Text groupClause)
    {
        var clause = map.TextOf("clause");
        var name = NeededText(map, "name");
        var most = Exact(map, "max");
        if (most is null && !map.Has("max")) Missing(map.Where, "max");
        string path = $"items.{id}";
        var scales = ImmutableArray.CreateBuilder<Scale>();
        if (map.Take("best") is YamlList best)
            foreach (var one in best.Items)
            {
                if (MapReading.Of(one, findings) is not { } scale) continue;
                string at = $"{path}.scales[{scales.Count.ToString(CultureInfo.InvariantCulture)}]";
                _places[at] = one.Where;
                if (Scale(scale, at) is { } read) scales.Add(read);
                scale.Finish();
            }
        else if (Scale(map, $"{path}.scales[0]") is { } only) scales.Add(only);
        var item = new ScoreItem(id, name, most ?? 0, scales.ToImmutable())
        {
            Clause = clause.IsEmpty ? groupClause : clause,
            Mark = MarkOf(map, _standard),
            IsBonus = map.Flag("bonus", false),
            Evidence = map.TextOf("evidence"),
        };
        map.Finish();
        return item;
    }

    private Scale? Scale(MapReading map, string path)
    {
        var scaleName = map.TextOf("scale");
        if (map.Scalar("judged") is { } judged) return Points(map, judged) is { } points ? new Scale([new Band(points)]) { Name = scaleName } : null;
        if (map.Has("formula")) return new Scale([]) { Points = Formula(map, "formula", path), Name = scaleName };
        var value = Formula(map, "value", path);
        string key = value is null ? "cases" : "bands";
        if (map.Take(key) is not YamlList list) return null;
        var bands = ImmutableArray.CreateBuilder<Band>();
        foreach (var item in list.Items)
        {
            if (MapReading.Of(item, findings) is not { } band) continue;
            string at = $"{path}.bands[{bands.Count.ToString(CultureInfo.InvariantCulture)}]";
            _places[at] = item.Where;
            if (Band(band, at) is { } read) bands.Add(read);
            band.Finish();
        }
        Interval? domain = map.Scalar("domain") is { } d ? IntervalOf(map, d, "domain") : null;
        return new Scale(bands.ToImmutable()) { Value = value, WhenUndefined = Exact(map, "undefined") ?? 0, Domain = domain, Name = scaleName };
    }

    private Band? Band(MapReading map, string path)
    {
        if (map.Scalar("points") is not { } written)
        {
            if (!map.Has("points")) Missing(map.Where, "points");
            return null;
        }
        if (Points(map, written) is not { } points) return null;
        return new Band(points)
        {
            In = map.Scalar("in") is { } interval ? IntervalOf(map, interval, "in") : null,
            When = Formula(map, "when", path),
            Label = map.Scalar("label")?.Text,
            Unjudged = Exact(map, "unjudged"),
        };
    }

    private static Interval? IntervalOf(MapReading map, YamlScalar scalar, string key)
    {
        if (Interval.TryParse(scalar.Text, out var interval)) return interval;
        map.Wrong(scalar, key, new("区间，如 \"[5%, 10%)\" 或 \"[35%, +inf)\"", "an interval, such as \"[5%, 10%)\" or \"[35%, +inf)\""));
        return null;
    }

    private static PointRange? Points(MapReading map, YamlScalar scalar)
    {
        string[] ends = scalar.Text.Split("..");
        if (ends.Length is 1 or 2 && Rational.TryParse(ends[0], out var low) && Rational.TryParse(ends[^1], out var high)) return new PointRange(low, high);
        map.Wrong(scalar, "points", new("分数，如 8 或 7..8", "points, such as 8 or 7..8"));
        return null;
    }
}
