using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>
/// Rows as known on a day: each as the last version recorded by then says. They are made from all versions and put in order here, where no index helps: a list of them takes as long as reading the register.
/// </summary>
internal abstract partial class Register<TRow>
{
    internal override async Task<RegisterPage> KnownPage(CityDb db, RegisterView view, KnownUntil until, CancellationToken stop)
    {
        var rows = await KnownRows(db, view, until, stop);
        var columns = ColumnsOf(view);
        int before = (int)Math.Min((view.Page - 1L) * view.Size, rows.Count);
        return new(this, view, columns, await Lines(db, columns, [.. rows.Skip(before).Take(view.Size)], until, stop), new(rows.Count, true));
    }

    internal override async IAsyncEnumerable<RegisterLine> KnownAll(CityDb db, RegisterView view, KnownUntil until, [EnumeratorCancellation] CancellationToken stop)
    {
        var columns = ColumnsOf(view);
        foreach (var batch in (await KnownRows(db, view, until, stop)).Chunk(5_000))
            foreach (var line in await Lines(db, columns, [.. batch], until, stop)) yield return line;
    }

    internal override async Task<Dictionary<long, RowLabel>> KnownLabels(CityDb db, IReadOnlyCollection<long> rows, KnownUntil until, CancellationToken stop) =>
        (await Known(db, until, rows, stop)).ToDictionary(r => r.Id, r => new RowLabel(r.Key, NameOf(r)));

    internal override async Task<List<long>> KnownNamed(CityDb db, string text, KnownUntil until, CancellationToken stop) =>
        [.. (await Known(db, until, null, stop)).Where(r => r.Key == text).Select(r => r.Id)];

    internal override async Task<List<long>> KnownSearch(CityDb db, string text, KnownUntil until, CancellationToken stop) =>
        [.. (await Found(db, await Known(db, until, null, stop), text, until, stop)).Select(r => r.Id).Take(NameSearch.Few)];

    /// <summary>The rows as known then, in the order of their numbers: all, or those of some numbers. What other registers say of them is not in them yet (<see cref="Complete"/>).</summary>
    internal async Task<List<TRow>> Known(CityDb db, KnownUntil until, IReadOnlyCollection<long>? only, CancellationToken stop)
    {
        var rows = new List<TRow>();
        var versions = db.Set<RowVersion>().AsNoTracking().Where(v => v.Register == Code && v.RecordedAt <= until.Recorded);
        if (only is null) await Follow(versions, rows, stop);
        else foreach (var chunk in only.Distinct().Chunk(1000).Select(c => c.ToList())) await Follow(versions.Where(v => EF.Parameter(chunk).Contains(v.Row)), rows, stop);
        return rows;
    }

    private async Task Follow(IQueryable<RowVersion> versions, List<TRow> rows, CancellationToken stop)
    {
        TRow? last = null;
        bool isThere = false;
        await foreach (var version in versions.OrderBy(v => v.Row).ThenBy(v => v.Number).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (last is not null && last.Id != version.Row)
            {
                if (isThere) rows.Add(last);
                last = null;
            }
            var row = FromJson(version.Values);
            (row.Id, row.RecordedAt, row.Version) = (version.Row, version.RecordedAt, version.Number - 1);
            Follow(row, last, version);
            (last, isThere) = (row, version.Change != RowChange.Removed);
        }
        if (last is not null && isThere) rows.Add(last);
    }

    /// <summary>Sets what the register sets of its own in a row (<see cref="BeforeWrite"/>), from the row before it and the version.</summary>
    protected virtual void Follow(TRow row, TRow? before, RowVersion version) { }

    /// <summary>Sets what other registers say of rows, as known then.</summary>
    protected virtual Task Complete(CityDb db, List<TRow> rows, KnownUntil until, CancellationToken stop) => Task.CompletedTask;

    private async Task<List<TRow>> KnownRows(CityDb db, RegisterView view, KnownUntil until, CancellationToken stop)
    {
        var rows = await Known(db, until, null, stop);
        await Complete(db, rows, until, stop);
        rows = await Found(db, rows, view.Search, until, stop);
        foreach (var filter in view.Filters)
            if (await Condition(db, filter, until, stop) is { } condition) rows = rows.FindAll(condition.Compile().Invoke);
        if (OrderOf(view) is not var (field, direction)) return rows;
        var order = new StoredOrder(missingFirst: db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal));
        return [.. direction == SortDirection.Up ? rows.OrderBy(field.Stored, order) : rows.OrderByDescending(field.Stored, order)];
    }

    /// <summary>The rows that a search text means, as <see cref="Searched"/> says of the present.</summary>
    private async Task<List<TRow>> Found(CityDb db, List<TRow> rows, string? text, KnownUntil until, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(text)) return rows;
        if (IsSearched) return rows.FindAll(row => NameSearch.Means((NamedRow)(RegisterRow)Found(row), text));
        if (RowFields.FirstOrDefault(f => f.Kind == FieldKind.Reference) is not { } reference) return rows.FindAll(r => r.Key.Contains(text, StringComparison.Ordinal));
        HashSet<long> found = [.. await Target(reference).KnownSearch(db, text, until, stop)];
        return rows.FindAll(r => reference.Get(r) is long id && found.Contains(id));
    }
}
