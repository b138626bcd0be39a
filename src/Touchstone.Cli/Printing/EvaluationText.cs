using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Rules;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>An evaluation as a person reads it: the verdict, what fails, what is missing; and the trace as a tree.</summary>
internal sealed class EvaluationText(Terminal terminal)
{
    private string Say(string zh, string en) => terminal.Say(new Text(zh, en));

    public string Heading(Rulebook book, DateOnly day) => Say($"{book.Name.Zh}（{book.Version}版）· 评价日 {RuleText.Date(day)} · 预评估，不是认定", $"{book.Name.En} ({book.Version}) · on {RuleText.Date(day)} · a pre-assessment, not a recognition");

    public string Counts(IReadOnlyCollection<Evaluation> all)
    {
        int passes = all.Count(e => e.Verdict == Verdict.Passes), fails = all.Count(e => e.Verdict == Verdict.Fails), open = all.Count - passes - fails;
        return Say(FormattableString.Invariant($"共 {all.Count} 家：符合 {passes}，不符合 {fails}，未定 {open}"), FormattableString.Invariant($"{all.Count} firms: {passes} pass, {fails} fail, {open} undecided"));
    }

    public void Write(Evaluation evaluation, bool trace)
    {
        terminal.Out.WriteLine($"{evaluation.Facts.Firm}: {terminal.Say(RuleText.Of(evaluation.Verdict))}{Total(evaluation)}");
        foreach (var output in evaluation.Outputs) terminal.Out.WriteLine($"  {terminal.Say(output.Name)}: {RuleText.Value(terminal, output)}{Signed(output)}");
        if (evaluation.Verdict != Verdict.Passes)
            foreach (var gate in evaluation.Gates.Where(g => g.Value.IsFalse)) terminal.Out.WriteLine($"  {Say("不符合", "not met")}: {Condition(gate)}");
        if (evaluation.Deciding.Length > 0) terminal.Out.WriteLine($"  {Say("取决于", "decided by")}: {string.Join(Say("、", ", "), evaluation.Deciding.Select(d => terminal.Say(d.Name)))}");
        foreach (var flag in evaluation.Flags.Where(f => f.IsCertain).DistinctBy(f => f.Says)) terminal.Out.WriteLine($"  {(flag.NeedsReview ? Say("需人工复核", "needs review") : Say("说明", "note"))}: {terminal.Say(flag.Says)}");
        if (trace) WriteTrace(evaluation);
        else if (evaluation.Unverified.Any()) terminal.Out.WriteLine($"  † {Say("所用的数有未核实的", "numbers not verified")}: {string.Join(Say("、", ", "), evaluation.Unverified.Select(n => terminal.Say(n.Name)).Distinct())}");
    }

    /// <summary>A condition with its clause and the values of what it compares.</summary>
    public string Condition(TraceNode gate)
    {
        string values = string.Join(Say("，", ", "), gate.Children.Select(c => $"{terminal.Say(c.Name)} {RuleText.Value(terminal, c)}"));
        string clause = gate.ClauseSaid.IsEmpty ? "" : $" [{terminal.Say(gate.ClauseSaid)}]";
        return $"{terminal.Say(gate.Name)}{clause}: {values}{Signed(gate)}";
    }

    private string Total(Evaluation evaluation) => evaluation.Total is { } total ? Say($" · {Points(total)} 分", $" · {Points(total)} points") : "";

    private static string Points(Reach reach) => reach.IsKnown ? RuleText.Plain(reach.Low!.Value) : $"{(reach.Low is { } l ? RuleText.Plain(l) : "−∞")}–{(reach.High is { } h ? RuleText.Plain(h) : "∞")}";

    private static string Signed(TraceNode node) => node.Mark == Rules.Mark.Verified ? "" : " †";

    private void WriteTrace(Evaluation evaluation)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in evaluation.Roots)
        {
            var tree = new Tree(Markup.Escape(Line(root))).Guide(TreeGuide.Line);
            Fill(tree, root, seen);
            terminal.Canvas().Write(tree);
        }
        if (evaluation.Unverified.Any()) terminal.Out.WriteLine("† " + Say("未核实：数或读法未见于已公布的文本", "not verified: a number or reading not seen in a published text"));
    }

    /// <summary>A quantity that is used twice is taken apart once.</summary>
    private void Fill(IHasTreeNodes at, TraceNode node, HashSet<string> seen)
    {
        foreach (var child in node.Children)
        {
            bool first = seen.Add(child.Id);
            var branch = at.AddNode(Markup.Escape(Line(child) + (first || child.Children.IsEmpty ? "" : Say("（见上）", " (see above)"))));
            if (first) Fill(branch, child, seen);
        }
    }

    private string Line(TraceNode node)
    {
        string value = node.Kind is TraceKind.Item or TraceKind.Group or TraceKind.Total ? Points(node.Value) : RuleText.Value(terminal, node);
        string most = node.Most is { } m ? $"/{RuleText.Plain(m)}" : "";
        string band = node is { Kind: TraceKind.Item, Allowed: { IsKnown: false } allowed } ? Say($"（本档 {Points(allowed)}）", $" (band {Points(allowed)})") : "";
        string formula = node.Formula is { } f ? $" = {f}" : "";
        string clause = node.ClauseSaid.IsEmpty ? "" : $" [{terminal.Say(node.ClauseSaid)}]";
        string origin = node.Origin switch
        {
            Origin.Assumed => Say("（未填，按规则假定）", " (not said: assumed)"),
            Origin.Missing => Say("（缺）", " (missing)"),
            Origin.DoesNotApply => Say("（不适用）", " (does not apply)"),
            Origin.Given when node.Kind == TraceKind.Definition => Say("（直接给出）", " (given)"),
            Origin.Computed or Origin.Given or Origin.Rule => "",
        };
        return $"{terminal.Say(node.Name)}: {value}{most}{band}{origin}{formula}{clause}{Signed(node)}";
    }
}
