using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Verbs;
using Touchstone.Decision;
using Touchstone.Model;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>The levers of a unit for a person: what is real improvement inside the frame, and what the same change would show with the bounds made anew.</summary>
internal sealed class LeversText(Terminal terminal, WhatIf whatIf, LeverAnswer answer)
{
    public void Write()
    {
        string name = whatIf.Build.Input.Units.First(u => u.Code == whatIf.Row.Unit) is { Name.IsEmpty: false } unit ? terminal.Say(unit.Name) : whatIf.Row.Unit.Value;
        Line(new($"{name} ({whatIf.Row.Unit}) {whatIf.Row.Period}：{whatIf.Node} 得分 {Shown.Score(whatIf.Now.Score)}，第 {Shown.Rank(whatIf.Now.Rank)} 位", $"{name} ({whatIf.Row.Unit}) {whatIf.Row.Period}: {whatIf.Node} scores {Shown.Score(whatIf.Now.Score)}, rank {Shown.Rank(whatIf.Now.Rank)}"));
        Line(new("这是对指数的算术，不是因果：它不说明什么会使数据变动。口径内＝上下限、均值和权重不变；重新测算＝全部重算。", "This is arithmetic on the index, not causality: it does not say what moves a figure. In the frame: bounds, means and weights as they are. Rebuilt: everything made anew."));
        Gains();
        if (answer.Asked is { } asked) Line(new($"按 --set 的数据：口径内 {Of(asked.Frozen)}；重新测算 {Of(asked.Rebuilt)}", $"With the figures set: in the frame {Of(asked.Frozen)}; rebuilt {Of(asked.Rebuilt)}"));
        Changes();
        if (answer.Least is { } least) Plan(new("达到该得分的最小组合（以各项走向其上限的比例计）", "The least effort that reaches it (counted as the share of each figure's way to its limit)"), least);
        if (answer.Best is { } best) Plan(new("预算之内的最佳用法", "Best use of the budgets"), best);
        else Line(new("没有注明来源的投入产出曲线（levers.yaml），因此只以指标单位给出建议，不以投入给出。", "No response curve with a source is stated (levers.yaml): advice is in units of the indicators, not of money."));
        Firm();
    }

    private void Firm()
    {
        if (answer.Firmness is not { } outcome) return;
        if (!outcome.IsDone(out var firm))
        {
            Line(new("各情景中的稳健程度算不出来：", "How firm the advice is over the scenarios cannot be told:"));
            FindingLines.Write(terminal, terminal.Out, outcome.AllFindings);
            return;
        }
        Line(new($"建议有多稳：{Shown.Count(firm.Scenarios)} 个情景（声明 {Shown.Count(firm.Declared)} 个），每个都重算改与不改", $"How firm the advice is: {Shown.Count(firm.Scenarios)} scenarios (of {Shown.Count(firm.Declared)} declared), each made with and without it"));
        var table = Columns(new("一步 / 方案", "step / plan"), new("得分提高", "score higher"), new("位次上升", "rank better"), new("位次下降", "rank worse"), new("各步中增分最多", "most of the steps"), new("达到目标", "reaches the goal"));
        foreach (var (gain, over) in answer.Gains.Gains.Zip(firm.Steps)) Row(table, gain.Column.Value, Shown.Percent(over.ShareHigherScore), Shown.Percent(over.ShareBetterRank), Shown.Percent(over.ShareWorseRank), Shown.Percent(over.ShareMost), "—");
        foreach (var (name, over) in firm.Plans) Row(table, terminal.Say(name), Shown.Percent(over.ShareHigherScore), Shown.Percent(over.ShareBetterRank), Shown.Percent(over.ShareWorseRank), "—", over.ShareReached is { } share ? Shown.Percent(share) : "—");
        terminal.Canvas().Write(table);
    }

    private void Gains()
    {
        var table = Columns(new("数据", "figure"), new("现值", "now"), new("一步", "a step"), new("口径内增分", "gain in the frame"), new("位次", "rank"), new("重算后得分", "rebuilt score"), new("位次", "rank"), new("最好值", "best of anyone"), new("增分", "gain"));
        foreach (var g in answer.Gains.Gains)
            Row(table, g.Column.Value, Shown.Value(g.Value), g.Step.ToString("+0.###;−0.###", System.Globalization.CultureInfo.InvariantCulture), Shown.Signed(g.ScoreAfterStep), Shown.Rank(g.AfterStep.Frozen.Rank),
                Shown.Score(g.AfterStep.Rebuilt.Score), Shown.Rank(g.AfterStep.Rebuilt.Rank), Shown.Value(g.Best), Shown.Signed(g.ScoreAtBest));
        terminal.Canvas().Write(table);
        if (answer.Gains.Missing.IsEmpty) return;
        string list = string.Join(", ", answer.Gains.Missing.Select(m => m.Column));
        Line(new($"未报或沿用的数据，应先补报，不作抓手：{list}", $"Not reported, filled or carried forward; to be reported first, no levers: {list}"));
    }

    private void Changes()
    {
        if (answer.Goal is null) return;
        Line(answer.Goal switch
        {
            Goal.Score score => new($"单项达到 {Shown.Score(score.AtLeast)} 分所需：", $"What each figure alone must be to score {Shown.Score(score.AtLeast)}:"),
            Goal.Rank rank => new($"单项进入前 {rank.OrBetter} 位所需：", $"What each figure alone must be to rank {rank.OrBetter} or better:"),
            Goal.RankInScenarios often => new($"单项在至少 {Shown.Percent(often.Share)} 的情景中进入前 {often.OrBetter} 位所需：", $"What each figure alone must be to rank {often.OrBetter} or better in at least {Shown.Percent(often.Share)} of the scenarios:"),
            _ => throw new InvalidOperationException("No such goal."),
        });
        bool scenarios = answer.Goal is Goal.RankInScenarios;
        if (answer.Goal is Goal.RankInScenarios { Spec.Draw.Scenarios: var used }) Line(new($"用 {Shown.Count(used)} 个情景（声明 {Shown.Count(answer.DeclaredScenarios ?? used)} 个）。", $"Over {Shown.Count(used)} scenarios (of {Shown.Count(answer.DeclaredScenarios ?? used)} declared)."));
        var table = Columns([new("数据", "figure"), new("现值", "now"), .. scenarios ? Array.Empty<Text>() : [new("口径内", "in the frame")], scenarios ? new("各情景重算", "remade in each scenario") : new("重新测算", "rebuilt"), new("上限", "limit")]);
        foreach (var c in answer.Changes) Row(table, [c.Column.Value, Shown.Value(c.Value), .. scenarios ? Array.Empty<string>() : [Needed(c.Frozen)], Needed(c.Rebuilt), Shown.Value(c.Limit)]);
        terminal.Canvas().Write(table);
    }

    private string Needed(double? figure) => figure is { } f ? Shown.Value(f) : terminal.Say(new("到上限也不够", "not even at its limit"));

    private void Plan(Text title, Outcome<EffortPlan> outcome)
    {
        Line(title);
        if (!outcome.IsDone(out var plan))
        {
            FindingLines.Write(terminal, terminal.Out, outcome.AllFindings);
            return;
        }
        var table = Columns(new("数据", "figure"), new("现值", "now"), new("改为", "to"), new("投入", "effort"), new("预算", "budget"));
        foreach (var move in plan.Moves) Row(table, move.Column.Value, Shown.Value(move.From), Shown.Value(move.To), Shown.Value(Math.Round(move.Effort, 4)), move.Budget ?? "—");
        terminal.Canvas().Write(table);
        Line(new($"之后：口径内 {Of(plan.After.Frozen)}；重新测算 {Of(plan.After.Rebuilt)}；离最优至多差 {plan.Gap.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)}", $"After: in the frame {Of(plan.After.Frozen)}; rebuilt {Of(plan.After.Rebuilt)}; at most {plan.Gap.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)} from the best"));
        foreach (var (budget, price) in plan.ShadowPrices)
        {
            var unit = answer.Spec?.Budgets.FirstOrDefault(b => b.Code == budget)?.Unit ?? default;
            Line(new($"预算 {budget} 每增加 1 {unit.Zh}，约增 {price.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)} 分", $"One {unit.En} more of {budget} would bring {price.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)} points"));
        }
        foreach (var left in plan.LeftOut) Line(new($"未计入 {left.Column}：{left.Why.Zh}", $"Left out, {left.Column}: {left.Why.En}"));
    }

    private static string Of(Standing s) => $"{Shown.Score(s.Score)} (#{Shown.Rank(s.Rank)})";

    private Table Columns(params Text[] headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings) table.AddColumn(new TableColumn(Markup.Escape(terminal.Say(heading))));
        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private void Line(Text text) => terminal.Out.WriteLine(terminal.Say(text));
}
