using System.CommandLine;
using Touchstone.Model;

namespace Touchstone.Cli.CommandLine;

/// <summary>A line that works, and what it does.</summary>
internal sealed record Example(string Line, Text Does);

/// <summary>
/// A verb of the command line: a name, a summary, arguments, options, examples and one function. A verb that only holds others has no function.
/// One file a verb in <c>Verbs/</c>, listed in <see cref="Verbs.VerbList"/>.
/// </summary>
internal sealed class Verb : Command
{
    private readonly Func<ParseResult, CancellationToken, Task<int>>? _run;

    public Verb(string name, Text summary, Terminal terminal, Func<ParseResult, int> run) : this(name, summary, terminal, (line, _) => Task.FromResult(run(line))) { }

    public Verb(string name, Text summary, Terminal terminal, Func<ParseResult, CancellationToken, Task<int>>? run = null) : base(name, terminal.Say(summary))
    {
        _run = run;
        Terminal = terminal;
    }

    public Terminal Terminal { get; }
    public IReadOnlyList<Example> Examples { get; init; } = [];
    public bool HoldsOthers => _run is null;

    public Task<int> Run(ParseResult line, CancellationToken stop) => _run!(line, stop);
}

/// <summary>Options and arguments with their value's name and description in the language of the terminal.</summary>
internal static class Options
{
    public static Option<T> Of<T>(Terminal terminal, string name, string value, Text description) =>
        new(name) { HelpName = value, Description = terminal.Say(description), AllowMultipleArgumentsPerToken = false };

    public static Option<bool> Flag(Terminal terminal, string name, Text description) =>
        new(name) { Description = terminal.Say(description), Arity = ArgumentArity.Zero };

    public static Option<T> Required<T>(Terminal terminal, string name, string value, Text description)
    {
        var option = Of<T>(terminal, name, value, description);
        option.Required = true;
        return option;
    }

    public static Argument<string> Folder(Terminal terminal, string name, Text description) => new(name) { Description = terminal.Say(description) };

    public static Option<bool> Json(Terminal terminal) => Flag(terminal, "--json", new("以 JSON 输出结果，供程序读取", "print the result as JSON, for programs"));
}
