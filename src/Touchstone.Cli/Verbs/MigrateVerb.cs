using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Hosting;

namespace Touchstone.Cli.Verbs;

/// <summary><c>migrate</c>: makes the database, or brings it to this version.</summary>
internal static class MigrateVerb
{
    public static Verb Of(Terminal terminal)
    {
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("migrate", new("新建数据库，或升级到本版本", "make the database, or bring it to this version"), terminal,
            (line, stop) => Run(terminal, line.GetValue(database), line.GetValue(json), stop))
        {
            Options = { database, json },
            Examples = [new("touchstone migrate --db data/city.db", new("新建或升级；已是本版本则不动", "makes or upgrades it; does nothing where it is of this version"))],
        };
    }

    private static async Task<int> Run(Terminal terminal, string? option, bool asJson, CancellationToken stop)
    {
        var database = DatabaseChoice.From(option, DatabaseOption.InHome(DatabaseChoice.DefaultPath));
        await using var services = new ServiceCollection().AddTouchstone(new(database)).BuildServiceProvider();
        if (await services.WhyNotUsable(stop) is { Code: "database.newer" } newer) return Ending.Refused(terminal, [newer], asJson);
        IReadOnlyList<string> applied = await services.MigrateAsync(stop);
        if (asJson)
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteString("database", database.ToString());
                json.Strings("applied", applied);
            });
        else if (applied.Count == 0) terminal.Out.WriteLine(terminal.Say(new($"已是本版本：{database}", $"of this version already: {database}")));
        else
        {
            terminal.Out.WriteLine(terminal.Say(new($"已升级：{database}", $"migrated: {database}")));
            foreach (string migration in applied) terminal.Out.WriteLine("  " + migration);
        }
        return ExitCode.Done;
    }
}
