using System.Globalization;
using Touchstone.Cli.CommandLine;
using Touchstone.Hosting;
using Touchstone.Hosting.Demo;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary>
/// The city a verb works on: its use cases over its database, in this process. A running server is not asked: both open the same database, and the database keeps them apart.
/// </summary>
internal sealed class OpenCity : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OpenCity(ServiceProvider services, DatabaseChoice database) => (_services, Database) = (services, database);

    public DatabaseChoice Database { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Which database: the option, the environment, the product's own; and where that was never made, the demo.</summary>
    public static DatabaseChoice Which(string? option)
    {
        string own = DatabaseOption.InHome(DatabaseChoice.DefaultPath), demo = DatabaseOption.InHome(DemoDatabase.DefaultPath);
        return DatabaseChoice.From(option, !File.Exists(own) && File.Exists(demo) ? demo : own);
    }

    /// <summary>Opens it; refused where it is missing or of another version.</summary>
    public static async Task<Outcome<OpenCity>> At(string? option, CancellationToken stop)
    {
        var database = Which(option);
        var services = new ServiceCollection().AddTouchstone(new(database)).BuildServiceProvider();
        if (await services.WhyNotUsable(stop) is not { } not) return Outcome.Done(new OpenCity(services, database));
        await services.DisposeAsync();
        return Outcome.Refused<OpenCity>(not);
    }

    /// <summary>Opens it, does the work, and ends as refused where it cannot be opened.</summary>
    public static async Task<int> Run(Terminal terminal, string? option, bool asJson, Func<OpenCity, Task<int>> work, CancellationToken stop)
    {
        var opened = await At(option, stop);
        if (!opened.IsDone(out var city)) return Ending.Refused(terminal, opened.AllFindings, asJson);
        await using (city) return await work(city);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>Words of a command line that become values; each fault is a finding.</summary>
internal static class Asked
{
    /// <summary>Values joined by commas.</summary>
    public static IEnumerable<string> List(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Periods joined by commas.</summary>
    public static Outcome<IReadOnlyList<Period>> Periods(string? text)
    {
        var periods = new List<Period>();
        var faults = new List<Finding>();
        foreach (string word in List(text))
        {
            if (Period.TryParse(word, out var period)) periods.Add(period);
            else
                faults.Add(Finding.Error("period.unreadable", new Place(Column: "--period"), new($"“{word}”不是期间。", $"'{word}' is not a period."),
                    new("请写成 2021、2021-S1、2021-Q1、2021-07 或 2021-12-31。", "Write it as 2021, 2021-S1, 2021-Q1, 2021-07 or 2021-12-31.")));
        }
        return faults.Count > 0 ? Outcome.Refused<IReadOnlyList<Period>>(faults) : Outcome.Done<IReadOnlyList<Period>>(periods);
    }

    /// <summary>An option whose value is a day.</summary>
    public static System.CommandLine.Option<string?> KnownOn(Terminal terminal)
    {
        var option = Options.Of<string?>(terminal, "--known-on", "DATE", new("数据截至哪一天，如 2026-03-31（缺省：现在）", "as known on that day, such as 2026-03-31 (default: now)"));
        option.Validators.Add(given => { if (given.Tokens.Count == 1 && !TryDay(given.Tokens[0].Value, out _)) given.AddError("DATE"); });
        return option;
    }

    public static City.Observations.AsKnownOn Known(string? text) => text is not null && TryDay(text, out var day) ? City.Observations.AsKnownOn.On(day) : City.Observations.AsKnownOn.Now;

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
