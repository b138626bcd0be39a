using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Rules;

namespace Touchstone.Cli.Verbs;

/// <summary><c>rules evaluate RULE FIRMS</c>: the verdict of every firm, and with <c>--trace</c> how it was reached.</summary>
internal static class RulesEvaluateVerb
{
    public static Verb Of(Terminal terminal)
    {
        var options = new RuleOptions(terminal);
        var trace = Options.Flag(terminal, "--trace", new("显示每一步的数值、公式和条款", "show every value, formula and clause on the way"));
        return new("evaluate", new("按规则预评估企业：符合、不符合或未定，缺什么数据", "hold firms against a rulebook: passes, fails or undecided, and what is missing"), terminal,
            line => Run(terminal, RuleWork.Of(line, options), line.GetValue(trace), line.GetValue(options.Json)))
        {
            Arguments = { options.Rule, options.Firms },
            Options = { options.Firm, options.Day, trace, options.Folder, options.Json },
            Examples =
            [
                new("touchstone rules evaluate tech_sme firms.csv", new("一行一家企业", "a line a firm")),
                new("touchstone rules evaluate high_tech firms.csv --firm 甲公司 --trace", new("一家企业的完整推导", "one firm, down to every input")),
            ],
        };
    }

    private static int Run(Terminal terminal, Model.Outcome<RuleWork> read, bool trace, bool asJson)
    {
        if (!read.IsDone(out var work)) return Ending.WithFindings(terminal, read.AllFindings, asJson);
        var evaluations = work.Firms.Select(f => Evaluation.Of(work.Rulebook, f.On(work.Rulebook, work.Day), work.Day).OrThrow()).ToList();
        if (asJson)
        {
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteString("rulebook", work.Rulebook.Id);
                json.WriteString("version", work.Rulebook.Version);
                json.WriteString("day", RuleText.Date(work.Day));
                json.WriteStartArray("firms");
                foreach (var evaluation in evaluations) EvaluationJson.Write(json, evaluation, trace);
                json.WriteEndArray();
                json.Findings("findings", work.Findings);
            });
            return ExitCode.Done;
        }
        FindingLines.Write(terminal, terminal.Err, work.Findings);
        var text = new EvaluationText(terminal);
        terminal.Out.WriteLine(text.Heading(work.Rulebook, work.Day));
        foreach (var evaluation in evaluations) text.Write(evaluation, trace);
        if (work.Rulebook.Pass is not null) terminal.Out.WriteLine(text.Counts(evaluations));
        return ExitCode.Done;
    }
}
