using System.Globalization;
using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Composite;
using Touchstone.Files;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>An audit for a person: problems with actions first, then every indicator, every dimension, and the methods of the whole table.</summary>
internal sealed class AuditText(Terminal terminal, IndexAudit audit)
{
    private const int Listed = 10;

    public void Write(IReadOnlyList<string> written)
    {
        var scores = audit.Build.Scores;
        terminal.Out.WriteLine(terminal.Say(audit.Build.Recipe.Name));
        int rows = Enumerable.Range(0, scores.Rows.Length).Count(r => scores.Statuses[r] == RowStatus.Ranked && audit.Periods.Holds(scores.Rows[r]));
        Line(new($"审查：参加排名 {Shown.Count(rows)} 行，指标 {Shown.Count(audit.Statistics.Length)} 个，维度 {Shown.Count(audit.Aggregates.Length)} 个",
            $"Audit over {Shown.Count(rows)} ranked rows, {Shown.Count(audit.Statistics.Length)} indicators, {Shown.Count(audit.Aggregates.Length)} aggregates"));
        Periods();
        Notes();
        Sizes();
        Indicators();
        Aggregates();
        if (audit.Methods is { } methods) Methods(methods);
        foreach (string path in written) Line(new($"已写入 {path}", $"Written to {path}"));
    }

    private void Periods()
    {
        var all = PeriodScope.Of(audit.Build);
        if (all.Length < 2) return;
        if (audit.Periods.IsAll) Line(new($"各期合在一起（{Shown.Count(all.Length)} 期）：同一对象的各年并不独立，p 值和区间偏小。", $"All {Shown.Count(all.Length)} periods together: a unit's years are not independent, so p-values and intervals are too small."));
        else Line(new($"期间：{audit.Periods.Period}（共 {Shown.Count(all.Length)} 期；--period 可改，--period all 为各期合在一起）", $"Period: {audit.Periods.Period} (of {Shown.Count(all.Length)}; --period takes another, --period all takes all together)"));
    }

    private void Sizes()
    {
        var following = audit.FollowSize.ToList();
        if (following.Count == 0) return;
        Line(new($"随规模而变、又没有相对化的指标（相除之前与背景指标的相关，绝对值大于 {Two(audit.Options.SizeLimit)}）：", $"Figures that follow a size and are divided by nothing (correlation with context columns before division, beyond {Two(audit.Options.SizeLimit)}):"));
        foreach (var p in following.Take(Listed)) Line(new($"  {p.A} 与 {p.B}：{Two(p.Of.Value)}（更正后 p {P(p.Adjusted)}）；请考虑除以它，或说明为何按总量比较。", $"  {p.A} with {p.B}: {Two(p.Of.Value)} (corrected p {P(p.Adjusted)}); consider dividing by it, or say why totals are compared."));
        if (following.Count > Listed) Line(new($"  …… 另有 {Shown.Count(following.Count - Listed)} 个，--json 可列出全部", $"  … {Shown.Count(following.Count - Listed)} more; --json lists all"));
    }

    private void Notes()
    {
        terminal.Out.WriteLine();
        if (audit.Notes.IsEmpty) { Line(new("没有发现问题：各指标与其维度相符，没有重复，也没有相互抵消。", "Nothing was found: indicators go with their dimensions, none is redundant, none pulls against another.")); return; }
        Line(new($"不相协调之处 {Shown.Count(audit.Notes.Length)} 个，每个都写明办法，由人决定：", $"{Shown.Count(audit.Notes.Length)} findings, each with what can be done; a person decides:"));
        foreach (var note in audit.Notes) terminal.Out.WriteLine($"  {terminal.Say(note.What)} — {terminal.Say(note.Action)}");
    }

    private void Indicators()
    {
        var parent = audit.Parents.Pairs.GroupBy(p => p.A).ToDictionary(g => g.Key, g => g.First());
        var treated = audit.Treated.ToDictionary(s => s.Code);
        var importance = audit.OfIndex.ToDictionary(i => i.Node);
        var removal = audit.Removal.ToDictionary(e => e.Element!.Value, e => e.MeanShift);
        terminal.Out.WriteLine();
        Line(new("各指标（偏度、峰度：处理前 → 处理后；相关：与上级；权重和影响份额：对总指数；剔除：平均位次变动）", "Indicators (skewness, kurtosis: before → after treatment; r: with the parent; weight and share of importance: in the index; removal: mean shift of ranks)"));
        var table = Columns(new("指标", "indicator"), new("#有数", "#present"), new("#均值", "#mean"), new("#标准差", "#deviation"), new("#偏度", "#skewness"), new("#峰度", "#kurtosis"), new("留意", "look at"), new("#相关", "#r"), new("#p", "#p"), new("#权重", "#weight"), new("#影响份额", "#importance"), new("#剔除", "#removal"));
        foreach (var s in audit.Statistics)
        {
            var up = parent.GetValueOrDefault(s.Code);
            var moves = importance.GetValueOrDefault(s.Code);
            var after = treated.GetValueOrDefault(s.Code);
            Row(table, s.Code.Value, s.ShareOfPresent is { } present ? Shown.Percent(present) : "—", Shown.Value(s.Mean), Shown.Value(s.Deviation), Both(s.Skewness, after?.Skewness), Both(s.Kurtosis, after?.Kurtosis), Flags(s.Flags),
                Two(up?.Of.Value), P(up?.Adjusted), moves is null ? "—" : Shown.Percent(moves.Weight), moves?.Share is { } share ? Shown.Percent(share) : "—", Shift(removal, s.Code));
        }
        terminal.Canvas().Write(table);
    }

    private void Aggregates()
    {
        Line(new("各维度（下级之间是否一致；剔除：平均位次变动）", "Aggregates (whether their children go together; removal: mean shift of ranks)"));
        var table = Columns(new("节点", "node"), new("#下级", "#children"), new("#第一主成分", "#first component"), new("#特征值>1", "#eigenvalues>1"), new("#KMO", "#KMO"), new("#Bartlett p", "#Bartlett p"), new("#α", "#alpha"), new("#剔除", "#removal"));
        var removal = audit.Removal.ToDictionary(e => e.Element!.Value, e => e.MeanShift);
        foreach (var a in audit.Aggregates)
            Row(table, a.Code.Value, Shown.Count(a.Children.Length), a.Components is { } c ? Shown.Percent(c.Share(0)) : "—", a.Components is { } e ? Shown.Count(e.Eigenvalues.Count(v => v > 1)) : "—", Two(a.Adequacy?.Overall), P(a.Adequacy?.PValue), Two(a.Reliability.Alpha), Shift(removal, a.Code));
        terminal.Canvas().Write(table);
    }

    private void Methods(WholeTableComparison methods)
    {
        Line(new("整表方法（不逐级汇总，直接以指标得分和权重比较全部对象）", "Methods of the whole table (all units at once, by the indicators' scores and weights, without averaging up the tree)"));
        foreach (var (name, rank) in (ReadOnlySpan<(string, Func<WholeTableRow, double?>)>)[("Copeland", r => r.CopelandRank), ("TOPSIS", r => r.TopsisRank), ("PROMETHEE II", r => r.NetFlowRank)])
            Line(new($"  {name}：与指数位次的秩相关 {Two(methods.Agreement(rank).Value)}", $"  {name}: rank correlation with the index {Two(methods.Agreement(rank).Value)}"));
        Line(new($"  {Shown.Percent(methods.ShareOfDominance)} 的对象两两之间，一方在各指标上都不差于另一方：权重改变不了它们的先后。", $"  In {Shown.Percent(methods.ShareOfDominance)} of the pairs one unit is nowhere worse than the other: no weight can change their order."));
        var furthest = methods.Rows.Where(r => r.Furthest is > 0).OrderByDescending(r => r.Furthest).ThenBy(r => r.Row).Take(Listed).ToList();
        if (furthest.Count == 0) return;
        var table = Columns(new("相差最大的对象", "furthest apart"), new("#指数位次", "#index rank"), new("#Copeland", "#Copeland"), new("#TOPSIS", "#TOPSIS"), new("#PROMETHEE II", "#PROMETHEE II"));
        foreach (var r in furthest) Row(table, r.Row.Unit.Value, Shown.Rank(r.Index), Shown.Rank(r.CopelandRank), Shown.Rank(r.TopsisRank), Shown.Rank(r.NetFlowRank));
        terminal.Canvas().Write(table);
    }

    private string Flags(StatisticFlags flags) => string.Join(terminal.Say(new("、", ", ")), Enum.GetValues<StatisticFlags>().Where(f => f != StatisticFlags.None && flags.HasFlag(f)).Select(f => terminal.Say(CheckWords.Of(f))));

    private static string Shift(Dictionary<Model.IndicatorCode, double?> removal, Model.IndicatorCode code) => removal.TryGetValue(code, out double? shift) ? Shown.Rank(shift is { } v ? Math.Round(v, 1) : null) : "—";
    private static string Two(double? value) => value is { } v ? v.ToString("0.00", CultureInfo.InvariantCulture) : "—";
    private static string Both(double? before, double? after) => before is null ? "—" : Two(before) == Two(after) || after is null ? Two(before) : $"{Two(before)} → {Two(after)}";
    private static string P(double? p) => p switch { null => "—", < 0.001 => "<0.001", { } v => v.ToString("0.000", CultureInfo.InvariantCulture) };

    private Table Columns(params Text[] headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
        {
            string text = terminal.Say(heading);
            var column = new TableColumn(Markup.Escape(text.TrimStart('#')));
            table.AddColumn(text.StartsWith('#') ? column.RightAligned() : column);
        }
        return table;
    }

    private static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private void Line(Text text) => terminal.Out.WriteLine(terminal.Say(text));
}
