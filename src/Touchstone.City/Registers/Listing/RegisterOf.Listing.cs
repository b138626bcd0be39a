using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>From a view to rows.</summary>
internal abstract partial class Register<TRow>
{
    /// <summary>Rows are counted to a limit. A search is counted less far: each row of it costs a look at its text.</summary>
    private const int CountedTo = 10_000, FoundTo = 1_000;

    /// <summary>More conditions than those of the fields, for a register's own use cases.</summary>
    protected virtual IQueryable<TRow> Rows(CityDb db) => db.Set<TRow>().AsNoTracking();

    internal override async Task<RegisterPage> List(CityDb db, RegisterView view, CancellationToken stop)
    {
        var columns = ColumnsOf(view);
        int countedTo = string.IsNullOrWhiteSpace(view.Search) ? CountedTo : FoundTo;
        int before = (int)Math.Min((view.Page - 1L) * view.Size, int.MaxValue - view.Size), end = before + view.Size;
        // The numbers first, once for page and count: an index that has all that is asked for is read alone, and only the page's rows are looked up.
        var ids = await First(db, view, Math.Max(countedTo + 1, end), stop);
        var page = ids.Skip(before).Take(view.Size).ToList();
        var rows = await Rows(db).Where(r => EF.Parameter(page).Contains(r.Id)).ToDictionaryAsync(r => r.Id, stop);
        bool all = ids.Count <= countedTo || ids.Count < end;
        return new(this, view, columns, await Lines(db, columns, [.. page.Where(rows.ContainsKey).Select(id => rows[id])], KnownUntil.Everything, stop), new(all ? ids.Count : Math.Max(countedTo, end), all));
    }

    internal override async Task<RegisterLine?> Row(CityDb db, long id, CancellationToken stop)
    {
        var row = await Rows(db).SingleOrDefaultAsync(r => r.Id == id, stop);
        return row is null ? null : (await Lines(db, Fields, [row], KnownUntil.Everything, stop))[0];
    }

    internal override async IAsyncEnumerable<RegisterLine> All(CityDb db, RegisterView view, [EnumeratorCancellation] CancellationToken stop)
    {
        var columns = ColumnsOf(view);
        // The order is found once; passing over what was read already would find it anew for every batch.
        var ids = await InOrder(await Asked(db, view, stop), view).Select(r => r.Id).ToListAsync(stop);
        foreach (var batch in ids.Chunk(1_000).Select(b => b.ToList()))
        {
            var rows = await Rows(db).Where(r => EF.Parameter(batch).Contains(r.Id)).ToDictionaryAsync(r => r.Id, stop);
            foreach (var line in await Lines(db, columns, [.. batch.Where(rows.ContainsKey).Select(id => rows[id])], KnownUntil.Everything, stop)) yield return line;
        }
    }

    internal override async Task<List<long>> Search(CityDb db, string text, CancellationToken stop)
    {
        var rows = await Searched(db, Rows(db), text, stop);
        return await rows.OrderBy(r => r.Id).Select(r => r.Id).Take(NameSearch.Few).ToListAsync(stop);
    }

    private ImmutableArray<RegisterField> ColumnsOf(RegisterView view) => view.Columns.IsEmpty ? ListFields : [.. view.Columns.Select(Find).OfType<RegisterField>()];

    /// <summary>The numbers of the first rows of a view, in its order.</summary>
    protected virtual async Task<List<long>> First(CityDb db, RegisterView view, int count, CancellationToken stop) =>
        await InOrder(await Asked(db, view, stop), view).Select(r => r.Id).Take(count).ToListAsync(stop);

    private async Task<IQueryable<TRow>> Asked(CityDb db, RegisterView view, CancellationToken stop) => await Filtered(db, await Searched(db, Rows(db), view.Search, stop), view, stop);

    /// <summary>The rows that meet the filters of a view; what it searches is left alone.</summary>
    protected async Task<IQueryable<TRow>> Filtered(CityDb db, IQueryable<TRow> rows, RegisterView view, CancellationToken stop)
    {
        foreach (var filter in view.Filters)
            if (await Condition(db, filter, KnownUntil.Everything, stop) is { } condition) rows = rows.Where(condition);
        return rows;
    }

    /// <summary>Rows that a search text means: by their own name, or by the row they refer to.</summary>
    protected virtual async Task<IQueryable<TRow>> Searched(CityDb db, IQueryable<TRow> rows, string? text, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(text)) return rows;
        if (RowFields.FirstOrDefault(f => f.Kind == FieldKind.Reference) is not { } reference) return rows.Where(r => r.Key.Contains(text));
        var found = await Target(reference).Search(db, text, stop);
        return rows.Where(reference.IsOneOf([.. found.Select(id => (object?)id)]));
    }

    private async Task<Expression<Func<TRow, bool>>?> Condition(CityDb db, FieldFilter filter, KnownUntil until, CancellationToken stop)
    {
        if (RowFields.FirstOrDefault(f => f.Code == filter.Field) is not { } field) return null;
        if (filter.IsRange) return field.Kind is FieldKind.Whole or FieldKind.Amount or FieldKind.Money or FieldKind.Day ? field.Between(Value(field, filter.From), Value(field, filter.To)) : null;
        var values = new List<object?>();
        foreach (string text in filter.Values)
        {
            if (text == FieldFilter.Missing) values.Add(null);
            else if (field.Kind == FieldKind.Reference) values.AddRange((until.IsNow ? (await Target(field).Named(db, [text], stop)).Values.AsEnumerable() : await Target(field).KnownNamed(db, text, until, stop)).Select(id => (object?)id));
            else if (Value(field, text) is { } value) values.Add(value);
        }
        return field.IsOneOf(values);
    }

    private static object? Value(RegisterField field, string? text) => text is null ? null : FieldText.Read(field, SourceCell.OfText(text), MoneyUnits.FenIn10kYuan, Place.Whole, new FindingList());

    /// <summary>
    /// What a search alone finds stands in the order of entry unless another is asked for: in the order of names, rows with a frequent text stand together, and the first may be far. Within a filter
    /// the order of names is an index, which is read until there are enough.
    /// </summary>
    private IOrderedQueryable<TRow> InOrder(IQueryable<TRow> rows, RegisterView view) =>
        OrderOf(view) is var (field, direction) ? field.Order(rows, direction).ThenBy(r => r.Id) : rows.OrderBy(r => r.Id);

    /// <summary>The field and direction of a view's order; null: the order of entry.</summary>
    private protected (RowField<TRow> Field, SortDirection Direction)? OrderOf(RegisterView view)
    {
        if (view.Sort is { } sort) return (Field(sort), view.Direction);
        if (IsSearched && view.Filters.IsEmpty && !string.IsNullOrWhiteSpace(view.Search)) return null;
        return (Field(DefaultSort.TrimStart('-')), DefaultSort[0] == '-' ? SortDirection.Down : SortDirection.Up);
    }

    private async Task<ImmutableArray<RegisterLine>> Lines(CityDb db, ImmutableArray<RegisterField> columns, List<TRow> rows, KnownUntil until, CancellationToken stop)
    {
        var areas = columns.Any(c => c.Kind == FieldKind.Area) ? await AreaNames.Load(db, stop) : null;
        var labels = new Dictionary<string, Dictionary<long, RowLabel>>(StringComparer.Ordinal);
        foreach (var column in columns.Where(c => c.Kind == FieldKind.Reference))
        {
            long[] named = [.. rows.Select(r => ((RowField<TRow>)column).Get(r)).OfType<long>()];
            labels[column.Code] = until.IsNow ? await Target(column).Labels(db, named, stop) : await Target(column).KnownLabels(db, named, until, stop);
        }
        return [.. rows.Select(row => new RegisterLine(row.Id, row.Key, [.. columns.Select(column => CellOf((RowField<TRow>)column, row, areas, labels))]) { RecordedAt = row.RecordedAt, Version = row.Version })];
    }

    private static RegisterCell CellOf(RowField<TRow> field, TRow row, AreaNames? areas, Dictionary<string, Dictionary<long, RowLabel>> labels)
    {
        object? value = field.Get(row);
        if (value is null) return default;
        if (field.Is(FieldTraits.Personal)) return new(null) { IsMasked = true };
        return field.Kind switch
        {
            FieldKind.Area => new(value, areas!.NameOf((string)value)),
            FieldKind.Choice => new(value, field.Choices.First(c => c.Code == (string)value).Name),
            FieldKind.Reference => labels[field.Code].TryGetValue((long)value, out var label) ? new(value, Text.Same(label.Name)) { Key = label.Key } : new(value),
            FieldKind.Text or FieldKind.Note or FieldKind.Whole or FieldKind.Amount or FieldKind.Money or FieldKind.Day => new(value),
        };
    }
}
