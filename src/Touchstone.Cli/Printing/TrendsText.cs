using System.Globalization;
using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Composite;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>Trends for a person: from where to where, by how much, and how fast a year.</summary>
internal static class TrendsText
{
    public static void Write(Terminal terminal, IndexBuild build, Trends trends, bool ofData)
    {
        terminal.Out.WriteLine(terminal.Say(build.Recipe.Name));
        string zh = string.Join("、", trends.Periods), en = string.Join(", ", trends.Periods);
        terminal.Out.WriteLine(terminal.Say(ofData
            ? new($"数据的趋势，共 {Shown.Count(trends.Periods.Length)} 期：{zh}", $"trends of the data over {Shown.Count(trends.Periods.Length)} periods: {en}")
            : new($"同一口径内得分的趋势，共 {Shown.Count(trends.Periods.Length)} 期：{zh}", $"trends of scores inside one frame, over {Shown.Count(trends.Periods.Length)} periods: {en}")));
        var table = new Table().Border(TableBorder.Simple);
        Text[] headings = [new("对象", "unit"), new("节点", "node"), new("期数", "periods"), new("首期", "first"), new("末期", "last"), new("变动", "change"), new("幅度", "relative"), new("年均增速", "growth a year"), new("拟合斜率/年", "slope a year"), new("相对斜率", "of its start")];
        foreach (var heading in headings) table.AddColumn(new TableColumn(Markup.Escape(terminal.Say(heading))));
        foreach (var t in trends.Items)
            table.AddRow([.. new[] { t.Unit.Value, t.Code.Value, $"{Shown.Count(t.Observed)}/{Shown.Count(trends.Periods.Length)}", At(t.First?.ToString(), t.FirstValue), At(t.Last?.ToString(), t.LastValue) + Marks.Signs(t.Marks),
                Signed(t.Change), Percent(t.RelativeChange), Percent(t.Growth), Signed(t.Slope), Percent(t.RelativeSlope) }.Select(Markup.Escape)]);
        terminal.Canvas().Write(table);
        string legend = Marks.Legend(terminal, trends.Items.Aggregate(CellMarks.None, (all, t) => all | t.Marks));
        if (legend.Length > 0) terminal.Out.WriteLine(legend);
        terminal.Out.WriteLine(terminal.Say(new("“—”：不足两期，或起点不大于零而不能取比例。", "—: fewer than two figures, or no share of a start that is not above zero.")));
    }

    private static string At(string? period, double? value) => value is null ? "—" : $"{period}: {Shown.Value(value)}";
    private static string Signed(double? value) => value is { } v ? v == 0 ? "0" : (v > 0 ? "+" : "−") + Shown.Value(Math.Abs(v)) : "—";
    private static string Percent(double? share) => share is { } s ? (100 * s).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + "%" : "—";
}
