using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;

namespace Touchstone.Cli.Verbs;

/// <summary><c>rules show RULE</c>: a rulebook in words, every number with its clause and mark.</summary>
internal static class RulesShowVerb
{
    public static Verb Of(Terminal terminal)
    {
        var options = new RuleOptions(terminal);
        return new("show", new("查看一个规则：输入、参数、条件、评分、出处", "show a rulebook: inputs, parameters, gates, scores, sources"), terminal,
            line => Run(terminal, options.FolderOf(line), line.GetRequiredValue(options.Rule), line.GetValue(options.Day), line.GetValue(options.Json)))
        {
            Arguments = { options.Rule },
            Options = { options.Day, options.Folder, options.Json },
            Examples = [new("touchstone rules show high_tech", new("高新技术企业认定的全部条款", "every clause of high-tech recognition"))],
        };
    }

    private static int Run(Terminal terminal, string folder, string id, string? written, bool asJson)
    {
        if (!RuleWork.TryDay(written, out var day, out var fault)) return Ending.Refused(terminal, [fault], asJson);
        var read = RuleWork.BookOf(folder, id, day);
        if (!read.IsDone(out var book)) return Ending.Refused(terminal, read.AllFindings, asJson);
        if (asJson) RulebookText.WriteJson(terminal.Out, book);
        else new RulebookText(terminal).Write(book);
        return ExitCode.Done;
    }
}
