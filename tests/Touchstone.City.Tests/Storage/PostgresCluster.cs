using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Touchstone.Hosting;

namespace Touchstone.City.Tests.Storage;

/// <summary>
/// One PostgreSQL for the whole run: the server named by <c>TOUCHSTONE_TEST_POSTGRES</c>, or a temporary cluster of our own on a free port, never run as root.
/// Where there is neither, tests that need it are skipped and say why.
/// </summary>
internal static class PostgresCluster
{
    public const string Variable = "TOUCHSTONE_TEST_POSTGRES";
    private static readonly Lazy<(string? Server, string Reason)> Started = new(Start);
    private static int _databases;

    /// <summary>A new database with every table, copied from one that was migrated once; skips the test where there is no server.</summary>
    public static string NewDatabase()
    {
        var (server, reason) = Started.Value;
        Assert.SkipWhen(server is null, reason);
        string template = Template.Value;
        string name = $"touchstone_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        // A template is copied by one at a time.
        lock (Template) Execute(server!, $"CREATE DATABASE {name} TEMPLATE {template}");
        return On(server!, name, pooling: true);
    }

    private static readonly Lazy<string> Template = new(() =>
    {
        string server = Started.Value.Server!, name = $"touchstone_{Environment.ProcessId}_template";
        Execute(server, $"CREATE DATABASE {name}");
        using var services = new ServiceCollection().AddTouchstone(new TouchstoneOptions(new DatabaseChoice.PostgresServer(On(server, name, pooling: false)))).BuildServiceProvider();
        services.MigrateAsync().GetAwaiter().GetResult();
        return name;
    });

    private static string On(string server, string database, bool pooling) => new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = pooling, MaxPoolSize = 8 }.ToString();

    /// <summary>Lets go of a test's connections.</summary>
    public static void Release(string database)
    {
        using var connection = new NpgsqlConnection(database);
        NpgsqlConnection.ClearPool(connection);
    }

    private static void Execute(string server, string sql)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static (string?, string) Start()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given) return (given, "");
        if (OperatingSystem.IsWindows()) return (null, $"A temporary cluster is made on Unix only; set {Variable}.");
        string? binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Order().LastOrDefault()
            : null;
        if (binaries is null) return (null, $"PostgreSQL is not installed (/usr/lib/postgresql/*/bin/initdb) and {Variable} is not set.");
        string folder = Path.Combine(Path.GetTempPath(), $"touchstone-pg-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
        string data = Path.Combine(folder, "data");
        int port = FreePort();
        var (made, madeSaid) = Run(binaries, $"initdb -D {data} -U touchstone -A trust -E UTF8 --locale=C.UTF-8 --no-sync");
        if (made != 0) return (null, "initdb failed: " + madeSaid);
        // The tests kill clients, not the machine: what is flushed to disk makes no difference to them.
        var (up, upSaid) = Run(binaries, $"pg_ctl -D {data} -w -t 30 -l {folder}/log -o \"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off\" start");
        if (up != 0) return (null, "pg_ctl start failed: " + upSaid);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TakeAway(binaries, data, folder);
        return ($"Host=127.0.0.1;Port={port};Username=touchstone;Database=postgres;Pooling=false", "");
    }

    /// <summary>Stops the cluster and removes its files, a database a test: that may take longer than the runner allows a process to end in, so it is left to a process of its own.</summary>
    private static void TakeAway(string binaries, string data, string folder)
    {
        string stop = $"{binaries}/pg_ctl -D {data} -m immediate stop";
        string asOwner = Environment.UserName == "root" ? $"runuser -u postgres -- {stop}" : stop;
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"({asOwner}; rm -rf {folder}) > /dev/null 2>&1 < /dev/null &"]) { WorkingDirectory = Path.GetTempPath() });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a command as a user who is not root.</summary>
    private static (int Code, string Said) Run(string binaries, string command)
    {
        string line = Path.Combine(binaries, command);
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", "sh", "-c", line])
            : new ProcessStartInfo("sh", ["-c", line]);
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        // pg_ctl's server inherits the pipes: wait for the command, not for the end of its output.
        if (!process.WaitForExit(60_000)) { process.Kill(); return (-1, "no answer within a minute"); }
        return process.ExitCode == 0 ? (0, "") : (process.ExitCode, process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd());
    }
}
