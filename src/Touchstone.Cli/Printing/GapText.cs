using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Rules;

namespace Touchstone.Cli.Printing;

/// <summary>A gap as a person reads it.</summary>
internal sealed class GapText(Terminal terminal)
{
    private readonly EvaluationText _evaluation = new(terminal);

    private string Say(string zh, string en) => terminal.Say(new(zh, en));

    public void Write(Gap gap, EarliestDay earliest)
    {
        _evaluation.Write(gap.Evaluation, trace: false);
        foreach (var unmet in gap.Unmet)
        {
            terminal.Out.WriteLine($"  → {NameOf(unmet.Condition)}: {(unmet.Smallest.IsEmpty ? Say("单独变动任何一项都不能达到", "no single input can meet it") : string.Join(Say("；或 ", "; or "), unmet.Smallest.Select(Change)))}"
                + (unmet.IsOpen ? Say("（缺数据，达到后仍可能不符合）", " (facts are missing: then it is possible, not certain)") : ""));
        }
        if (gap.Evaluation.Verdict != Verdict.Fails) return;
        terminal.Out.WriteLine(gap.Cheapest is { } cheapest
            ? $"  ⇒ {(cheapest.Cost is null ? Say("改动项数最少的组合", "the combination that changes the fewest inputs") : Say("代价最小的组合", "cheapest combination"))}: {string.Join(Say("+", " + "), cheapest.Changes.Select(Change))}{Cost(cheapest)}"
            : $"  ⇒ {(gap.Searched ? Say("可变动的输入不能使其通过", "the inputs that may move cannot pass it") : Say("搜索到上限仍未找到", "the search ended before an answer was found"))}");
        if (earliest.Certain is { } day) terminal.Out.WriteLine($"  ⇒ {Say("其他不变，最早", "with nothing else changed, from")} {RuleText.Date(day)}");
        if (earliest.Possible is { } possible && earliest.Certain != possible)
        {
            terminal.Out.WriteLine($"  ⇒ {Say("数据补齐后最早可能", "once the facts are known, possibly from")} {RuleText.Date(possible)}");
            if (!earliest.Awaits.IsEmpty) terminal.Out.WriteLine($"    {Say("届时取决于尚未知道的", "it then depends on what is not known yet")}: {string.Join(Say("、", ", "), earliest.Awaits.Select(a => terminal.Say(a.Name)))}");
        }
        if (earliest.Window is { } window)
            terminal.Out.WriteLine($"    {Say("受理时间", "applications taken")} {RuleText.Window(window)} · {terminal.Say(RuleText.Of(window.Mark))}{(window.Says.IsEmpty ? "" : " · " + terminal.Say(window.Says))}");
    }

    /// <summary>A part of the pass condition has no name of its own: its formula says what it is.</summary>
    private string NameOf(TraceNode condition) => condition.Kind == TraceKind.Pass ? condition.Formula!.ToString() : terminal.Say(condition.Name);

    private string Cost(Combination combination) => combination.Cost is { } cost ? Say($" · 成本 {RuleText.Plain(cost)} 元", $" · cost {RuleText.Plain(cost)} yuan") : "";

    private string Change(Change change)
    {
        string Value(Rational value) => change.Input.Codes.Length > 0 ? terminal.Say(change.Input.Codes[(int)value.ToLong()].Name) : RuleText.One(terminal, value, change.Input.Kind, change.Input.Unit);
        string by = change.Input.Codes.Length > 0 ? "" : $"({(change.Amount.Sign > 0 ? "+" : "−")}{Value(Rational.Abs(change.Amount))})";
        return $"{terminal.Say(change.Input.Name)} {Value(change.From)} → {Value(change.To)} {by}".TrimEnd();
    }

    public static void WriteJson(Utf8JsonWriter json, Gap gap, EarliestDay earliest)
    {
        json.WriteStartObject();
        json.WriteString("firm", gap.Evaluation.Facts.Firm);
        EvaluationJson.Body(json, gap.Evaluation, trace: false);
        json.WriteStartArray("unmet");
        foreach (var unmet in gap.Unmet)
        {
            json.WriteStartObject();
            json.WriteString("condition", unmet.Condition.Id);
            json.Text("name", unmet.Condition.Name);
            json.WriteBoolean("open", unmet.IsOpen);
            Changes(json, "smallest", unmet.Smallest);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (gap.Cheapest is { } cheapest)
        {
            json.WriteStartObject("cheapest");
            json.WriteString("cost", cheapest.Cost?.ToString());
            Changes(json, "changes", cheapest.Changes);
            json.WriteEndObject();
        }
        else json.WriteNull("cheapest");
        json.WriteBoolean("searched", gap.Searched);
        json.WriteString("earliest", earliest.Certain is { } day ? RuleText.Date(day) : null);
        json.WriteString("earliestPossible", earliest.Possible is { } possible ? RuleText.Date(possible) : null);
        json.Strings("earliestAwaits", earliest.Awaits.Select(a => a.Id));
        if (earliest.Window is { } window) RulebookText.WriteWindow(json, "filing", window);
        json.WriteEndObject();
    }

    private static void Changes(Utf8JsonWriter json, string name, IEnumerable<Change> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("input", change.Input.Id);
            json.WriteString("from", change.From.ToString());
            json.WriteString("to", change.To.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
