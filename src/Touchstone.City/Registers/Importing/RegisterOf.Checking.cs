using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>From a file, or a form, to rows: every fault at once, nothing written.</summary>
internal abstract partial class Register<TRow>
{
    // Said of nearly every row of a file, and therefore made once.
    private static readonly Dictionary<string, string> NoReferences = [];
    private static readonly Func<bool> Sound = () => true, Faulty = () => false;

    private const int RowsAtATime = 2_000;

    internal override async Task<ImportChecked> Check(CityDb db, RegisterReading reading, CancellationToken stop)
    {
        // Rows are looked at one by one and know nothing of each other: each processor takes some, and what they find is put together in the order of the file.
        var parts = reading.Table.Rows.Chunk(RowsAtATime).AsParallel().AsOrdered().WithCancellation(stop).Select(part => CheckSome(reading, part)).ToList();
        var rows = new List<CheckedRow<TRow>>(reading.Table.Rows.Length);
        foreach (var (some, findings) in parts)
        {
            reading.Findings.AddAll(findings);
            foreach (var row in some) row.Findings.ContinueIn(reading.Findings);
            rows.AddRange(some);
        }
        return await CheckAgainstStore(db, reading, rows, reading.Findings, stop);
    }

    private (List<CheckedRow<TRow>> Rows, FindingList Findings) CheckSome(RegisterReading reading, SourceRow[] part)
    {
        var findings = new FindingList();
        var columns = reading.Columns.Select(c => (Field: (RowField<TRow>)c.Field, c.Column)).ToList();
        var said = columns.ConvertAll(c => c.Field);
        bool refers = said.Exists(f => f.Kind == FieldKind.Reference);
        Func<SourceRow?, string, Place> place = (source, code) => Find(code) is { } f ? reading.At(source!, f) : new Place(reading.Table.File, reading.Table.Sheet, source!.Number);
        var rows = new List<CheckedRow<TRow>>(part.Length);
        foreach (var source in part)
        {
            if (source.IsBlank) continue;
            int before = findings.Errors;
            var references = refers ? new Dictionary<string, string>(StringComparer.Ordinal) : NoReferences;
            var row = new TRow();
            var at = new RowFindings(findings, source, place);
            foreach (var (field, column) in columns)
            {
                object? value = reading.Read(source, column, findings);
                if (value is null && (field.IsNeeded || !SourceTable.Cell(source, column).IsBlank)) at.AddUnread(field.Code);
                if (field.Kind == FieldKind.Reference) { if (value is string text) references[field.Code] = text; }
                else if (value is not null) field.Set(row, value);
                if (value is null && field.IsNeeded && SourceTable.Cell(source, column).IsBlank) Missing(field, reading.Table.At(source, column), findings);
            }
            CheckRow(row, at);
            rows.Add(new(row, source.Number, at, references) { IsSound = findings.Errors == before ? Sound : Faulty, Said = said });
        }
        return (rows, findings);
    }

    internal override async Task<ImportChecked> CheckEdit(CityDb db, long? row, IReadOnlyDictionary<string, string?> values, FindingList findings, CancellationToken stop)
    {
        var there = row is { } id ? await db.Set<TRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop) : new TRow();
        var at = new RowFindings(findings, null, (_, code) => new Place(Column: Find(code)?.Name.Zh ?? code));
        if (there is null)
        {
            findings.Error("row.unknown", Place.Whole, new($"“{Name.Zh}”中没有编号为 {row} 的记录。", $"{Name.En} has no row {row}."), new("从列表中选择。", "Choose one from the list."));
            return new ImportChecked<TRow>();
        }
        string?[]? before = row is null ? null : Values(there);
        string keyBefore = there.Key;
        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, text) in values)
        {
            if (RowFields.FirstOrDefault(f => f.Code == code && !f.Is(FieldTraits.Derived)) is not { } field)
            {
                findings.Error("table.unknown-column", new Place(Column: code), new($"没有字段“{code}”。", $"There is no field '{code}'."), new("检查字段代码。", "Check the field's code."));
                continue;
            }
            var where = new Place(Column: field.Name.Zh);
            object? value = FieldText.Read(field, SourceCell.OfText(text ?? ""), MoneyUnits.FenIn10kYuan, where, findings);
            if (field.Kind == FieldKind.Reference) { if (value is string key) references[field.Code] = key; }
            else field.Set(there, value);
        }
        foreach (var field in RowFields.Where(f => f.IsNeeded && !references.ContainsKey(f.Code) && f.Get(there) is null or ""))
            if (!findings.ToImmutable().Any(f => f.Where.Column == field.Name.Zh)) Missing(field, new Place(Column: field.Name.Zh), findings);
        CheckRow(there, at);
        if (findings.HasErrors) return new ImportChecked<TRow>();
        var said = RowFields.Where(f => values.ContainsKey(f.Code)).ToList();
        var checkedRows = new List<CheckedRow<TRow>> { new(there, null, at, references) { IsSound = () => !findings.HasErrors, Said = said } };
        var result = new ImportChecked<TRow> { Rows = 1 };
        await Resolve(db, checkedRows, stop);
        await CheckAreas(db, checkedRows, stop);
        await CheckRows(db, null, checkedRows, stop);
        if (checkedRows[0] is { IsSetAside: true, Doubt: { } doubt })
            findings.Error("row.doubtful", Place.Whole, new($"不能确定是哪家企业：{doubt.Reason.Zh}。", $"It is not sure which firm this is: {doubt.Reason.En}."), new("填写统一社会信用代码，或先登记该企业。", "Give the unified social credit code, or register the firm first."));
        if (findings.HasErrors) return result;
        there.Key = KeyOf(there);
        if (there.Key != keyBefore && await db.Set<TRow>().AnyAsync(r => r.Key == there.Key, stop))
            findings.Error("row.key-taken", Place.Whole, new($"“{there.Key}”已登记。", $"'{there.Key}' is already registered."), new("打开已有的记录修改。", "Open the row that is there and change it."));
        if (before is not null && before.SequenceEqual(Values(there), StringComparer.Ordinal)) { result.Same = 1; return result; }
        result.Writes.Add(new(there, before is null ? RowChange.Added : RowChange.Changed, null, before));
        if (before is null) result.Added = 1; else result.Changed = 1;
        return result;
    }

    private static void Missing(RegisterField field, Place where, FindingList findings) => findings.Error("table.cell-missing", where,
        new($"“{field.Name.Zh}”必须填写。", $"'{field.Name.En}' must not be empty."), new("请填写。", "Fill it in."));

    private async Task<ImportChecked> CheckAgainstStore(CityDb db, RegisterReading reading, List<CheckedRow<TRow>> rows, FindingList findings, CancellationToken stop)
    {
        var result = new ImportChecked<TRow> { Rows = rows.Count };
        await Resolve(db, rows, stop);
        await CheckAreas(db, rows, stop);
        await CheckRows(db, reading, rows, stop);
        result.Doubtful.AddRange(rows.Where(r => r.IsSetAside));
        result.SetAside = result.Doubtful.Count;
        rows.RemoveAll(r => r.IsSetAside);
        var seen = new Dictionary<string, long>(rows.Count, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!row.IsSound()) continue;
            row.Row.Key = KeyOf(row.Row);
            if (seen.TryAdd(row.Row.Key, row.FileRow ?? 0)) continue;
            row.Findings.Error(KeyField.Code, "row.duplicate", new($"同一{RowName.Zh}已在第 {seen[row.Row.Key]} 行。", $"The same {RowName.En} is already in row {seen[row.Row.Key]}."), new("只保留一行。", "Keep one row."));
        }
        if (findings.HasErrors) return result;
        var known = await Existing(db, seen.Keys, stop);
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row.Row.Key, out var there))
            {
                result.Writes.Add(new(row.Row, RowChange.Added, row.FileRow, null) { Citation = row.Citation });
                result.Added++;
                continue;
            }
            string?[] before = Values(there);
            foreach (var field in row.Said) field.Set(there, field.Get(row.Row));
            if (before.SequenceEqual(Values(there), StringComparer.Ordinal)) { result.Same++; continue; }
            result.Writes.Add(new(there, RowChange.Changed, row.FileRow, before) { Citation = row.Citation });
            result.Changed++;
        }
        return result;
    }

    private RowField<TRow> KeyField => RowFields.First(f => f.Is(FieldTraits.Key));

    private static async Task<Dictionary<string, TRow>> Existing(CityDb db, IReadOnlyCollection<string> keys, CancellationToken stop)
    {
        var known = new Dictionary<string, TRow>(StringComparer.Ordinal);
        if (!await db.Set<TRow>().AnyAsync(stop)) return known;
        foreach (var chunk in keys.Chunk(1000).Select(c => c.ToList()))
            foreach (var row in await db.Set<TRow>().AsNoTracking().Where(r => EF.Parameter(chunk).Contains(r.Key)).ToListAsync(stop)) known[row.Key] = row;
        return known;
    }

    /// <summary>Texts that name rows of other registers become their numbers; one that names nothing is a finding.</summary>
    protected virtual async Task Resolve(CityDb db, List<CheckedRow<TRow>> rows, CancellationToken stop)
    {
        foreach (var field in RowFields.Where(f => f.Kind == FieldKind.Reference))
        {
            string[] texts = [.. rows.Where(r => r.References.ContainsKey(field.Code)).Select(r => r.References[field.Code]).Distinct(StringComparer.Ordinal)];
            if (texts.Length == 0) continue;
            var found = await Target(field).Named(db, texts, stop);
            foreach (var row in rows)
            {
                if (!row.References.TryGetValue(field.Code, out string? text)) continue;
                if (found.TryGetValue(text, out long id)) { field.Set(row.Row, id); continue; }
                row.Findings.Error(field.Code, "reference.unknown", new($"“{Target(field).Name.Zh}”中没有“{FieldText.Shown(text)}”。", $"{Target(field).Name.En} has no '{FieldText.Shown(text)}'."),
                    new("改正代码，或先在该台账中登记。", "Correct the code, or register it there first."));
            }
        }
    }

    /// <summary>The register that a reference points into.</summary>
    protected virtual Register Target(RegisterField field) => throw new InvalidOperationException($"{Code} says nothing of the register that {field.Code} points into.");

    private async Task CheckAreas(CityDb db, List<CheckedRow<TRow>> rows, CancellationToken stop)
    {
        var fields = RowFields.Where(f => f.Kind == FieldKind.Area).ToList();
        if (fields.Count == 0) return;
        var areas = await AreaNames.Load(db, stop);
        foreach (var row in rows)
            foreach (var field in fields)
                if (row.Said.Contains(field) && field.Get(row.Row) is string text)
                {
                    if (areas.CodeOf(text) is { } code) field.Set(row.Row, code);
                    else
                        row.Findings.Error(field.Code, "area.unknown", new($"没有代码或名称为“{FieldText.Shown(text)}”的地区。", $"There is no area with the code or name '{FieldText.Shown(text)}'."),
                            new("改正，或先登记该地区。", "Correct it, or register the area first."));
                }
    }
}

/// <summary>Areas by code and by name.</summary>
internal sealed class AreaNames
{
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Text> _names = new(StringComparer.Ordinal);

    public static async Task<AreaNames> Load(CityDb db, CancellationToken stop)
    {
        var names = new AreaNames();
        foreach (var area in await db.Areas.AsNoTracking().ToListAsync(stop))
        {
            names._codes[area.Code.Value] = area.Code.Value;
            names._codes.TryAdd(area.NameZh, area.Code.Value);
            names._codes.TryAdd(area.NameEn, area.Code.Value);
            names._names[area.Code.Value] = area.Name;
        }
        return names;
    }

    public string? CodeOf(string text) => _codes.GetValueOrDefault(text);
    public Text NameOf(string code) => _names.TryGetValue(code, out var name) ? name : Text.Same(code);
}
