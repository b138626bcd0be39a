using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Verbs;
using Touchstone.Composite;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>A comparison for a person: what differs, whether scores may be compared, what moved, and which indicators moved it.</summary>
internal sealed class ComparisonText(Terminal terminal, BuildComparison comparison, ComparisonView view)
{
    private const int Listed = 20;

    public void Write()
    {
        Line($"{terminal.Say(new("前", "before"))}  {comparison.Before.Id}", $"{terminal.Say(new("后", "after"))}   {comparison.After.Id}");
        List(new("原始数据变动", "input cells that differ"), [.. comparison.Cells.Select(Cell)]);
        List(new("方案变动", "recipe lines that differ"), [.. comparison.RecipeChanges.Select(Recipe)]);
        List(new("评价对象进入", "units that entered"), [.. comparison.UnitsEntered.Select(u => u.Value)]);
        List(new("评价对象退出", "units that left"), [.. comparison.UnitsLeft.Select(u => u.Value)]);
        List(new("指标进入", "indicators that entered"), [.. comparison.IndicatorsEntered.Select(i => i.Value)]);
        List(new("指标退出", "indicators that left"), [.. comparison.IndicatorsLeft.Select(i => i.Value)]);
        if (!comparison.ScoresComparable)
        {
            terminal.Out.WriteLine();
            FindingLines.Write(terminal, terminal.Out, comparison.WhyNotComparable);
            List(new("可比口径变动", "how the frames differ"), [.. comparison.FrameChanges.Select(terminal.Say)]);
        }
        Moves();
    }

    private void Moves()
    {
        var moves = view.Of(comparison);
        int moved = comparison.Moves(view.NodeCode).Count(m => m.RankBefore != m.RankAfter);
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(terminal.Say(new($"位次变动的有 {Shown.Count(moved)} 行。", $"{Shown.Count(moved)} rows changed rank.")));
        if (moves.Count == 0) return;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (Text[])[new("对象", "unit"), new("位次", "rank"), new("升降", "places"), new("得分", "score")]) table.AddColumn(new TableColumn(Markup.Escape(terminal.Say(heading))));
        if (comparison.ScoresComparable) table.AddColumn(new TableColumn(Markup.Escape(terminal.Say(new("变动", "change")))).RightAligned()).AddColumn(new TableColumn(Markup.Escape(terminal.Say(new("主要原因", "mainly by")))));
        foreach (var move in moves) table.AddRow([.. Cells(move).Select(Markup.Escape)]);
        terminal.Canvas().Write(table);
        if (view.Unit is not null) foreach (var move in moves) Reasons(move);
    }

    private IEnumerable<string> Cells(Move move)
    {
        yield return Row(move.Row);
        yield return $"{Shown.Rank(move.RankBefore)} → {Shown.Rank(move.RankAfter)}";
        yield return move.PlacesGained switch { null => "—", > 0 => $"▲{Shown.Rank(move.PlacesGained)}", < 0 => $"▼{Shown.Rank(-move.PlacesGained)}", _ => "0" };
        yield return $"{Shown.Score(move.ScoreBefore)} → {Shown.Score(move.ScoreAfter)}";
        if (!comparison.ScoresComparable) yield break;
        yield return Shown.Signed(move.ScoreAfter - move.ScoreBefore);
        yield return comparison.Why(move.Row, view.NodeCode).IsDone(out var why)
            ? string.Join(", ", why.Parts.Where(p => Math.Abs(p.Amount) > 5e-3).Take(3).Select(p => $"{p.Node} {Shown.Signed(p.Amount)}"))
            : "—";
    }

    private void Reasons(Move move)
    {
        if (!comparison.Why(move.Row, view.NodeCode).IsDone(out var why)) return;
        terminal.Out.WriteLine(terminal.Say(new($"{Row(move.Row)} 得分变动 {Shown.Signed(why.Difference)} 的构成：", $"{Row(move.Row)} moved by {Shown.Signed(why.Difference)}:")));
        foreach (var part in why.Parts.Where(p => p.Amount != 0))
            terminal.Out.WriteLine($"  {Shown.Signed(part.Amount),8}  {part.Node}  {Shown.Value(part.Other)} → {Shown.Value(part.Own)}  {terminal.Say(GapWords.Of(part.Cause))}");
    }

    private static string Row(RowKey row) => row.Period is { } period ? $"{row.Unit} {period}" : row.Unit.Value;

    private string Cell(CellDifference cell) =>
        $"{Row(cell.Row)} {cell.Column}: {Shown.Value(cell.Before)} → {Shown.Value(cell.After)} ({terminal.Say(cell.Words)})";

    private string Recipe(RecipeDifference line)
    {
        string name = terminal.Say(line.Kind == "steps" ? new("步骤顺序", "order of steps") : RecipeText.StepName(line.Kind));
        string before = terminal.Say(line.Before), after = terminal.Say(line.After);
        return $"{name}{(line.Code is { } code ? $" {code}" : "")}: {(before.Length == 0 ? "—" : before)} → {(after.Length == 0 ? "—" : after)}";
    }

    private void List(Text title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"{terminal.Say(title)}: {Shown.Count(lines.Count)}");
        foreach (string line in lines.Take(Listed)) terminal.Out.WriteLine($"  {line}");
        if (lines.Count > Listed) terminal.Out.WriteLine("  " + terminal.Say(new($"…… 另有 {Shown.Count(lines.Count - Listed)} 项，--json 可列出全部", $"… {Shown.Count(lines.Count - Listed)} more; --json lists all")));
    }

    private void Line(params string[] lines) { foreach (string line in lines) terminal.Out.WriteLine(line); }
}

/// <summary>The cause of a part of a gap, in words.</summary>
internal static class GapWords
{
    public static Text Of(GapCause cause) => cause switch
    {
        GapCause.Value => new("指标得分不同", "scores differ"),
        GapCause.UnequalWeights => new("缺失使有效权重不同", "effective weights differ because something beside it is missing"),
        GapCause.OneSideOnly => new("只有一方计入", "counts on one side only"),
        GapCause.Filled => new("缺失，按规定值计", "missing, counted as a fill value"),
        GapCause.Penalty => new("短板或不均衡的扣减不同", "more or less is taken off for weak or unequal children"),
        GapCause.Rounding => new("汇总时的舍入", "rounding of the aggregate"),
    };
}
