using System.Collections.Immutable;
using System.CommandLine;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.City.Organisation;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Files;
using Touchstone.Hosting;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Cli.Verbs;

/// <summary><c>rules whatif RULE FIRMS --set PARAMETER=VALUE</c>: who enters and who leaves if the rule changes, before the document is issued.</summary>
internal static class RulesWhatIfVerb
{
    public static Verb Of(Terminal terminal)
    {
        var options = new RuleOptions(terminal);
        var set = Options.Of<string[]>(terminal, "--set", "PARAMETER=VALUE", new("要改的参数，如 staff_share=8%，可重复", "a parameter to change, such as staff_share=8%, may be repeated"));
        set.Arity = ArgumentArity.OneOrMore;
        var against = Options.Of<string?>(terminal, "--against", "FILE", new("与另一个规则文件比较", "compare with another rulebook file"));
        var reward = Options.Of<string?>(terminal, "--reward", "YUAN", new("每家符合企业的奖励，如 10万", "reward for each firm that passes, such as 10万"));
        var sum = Options.Of<string?>(terminal, "--sum", "INPUT", new("对符合企业求和的输入，如 rd_y1", "an input to be summed over the firms that pass, such as rd_y1"));
        var firms = Options.Folder(terminal, "FIRMS", new("企业数据文件：.csv、.json 或 .xlsx，一行一家；不给则用数据库中的企业台账", "file of firms: .csv, .json or .xlsx, a row a firm; without it the firms of the database's register"));
        firms.Arity = ArgumentArity.ZeroOrOne;
        options = options with { Firms = firms };
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        return new("whatif", new("政策推演：改参数后谁进谁出、花多少、指标怎么变", "policy what-if: who enters, who leaves, at what cost, to what effect"), terminal,
            (line, stop) => Run(terminal, line, new Asked(options, set, against, reward, sum, database), stop))
        {
            Arguments = { options.Rule, firms },
            Options = { set, against, reward, sum, options.Day, options.Folder, database, options.Json },
            Examples =
            [
                new("touchstone rules whatif high_tech --day 2022-06-30 --set staff_share=8%", new("用企业台账，并看指标至多、至少会怎样", "over the register, with the bounds of the indicators that count the rung")),
                new("touchstone rules whatif high_tech firms.csv --set staff_share=8% --reward 10万 --sum rd_y1", new("科技人员占比降到8%会怎样", "what a threshold of 8 % would do")),
            ],
        };
    }

    private sealed record Asked(RuleOptions Options, Option<string[]> Set, Option<string?> Against, Option<string?> Reward, Option<string?> Sum, Option<string?> Database);

    private static async Task<int> Run(Terminal terminal, ParseResult line, Asked asked, CancellationToken stop)
    {
        bool asJson = line.GetValue(asked.Options.Json), ofFile = line.GetValue(asked.Options.Firms) is not null;
        var read = ofFile ? RuleWork.Of(line, asked.Options) : RuleWork.WithoutFirms(line, asked.Options);
        if (!read.IsDone(out var work)) return Ending.WithFindings(terminal, read.AllFindings, asJson);
        if (ofFile) return Run(terminal, line, asked, work, [.. work.Firms.Select(f => f.On(work.Rulebook, work.Day))], null);
        return await OpenCity.Run(terminal, line.GetValue(asked.Database), asJson, async city =>
        {
            var register = await city.Get<ReadFirmFacts>().Run(Actor.Local, work.Rulebook, work.Day, stop);
            return Run(terminal, line, asked, work, register.Firms, register);
        }, stop);
    }

    private static int Run(Terminal terminal, ParseResult line, Asked asked, RuleWork work, ImmutableArray<FirmFacts> firms, RegisterFacts? register)
    {
        bool asJson = line.GetValue(asked.Options.Json);
        var changed = Changed(work.Rulebook, line.GetValue(asked.Set) ?? [], line.GetValue(asked.Against));
        if (!changed.IsDone(out var after)) return Ending.Refused(terminal, changed.AllFindings, asJson);
        Rational? reward = null;
        if (line.GetValue(asked.Reward) is { } written)
        {
            if (!FormulaReader.TryNumber(written, out var value)) return Ending.Refused(terminal, [Finding.Error("whatif.reward", Place.Whole, new($"“{written}”不是数。", $"'{written}' is not a number."), new("如 100000 或 10万。", "Such as 100000 or 10万."))], asJson);
            reward = value;
        }
        RuleInput? summed = null;
        if (line.GetValue(asked.Sum) is { } id && (summed = work.Rulebook.Inputs.FirstOrDefault(i => i.Id == id)) is null)
            return Ending.Refused(terminal, [Finding.Error("gap.input", Place.Whole, new($"规则没有输入“{id}”。", $"The rulebook has no input '{id}'."), new("见 rules show。", "See rules show."))], asJson);
        var result = PolicyWhatIf.Of(work.Rulebook, after, firms, work.Day);
        if (!result.IsDone(out var whatIf)) return Ending.Refused(terminal, result.AllFindings, asJson);
        var effects = register?.Effects(whatIf) ?? [];
        if (asJson) WriteJson(terminal, whatIf, reward, summed, effects);
        else Write(terminal, work, whatIf, reward, summed, effects);
        return ExitCode.Done;
    }

    private static Outcome<Rulebook> Changed(Rulebook rulebook, string[] set, string? against)
    {
        if (against is not null)
        {
            if (!File.Exists(against)) return Outcome.Refused<Rulebook>(Finding.Error("rulebook.no-file", new Place(against), new("没有这个文件。", "There is no such file."), new("检查路径。", "Check the path.")));
            var read = RulebookFile.Read(File.ReadAllBytes(against), against);
            if (!read.IsDone(out var other)) return Outcome.Refused<Rulebook>(read.AllFindings);
            rulebook = other;
        }
        else if (set.Length == 0)
            return Outcome.Refused<Rulebook>(Finding.Error("whatif.nothing", Place.Whole, new("没有说要改什么。", "Nothing is changed."), new("用 --set 参数=值 或 --against 文件。", "Use --set PARAMETER=VALUE or --against FILE.")));
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in set)
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return Outcome.Refused<Rulebook>(Finding.Error("whatif.pair", Place.Whole, new($"“{pair}”应写成 参数=值。", $"'{pair}' should be parameter=value."), new("如 staff_share=8%。", "Such as staff_share=8%.")));
            values[pair[..equals]] = pair[(equals + 1)..];
        }
        return PolicyWhatIf.With(rulebook, values);
    }

    private static void Write(Terminal terminal, RuleWork work, PolicyWhatIf whatIf, Rational? reward, RuleInput? summed, ImmutableArray<CountEffect> effects)
    {
        string Say(string zh, string en) => terminal.Say(new(zh, en));
        string Names(IEnumerable<FirmUnderBoth> firms) => string.Join(Say("、", ", "), firms.Select(f => f.Facts.Firm));
        terminal.Out.WriteLine(new EvaluationText(terminal).Heading(work.Rulebook, work.Day));
        terminal.Out.WriteLine(Say(FormattableString.Invariant($"符合 {whatIf.PassingBefore} → {whatIf.PassingAfter} 家（共 {whatIf.Firms.Length} 家，{whatIf.Open} 家缺数据未定）"),
            FormattableString.Invariant($"pass: {whatIf.PassingBefore} → {whatIf.PassingAfter} of {whatIf.Firms.Length} firms ({whatIf.Open} undecided for want of facts)")));
        terminal.Out.WriteLine($"  + {Say("进入", "enter")} {Shown.Count(whatIf.Entering.Count())}: {Names(whatIf.Entering)}");
        terminal.Out.WriteLine($"  − {Say("退出", "leave")} {Shown.Count(whatIf.Leaving.Count())}: {Names(whatIf.Leaving)}");
        if (reward is { } each)
        {
            var (before, after) = whatIf.Cost(each);
            terminal.Out.WriteLine($"  {Say("奖励支出", "cost of the reward")}: {RuleText.One(terminal, before, InputKind.Money, new("元", "yuan"))} → {RuleText.One(terminal, after, InputKind.Money, new("元", "yuan"))}");
        }
        foreach (var e in effects)
        {
            string Shown(Rational value) => e.IsShare ? RuleText.One(terminal, value, InputKind.Share, default) : RuleText.Plain(value);
            terminal.Out.WriteLine($"  {terminal.Say(e.Name)} ({e.Indicator}): {Shown(e.Now)} → {Say("至多", "at most")} {Shown(e.AtMost)}, {Say("至少", "at least")} {Shown(e.AtLeast)}");
        }
        if (!effects.IsEmpty)
            terminal.Out.WriteLine("  " + Say("至多：新符合且未持有的企业全部申报并获认定；至少：不再符合的持有企业到期后全部失去。是上下限，不是预测。", "At most: all that newly pass and do not hold it apply and are recognised; at least: all holders that pass no more lose it once theirs ends. Bounds, not a forecast."));
        if (summed is null) return;
        var effect = whatIf.Effect(summed);
        terminal.Out.WriteLine($"  Σ {terminal.Say(summed.Name)}: {RuleText.One(terminal, effect.Before, summed.Kind, summed.Unit)} → {RuleText.One(terminal, effect.After, summed.Kind, summed.Unit)}{(effect.Missing > 0 ? Say($"（{effect.Missing} 家缺此数）", $" ({effect.Missing} firms without it)") : "")}");
    }

    private static void WriteJson(Terminal terminal, PolicyWhatIf whatIf, Rational? reward, RuleInput? summed, ImmutableArray<CountEffect> effects) => Json.Write(terminal.Out, json =>
    {
        json.WriteNumber("exitCode", ExitCode.Done);
        json.WriteNumber("firms", whatIf.Firms.Length);
        json.WriteNumber("passingBefore", whatIf.PassingBefore);
        json.WriteNumber("passingAfter", whatIf.PassingAfter);
        json.WriteNumber("undecided", whatIf.Open);
        json.Strings("entering", whatIf.Entering.Select(f => f.Facts.Firm));
        json.Strings("leaving", whatIf.Leaving.Select(f => f.Facts.Firm));
        if (reward is { } each)
        {
            json.WriteString("costBefore", whatIf.Cost(each).Before.ToString());
            json.WriteString("costAfter", whatIf.Cost(each).After.ToString());
        }
        json.WriteStartArray("indicators");
        foreach (var e in effects)
        {
            json.WriteStartObject();
            json.WriteString("indicator", e.Indicator);
            json.Text("name", e.Name);
            json.WriteString("now", e.Now.ToString());
            json.WriteString("atMost", e.AtMost.ToString());
            json.WriteString("atLeast", e.AtLeast.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (summed is null) return;
        var effect = whatIf.Effect(summed);
        json.WriteStartObject("sum");
        json.WriteString("input", summed.Id);
        json.WriteString("before", effect.Before.ToString());
        json.WriteString("after", effect.After.ToString());
        json.WriteNumber("missing", effect.Missing);
        json.WriteEndObject();
    });
}
