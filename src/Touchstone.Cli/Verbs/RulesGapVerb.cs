using System.Collections.Immutable;
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
        var costs = Many(terminal, "--cost", "INPUT=COST", new("输入每变动一个单位的成本（元），可重复；不给则每一步计1", "cost in yuan of one unit of an input, may be repeated; without it each step counts one"));
        var limits = Many(terminal, "--limit", "INPUT=VALUE", new("输入最多变到的值，可重复", "the furthest value of an input, may be repeated"));
        var held = Many(terminal, "--fixed", "INPUT", new("不得变动的输入，可重复", "an input that must not move, may be repeated"));
        return new("gap", new("差距：每个未达条件的最小变动、代价最小的组合、最早日期", "the gap: smallest changes, the cheapest combination, the earliest day"), terminal,
            line => Run(terminal, RuleWork.Of(line, options), Choice(line, costs, limits, held), line.GetValue(options.Json)))
        {
            Arguments = { options.Rule, options.Firms },
            Options = { options.Firm, options.Day, costs, limits, held, options.Folder, options.Json },
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

    private static Outcome<LeverChoice> Choice(ParseResult line, Option<string[]> costs, Option<string[]> limits, Option<string[]> held)
    {
        var findings = new List<Finding>();
        var choice = new LeverChoice(Pairs(line.GetValue(limits), findings), Pairs(line.GetValue(costs), findings), [.. line.GetValue(held) ?? []]);
        foreach (var (input, cost) in choice.Costs)
            if (cost.Sign < 0) findings.Add(Finding.Error("gap.cost", Place.Whole, new($"“{input}”的成本为负。", $"The cost of '{input}' is negative."), new("成本不能小于0。", "A cost is not below 0.")));
        return findings.Count > 0 ? Outcome.Refused<LeverChoice>(findings) : Outcome.Done(choice);
    }

    private static ImmutableDictionary<string, Rational> Pairs(string[]? written, List<Finding> findings)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, Rational>(StringComparer.Ordinal);
        foreach (string pair in written ?? [])
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && FormulaReader.TryNumber(pair[(equals + 1)..], out var value)) pairs[pair[..equals]] = value;
            else findings.Add(Finding.Error("gap.pair", Place.Whole, new($"“{pair}”应写成 输入=数。", $"'{pair}' should be input=number."), new("如 sci_staff=150000。", "Such as sci_staff=150000.")));
        }
        return pairs.ToImmutable();
    }

    private static int Run(Terminal terminal, Outcome<RuleWork> read, Outcome<LeverChoice> chosen, bool asJson)
    {
        if (!chosen.IsDone(out var choice)) return Ending.Refused(terminal, chosen.AllFindings, asJson);
        if (!read.IsDone(out var work)) return Ending.WithFindings(terminal, read.AllFindings, asJson);
        if (work.Rulebook.Pass is null) return Ending.Refused(terminal, Gap.Of(work.Rulebook, FirmFacts.Of(""), work.Day).AllFindings, asJson);
        string[] strange = [.. choice.Costs.Keys.Concat(choice.Limits.Keys).Concat(choice.Fixed).Where(id => work.Rulebook.Inputs.All(i => i.Id != id))];
        if (strange.Length > 0)
            return Ending.Refused(terminal, [.. strange.Select(id => Finding.Error("gap.input", Place.Whole, new($"规则没有输入“{id}”。", $"The rulebook has no input '{id}'."), new($"可变动的：{Levers(work)}", $"Those that can move: {Levers(work)}")))], asJson);
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
        foreach (var (gap, earliest) in gaps) text.Write(gap, earliest, hasCosts: !choice.Costs.IsEmpty);
        return ExitCode.Done;
    }

    private static string Levers(RuleWork work) => string.Join(", ", work.Rulebook.Inputs.Where(i => i.Lever is not null).Select(i => i.Id));
}
