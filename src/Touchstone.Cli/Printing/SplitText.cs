using System.Globalization;
using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Composite;
using Touchstone.Model;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>A change as a sum of its causes.</summary>
internal static class SplitText
{
    public static void Write(Terminal terminal, Outcome<ChangeSplit> outcome)
    {
        terminal.Out.WriteLine();
        if (!outcome.IsDone(out var split))
        {
            FindingLines.Write(terminal, terminal.Out, outcome.AllFindings);
            return;
        }
        terminal.Out.WriteLine(terminal.Say(new(
            $"{split.Unit} 的变动：得分 {Shown.Score(split.ScoreBefore)} → {Shown.Score(split.ScoreAfter)}，位次 {Shown.Rank(split.RankBefore)} → {Shown.Rank(split.RankAfter)}。各原因相加等于总变动：",
            $"{split.Unit}: score {Shown.Score(split.ScoreBefore)} → {Shown.Score(split.ScoreAfter)}, rank {Shown.Rank(split.RankBefore)} → {Shown.Rank(split.RankAfter)}. The causes add up to the change:")));
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (Text[])[new("原因", "cause"), new("得分", "score"), new("位次（负为上升）", "rank (negative = upwards)")]) table.AddColumn(new TableColumn(Markup.Escape(terminal.Say(heading))).RightAligned());
        table.Columns[0].LeftAligned();
        foreach (var part in split.Parts) table.AddRow([.. new[] { terminal.Say(Name(part.Cause, split.MethodHoldsIndicators)), Shown.Signed(part.Score), Places(part.Rank) }.Select(Markup.Escape)]);
        table.AddRow([.. new[] { terminal.Say(new("合计", "sum")), Shown.Signed(split.Parts.Sum(p => p.Score)), Places(split.Parts[0].Rank is null ? null : split.Parts.Sum(p => p.Rank)) }.Select(Markup.Escape)]);
        terminal.Canvas().Write(table);
        terminal.Out.WriteLine(terminal.Say(new("口径之内，其他对象不影响得分；它们对得分的影响都在上下限一项。", "Inside a frame no other unit enters a score: what others do to a score is in the bounds.")));
    }

    private static string Places(double? rank) => rank is { } r ? Math.Round(r, 2).ToString("+0.##;−0.##;0", CultureInfo.InvariantCulture) : "—";

    private static Text Name(ChangeCause cause, bool methodHoldsIndicators) => cause switch
    {
        ChangeCause.Revision => new("旧数据修订", "revision of old data"),
        ChangeCause.ReportedData => new("新报数据变动", "change in reported data"),
        ChangeCause.Peers => new("其他对象变动", "peers' change"),
        ChangeCause.UnitSet => new("评价对象增减", "unit set"),
        ChangeCause.IndicatorSet => methodHoldsIndicators ? new("指标增减（并入方法）", "indicator set (held with method)") : new("指标增减", "indicator set"),
        ChangeCause.Availability => new("数据有无与插补", "availability and imputation"),
        ChangeCause.FrameBounds => new("上下限等口径参数", "frame bounds"),
        ChangeCause.Method => new("方法、权重、目标", "method, weights, targets"),
    };
}
