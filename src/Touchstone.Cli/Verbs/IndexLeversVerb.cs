using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Decision;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index levers FOLDER --unit U</c>: what moving a figure would bring, what would reach a goal, and the best use of what there is.</summary>
internal static class IndexLeversVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹；可含 levers.yaml 和 uncertainty.yaml", "the index's folder; levers.yaml and uncertainty.yaml may be in it"));
        var unit = Options.Required<string>(terminal, "--unit", "CODE", new("评价对象的代码", "code of the unit"));
        var node = Options.Of<string?>(terminal, "--node", "CODE", new("节点的代码（缺省：总指数）", "code of the node (default: the index itself)"));
        var period = Options.Of<string?>(terminal, "--period", "PERIOD", new("期间（缺省：最近一期）", "period (default: the unit's last)"));
        var set = Options.Of<string?>(terminal, "--set", "CODE=VALUE,…", new("如果这些数据改为所给的值，会怎样", "what if these figures were as given"));
        var score = Options.Of<double?>(terminal, "--reach-score", "SCORE", new("达到此得分，至少要动多少", "the smallest change that reaches this score"));
        var rank = Options.Of<int?>(terminal, "--reach-rank", "K", new("进入前 K 位，至少要动多少", "the smallest change that reaches rank K"));
        var share = Options.Of<double?>(terminal, "--in-share", "P", new("与 --reach-rank 合用：在至少 P（如 0.8）的情景中进入前 K 位", "with --reach-rank: in at least this share of the declared scenarios, such as 0.8"));
        rank.Validators.Add(given => { if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, out int n) && n < 1) given.AddError("K"); });
        share.Validators.Add(given => { if (given.Tokens.Count == 1 && double.TryParse(given.Tokens[0].Value, CultureInfo.InvariantCulture, out double p) && p is <= 0 or > 1) given.AddError("P"); });
        var report = Options.Of<string?>(terminal, "--report", "FILE", new("写成网页（HTML）：各项数据的增分，各组合的瀑布图", "write a page (HTML): what each figure would bring, a waterfall for each plan"));
        var json = Options.Json(terminal);
        return new("levers", new("抓手测算：各项数据改善的得分，达到目标的最小改动，有限投入的最佳用法", "levers: what each figure would bring, the smallest change to a goal, the best use of effort"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), new(line.GetRequiredValue(unit), line.GetValue(node), line.GetValue(period), line.GetValue(set),
                line.GetValue(score), line.GetValue(rank), line.GetValue(share))
            { Report = line.GetValue(report) }, line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { unit, node, period, set, score, rank, share, report, json },
            Examples =
            [
                new("touchstone index levers samples/five-ports --unit BRA", new("各项数据改善一步、改善到最好，得分各增加多少", "what a step, and the best figure of anyone, would bring")),
                new("touchstone index levers samples/five-ports --unit BRA --set RD=20,SHORE=50", new("两项同时改为所给的值", "two figures as given, at once")),
                new("touchstone index levers samples/five-ports --unit EST --reach-rank 2 --in-share 0.8", new("在八成情景中进入前 2 位，单项至少要到多少", "what each figure alone must be to rank second in eight scenarios of ten")),
            ],
        };
    }

    /// <summary>The most scenarios of a goal or of firmness, and the runs of the index that firmness may take.</summary>
    internal const int MostScenarios = 2000, FewestScenarios = 100, MostRuns = 60_000;

    internal sealed record Question(string Unit, string? Node, string? Period, string? Set, double? ReachScore, int? ReachRank, double? InShare)
    {
        public string? Report { get; init; }
    }

    private static int Run(Terminal terminal, string folder, Question question, bool asJson, CancellationToken stop)
    {
        var built = BuiltIndex.Of(folder, terminal, null, stop);
        if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
        var files = IndexFolder.Load(folder).OrThrow();
        var read = LeversFile.Read(files);
        if (!read.IsDone(out var spec)) return Ending.WithFindings(terminal, read.AllFindings, asJson);
        if (spec?.Check(index.Build.Input) is { Length: > 0 } faults && faults.HasErrors()) return Ending.WithFindings(terminal, faults, asJson);
        var unit = new UnitCode(question.Unit);
        var prepared = PeriodChoice.Of(index.Build, unit, question.Period).Match(
            p => WhatIf.Prepare(index.Build, new RowKey(p.Value.Period, unit), question.Node is { } code ? new IndicatorCode(code) : null), r => Outcome.Refused<WhatIf>(r.Findings));
        if (!prepared.IsDone(out var whatIf)) return Ending.Refused(terminal, prepared.AllFindings, asJson);
        var answered = Answer(whatIf, spec, files, question, stop);
        if (!answered.IsDone(out var answer)) return Ending.Refused(terminal, answered.AllFindings, asJson);
        if (question.Report is { } file && NewFile.Write(file, LeversPage.Html(whatIf, answer.Gains, Plans(answer), terminal.Language)) is { } refused) return Ending.Refused(terminal, [refused], asJson);
        if (asJson) LeversJson.Write(terminal.Out, whatIf, answer);
        else
        {
            new LeversText(terminal, whatIf, answer).Write();
            if (question.Report is { } written) terminal.Out.WriteLine(terminal.Say(new($"已写入 {written}", $"Written to {written}")));
        }
        return ExitCode.Done;
    }

    private static List<LeverPlan> Plans(LeverAnswer answer)
    {
        var plans = new List<LeverPlan>();
        if (!answer.Set.IsEmpty) plans.Add(new(new("按所给的数据", "With the figures given"), answer.Set));
        if (answer.Least?.IsDone(out var least) == true) plans.Add(new(new("达到该得分的最小组合", "The least effort that reaches the score"), least.Figures));
        if (answer.Best?.IsDone(out var best) == true) plans.Add(new(new("预算之内的最佳用法", "Best use of the budgets"), best.Figures));
        return plans;
    }

    private static Outcome<LeverAnswer> Answer(WhatIf whatIf, LeverSpec? spec, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, Question question, CancellationToken stop)
    {
        var gains = MarginalGains.Of(whatIf);
        Standings? asked = null;
        var given = ImmutableArray.CreateBuilder<ChangedFigure>();
        if (question.Set is { } set)
        {
            foreach (string pair in set.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                string[] parts = pair.Split('=', 2, StringSplitOptions.TrimEntries);
                if (parts.Length != 2 || !double.TryParse(parts[1], CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value) || !whatIf.Has(new(parts[0])))
                    return Outcome.Refused<LeverAnswer>(Finding.Error("levers.set", Place.Whole, new($"“{pair}”不是“数据列=数值”。", $"'{pair}' is not a column of raw data and its value."), new("例如 RD=20；多个用逗号分开。", "Such as RD=20; several with commas between.")));
                whatIf.SetCell(new(parts[0]), value);
                given.Add(new(new(parts[0]), value));
            }
            asked = whatIf.Ask();
            whatIf.Reset();
        }
        var limits = spec?.Levers.Where(l => l.Limit is not null).ToDictionary(l => l.Column, l => l.Limit!.Value);
        var goal = Goal(question, files);
        if (!goal.IsDone(out var aim)) return Outcome.Refused<LeverAnswer>(goal.AllFindings);
        var on = new Parallelism(Environment.ProcessorCount, stop);
        var changes = aim is null ? [] : SmallestChange.Of(whatIf, aim, limits, on);
        var least = question.ReachScore is { } target ? BestUse.ToScore(whatIf, target, spec) : null;
        var best = spec is null || !spec.Levers.Any(l => l.Curve is not null) ? null : BestUse.WithinBudgets(whatIf, spec);
        var answer = new LeverAnswer(gains, asked, aim, changes, least, best, spec) { Set = given.ToImmutable(), DeclaredScenarios = aim is Goal.RankInScenarios ? UncertaintyFile.Read(files).OrThrow().Spec.Draw.Scenarios : null };
        if (!files.ContainsKey(UncertaintyFile.Name)) return Outcome.Done(answer);
        var read = UncertaintyFile.Read(files);
        return read.IsDone(out var uncertain) ? Outcome.Done(answer with { Firmness = Firm(whatIf, answer, uncertain.Spec, on) }) : Outcome.Refused<LeverAnswer>(read.AllFindings);
    }

    /// <summary>What each step and each plan does over the scenarios; so many of them that an answer stays within a number of runs.</summary>
    private static Outcome<Firmness> Firm(WhatIf whatIf, LeverAnswer answer, UncertaintySpec declared, Parallelism on)
    {
        ImmutableArray<LeverPlan> plans = [.. Plans(answer)];
        int asked = declared.Draw.Scenarios, used = Math.Min(asked, Math.Clamp(MostRuns / (1 + answer.Gains.Gains.Length + plans.Length), FewestScenarios, MostScenarios));
        var faults = declared.Check(whatIf.Build.Input, whatIf.Build.Recipe);
        if (faults.HasErrors()) return Outcome.Refused<Firmness>(faults);
        var spec = declared with { Draw = declared.Draw with { Scenarios = used, RankPrecision = null } };
        var steps = AdviceRobustness.OfEach(whatIf, [.. answer.Gains.Gains.Select(g => (IReadOnlyCollection<ChangedFigure>)[new ChangedFigure(g.Column, g.Value + g.Step)])], spec, on);
        if (!steps.IsDone(out var over)) return Outcome.Refused<Firmness>(steps.AllFindings);
        var whole = AdviceRobustness.OfEach(whatIf, [.. plans.Select(p => (IReadOnlyCollection<ChangedFigure>)p.Figures)], spec, on, answer.Goal);
        return whole.IsDone(out var of) ? Outcome.Done(new Firmness(used, asked, over, [.. plans.Zip(of, (plan, o) => (plan.Title, o))])) : Outcome.Refused<Firmness>(whole.AllFindings);
    }

    private static Outcome<Goal?> Goal(Question question, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        if (question.ReachScore is { } score) return Outcome.Done<Goal?>(new Goal.Score(score));
        if (question.ReachRank is not { } rank) return Outcome.Done<Goal?>(null);
        if (question.InShare is not { } share) return Outcome.Done<Goal?>(new Goal.Rank(rank));
        return UncertaintyFile.Read(files).Match(d => Outcome.Done<Goal?>(new Goal.RankInScenarios(rank, share, d.Value.Spec with { Draw = d.Value.Spec.Draw with { Scenarios = Math.Min(d.Value.Spec.Draw.Scenarios, MostScenarios) } })), r => Outcome.Refused<Goal?>(r.Findings));
    }
}

/// <summary>Everything asked of the levers of a unit.</summary>
internal sealed record LeverAnswer(MarginalGains Gains, Standings? Asked, Goal? Goal, ImmutableArray<SmallestChange> Changes, Outcome<EffortPlan>? Least, Outcome<EffortPlan>? Best, LeverSpec? Spec)
{
    /// <summary>The figures of <c>--set</c>.</summary>
    public ImmutableArray<ChangedFigure> Set { get; init; } = [];
    /// <summary>How firm steps and plans are over the declared scenarios; null where none are declared.</summary>
    public Outcome<Firmness>? Firmness { get; init; }
    /// <summary>How many scenarios are declared for the goal over scenarios; null where none is asked.</summary>
    public int? DeclaredScenarios { get; init; }
}

/// <summary>How firm the advice is.</summary>
/// <param name="Scenarios">How many scenarios were used: the first of those declared.</param>
/// <param name="Declared">How many are declared.</param>
/// <param name="Steps">The step of each figure, in the order of the gains.</param>
/// <param name="Plans">Each plan, by what it is.</param>
internal sealed record Firmness(int Scenarios, int Declared, ImmutableArray<AdviceRobustness> Steps, ImmutableArray<(Text Name, AdviceRobustness Over)> Plans);
