using System.Globalization;
using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Verbs;
using Touchstone.Composite;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>The effects for a person, the strongest first.</summary>
internal static class SensitivityText
{
    public static void Write(Terminal terminal, UncertainIndex index, SensitivityResult result, IEnumerable<OutputEffects> outputs)
    {
        terminal.Out.WriteLine(terminal.Say(index.Folder.Recipe.Name));
        string runs = result.Runs.ToString("#,0", CultureInfo.InvariantCulture), sample = result.Spec.Draw.Scenarios.ToString("#,0", CultureInfo.InvariantCulture);
        terminal.Out.WriteLine(terminal.Say(new($"基础样本 {sample}，共测算 {runs} 次，节点 {result.Node}", $"base sample {sample}, {runs} runs, node {result.Node}")));
        foreach (var effects in outputs) Output(terminal, index, effects);
        terminal.Out.WriteLine(terminal.Say(new("效应为方差份额，括号内为 95% 自助区间。一阶：只确定该因素能减少多少；总效应：其余全部确定后还剩多少。", "Effects are shares of the variance, with 95% bootstrap intervals. First: what settling the factor alone would take away. Total: what would stay if all others were settled.")));
    }

    private static void Output(Terminal terminal, UncertainIndex index, OutputEffects effects)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(terminal.Say(NameOf(effects.Output, index, terminal)));
        if (effects.Factors.IsEmpty)
        {
            terminal.Out.WriteLine(terminal.Say(new("没有任何因素使它变动。", "No factor moves it.")));
            return;
        }
        string mean = Shown.Value(effects.Mean), deviation = Shown.Value(Math.Sqrt(effects.Variance));
        terminal.Out.WriteLine(terminal.Say(new($"均值 {mean}，标准差 {deviation}", $"mean {mean}, standard deviation {deviation}")));
        bool shapley = effects.Factors[0].Shapley is not null;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (Text[])[new("因素", "factor"), new("一阶", "first-order"), new("总效应", "total"), .. shapley ? new Text[] { new("Shapley 份额", "Shapley share") } : []])
            table.AddColumn(new TableColumn(Markup.Escape(terminal.Say(heading))));
        foreach (var f in effects.Factors.OrderByDescending(f => f.Total.Value))
            table.AddRow([.. new[] { f.Factor, Of(f.First), Of(f.Total) }.Concat(f.Shapley is { } s ? [Of(s)] : []).Select(Markup.Escape)]);
        terminal.Canvas().Write(table);
        foreach (var pair in effects.Pairs.OrderByDescending(p => Math.Abs(p.Second.Value)).Take(10)) terminal.Out.WriteLine($"  {pair.Factor} × {pair.Other}  {Of(pair.Second)}");
    }

    private static Text NameOf(SensitivityOutput? output, UncertainIndex index, Terminal terminal) => output switch
    {
        SensitivityOutput.ScoreOf of => new($"{index.NameOf(of.Row.Unit, terminal)} 的得分", $"The score of {index.NameOf(of.Row.Unit, terminal)}"),
        SensitivityOutput.RankOf of => new($"{index.NameOf(of.Row.Unit, terminal)} 的位次", $"The rank of {index.NameOf(of.Row.Unit, terminal)}"),
        _ => new("各对象位次平均变动几位", "By how many ranks units move, on average"),
    };

    private static string Of(EffectEstimate e) => string.Create(CultureInfo.InvariantCulture, $"{e.Value:0.000} ({e.Low:0.000} … {e.High:0.000})");
}
