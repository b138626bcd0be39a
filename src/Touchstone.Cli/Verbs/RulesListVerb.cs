using Spectre.Console;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Files;

namespace Touchstone.Cli.Verbs;

/// <summary><c>rules list</c>: every rulebook, when it is in force, and how many of its numbers are not verified.</summary>
internal static class RulesListVerb
{
    public static Verb Of(Terminal terminal)
    {
        var options = new RuleOptions(terminal);
        return new("list", new("列出规则、有效期和未核实的数", "list rulebooks, when they are in force, and what is not verified"), terminal, line => Run(terminal, options.FolderOf(line), line.GetValue(options.Json)))
        {
            Options = { options.Folder, options.Json },
            Examples = [new("touchstone rules list", new("列出随程序提供的规则", "lists the rulebooks that come with the program"))],
        };
    }

    private static int Run(Terminal terminal, string folder, bool asJson)
    {
        var read = RulebookFolder.Read(folder);
        if (!read.IsDone(out var books)) return Ending.WithFindings(terminal, read.AllFindings, asJson);
        if (asJson)
        {
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteStartArray("rulebooks");
                foreach (var book in books)
                {
                    json.WriteStartObject();
                    json.WriteString("id", book.Id);
                    json.WriteString("version", book.Version);
                    json.Text("name", book.Name);
                    json.WriteString("from", RuleText.Date(book.From));
                    if (book.To is { } to) json.WriteString("to", RuleText.Date(to));
                    json.WriteString("document", book.Document);
                    json.WriteNumber("notVerified", RuleText.NotVerified(book));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.Findings("findings", read.AllFindings);
            });
            return ExitCode.Done;
        }
        var table = new Table().Border(TableBorder.None);
        foreach (var title in (Model.Text[])[new("编号", "id"), new("名称", "name"), new("有效期", "in force"), new("文号", "document"), new("未核实", "not verified")]) table.AddColumn(Markup.Escape(terminal.Say(title)));
        foreach (var book in books)
            table.AddRow(Markup.Escape(book.Id), Markup.Escape(terminal.Say(book.Name)), Markup.Escape(RuleText.Dates(book)), Markup.Escape(book.Document), RuleText.NotVerified(book) is var n && n > 0 ? "† " + Shown.Count(n) : "");
        terminal.Canvas().Write(table);
        return ExitCode.Done;
    }
}
