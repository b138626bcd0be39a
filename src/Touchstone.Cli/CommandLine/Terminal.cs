using Spectre.Console;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.CommandLine;

/// <summary>Where a verb writes, in which language, and whether a person is watching.</summary>
/// <param name="Out">Results.</param>
/// <param name="Err">Errors, progress.</param>
/// <param name="Language"><c>zh</c> or <c>en</c>.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Err, string Language)
{
    /// <summary>True when standard error is a terminal: progress is shown there.</summary>
    public bool IsWatched { get; init; }
    /// <summary>Columns of the terminal; wide when the output goes elsewhere, so that nothing is cut.</summary>
    public int Width { get; init; } = 160;
    public bool ShowsColour { get; init; }
    public bool ShowsStackTraces { get; init; }

    public static Terminal OfThisProcess(string[] args) => new(Console.Out, Console.Error, LanguageOf(args, EnvironmentLanguage()))
    {
        IsWatched = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? 160 : Math.Max(60, WindowWidth()),
        ShowsColour = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "",
        ShowsStackTraces = Environment.GetEnvironmentVariable("TOUCHSTONE_DEBUG") is { Length: > 0 },
    };

    /// <summary>The language asked for by <c>--lang</c>, before anything else is read, so that errors speak it too.</summary>
    public static string LanguageOf(IReadOnlyList<string> args, string fallback)
    {
        for (int i = 0; i < args.Count; i++)
        {
            if (args[i] == "--") break;
            if (args[i] == "--lang" && i + 1 < args.Count) return Tag(args[i + 1]);
            if (args[i].StartsWith("--lang=", StringComparison.Ordinal)) return Tag(args[i]["--lang=".Length..]);
        }
        return Tag(fallback);
    }

    public string Say(Text text) => text.For(Language);

    /// <summary>One line on standard error: the program, then what is wrong.</summary>
    public void Fault(Text text) => Err.WriteLine($"touchstone: {Say(text)}");

    /// <summary>A console for tables and trees on standard output.</summary>
    public IAnsiConsole Canvas()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Out),
            Ansi = ShowsColour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = ShowsColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static string Tag(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : "en";

    private static string EnvironmentLanguage()
    {
        foreach (string name in (string[])["LC_ALL", "LC_MESSAGES", "LANG"])
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value) return value;
        return "en";
    }

    private static int WindowWidth()
    {
        try { return System.Console.WindowWidth; }
        catch (IOException) { return 120; }
    }
}
