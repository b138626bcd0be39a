using System.CommandLine;
using Touchstone.Cli.CommandLine;

namespace Touchstone.Cli.Verbs;

/// <summary>What the verbs that need the city share: which database, and where the product's files are.</summary>
internal static class DatabaseOption
{
    public static Option<string?> Of(Terminal terminal, string fallback) => Options.Of<string?>(terminal, "--db", terminal.Say(new("数据库", "DATABASE")),
        new($"数据库：文件路径，或 PostgreSQL 连接串（Host=… 或 postgres://…）；缺省取环境变量 TOUCHSTONE_DB，否则为 {fallback}",
            $"a file, or a PostgreSQL connection (Host=… or postgres://…); default: TOUCHSTONE_DB, else {fallback}"));

    /// <summary>The folder of the product: <c>TOUCHSTONE_HOME</c>, set by the start script; else where the command is run.</summary>
    public static string Home => Environment.GetEnvironmentVariable("TOUCHSTONE_HOME") is { Length: > 0 } home ? Path.GetFullPath(home) : Directory.GetCurrentDirectory();

    /// <summary>A path of the product's own folder, wherever the command is run from.</summary>
    public static string InHome(string path) => Path.Combine(Home, path.Replace('/', Path.DirectorySeparatorChar));
}
