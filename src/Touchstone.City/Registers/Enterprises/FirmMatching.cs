using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>A firm that a published row was matched to, or none.</summary>
internal sealed record FirmMatch(long? Firm);

/// <summary>Which firm a published row is about: the code decides, then the name exactly as written, earlier names included. Anything less is a doubt.</summary>
internal sealed class FirmMatching
{
    private const int MostCandidates = 5;

    private readonly Dictionary<string, (long Id, string Names)> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<long>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<long>> _like = new(StringComparer.Ordinal);

    public static async Task<FirmMatching> Load(CityDb db, IReadOnlyList<(string? Code, string? Name)> written, CancellationToken stop)
    {
        var matching = new FirmMatching();
        foreach (var chunk in written.Select(w => w.Code).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(1000).Select(c => c.ToList()))
            foreach (var firm in await db.Firms.AsNoTracking().Where(f => EF.Parameter(chunk).Contains(f.Key)).Select(f => new { f.Key, f.Id, f.SearchText }).ToListAsync(stop))
                matching._byCode[firm.Key] = (firm.Id, firm.SearchText);
        string[] names = [.. written.Where(w => w.Code is null || !matching._byCode.ContainsKey(w.Code)).Select(w => SearchedName.Normal(w.Name ?? "")).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)];
        await matching.LoadNames(db, names, stop);
        return matching;
    }

    private async Task LoadNames(CityDb db, string[] names, CancellationToken stop)
    {
        foreach (string name in names)
        {
            var condition = await NameSearch.Condition<Firm>(db, FirmRegister.Instance.Code, name, stop);
            var found = condition is null ? [] : await db.Firms.AsNoTracking().Where(condition).OrderBy(f => f.Id).Select(f => new { f.Id, f.SearchText }).Take(50).ToListAsync(stop);
            _byName[name] = [.. found.Where(f => f.SearchText.Split('\n').Contains(name)).Select(f => f.Id)];
            if (_byName[name].Count != 1) _like[name] = await Like(db, name, [.. found.Select(f => f.Id)], stop);
        }
    }

    /// <summary>The firms that share the most pairs of characters with a name.</summary>
    private static async Task<ImmutableArray<long>> Like(CityDb db, string name, ImmutableArray<long> first, CancellationToken stop)
    {
        var grams = SearchedName.Grams(name).Distinct(StringComparer.Ordinal).ToList();
        var near = await NameSearch.Shared(db, FirmRegister.Instance.Code, grams, stop);
        return [.. first.Concat(near.Where(n => n.Value * 5 >= grams.Count * 3).OrderByDescending(n => n.Value).ThenBy(n => n.Key).Select(n => n.Key)).Distinct().Take(MostCandidates)];
    }

    public FirmMatch? Of(string? code, string? name)
    {
        string normal = SearchedName.Normal(name ?? "");
        if (code is not null && _byCode.TryGetValue(code, out var firm)) return normal.Length == 0 || firm.Names.Split('\n').Contains(normal) ? new(firm.Id) : null;
        if (code is not null) return null;   // a code we do not know is another firm, whatever its name
        return _byName.TryGetValue(normal, out var ids) && ids.Count == 1 ? new(ids[0]) : null;
    }

    public Doubt Doubt(string? code, string? name)
    {
        string normal = SearchedName.Normal(name ?? "");
        if (code is not null && _byCode.TryGetValue(code, out var firm)) return new(new("代码与名称不是同一企业（可能更名）", "code and name are not those of one firm (it may have changed its name)"), [firm.Id]);
        var like = _like.GetValueOrDefault(normal, []);
        if (code is not null) return new(new("名录中没有此代码", "no firm has this code"), like.IsEmpty && _byName.TryGetValue(normal, out var same) ? [.. same] : like);
        return _byName.TryGetValue(normal, out var ids) && ids.Count > 1 ? new(new("有多家同名企业", "several firms have this name"), [.. ids]) : new(new("名录中没有此名称", "no firm has this name"), like);
    }
}
