using System.CommandLine;
using System.CommandLine.Parsing;
using Touchstone.Model;

namespace Touchstone.Cli.CommandLine;

/// <summary>
/// A command line, read and checked. What System.CommandLine lets through is caught here: it takes <c>--nope</c> as the value of an argument, so a token that begins
/// with a dash is an unknown option unless it stands behind <c>--</c>.
/// </summary>
internal sealed class ParsedLine
{
    private ParsedLine(ParseResult values, Verb? verb, int exitCode) => (Values, Verb, ExitCode) = (values, verb, exitCode);

    public ParseResult Values { get; }
    /// <summary>The verb to run; null when the line was answered already.</summary>
    public Verb? Verb { get; }
    public int ExitCode { get; }

    public static ParsedLine Of(Verb root, string[] args, Terminal terminal)
    {
        var result = CommandLineParser.Parse(root, args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        var verb = (Verb)result.CommandResult.Command;
        if (result.GetValue<bool>("--help"))
        {
            HelpPage.Write(verb, terminal.Out, terminal.Language);
            return new(result, null, CommandLine.ExitCode.Done);
        }
        if (verb == root && result.GetValue<bool>("--version"))
        {
            terminal.Out.WriteLine(Product.Version);
            return new(result, null, CommandLine.ExitCode.Done);
        }
        var faults = new UsageFaults(result, verb).All();
        if (faults.Count > 0)
        {
            foreach (var fault in faults) terminal.Fault(fault);
            terminal.Err.WriteLine(terminal.Say(new($"用法：{HelpPage.Path(verb)} --help", $"usage: {HelpPage.Path(verb)} --help")));
            return new(result, null, CommandLine.ExitCode.Usage);
        }
        if (verb.HoldsOthers)
        {
            // A verb that only holds others, without one of them, is a question: the answer is its help; but nothing was done.
            HelpPage.Write(verb, args.Length == 0 ? terminal.Out : terminal.Err, terminal.Language);
            return new(result, null, args.Length == 0 ? CommandLine.ExitCode.Done : CommandLine.ExitCode.Usage);
        }
        return new(result, verb, CommandLine.ExitCode.Done);
    }
}

/// <summary>Everything that is wrong with a command line, each with what was probably meant.</summary>
internal sealed class UsageFaults(ParseResult result, Verb verb)
{
    private readonly List<Text> _faults = [];

    public IReadOnlyList<Text> All()
    {
        // "indx build": the parser passes over the unknown word and takes the verb behind it.
        if (result.Tokens.Count > 0 && result.Tokens[0] is { Type: TokenType.Argument } first && result.UnmatchedTokens.Contains(first.Value) && !IsOption(first.Value))
        {
            _faults.Add(DidYouMean(new($"没有命令“{first.Value}”", $"there is no command '{first.Value}'"), Spelling.Nearest(first.Value, result.RootCommandResult.Command.Subcommands.Select(c => c.Name))));
            return _faults;
        }
        foreach (string token in result.UnmatchedTokens)
        {
            Unmatched(token);
            // Behind a verb that is not known, nothing can be judged.
            if (verb.HoldsOthers) return _faults;
        }
        if (verb.HoldsOthers) return _faults;
        foreach (var argument in verb.Arguments) Check(argument);
        foreach (var option in HelpPage.OptionsOf(verb)) Check(option);
        // Whatever else the parser found wrong, in its own words.
        if (_faults.Count == 0)
            foreach (var error in result.Errors) _faults.Add(Text.Same(error.Message));
        return _faults;
    }

    private void Unmatched(string token)
    {
        if (IsOption(token)) UnknownOption(token);
        else if (verb.Subcommands.Count > 0)
            _faults.Add(DidYouMean(new($"没有命令“{token}”", $"there is no command '{token}'"), Spelling.Nearest(token, verb.Subcommands.Select(c => c.Name))));
        else _faults.Add(new($"多余的参数“{token}”", $"unexpected argument '{token}'"));
    }

    private void UnknownOption(string token)
    {
        string name = token.Split('=')[0];
        _faults.Add(DidYouMean(new($"没有选项“{name}”", $"there is no option '{name}'"), Spelling.Nearest(name, HelpPage.OptionsOf(verb).Select(o => o.Name))));
    }

    private void Check(Argument argument)
    {
        var tokens = result.GetResult(argument)?.Tokens ?? [];
        if (tokens.Count < argument.Arity.MinimumNumberOfValues)
            _faults.Add(new($"缺少参数 {argument.Name}", $"{argument.Name} is missing"));
        foreach (var token in tokens.Where(t => IsOption(t.Value) && !StandsBehindDashes(t.Value))) UnknownOption(token.Value);
    }

    private void Check(Option option)
    {
        var given = result.GetResult(option);
        if (given is null || given.Implicit)
        {
            if (option.Required) _faults.Add(new($"缺少选项 {option.Name} {option.HelpName}", $"{option.Name} {option.HelpName} is missing"));
            return;
        }
        if (option.Arity.MinimumNumberOfValues > 0 && (given.Tokens.Count == 0 || given.Tokens.Any(t => t.Value.StartsWith("--", StringComparison.Ordinal))))
            _faults.Add(new($"选项 {option.Name} 后缺少 {option.HelpName}", $"{option.Name} needs a {option.HelpName}"));
        else if (given.Errors.Any())
            _faults.Add(new($"选项 {option.Name} 的值“{string.Join(' ', given.Tokens)}”不合要求：{option.Description}", $"{option.Name}: '{string.Join(' ', given.Tokens)}' is not a value of this option: {option.Description}"));
    }

    private static bool IsOption(string token) => token.Length > 1 && token[0] == '-' && !char.IsAsciiDigit(token[1]);

    private bool StandsBehindDashes(string value)
    {
        var tokens = result.Tokens.ToList();
        int dashes = tokens.FindIndex(t => t.Type == TokenType.DoubleDash);
        return dashes >= 0 && tokens.FindIndex(t => t.Value == value) > dashes;
    }

    private static Text DidYouMean(Text what, string? near) => near is null
        ? new(what.Zh + "。", what.En + ".")
        : new($"{what.Zh}。是否想用“{near}”？", $"{what.En}. Did you mean '{near}'?");
}
