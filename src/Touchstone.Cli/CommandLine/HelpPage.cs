using System.CommandLine;
using Touchstone.Model;

namespace Touchstone.Cli.CommandLine;

/// <summary>The help of a verb, in one language: what it does, how to call it, an example. Written here and not by the library, which has no Chinese and no examples.</summary>
internal static class HelpPage
{
    /// <summary>"touchstone index build".</summary>
    public static string Path(Verb verb)
    {
        var names = new Stack<string>();
        for (Command? at = verb; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault()) names.Push(at is Verb { Parents: var p } && !p.Any() ? Product.Command : at.Name);
        return string.Join(' ', names);
    }

    /// <summary>The verb's own options, then those it inherits.</summary>
    public static IEnumerable<Option> OptionsOf(Verb verb)
    {
        foreach (var option in verb.Options) yield return option;
        for (var at = verb.Parents.OfType<Verb>().FirstOrDefault(); at is not null; at = at.Parents.OfType<Verb>().FirstOrDefault())
            foreach (var option in at.Options.Where(o => o.Recursive)) yield return option;
    }

    public static void Write(Verb verb, TextWriter writer, string language)
    {
        string Say(string zh, string en) => new Text(zh, en).For(language);
        writer.WriteLine($"{Path(verb)} — {verb.Description}");
        writer.WriteLine();
        writer.WriteLine(Say("用法：", "usage: ") + Usage(verb, language));
        Section(writer, Say("命令", "commands"), verb.Subcommands.Select(c => (c.Name, c.Description)));
        Section(writer, Say("参数", "arguments"), verb.Arguments.Select(a => (a.Name, a.Description)));
        Section(writer, Say("选项", "options"), OptionsOf(verb).Select(o => (Label(o), o.Description)));
        if (verb.Examples.Count == 0) return;
        writer.WriteLine();
        writer.WriteLine(Say("示例", "examples"));
        foreach (var example in verb.Examples)
        {
            writer.WriteLine($"  {example.Line}");
            writer.WriteLine($"      {example.Does.For(language)}");
        }
    }

    private static string Usage(Verb verb, string language)
    {
        var parts = new List<string> { Path(verb) };
        if (verb.HoldsOthers) parts.Add(new Text("命令", "COMMAND").For(language));
        parts.AddRange(verb.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name}]" : a.Name));
        parts.AddRange(verb.Options.Where(o => o.Required).Select(Label));
        parts.Add(new Text("[选项]", "[options]").For(language));
        return string.Join(' ', parts);
    }

    /// <summary>Columns on a terminal: a Chinese character takes two.</summary>
    private static int Columns(string text) => text.Sum(c => c > 0x2E7F ? 2 : 1);

    private static string Label(Option option) => option.Arity.MaximumNumberOfValues == 0 ? option.Name : $"{option.Name} {option.HelpName}";

    private static void Section(TextWriter writer, string title, IEnumerable<(string Label, string? Text)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        int width = Math.Max(18, all.Max(l => Columns(l.Label)) + 2);
        writer.WriteLine();
        writer.WriteLine(title);
        foreach (var (label, text) in all) writer.WriteLine($"  {label}{new string(' ', width - Columns(label))}{text}");
    }
}

/// <summary>What the product calls itself.</summary>
internal static class Product
{
    public const string Command = "touchstone";

    /// <summary>The version of the assembly, without the source revision.</summary>
    public static string Version => typeof(Product).Assembly.GetName().Version?.ToString(3) ?? "0";
}
