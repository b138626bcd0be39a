using System.CommandLine;
using System.Net;
using Touchstone.Cli.CommandLine;
using Touchstone.Hosting;
using Touchstone.Web;

namespace Touchstone.Cli.Verbs;

/// <summary><c>serve</c>: the pages and the interface over a database.</summary>
internal static class ServeVerb
{
    private const int DefaultPort = 5080;

    public static Verb Of(Terminal terminal)
    {
        var port = Port(terminal);
        var listen = Options.Of<string?>(terminal, "--listen", terminal.Say(new("地址", "ADDRESS")), new("监听的地址；缺省只供本机访问", "the address to listen on; default: this machine only"));
        listen.Validators.Add(given => { if (given.Tokens.Count == 1 && !IPAddress.TryParse(given.Tokens[0].Value, out _)) given.AddError("address"); });
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        return new("serve", new("启动网页和接口服务", "serve the pages and the interface"), terminal,
            (line, stop) => Run(terminal, line.GetValue(database), new(line.GetValue(port), line.GetValue(listen)), stop))
        {
            Options = { port, listen, database },
            Examples = [new("touchstone serve --db data/city.db --port 8080", new("以指定数据库在 8080 端口提供服务", "serves that database on port 8080"))],
        };
    }

    /// <summary>The option both serving verbs have.</summary>
    public static Option<int> Port(Terminal terminal)
    {
        var port = Options.Of<int>(terminal, "--port", terminal.Say(new("端口", "PORT")), new($"端口，1 到 65535（缺省 {DefaultPort}）", $"port, 1 to 65535 (default {DefaultPort})"));
        port.DefaultValueFactory = _ => DefaultPort;
        port.Validators.Add(given => { if (given.Tokens.Count == 1 && (!ushort.TryParse(given.Tokens[0].Value, out ushort number) || number == 0)) given.AddError("port"); });
        return port;
    }

    /// <summary>Where a server listens.</summary>
    internal sealed record Door(int Port, string? Address);

    private static Task<int> Run(Terminal terminal, string? database, Door door, CancellationToken stop) =>
        Serve(terminal, DatabaseChoice.From(database, DatabaseOption.InHome(DatabaseChoice.DefaultPath)), door, stop);

    /// <summary>Serves until told to stop; prints the address once it answers.</summary>
    public static async Task<int> Serve(Terminal terminal, DatabaseChoice database, Door door, CancellationToken stop)
    {
        var options = new WebOptions
        {
            Port = door.Port,
            Listen = door.Address is { } address ? IPAddress.Parse(address) : null,
            KeyFolder = database is DatabaseChoice.SqliteFile file ? file.Path + ".keys" : null,
            Prepare = cancel => Migrate(database, cancel),
            Services = services => services.AddTouchstone(new(database)),
        };
        var served = await TouchstoneWeb.Run(options, address => Say(terminal, address), stop);
        return served.IsDone(out _) ? ExitCode.Done : Ending.Refused(terminal, served.AllFindings, asJson: false);
    }

    private static async Task Migrate(DatabaseChoice database, CancellationToken stop)
    {
        await using var services = new ServiceCollection().AddTouchstone(new(database)).BuildServiceProvider();
        await services.MigrateAsync(stop);
    }

    private static void Say(Terminal terminal, string address)
    {
        terminal.Out.WriteLine(terminal.Say(new($"正在服务：{address}　（Ctrl+C 停止）", $"Serving {address}  (Ctrl+C stops)")));
        terminal.Out.Flush();
    }
}
