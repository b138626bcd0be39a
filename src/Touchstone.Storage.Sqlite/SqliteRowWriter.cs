using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Touchstone.City.Storage;

namespace Touchstone.Storage.Sqlite;

/// <summary>
/// Binds and steps one prepared statement by itself. A command looks up each parameter by name and makes a reader, for each row: that costs as much as the row. Values are written as
/// Microsoft.Data.Sqlite writes them.
/// </summary>
internal sealed class SqliteRowWriter : RowWriter
{
    private const string Day = "yyyy-MM-dd", Moment = "yyyy-MM-dd HH:mm:ss.FFFFFFF";

    public override void Write(DbConnection connection, string statement, IReadOnlyList<object?[]> rows)
    {
        var db = ((SqliteConnection)connection).Handle!;
        Check(raw.sqlite3_prepare_v2(db, statement, out var prepared), db);
        using (prepared)
        {
            byte[] buffer = new byte[1024];
            object?[] bound = rows.Count == 0 ? [] : new object?[rows[0].Length];   // a parameter keeps its value until it is given another; at first it is null
            foreach (object?[] row in rows)
            {
                for (int i = 0; i < row.Length; i++)
                    if (!ReferenceEquals(row[i], bound[i])) Check(Bind(prepared, i + 1, bound[i] = row[i], ref buffer), db);
                int result = raw.sqlite3_step(prepared);
                if (result != raw.SQLITE_DONE) Check(result, db);
                Check(raw.sqlite3_reset(prepared), db);
            }
        }
    }

    private static int Bind(sqlite3_stmt statement, int place, object? value, ref byte[] buffer) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => Bind(statement, place, text, ref buffer),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        bool yes => raw.sqlite3_bind_int64(statement, place, yes ? 1 : 0),
        double number => raw.sqlite3_bind_double(statement, place, number),
        DateOnly day => day.TryFormat(buffer, out int length, Day, CultureInfo.InvariantCulture) ? raw.sqlite3_bind_text(statement, place, buffer.AsSpan(0, length)) : raw.SQLITE_TOOBIG,
        DateTime moment => Bind(statement, place, moment.ToString(Moment, CultureInfo.InvariantCulture), ref buffer),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new InvalidOperationException($"No row holds a {value.GetType().Name}."),
    };

    private static int Bind(sqlite3_stmt statement, int place, string text, ref byte[] buffer)
    {
        if (buffer.Length < text.Length * 3) buffer = new byte[text.Length * 3];
        return raw.sqlite3_bind_text(statement, place, buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, buffer)));
    }

    private static void Check(int result, sqlite3 db) => SqliteException.ThrowExceptionForRC(result, db);
}
