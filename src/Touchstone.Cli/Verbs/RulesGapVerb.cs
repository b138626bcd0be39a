using System.CommandLine;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Cli.Verbs;

/// <summary><c>rules gap RULE FIRMS</c>: for every unmet condition the smallest change of each input, the cheapest way to pass, and the earliest day.</summary>
internal static class RulesGapVerb
{
    private const int YearsAhead = 5;

    public static Verb Of(Terminal terminal)
    {
        var options = new RuleOptions(terminal);
        var costs = Many(terminal, "--cost", "INPUT=COST", new("输入每变动一个单位的成本（元），可重复；不给则取改动项数最少的组合", "cost in yuan of one unit of an input, may be repeated; without any, the combination that changes the fewest inputs"));
        var limits = Many(terminal, "--limit", "INPUT=VALUE", new("输入最多变到的值，可重复", "the furthest value of an input, may be repeated"));
        var held = Many(terminal, "--fixed", "INPUT", new("不得变动的输入，可重复", "an input that must not move, may be repeated"));
        var within = Options.Of<string?>(terminal, "--within", "SHARE", new("每项输入最多变动其现值的多少，如 20%；现值为0的不变动", "how far an input may move, as a share of its present value, such as 20%; what is nothing stays"));
        return new("gap", new("差距：每个未达条件的最小变动、代价最小的组合、最早日期", "the gap: smallest changes, the cheapest combination, the earliest day"), terminal,
            line => Run(terminal, RuleWork.Of(line, options), new(line.GetValue(costs) ?? [], line.GetValue(limits) ?? [], line.GetValue(held) ?? [], line.GetValue(within)), line.GetValue(options.Json)))
        {
            Arguments = { options.Rule, options.Firms },
            Options = { options.Firm, options.Day, costs, limits, held, within, options.Folder, options.Json },
            Examples =
            [
                new("touchstone rules gap high_tech firms.csv --firm 甲公司", new("一家企业离高企还差什么", "what one firm lacks")),
                new("touchstone rules gap tech_sme firms.csv --cost sci_staff=150000 --cost rd=1", new("按成本求代价最小的组合", "the cheapest combination by cost")),
            ],
        };
    }

    private static Option<string[]> Many(Terminal terminal, string name, string value, Text description)
    {
        var option = Options.Of<string[]>(terminal, name, value, description);
        option.Arity = ArgumentArity.OneOrMore;
        return option;
    }

    /// <summary>What the line allows, as it was written.</summary>
    private sealed record Written(string[] Costs, string[] Limits, string[] Fixed, string? Within)
    {
        public Outcome<LeverChoice> For(Rulebook rulebook)
        {
            var findings = new List<Finding>();
            var read = LeverChoice.Read(rulebook, Pairs(Costs, findings), Pairs(Limits, findings), Fixed, Within);
            return findings.Count > 0 ? Outcome.Refused<LeverChoice>([.. findings, .. read.AllFindings]) : read;
        }

        private static List<KeyValuePair<string, string>> Pairs(string[] written, List<Finding> findings)
        {
            var pairs = new List<KeyValuePair<string, string>>();
            foreach (string pair in written)
            {
                int equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0) pairs.Add(new(pair[..equals], pair[(equals + 1)..]));
                else findings.Add(Finding.Error("gap.pair", Place.Whole, new($"“{pair}”应写成 输入=数。", $"'{pair}' should be input=number."), new("如 sci_staff=150000。", "Such as sci_staff=150000.")));
            }
            return pairs;
        }
    }

    private static int Run(Terminal terminal, Outcome<RuleWork> read, Written written, bool asJson)
    {
        if (!read.IsDone(out var work)) return Ending.WithFindings(terminal, read.AllFindings, asJson);
        if (work.Rulebook.Pass is null) return Ending.Refused(terminal, Gap.Of(work.Rulebook, FirmFacts.Of(""), work.Day).AllFindings, asJson);
        var chosen = written.For(work.Rulebook);
        if (!chosen.IsDone(out var choice)) return Ending.Refused(terminal, chosen.AllFindings, asJson);
        var gaps = work.Firms.Select(f => (Gap: Gap.Of(work.Rulebook, f.On(work.Rulebook, work.Day), work.Day, choice).OrThrow(), Earliest: EarliestDay.Of(work.Rulebook, f, work.Day, work.Day.AddYears(YearsAhead)).OrThrow())).ToList();
        if (asJson)
        {
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteString("rulebook", work.Rulebook.Id);
                json.WriteString("version", work.Rulebook.Version);
                json.WriteString("day", RuleText.Date(work.Day));
                json.WriteStartArray("firms");
                foreach (var (gap, earliest) in gaps) GapText.WriteJson(json, gap, earliest);
                json.WriteEndArray();
                json.Findings("findings", work.Findings);
            });
            return ExitCode.Done;
        }
        FindingLines.Write(terminal, terminal.Err, work.Findings);
        var text = new GapText(terminal);
        terminal.Out.WriteLine(new EvaluationText(terminal).Heading(work.Rulebook, work.Day));
        foreach (var (gap, earliest) in gaps) text.Write(gap, earliest);
        return ExitCode.Done;
    }
}
