using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Verbs;

namespace Touchstone.Cli;

/// <summary>The <c>touchstone</c> command. Nothing of the web or the database is loaded until a verb asks for it.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
        Console.OutputEncoding = new System.Text.UTF8Encoding(false);
        return await RunAsync(args, Terminal.OfThisProcess(args), stop.Token);
    }

    /// <summary>Runs a command line against given writers: what <c>Main</c> does, for tests.</summary>
    internal static int Run(string[] args, TextWriter @out, TextWriter err, string language = "en") =>
        RunAsync(args, new Terminal(@out, err, Terminal.LanguageOf(args, language)), CancellationToken.None).GetAwaiter().GetResult();

    private static Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken stop) => RunAsync(VerbList.Root, args, terminal, stop);

    internal static async Task<int> RunAsync(Func<Terminal, Verb> verbs, string[] args, Terminal terminal, CancellationToken stop)
    {
        try
        {
            var line = ParsedLine.Of(verbs(terminal), args, terminal);
            return line.Verb is { } verb ? await verb.Run(line.Values, stop) : line.ExitCode;
        }
        catch (OperationCanceledException)
        {
            terminal.Fault(new("已中止，未写入任何内容。", "stopped: nothing was written."));
            return ExitCode.Refused;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Fault(new($"无法读写：{e.Message}", $"cannot read or write: {e.Message}"));
            return ExitCode.Refused;
        }
        catch (Exception e)
        {
            terminal.Fault(new($"程序出错：{e.Message}", $"this is a bug: {e.Message}"));
            terminal.Err.WriteLine(terminal.Say(new("请把命令行和输入一并告知维护者（见 CONTRIBUTING.md）。设 TOUCHSTONE_DEBUG=1 可显示调用栈。",
                "Please report it with the command line and the input (see CONTRIBUTING.md). TOUCHSTONE_DEBUG=1 shows the stack trace.")));
            if (terminal.ShowsStackTraces) terminal.Err.WriteLine(e);
            return ExitCode.Bug;
        }
    }
}
