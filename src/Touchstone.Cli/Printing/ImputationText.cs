using System.Collections.Immutable;
using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Composite;
using Touchstone.Files;
using Text = Touchstone.Model.Text;

namespace Touchstone.Cli.Printing;

/// <summary>Imputations held against each other for a person: the answer, the methods, and the error of each in each indicator.</summary>
internal sealed class ImputationText(Terminal terminal, IndexBuild build, ImmutableArray<ImputationCheck> checks)
{
    public void Write(string? written)
    {
        terminal.Out.WriteLine(terminal.Say(build.Recipe.Name));
        Line(ImputationWords.Answer(checks));
        Line(ImputationWords.Meaning);
        var methods = Columns(new("方法", "method"), new("#误差", "#error"), new("#未填补", "#not filled"), new("#填补单元格", "#cells filled"), new("#与方案相差（位）", "#shift of ranks"), new("#与不填补相差（位）", "#shift from none"));
        foreach (var c in checks)
            methods.AddRow([.. new[] { terminal.Say(ImputationWords.Of(c.Code)), ImputationWords.Figure(c.Relative), Shown.Count(ImputationWords.NotFilled(c)), Shown.Count(c.Filled), ImputationWords.Figure(c.Shifts.GetValueOrDefault(ImputationWords.Own)), ImputationWords.Figure(c.Shifts.GetValueOrDefault(ImputationWords.None)) }.Select(Markup.Escape)]);
        terminal.Canvas().Write(methods);
        Line(new("各指标的误差（÷ 标准差）；--json 列出每种方法的", "Error by indicator (÷ standard deviation); --json has that of every method"));
        var errors = Columns(new("指标", "indicator"), new("#方案自己的", "#the recipe's own"), new("#最小", "#least"), new("方法", "method"), new("#未填补", "#not filled"));
        for (int i = 0; i < checks[0].Columns.Length; i++)
        {
            var own = checks.FirstOrDefault(c => c.Code == ImputationWords.Own)?.Columns[i];
            var best = checks.Where(c => c.Columns[i].Relative is not null).MinBy(c => c.Columns[i].Relative);
            errors.AddRow([.. new[] { checks[0].Columns[i].Indicator.Value, ImputationWords.Figure(own?.Relative), ImputationWords.Figure(best?.Columns[i].Relative), best is null ? "—" : terminal.Say(ImputationWords.Of(best.Code)), best is null ? "—" : Shown.Count(best.Columns[i].NotFilled) }.Select(Markup.Escape)]);
        }
        terminal.Canvas().Write(errors);
        if (written is not null) Line(new($"已写入 {written}", $"Written to {written}"));
    }

    private Table Columns(params Text[] headings)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (string text in headings.Select(terminal.Say))
        {
            var column = new TableColumn(Markup.Escape(text.TrimStart('#')));
            table.AddColumn(text.StartsWith('#') ? column.RightAligned() : column);
        }
        return table;
    }

    private void Line(Text text) => terminal.Out.WriteLine(terminal.Say(text));
}
