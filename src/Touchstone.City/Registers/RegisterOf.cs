using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>A register of rows of one type. A new register is a row type, its table, and one class that lists its fields; what it does of its own, it overrides.</summary>
internal abstract partial class Register<TRow> : Register where TRow : RegisterRow, new()
{
    private readonly Lazy<ImmutableArray<RowField<TRow>>> _rowFields;
    private readonly Lazy<ImmutableArray<RowField<TRow>>> _kept;
    private readonly Lazy<ImmutableArray<(RowField<TRow> Field, JsonEncodedText Name)>> _named;
    private readonly Lazy<ImmutableArray<RegisterField>> _fields;

    private protected Register()
    {
        _rowFields = new(() => Describe().ToImmutable());
        _kept = new(() => [.. RowFields.Where(f => !f.Is(FieldTraits.Derived))]);
        _named = new(() => [.. Kept.Select(f => (f, JsonEncodedText.Encode(f.Code, Json.Encoder)))]);
        _fields = new(() => [.. RowFields]);
    }

    /// <summary>The fields, each bound to its column.</summary>
    protected abstract FieldList<TRow> Describe();

    public ImmutableArray<RowField<TRow>> RowFields => _rowFields.Value;
    public override ImmutableArray<RegisterField> Fields => _fields.Value;

    /// <summary>The fields that history keeps.</summary>
    private ImmutableArray<RowField<TRow>> Kept => _kept.Value;

    public RowField<TRow> Field(string code) => RowFields.First(f => f.Code == code);

    /// <summary>The natural key of a row: its key fields, in order.</summary>
    protected virtual string KeyOf(TRow row) => string.Join('|', RowFields.Where(f => f.Is(FieldTraits.Key)).Select(f => FieldText.Canonical(f.Get(row))));

    /// <summary>What the register checks of a row beyond its fields. Faulty values are missing from the row.</summary>
    protected virtual void CheckRow(TRow row, RowFindings findings) { }

    /// <summary>What the register checks against the store, once all rows are read.</summary>
    protected virtual Task CheckRows(CityDb db, RegisterReading? reading, List<CheckedRow<TRow>> rows, CancellationToken stop) => Task.CompletedTask;

    /// <summary>What the register sets of its own before rows are written.</summary>
    protected virtual Task BeforeWrite(CityDb db, IReadOnlyList<RowWrite<TRow>> rows, Entry entry, CancellationToken stop) => Task.CompletedTask;

    /// <summary>What follows in the register's other tables.</summary>
    protected virtual Task AfterWrite(CityDb db, IReadOnlyList<RowWrite<TRow>> rows, Entry entry, CancellationToken stop) => Task.CompletedTask;

    /// <summary>Keeps rows that wait for a person.</summary>
    protected virtual Task SetAside(CityDb db, IReadOnlyList<CheckedRow<TRow>> rows, Entry entry, CancellationToken stop) => throw new InvalidOperationException($"{Code} sets no rows aside.");

    /// <summary>The canonical values of the kept fields, in order.</summary>
    internal string?[] Values(TRow row) => [.. Kept.Select(f => FieldText.Canonical(f.Get(row)))];

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? _writer;

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) Writer()
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        return (bytes, new Utf8JsonWriter(bytes, Json));
    }

    /// <summary>The fields that history keeps, as a version keeps them.</summary>
    internal string ValuesAsJson(TRow row)
    {
        var (bytes, json) = _writer ??= Writer();   // a large file has many rows
        bytes.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        foreach (var (field, name) in _named.Value)
            if (FieldText.Canonical(field.Get(row)) is { } text) json.WriteString(name, text);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>A row as a version kept it: the fields that history keeps.</summary>
    internal TRow FromJson(string values)
    {
        var row = new TRow();
        using var json = JsonDocument.Parse(values);
        foreach (var property in json.RootElement.EnumerateObject())
            if (Kept.FirstOrDefault(f => f.Code == property.Name) is { } field) field.Set(row, FieldText.FromCanonical(field, property.Value.GetString()));
        row.Key = KeyOf(row);
        return row;
    }

    internal override async Task<Dictionary<string, long>> Named(CityDb db, IReadOnlyCollection<string> texts, CancellationToken stop)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var chunk in texts.Chunk(1000).Select(c => c.ToList()))
            foreach (var row in await db.Set<TRow>().AsNoTracking().Where(r => EF.Parameter(chunk).Contains(r.Key)).Select(r => new { r.Key, r.Id }).ToListAsync(stop)) found[row.Key] = row.Id;
        return found;
    }

    internal override async Task<Dictionary<long, RowLabel>> Labels(CityDb db, IReadOnlyCollection<long> rows, CancellationToken stop)
    {
        var labels = new Dictionary<long, RowLabel>();
        foreach (var chunk in rows.Distinct().Chunk(1000).Select(c => c.ToList()))
            foreach (var row in await db.Set<TRow>().AsNoTracking().Where(r => EF.Parameter(chunk).Contains(r.Id)).ToListAsync(stop)) labels[row.Id] = new(row.Key, NameOf(row));
        return labels;
    }

    internal override async Task<IReadOnlyDictionary<string, string?>> Personal(CityDb db, long row, CancellationToken stop)
    {
        var there = await db.Set<TRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == row, stop);
        return RowFields.Where(f => f.Is(FieldTraits.Personal)).ToDictionary(f => f.Code, f => there is null ? null : FieldText.Canonical(f.Get(there)), StringComparer.Ordinal);
    }

    /// <summary>What a row is called.</summary>
    protected virtual string NameOf(TRow row) => row is NamedRow named ? named.Name : row.Key;
}

/// <summary>A row that was read, with where it stood.</summary>
internal sealed record CheckedRow<TRow>(TRow Row, long? FileRow, RowFindings Findings, IReadOnlyDictionary<string, string> References) where TRow : RegisterRow
{
    /// <summary>False once something is wrong with it.</summary>
    public required Func<bool> IsSound { get; init; }
    /// <summary>The fields that the file, or the form, says something of.</summary>
    public required IReadOnlyList<RowField<TRow>> Said { get; init; }
    /// <summary>What the row's own statement says of its source.</summary>
    public string? Citation { get; set; }
    /// <summary>Set where the row goes elsewhere: it is not written to the register.</summary>
    public bool IsSetAside { get; set; }
    /// <summary>Why it is set aside.</summary>
    public Doubt? Doubt { get; set; }
}

/// <summary>Why a row is not sure to be about a row of another register, and about which ones it may be, the likeliest first.</summary>
internal sealed record Doubt(Model.Text Reason, ImmutableArray<long> Candidates);
