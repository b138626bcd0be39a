using System.Globalization;
using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Composite;
using Touchstone.Files;
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
        foreach (var part in split.Parts) table.AddRow([.. new[] { terminal.Say(CauseWords.Of(part.Cause, split)), Shown.Signed(part.Score), Places(part.Rank) }.Select(Markup.Escape)]);
        table.AddRow([.. new[] { terminal.Say(new("合计", "sum")), Shown.Signed(split.Parts.Sum(p => p.Score)), Places(split.Parts[0].Rank is null ? null : split.Parts.Sum(p => p.Rank)) }.Select(Markup.Escape)]);
        terminal.Canvas().Write(table);
        terminal.Out.WriteLine(terminal.Say(new("口径之内，其他对象不影响得分；它们对得分的影响都在上下限一项。", "Inside a frame no other unit enters a score: what others do to a score is in the bounds.")));
    }

    private static string Places(double? rank) => rank is { } r ? Math.Round(r, 2).ToString("+0.##;−0.##;0", CultureInfo.InvariantCulture) : "—";
}
