using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Verbs;
using Touchstone.Composite;
using Touchstone.Model;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>The ranges for a person. A range over scenarios is not a confidence interval, and the page says so.</summary>
internal sealed class UncertaintyText(Terminal terminal, UncertainIndex index, UncertaintyResult result)
{
    private const int Listed = 10;
    private string Level => Shown.Percent(result.Spec.Level);
    private int Count => result.Scenarios.Count;

    public void Write(IReadOnlyList<Finding> findings, string? unit)
    {
        FindingLines.Write(terminal, terminal.Err, findings.Where(f => f.Severity != Severity.Info));
        terminal.Out.WriteLine(terminal.Say(index.Folder.Recipe.Name));
        terminal.Out.WriteLine(terminal.Say(new($"{Number(Count)} 个情景（{Drawn.Zh}，种子 {result.Spec.Draw.Seed}），节点 {result.Node}", $"{Number(Count)} scenarios ({Drawn.En}, seed {result.Spec.Draw.Seed}), node {result.Node}")));
        foreach (var factor in result.Spec.Factors)
            terminal.Out.WriteLine($"  {factor.Code}: {terminal.Say(factor.Name)} ({terminal.Say(factor.Source == FactorSource.Method ? new("方法", "method") : new("数据", "data"))})");
        Table();
        Flags();
        terminal.Out.WriteLine(terminal.Say(new("情景区间不是置信区间：它只说明所声明的选择和误差会带来什么。", "A range over scenarios is not a confidence interval: it says what the declared choices and errors do, no more.")));
        if (unit is not null) Detail(Enumerable.Range(0, result.Units.Length).First(r => result.Units[r].Row.Unit.Value == unit));
    }

    private Text Drawn => result.Spec.Draw.Kind switch
    {
        SamplingKind.Sobol => new("Sobol 序列", "Sobol sequence"),
        SamplingKind.LatinHypercube => new("拉丁超立方", "Latin hypercube"),
        SamplingKind.Random => new("蒙特卡洛", "Monte Carlo"),
    };

    private void Table()
    {
        bool apart = result.Units.Any(u => u.RanksByMethod is not null);
        var table = new Table().Border(TableBorder.Simple);
        Text[] headings = [new("位次", "rank"), new("对象", "unit"), new($"{Level} 的情景", $"{Level} of scenarios"), new("中位", "median"), .. apart ? new Text[] { new("方法", "by method"), new("数据", "by data") } : [], new("得分", "score"), new("得分区间", "score range")];
        foreach (var heading in headings) table.AddColumn(new TableColumn(Markup.Escape(terminal.Say(heading))));
        foreach (var unit in result.Units.OrderBy(u => u.NominalRank ?? double.MaxValue).ThenBy(u => u.Row))
        {
            string[] method = apart ? [Range(unit.RanksByMethod), Range(unit.RanksByData)] : [];
            string[] cells = [Shown.Rank(unit.NominalRank), index.NameOf(unit.Row.Unit, terminal), Range(unit.Ranks) + (unit.NominalIsOutside ? " !" : ""), Shown.Rank(unit.Ranks?.Median), .. method,
                Shown.Score(unit.NominalScore), unit.Scores is { } s ? $"{Shown.Score(s.Low)}–{Shown.Score(s.High)}" : "—"];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        terminal.Canvas().Write(table);
    }

    private void Flags()
    {
        var last = result.Convergence[^1];
        string error = Shown.Rank(Math.Round(last.RankError, 1));
        terminal.Out.WriteLine(terminal.Say(new($"位次区间两端的抽样误差至多 {error} 位（95% 把握）。", $"The ends of the rank ranges are known to within {error} ranks (95% sure).")));
        if (!result.ReachedPrecision) terminal.Out.WriteLine(terminal.Say(new("尚未达到所要求的精度：请增加情景数。", "The precision asked was not reached: allow more scenarios.")));
        var outside = result.Units.Where(u => u.NominalIsOutside).Select(u => u.Row.Unit.Value).ToList();
        if (outside.Count > 0)
            terminal.Out.WriteLine(terminal.Say(new($"! 按现行方案的位次在区间之外：{string.Join("、", outside)}。现行方案是所声明的各种可能中的少见情形。", $"! The rank of the index as it is lies outside the range: {string.Join(", ", outside)}. The recipe is an unusual case of what was declared possible.")));
    }

    private void Detail(int row)
    {
        var unit = result.Units[row];
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(terminal.Say(new(
            $"{index.NameOf(unit.Row.Unit, terminal)}：{Number(result.Ranked)} 个对象中第 {Shown.Rank(unit.NominalRank)} 位；{Number(Count)} 个情景的 {Level} 中为 {Range(unit.Ranks)}；非官方。",
            $"{index.NameOf(unit.Row.Unit, terminal)}: {Shown.Rank(unit.NominalRank)} of {Number(result.Ranked)}; {Range(unit.Ranks)} in {Level} of {Number(Count)} scenarios; unofficial.")));
        var shares = result.Acceptabilities(row);
        foreach (var (share, rank) in shares.Select((s, i) => (s, i + 1)).Where(x => x.s > 0).OrderByDescending(x => x.s).Take(Listed).OrderBy(x => x.Item2))
            terminal.Out.WriteLine(terminal.Say(new($"  第 {rank} 位  {Shown.Percent(share),6}", $"  rank {rank,-3} {Shown.Percent(share),6}")));
        var near = Enumerable.Range(0, result.Units.Length).Where(o => o != row).OrderBy(o => Math.Abs(result.ShareAbove(row, o) - 0.5)).Take(Listed);
        terminal.Out.WriteLine(terminal.Say(new("高于其他对象的情景比例（最难分高下的在前）：", "Share of scenarios in which it is above another unit (the closest first):")));
        foreach (int other in near) terminal.Out.WriteLine($"  {Shown.Percent(result.ShareAbove(row, other)),6}  {index.NameOf(result.Units[other].Row.Unit, terminal)}");
    }

    private static string Number(int n) => n.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);
    private static string Range(ScenarioRange? range) => range is null ? "—" : range.Low == range.High ? Shown.Rank(range.Low) : $"{Shown.Rank(range.Low)}–{Shown.Rank(range.High)}";
}
