using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Touchstone.Cli.CommandLine;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Cli.Verbs;

/// <summary>The verbs that read rulebooks and hold firms against them: no database, no server.</summary>
internal static class RulesVerb
{
    public static Verb Of(Terminal terminal) => new("rules", new("认定与资格规则：列出、查看、预评估、差距、政策推演", "recognition rules: list, show, evaluate, gap, what-if"), terminal)
    {
        Subcommands = { RulesListVerb.Of(terminal), RulesShowVerb.Of(terminal), RulesEvaluateVerb.Of(terminal), RulesGapVerb.Of(terminal), RulesWhatIfVerb.Of(terminal) },
        Examples = [new("touchstone rules list", new("列出全部规则及其有效期", "lists every rulebook and when it is in force"))],
    };
}

/// <summary>Arguments and options that the verbs of rules share.</summary>
internal sealed record RuleOptions(Terminal Terminal)
{
    public Argument<string> Rule { get; } = Options.Folder(Terminal, "RULE", new("规则的编号，见 rules list", "id of the rulebook, see rules list"));
    public Argument<string> Firms { get; init; } = Options.Folder(Terminal, "FIRMS", new("企业数据文件：.csv、.json 或 .xlsx，一行一家", "file of firms: .csv, .json or .xlsx, a row a firm"));
    public Option<string?> Folder { get; } = Options.Of<string?>(Terminal, "--rulebooks", "DIR", new("规则文件夹（缺省：随程序提供的规则）", "folder of rulebooks (default: those that come with the program)"));
    public Option<string?> Day { get; } = Options.Of<string?>(Terminal, "--day", "DATE", new("评价日，如 2022-06-30（缺省：今天）", "day of evaluation, such as 2022-06-30 (default: today)"));
    public Option<string?> Firm { get; } = Options.Of<string?>(Terminal, "--firm", "NAME", new("只看一家企业", "one firm only"));
    public Option<bool> Json { get; } = Options.Json(Terminal);

    /// <summary>Where the rulebooks are: named, or beside the program.</summary>
    public string FolderOf(ParseResult line) => line.GetValue(Folder) ?? Path.Combine(AppContext.BaseDirectory, "rulebooks");
}

/// <summary>What a verb works on: the day, the rulebook in force on it, the firms.</summary>
internal sealed record RuleWork(Rulebook Rulebook, DateOnly Day, ImmutableArray<FirmHistory> Firms, ImmutableArray<Finding> Findings)
{
    /// <summary>The rulebook and the day alone, for firms that come from elsewhere.</summary>
    public static Outcome<RuleWork> WithoutFirms(ParseResult line, RuleOptions options)
    {
        if (!TryDay(line.GetValue(options.Day), out var day, out var fault)) return Outcome.Refused<RuleWork>(fault);
        return BookOf(options.FolderOf(line), line.GetRequiredValue(options.Rule), day).Match(b => Outcome.Done(new RuleWork(b.Value, day, [], b.Findings)), r => Outcome.Refused<RuleWork>(r.Findings));
    }

    /// <summary>Reads all; refused with everything that is wrong.</summary>
    public static Outcome<RuleWork> Of(ParseResult line, RuleOptions options)
    {
        var alone = WithoutFirms(line, options);
        if (!alone.IsDone(out var work)) return alone;
        var (rulebook, day) = (work.Rulebook, work.Day);
        string path = line.GetRequiredValue(options.Firms);
        if (!File.Exists(path)) return Outcome.Refused<RuleWork>(Finding.Error("firms.no-file", new Place(path), new("没有这个文件。", "There is no such file."), new("检查路径。", "Check the path.")));
        var read = FirmsFile.Read(File.ReadAllBytes(path), path, rulebook);
        if (!read.IsDone(out var firms)) return Outcome.Refused<RuleWork>(read.AllFindings);
        if (line.GetValue(options.Firm) is { } name)
        {
            firms = [.. firms.Where(f => f.Firm == name)];
            if (firms.IsEmpty) return Outcome.Refused<RuleWork>(Finding.Error("firms.not-there", new Place(path), new($"文件中没有企业“{name}”。", $"The file has no firm '{name}'."), new("核对名称。", "Check the name.")));
        }
        return Outcome.Done(new RuleWork(rulebook, day, firms, read.AllFindings), read.AllFindings);
    }

    public static bool TryDay(string? written, out DateOnly day, out Finding fault)
    {
        fault = Finding.Error("day.unreadable", Place.Whole, new($"“{written}”不是日期。", $"'{written}' is not a date."), new("写成 2022-06-30。", "Write it as 2022-06-30."));
        if (written is not null) return DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
        day = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        return true;
    }

    /// <summary>The edition of a rulebook that is in force on a day; the last one where none is, with a warning to the reader by its dates.</summary>
    public static Outcome<Rulebook> BookOf(string folder, string id, DateOnly day)
    {
        var read = RulebookFolder.Read(folder);
        if (!read.IsDone(out var books)) return Outcome.Refused<Rulebook>(read.AllFindings);
        var editions = books.Where(b => b.Id == id).ToList();
        if (editions.Count == 0)
        {
            string? near = Spelling.Nearest(id, books.Select(b => b.Id));
            return Outcome.Refused<Rulebook>(Finding.Error("rulebook.not-there", new Place(folder), new($"没有规则“{id}”。", $"There is no rulebook '{id}'."),
                near is null ? new("见 touchstone rules list。", "See touchstone rules list.") : new($"是否想用“{near}”？", $"Did you mean '{near}'?")));
        }
        if (editions.Find(b => b.IsInForce(day)) is { } inForce) return Outcome.Done(inForce);
        string dates = string.Join("; ", editions.Select(b => FormattableString.Invariant($"{b.Version}: {b.From:yyyy-MM-dd}–{b.To:yyyy-MM-dd}")));
        return Outcome.Refused<Rulebook>(Finding.Error("rulebook.not-in-force", new Place(folder), new(FormattableString.Invariant($"规则“{id}”在 {day:yyyy-MM-dd} 没有有效版本。"), FormattableString.Invariant($"The rulebook '{id}' is not in force on {day:yyyy-MM-dd}.")),
            new($"用 --day 指定日期；现有版本：{dates}", $"Give a day with --day; editions: {dates}")));
    }
}
