using System.Collections.Immutable;
using System.CommandLine;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index compare A B</c>: what differs between two indices, what moved, and why.</summary>
internal static class IndexCompareVerb
{
    public static Verb Of(Terminal terminal)
    {
        var before = Options.Folder(terminal, "BEFORE", new("前一个指数文件夹，或 index build 写出的结果文件夹", "the earlier index folder, or one written by index build"));
        var after = new Argument<string[]>("AFTER") { Description = terminal.Say(new("后一个指数文件夹，或 index build 写出的结果文件夹；多于一个时并列比较，都以第一个为准；用 --from 和 --to 时可不写", "the later index folder, or one written by index build; several are laid side by side, each against the first; none is needed with --from and --to")), Arity = ArgumentArity.ZeroOrMore };
        var node = Options.Of<string?>(terminal, "--node", "CODE", new("比较哪个节点（缺省：总指数）", "which node to compare (default: the index itself)"));
        var unit = Options.Of<string?>(terminal, "--unit", "CODE", new("只看一个评价对象，列出全部原因", "one unit only, with every reason"));
        var top = Options.Of<int?>(terminal, "--top", "N", new("列出变动最大的几个，非负整数（缺省：10）", "how many of the largest moves to list, a number from 0 (default: 10)"));
        top.Validators.Add(given => { if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, out int n) && n < 0) given.AddError("N"); });
        var sameFrame = Options.Flag(terminal, "--same-frame", new("后一个指数按前一个的可比口径测算，使得分可以相减", "build AFTER in the frame of BEFORE, so that scores may be subtracted"));
        var split = Options.Flag(terminal, "--split", new("把 --unit 的变动拆成各原因之和：修订、新报数据、其他对象、可比口径、方法等", "split the unit's change into its causes: revision, new figures, others, bounds, method …; needs --unit"));
        split.Validators.Add(given => { if (given.GetValue(split) && given.GetResult(unit) is null) given.AddError("--split needs --unit"); });
        var from = Options.Of<string?>(terminal, "--from", "PERIOD", new("与 --split 合用：前一个指数的哪一期（缺省：该对象最近一期）", "with --split: the period of BEFORE (default: the unit's last)"));
        var to = Options.Of<string?>(terminal, "--to", "PERIOD", new("与 --split 合用：后一个指数的哪一期（缺省：该对象最近一期）", "with --split: the period of AFTER (default: the unit's last)"));
        foreach (var option in new[] { from, to }) option.Validators.Add(given => { if (!given.GetValue(split)) given.AddError($"{option.Name} needs --split"); });
        var report = Options.Of<string?>(terminal, "--report", "FILE", new("与 --split 合用：把变动拆分写成网页（HTML），含瀑布图", "with --split: write the split as a page (HTML) with waterfalls"));
        report.Validators.Add(given => { if (!given.GetValue(split)) given.AddError("--report needs --split"); });
        var json = Options.Json(terminal);
        var verb = new Verb("compare", new("比较两个或更多指数：数据、方案有何不同，得分和位次如何变动、为什么", "compare two or more indices: what differs in data and recipe, what moved, and why"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, [line.GetRequiredValue(before), .. line.GetValue(after) ?? []],
                new(line.GetValue(node), line.GetValue(unit), line.GetValue(top) ?? 10, line.GetValue(sameFrame)) { Splits = line.GetValue(split), Report = line.GetValue(report), From = line.GetValue(from), To = line.GetValue(to) }, line.GetValue(json), stop)))
        {
            Arguments = { before, after },
            Options = { node, unit, top, sameFrame, split, from, to, report, json },
            Examples =
            [
                new("touchstone index compare samples/asem revised/asem", new("数据、方案、口径的不同，以及位次变动", "what differs in data, recipe and frame, and how ranks moved")),
                new("touchstone index compare last-year/asem this-year/asem --unit AUT --split", new("奥地利的得分和位次为什么变了：各原因之和", "why Austria's score and rank changed: a sum of causes")),
                new("touchstone index compare samples/five-ports --unit DUN --split --from 2023 --to 2024", new("同一指数两期之间的变动拆分", "the change between two periods of one index, split into its causes")),
                new("touchstone index compare samples/asem revised/asem other/asem", new("三个版本并列：得分、位次，以及相对第一个的位次变动", "three versions side by side: scores, ranks, and shifts of ranks against the first")),
                new("touchstone index compare samples/asem revised/asem --same-frame --unit AUT", new("同一口径下奥地利的得分变动了多少、由哪些指标引起", "inside one frame: how Austria's score moved, and which indicators moved it")),
            ],
        };
        verb.Validators.Add(given =>
        {
            int others = given.GetValue(after)?.Length ?? 0;
            if (others == 0 && (given.GetResult(from) is null || given.GetResult(to) is null)) given.AddError("AFTER");
            if (others > 1 && given.GetValue(split)) given.AddError("--split compares two");
        });
        return verb;
    }

    private static int Run(Terminal terminal, ImmutableArray<string> folders, ComparisonView view, bool asJson, CancellationToken stop)
    {
        var builds = new List<IndexBuild>();
        foreach (string folder in folders)
        {
            var built = BuiltIndex.Of(folder, terminal, view.SameFrame && builds.Count > 0 ? builds[0].Frame : null, stop);
            if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
            builds.Add(index.Build);
        }
        if (builds.Count > 2) return Versions(terminal, builds, folders, view, asJson);
        var comparison = BuildComparison.Of(builds[0], builds[^1]);
        if ((Unknown([comparison.Before, comparison.After], view) ?? view.FaultOfPeriods) is { } unknown) return Ending.Refused(terminal, [unknown], asJson);
        var split = view.Splits ? view.Split(comparison) : null;
        if (view.Report is { } file && split is not null && Refusal(file, split, comparison, terminal) is { } refused) return Ending.Refused(terminal, refused, asJson);
        if (asJson) ComparisonJson.Write(terminal.Out, comparison, view, split);
        else
        {
            if (builds.Count > 1) new ComparisonText(terminal, comparison, view).Write();
            if (split is not null) SplitText.Write(terminal, split);
            if (view.Report is { } written) terminal.Out.WriteLine(terminal.Say(new($"已写入 {written}", $"Written to {written}")));
        }
        return ExitCode.Done;
    }

    private static ImmutableArray<Finding>? Refusal(string file, Outcome<ChangeSplit> outcome, BuildComparison comparison, Terminal terminal) => !outcome.IsDone(out var split) ? outcome.AllFindings
        : NewFile.Write(file, ChangePage.Html(split, comparison.Before, comparison.After, terminal.Language)) is { } refused ? [refused] : null;

    private static int Versions(Terminal terminal, List<IndexBuild> builds, ImmutableArray<string> folders, ComparisonView view, bool asJson)
    {
        if (Unknown(builds, view) is { } unknown) return Ending.Refused(terminal, [unknown], asJson);
        var table = VersionTable.Of(builds, view.NodeCode);
        if (asJson) VersionsJson.Write(terminal.Out, table, folders, view);
        else VersionsText.Write(terminal, table, folders, view);
        return ExitCode.Done;
    }

    private static Finding? Unknown(IReadOnlyList<IndexBuild> builds, ComparisonView view)
    {
        var fix = new Text("请核对代码：units.csv 列出评价对象，indicators.csv 列出节点。", "Check the code: units.csv lists the units, indicators.csv the nodes.");
        if (view.NodeCode is { } node && builds.All(b => b.Scores.PlaceOf(node) < 0))
            return Finding.Error("compare.node-unknown", Place.Whole, new($"各指数都没有节点 {node}。", $"No index has a node {node}."), fix);
        return view.Unit is { } unit && !builds.SelectMany(b => b.Scores.Rows).Any(r => r.Unit.Value == unit)
            ? Finding.Error("compare.unit-unknown", Place.Whole, new($"各指数都没有评价对象 {unit}。", $"No index has a unit {unit}."), fix)
            : null;
    }
}

/// <summary>What of a comparison to show.</summary>
internal sealed record ComparisonView(string? Node, string? Unit, int Top, bool SameFrame)
{
    /// <summary>Whether the change of the unit is split into its causes.</summary>
    public bool Splits { get; init; }
    /// <summary>The page to write the split to.</summary>
    public string? Report { get; init; }

    /// <summary>The periods of the two sides as written.</summary>
    public string? From { get; init; }
    public string? To { get; init; }

    /// <summary>What is wrong with the periods written; null = nothing.</summary>
    public Finding? FaultOfPeriods => new[] { From, To }.OfType<string>().FirstOrDefault(p => !Period.TryParse(p, out _)) is { } wrong ? PeriodChoice.Unreadable(wrong) : null;

    /// <summary>The split between the periods asked for; where none is, the last in which the side has the unit.</summary>
    public Outcome<ChangeSplit> Split(BuildComparison comparison)
    {
        var unit = new UnitCode(Unit!);
        Period? Of(IndexBuild build, string? written) => written is not null && Period.TryParse(written, out var period) ? period : build.Scores.Rows.Where(r => r.Unit == unit).Select(r => r.Period).LastOrDefault();
        return ChangeSplit.Between(comparison.Before, Of(comparison.Before, From), comparison.After, Of(comparison.After, To), unit, NodeCode);
    }

    /// <summary>The rows to list of several versions: all of the unit's, or those whose rank lies furthest from the first's.</summary>
    public IReadOnlyList<VersionRow> OfVersions(VersionTable table)
    {
        if (Unit is not null) return [.. table.Rows.Where(r => r.Row.Unit.Value == Unit)];
        double Furthest(VersionRow row) => Enumerable.Range(0, row.Ranks.Length).Max(v => Math.Abs(row.PlacesGained(v) ?? 0));
        return [.. table.Rows.Where(r => Furthest(r) > 0).OrderByDescending(Furthest).ThenBy(r => r.Row).Take(Top)];
    }

    public IndicatorCode? NodeCode => Node is null ? null : new IndicatorCode(Node);

    /// <summary>The moves to list: all of the unit's, or the largest by score (by rank where scores are not comparable).</summary>
    public IReadOnlyList<Move> Of(BuildComparison comparison)
    {
        var moves = comparison.Moves(NodeCode);
        if (Unit is not null) return [.. moves.Where(m => m.Row.Unit.Value == Unit)];
        double Size(Move m) => comparison.ScoresComparable ? Math.Abs(m.ScoreAfter - m.ScoreBefore ?? 0) : Math.Abs(m.PlacesGained ?? 0);
        return [.. moves.Where(m => comparison.ScoresComparable ? m.Moved : m.RankBefore != m.RankAfter).OrderByDescending(Size).ThenBy(m => m.Row).Take(Top)];
    }
}
