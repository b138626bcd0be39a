using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Cli.Printing;

/// <summary>A rulebook in words.</summary>
internal sealed class RulebookText(Terminal terminal)
{
    private string Say(string zh, string en) => terminal.Say(new(zh, en));
    private string Signed(Rules.Mark mark) => mark == Rules.Mark.Verified ? "" : $" †{terminal.Say(RuleText.Of(mark))}";
    private string Clause(Text clause) => clause.IsEmpty ? "" : $" [{terminal.Say(clause)}]";

    public void Write(Rulebook book)
    {
        terminal.Out.WriteLine($"{terminal.Say(book.Name)} ({book.Id} {book.Version})");
        terminal.Out.WriteLine($"{Say("有效期", "in force")}: {RuleText.Dates(book)} · {book.Document}");
        terminal.Out.WriteLine($"{Say("认定机关", "authority")}: {terminal.Say(book.Authority)}");
        terminal.Out.WriteLine($"{Say("来源", "source")}: {terminal.Say(book.Source)}");
        if (!book.Note.IsEmpty) terminal.Out.WriteLine(terminal.Say(book.Note));
        Section(Say("输入", "inputs"), book.Inputs.Select(i => $"{i.Id}: {terminal.Say(i.Name)}{Unit(i)}{(i.Assumed is { } a ? Say($"，未填按 {a} 计", $", {a} where nothing is said") : "")}"));
        Section(Say("参数", "parameters"), book.Parameters.Select(p => $"{p.Id}: {terminal.Say(p.Name)} = {Value(p)}{Clause(Clauses.Said(p.Clause))}{Signed(p.Mark)}"));
        Section(Say("定义", "definitions"), book.Definitions.SelectMany(Definition));
        Section(Say("条件（全部符合）", "gates (all)"), book.Gates.Select(g => $"{g.Id}: {terminal.Say(g.Name)}: {g.Test}{Clause(Clauses.Said(g.Clause))}{Signed(g.Mark)}"));
        Section(Say("直接通过（任一）", "direct routes (any)"), book.Routes.Select(g => $"{g.Id}: {terminal.Say(g.Name)}: {g.Test}{Clause(Clauses.Said(g.Clause))}{Signed(g.Mark)}"));
        foreach (var group in book.Groups) Section($"{group.Id}: {terminal.Say(group.Name)} ≤ {group.Cap}{Clause(Clauses.Said(group.Clause))}", group.Items.SelectMany(Item));
        if (book.Pass is { } pass) Section(Say("通过条件", "passes when"), [pass.ToString()]);
        Section(Say("后果", "consequences"), book.Consequences.Select(c => $"{terminal.Say(c.Says)}{Clause(c.Clause)}{Signed(c.Mark)}"));
        Section(Say("受理时间", "applications taken"), book.Filing.Select(f => $"{RuleText.Window(f)} · {terminal.Say(RuleText.Of(f.Mark))}{(f.Says.IsEmpty ? "" : " · " + terminal.Say(f.Says))}"));
    }

    /// <summary>A window of applications with how its dates were come by.</summary>
    public static void WriteWindow(Utf8JsonWriter json, string? name, FilingWindow window)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        json.WriteString("from", FormattableString.Invariant($"{window.FromMonth:00}-{window.FromDay:00}"));
        json.WriteString("to", FormattableString.Invariant($"{window.ToMonth:00}-{window.ToDay:00}"));
        json.WriteString("mark", RuleText.Code(window.Mark));
        json.Text("says", window.Says);
        json.WriteEndObject();
    }

    private void Section(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(title);
        foreach (string line in all) terminal.Out.WriteLine("  " + line);
    }

    private string Unit(RuleInput input) => input.Codes.Length > 0 ? $" ({string.Join(" | ", input.Codes.Select(c => c.Code))})" : input.Unit.IsEmpty ? "" : $" ({terminal.Say(input.Unit)})";

    private string Value(RuleParameter parameter)
    {
        if (parameter.Value is not { } value) return Say("未找到", "not found");
        if (parameter.Codes.Length > 0) return terminal.Say(parameter.Codes[(int)value.ToLong()].Name);
        return RuleText.One(terminal, value, null, parameter.Unit);
    }

    private IEnumerable<string> Definition(Definition definition)
    {
        string head = $"{definition.Id}: {terminal.Say(definition.Name)}";
        if (definition.Cases is [{ When: null } only]) return [$"{head} = {only.Value}{Clause(definition.Clause)}{Signed(definition.Mark)}"];
        return [$"{head}{Clause(definition.Clause)}{Signed(definition.Mark)}", .. definition.Cases.Select(c => $"    {(c.When is { } when ? $"{when}: " : Say("否则： ", "else: "))}{c.Value}")];
    }

    private IEnumerable<string> Item(ScoreItem item)
    {
        yield return $"{item.Id}: {terminal.Say(item.Name)} ≤ {item.Most}{(item.IsBonus ? Say("，加分", ", bonus") : "")}{Clause(item.Clause)}{Signed(item.Mark)}";
        foreach (var scale in item.Scales)
        {
            if (scale.Points is { } formula) { yield return $"    {formula}"; continue; }
            string over = scale.Value is { } value ? $"{value} " : "";
            foreach (var band in scale.Bands)
                yield return $"    {(band.In is { } range ? over + range : band.When?.ToString() ?? Say("其他", "else"))}: {(band.Points.Low == band.Points.High ? band.Points.Low.ToString() : $"{band.Points.Low}–{band.Points.High} ({Say("评审", "reviewer")})")}";
        }
    }

    public static void WriteJson(TextWriter writer, Rulebook book) => Json.Write(writer, json =>
    {
        json.WriteString("id", book.Id);
        json.WriteString("version", book.Version);
        json.Text("name", book.Name);
        json.Text("authority", book.Authority);
        json.WriteString("from", RuleText.Date(book.From));
        if (book.To is { } to) json.WriteString("to", RuleText.Date(to));
        json.WriteString("document", book.Document);
        json.Text("source", book.Source);
        Many(json, "inputs", book.Inputs, i => { json.WriteString("id", i.Id); json.WriteString("kind", i.Kind.ToString()); json.Text("name", i.Name); json.Text("unit", i.Unit); if (i.Codes.Length > 0) json.Strings("codes", i.Codes.Select(c => c.Code)); });
        Many(json, "parameters", book.Parameters, p => { json.WriteString("id", p.Id); json.Text("name", p.Name); json.WriteString("value", p.Value?.ToString()); json.WriteString("mark", RuleText.Code(p.Mark)); json.Text("clause", p.Clause); });
        Many(json, "definitions", book.Definitions, d =>
        {
            json.WriteString("id", d.Id);
            json.Text("name", d.Name);
            json.WriteString("mark", RuleText.Code(d.Mark));
            Many(json, "cases", d.Cases, c => { if (c.When is { } when) json.WriteString("when", when.ToString()); json.WriteString("value", c.Value.ToString()); });
        });
        Many(json, "gates", book.Gates, g => Condition(json, g));
        Many(json, "routes", book.Routes, g => Condition(json, g));
        Many(json, "groups", book.Groups, g =>
        {
            json.WriteString("id", g.Id);
            json.Text("name", g.Name);
            json.WriteString("cap", g.Cap.ToString());
            Many(json, "items", g.Items, i => { json.WriteString("id", i.Id); json.Text("name", i.Name); json.WriteString("most", i.Most.ToString()); json.WriteBoolean("judged", i.IsJudged); });
        });
        if (book.Pass is { } pass) json.WriteString("pass", pass.ToString());
        json.WriteStartArray("filing");
        foreach (var window in book.Filing) WriteWindow(json, null, window);
        json.WriteEndArray();
    });

    private static void Condition(Utf8JsonWriter json, Gate gate)
    {
        json.WriteString("id", gate.Id);
        json.Text("name", gate.Name);
        json.WriteString("test", gate.Test.ToString());
        json.WriteString("mark", RuleText.Code(gate.Mark));
        json.Text("clause", gate.Clause);
    }

    private static void Many<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
