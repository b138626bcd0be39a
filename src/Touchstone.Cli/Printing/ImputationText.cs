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
        Line(new("各指标的误差（÷ 标准差）", "Error by indicator (÷ standard deviation)"));
        var errors = Columns([new("指标", "indicator"), .. checks.Select(c => new Text("#" + ImputationWords.Of(c.Code).Zh, "#" + ImputationWords.Of(c.Code).En))]);
        for (int i = 0; i < checks[0].Columns.Length; i++)
            errors.AddRow([Markup.Escape(checks[0].Columns[i].Indicator.Value), .. checks.Select(c => ImputationWords.Figure(c.Columns[i].Relative))]);
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
