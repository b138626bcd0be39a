using System.Collections.Frozen;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Touchstone.City.Storage;

/// <summary>
/// Refuses SQL that updates or deletes rows of an append-only table. Change tracking is guarded by <see cref="CityDb"/>; set-based commands go past it and are caught here.
/// </summary>
internal sealed partial class AppendOnlyCommands : DbCommandInterceptor
{
    public static AppendOnlyCommands Instance { get; } = new();

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Check(command, eventData.Context);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(command, eventData.Context);
        return ValueTask.FromResult(result);
    }

    private static void Check(DbCommand command, DbContext? context)
    {
        if (context is null) return;
        foreach (Match match in Changing().Matches(command.CommandText))
            if (Tables(context).Contains(match.Groups["table"].Value))
                throw new InvalidOperationException($"Table {match.Groups["table"].Value} is append-only: write a new row that supersedes the old one.");
    }

    private static FrozenSet<string> Tables(DbContext context) => context.Model.GetEntityTypes()
        .Where(entity => entity.ClrType.IsAssignableTo(typeof(IAppendOnly))).Select(entity => entity.GetTableName()!).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex("""(^|;)\s*(UPDATE|DELETE\s+FROM)\s+"?(?<table>\w+)"?(\s|$)""", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Changing();
}

/// <summary>What every provider adds to its options.</summary>
public static class CityDbOptions
{
    /// <summary>Holds append-only tables to their promise, whatever command is sent.</summary>
    public static DbContextOptionsBuilder KeepAppendOnly(this DbContextOptionsBuilder options) => options.AddInterceptors(AppendOnlyCommands.Instance)
        // "Are there more than so many?" limits rows without an order on purpose: the answer is a count, and an order would cost a sort.
        .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
}
