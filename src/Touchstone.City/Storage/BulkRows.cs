using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Touchstone.City.Storage;

/// <summary>
/// Inserts many rows of one table at the speed of the database: one prepared command (SQLite), or whole columns as arrays (PostgreSQL). Reads columns and conversions from the
/// model, so that a row arrives as the change tracker would have sent it. Part of the transaction that is open.
/// </summary>
internal static class BulkRows
{
    private const int RowsPerStatement = 10_000;

    public static Task Insert<TRow>(CityDb db, IReadOnlyList<TRow> rows, CancellationToken stop) where TRow : class => Insert(db, rows, "", stop);

    /// <summary>As <see cref="Insert{TRow}(CityDb, IReadOnlyList{TRow}, CancellationToken)"/>; rows whose key is there already are left out.</summary>
    public static Task InsertNew<TRow>(CityDb db, IReadOnlyList<TRow> rows, CancellationToken stop) where TRow : class => Insert(db, rows, " ON CONFLICT DO NOTHING", stop);

    private static async Task Insert<TRow>(CityDb db, IReadOnlyList<TRow> rows, string tail, CancellationToken stop) where TRow : class
    {
        if (rows.Count == 0) return;
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Rows are inserted within a transaction.");
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        Column[] columns = [.. entity.GetProperties().Where(p => p.ValueGenerated == ValueGenerated.Never).Select(p => new Column(p))];
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction.GetDbTransaction();
            if (db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal)) await AsArrays(command, entity, columns, rows, tail, stop);
            else await RowByRow(command, entity, columns, rows, tail, stop);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task RowByRow<TRow>(DbCommand command, IEntityType entity, Column[] columns, IReadOnlyList<TRow> rows, string tail, CancellationToken stop) where TRow : class
    {
        await Remember(command, stop);
        Name(command, entity, columns, $"VALUES ({string.Join(", ", columns.Select((_, i) => Parameter(i)))}){tail}");
        var parameters = new DbParameter[columns.Length];
        for (int i = 0; i < columns.Length; i++) parameters[i] = Add(command, i, DBNull.Value);
        await command.PrepareAsync(stop);
        foreach (var row in rows)
        {
            for (int i = 0; i < columns.Length; i++) parameters[i].Value = columns[i].Of(row) ?? DBNull.Value;
            command.ExecuteNonQuery();   // SQLite has no asynchronous work; a task a row would cost more than the row
        }
    }

    /// <summary>Several indexes grow at random places at once: with the two megabytes that SQLite remembers by itself, nearly every row would be read and written anew.</summary>
    private static async Task Remember(DbCommand command, CancellationToken stop)
    {
        command.CommandText = "PRAGMA cache_size = -131072";
        await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task AsArrays<TRow>(DbCommand command, IEntityType entity, Column[] columns, IReadOnlyList<TRow> rows, string tail, CancellationToken stop) where TRow : class
    {
        Name(command, entity, columns, $"SELECT * FROM unnest({string.Join(", ", columns.Select((c, i) => $"{Parameter(i)}::{c.StoreType}[]"))}){tail}");
        for (int first = 0; first < rows.Count; first += RowsPerStatement)
        {
            int count = Math.Min(RowsPerStatement, rows.Count - first);
            command.Parameters.Clear();
            for (int i = 0; i < columns.Length; i++)
            {
                var values = Array.CreateInstance(columns[i].ElementType, count);
                for (int r = 0; r < count; r++) values.SetValue(columns[i].Of(rows[first + r]), r);
                Add(command, i, values);
            }
            await command.ExecuteNonQueryAsync(stop);
        }
    }

#pragma warning disable CA2100 // Names of tables and columns come from the model, values are parameters.
    private static void Name(DbCommand command, IEntityType entity, Column[] columns, string values) =>
        command.CommandText = $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) {values}";
#pragma warning restore CA2100

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
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider : null;

        public string Name { get; } = property.GetColumnName();
        public string StoreType { get; } = property.GetColumnType();
        public Type ElementType { get; } = Nullable(property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType);

        public object? Of(object row) => property.GetGetter().GetClrValue(row) is not { } value ? null : _convert is null ? value : _convert(value);

        private static Type Nullable(Type type) => type.IsValueType && System.Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
    }
}
