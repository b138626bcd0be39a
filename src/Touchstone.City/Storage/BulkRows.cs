using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Touchstone.City.Storage;

/// <summary>
/// Inserts many rows of one table at the speed of the database: one prepared command (SQLite), or whole columns as arrays (PostgreSQL). Reads columns and conversions from the
/// model, so that a row arrives as the change tracker would have sent it. Part of the transaction that is open.
/// </summary>
internal static class BulkRows
{
    private const int RowsAtATime = 4_000, ManyRows = 10_000;

    public static Task Insert<TRow>(CityDb db, IReadOnlyCollection<TRow> rows, CancellationToken stop) where TRow : class => Insert(db, rows, rows.Count, "", stop);

    /// <summary>Rows that go on being made on another processor while others are written; there are <paramref name="count"/> of them.</summary>
    public static Task Insert<TRow>(CityDb db, MadeAhead<TRow> rows, int count, CancellationToken stop) where TRow : class => Insert(db, rows.Read(), count, "", stop);

    /// <summary>As <see cref="Insert{TRow}(CityDb, IReadOnlyCollection{TRow}, CancellationToken)"/>; rows whose key is there already are left out.</summary>
    public static Task InsertNew<TRow>(CityDb db, IReadOnlyCollection<TRow> rows, CancellationToken stop) where TRow : class => Insert(db, rows, rows.Count, " ON CONFLICT DO NOTHING", stop);

    private static async Task Insert<TRow>(CityDb db, IEnumerable<TRow> rows, int count, string tail, CancellationToken stop) where TRow : class
    {
        if (count == 0) return;
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Rows are inserted within a transaction.");
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        Column[] columns = [.. entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).Select(p => new Column(p))];
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction.GetDbTransaction();
            if (db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal)) await AsArrays(command, entity, columns, rows, tail, stop);
            else await RowByRow(command, WriterOf(db), entity, columns, rows, count, tail, stop);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static RowWriter WriterOf(CityDb db) => db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<RowWriter>().FirstOrDefault()
        ?? throw new InvalidOperationException("The store brings no writer of rows.");

    private static async Task RowByRow<TRow>(DbCommand command, RowWriter writer, IEntityType entity, Column[] columns, IEnumerable<TRow> rows, int count, string tail, CancellationToken stop) where TRow : class
    {
        await Execute(command, RememberMore, stop);
        var aside = tail.Length == 0 && count >= ManyRows ? await SetIndexesAside(command, entity.GetTableName()!, count, stop) : [];
        await foreach (var (batch, varied, values) in Ahead(rows.Chunk(RowsAtATime).Select(batch => Values(batch, columns))))
        {
            stop.ThrowIfCancellationRequested();
            writer.Write(command.Connection!, Statement(entity, columns, $"VALUES ({string.Join(", ", columns.Select(c => Array.IndexOf(varied, c) is >= 0 and var place ? Parameter(place) : c.Literal(batch[0])))}){tail}"), values);
        }
        foreach (string index in aside) await Execute(command, index, stop);
    }

    private static (TRow[] Batch, Column[] Varied, object?[][] Values) Values<TRow>(TRow[] batch, Column[] columns) where TRow : class
    {
        Column[] varied = [.. columns.Where(c => c.IsVaried(batch))];
        return (batch, varied, Array.ConvertAll(batch, row => Array.ConvertAll(varied, c => c.Of(row))));
    }

    /// <summary>
    /// Drops the indexes of a table that will hold mostly new rows and gives the statements that make them again: sorting once costs less than finding a place in each for every row.
    /// Part of the transaction, unique ones too: a key that is there twice fails it as before, only later.
    /// </summary>
    private static async Task<List<string>> SetIndexesAside(DbCommand command, string table, int fresh, CancellationToken stop)
    {
        var indexes = new List<(string Name, string Sql)>();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = @p0";
        Add(command, 0, table);
        await using (var reader = await command.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop)) indexes.Add((reader.GetString(0), reader.GetString(1)));
        command.Parameters.Clear();
#pragma warning disable CA2100 // Names of tables and indexes come from the database itself.
        command.CommandText = $"SELECT COUNT(*) FROM (SELECT 1 FROM \"{table}\" LIMIT {(fresh + 1).ToString(CultureInfo.InvariantCulture)})";
#pragma warning restore CA2100
        if (Convert.ToInt64(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture) > fresh) return [];
        foreach (var (name, _) in indexes) await Execute(command, $"DROP INDEX \"{name}\"", stop);
        return indexes.ConvertAll(i => i.Sql);
    }

    /// <summary>Several indexes grow at random places at once: with the two megabytes that SQLite remembers by itself, nearly every row would be read and written anew.</summary>
    private const string RememberMore = "PRAGMA cache_size = -131072";

#pragma warning disable CA2100 // Statements are made of names that come from the model or the database itself.
    private static async Task Execute(DbCommand command, string statement, CancellationToken stop)
    {
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(stop);
    }
#pragma warning restore CA2100

    private static async Task AsArrays<TRow>(DbCommand command, IEntityType entity, Column[] columns, IEnumerable<TRow> rows, string tail, CancellationToken stop) where TRow : class
    {
#pragma warning disable CA2100 // Names of tables and columns come from the model, values are parameters.
        command.CommandText = Statement(entity, columns, $"SELECT * FROM unnest({string.Join(", ", columns.Select((c, i) => $"{Parameter(i)}::{c.StoreType}[]"))}){tail}");
#pragma warning restore CA2100
        await foreach (var batch in Ahead(rows.Chunk(RowsAtATime).Select(batch => columns.Select(c => c.Of(batch)).ToArray())))
        {
            command.Parameters.Clear();
            for (int i = 0; i < columns.Length; i++) Add(command, i, batch[i]);
            await command.ExecuteNonQueryAsync(stop);
        }
    }

    /// <summary>Makes the next batch on another processor while this one is written.</summary>
    private static async IAsyncEnumerable<T> Ahead<T>(IEnumerable<T> batches)
    {
        using var each = batches.GetEnumerator();
        var next = Task.Run(each.MoveNext);
        try
        {
            while (await next)
            {
                var here = each.Current;
                next = Task.Run(each.MoveNext);
                yield return here;
            }
        }
        finally
        {
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);   // where writing fails, nothing goes on being made
        }
    }

    private static string Statement(IEntityType entity, Column[] columns, string values) =>
        $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) {values}";

    private static string Parameter(int place) => "@p" + place.ToString(CultureInfo.InvariantCulture);

    private static DbParameter Add(DbCommand command, int place, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = Parameter(place);
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter;
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter _getter = property.GetGetter();
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider : null;

        public string Name { get; } = property.GetColumnName();
        public string StoreType { get; } = property.GetColumnType();
        public Type ElementType { get; } = Nullable(property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType);

        public object? Of(object row) => _getter.GetClrValue(row) is not { } value ? null : _convert is null ? value : _convert(value);

        public Array Of<TRow>(TRow[] rows) where TRow : class
        {
            var values = Array.CreateInstance(ElementType, rows.Length);
            for (int r = 0; r < rows.Length; r++) values.SetValue(Of(rows[r]), r);
            return values;
        }

        /// <summary>False where all rows say the same: then it is said once.</summary>
        public bool IsVaried<TRow>(TRow[] rows) where TRow : class
        {
            if (rows.Length == 1) return true;
            object? first = _getter.GetClrValue(rows[0]);
            foreach (var row in rows)
                if (!Equals(first, _getter.GetClrValue(row))) return true;
            return false;
        }

        /// <summary>The value as it stands in a statement.</summary>
        public string Literal(object row) => property.GetRelationalTypeMapping().GenerateSqlLiteral(_getter.GetClrValue(row));

        private static Type Nullable(Type type) => type.IsValueType && System.Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
    }
}
