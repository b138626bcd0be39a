using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Touchstone.City.Storage;

/// <summary>Runs one statement for many rows. A store that has a quicker way than a command a row brings one along with its options.</summary>
public abstract class RowWriter : IInterceptor
{
    /// <summary>Runs the statement once for each row, within the transaction that is open.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="statement">With the parameters @p0, @p1, … in this order.</param>
    /// <param name="rows">The values of the parameters of each row, as the database keeps them; null is missing.</param>
    public abstract void Write(DbConnection connection, string statement, IReadOnlyList<object?[]> rows);
}
