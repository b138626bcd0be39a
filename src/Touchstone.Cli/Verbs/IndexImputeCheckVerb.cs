using System.Collections.Immutable;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>index impute-check FOLDER</c>: how far each imputation misses cells that are known, and how far its ranks lie from the recipe's.</summary>
internal static class IndexImputeCheckVerb
{
    public static Verb Of(Terminal terminal)
    {
        var folder = Options.Folder(terminal, "FOLDER", new("指数文件夹，或 index build 写出的结果文件夹", "the index's folder, or one written by index build"));
        var folds = Options.Of<int?>(terminal, "--folds", "N", new("已知单元格分几批隐去，2 至 50（缺省：10）", "in how many folds known cells are hidden, from 2 to 50 (default: 10)"));
        folds.Validators.Add(given => { if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, out int n) && n is < 2 or > 50) given.AddError("N"); });
        var seed = Options.Of<ulong?>(terminal, "--seed", "SEED", new("同一种子隐去同样的单元格（缺省：1）", "the same seed hides the same cells (default: 1)"));
        var candidates = Options.Of<string?>(terminal, "--candidates", "LIST", new("比较哪些方法，用逗号分开，如 mean,group-median:region,constant:0,regression:A+B,nearest-neighbours:3,last-observation:2；总有 own（方案自己的）和 none（不填补）（缺省：数据允许的各种方法）", "which methods, with commas between, such as mean,group-median:region,constant:0,regression:A+B,nearest-neighbours:3,last-observation:2; own (the recipe's) and none are always there (default: every method that the data allows)"));
        var report = Options.Of<string?>(terminal, "--report", "FILE", new("写出报告（HTML），其中有本次检验", "write the report (HTML) with this check in it"));
        var json = Options.Json(terminal);
        return new("impute-check", new("检验填补：各方法在已知单元格上的误差，以及改用它时位次的变动", "check the imputation: what each method misses of known cells, and how it would shift the ranks"), terminal,
            (line, stop) => Task.FromResult(Run(terminal, line.GetRequiredValue(folder), new(line.GetValue(folds) ?? 10, line.GetValue(seed) ?? 1, line.GetValue(candidates), line.GetValue(report)), line.GetValue(json), stop)))
        {
            Arguments = { folder },
            Options = { candidates, folds, seed, report, json },
            Examples =
            [
                new("touchstone index impute-check samples/five-ports", new("方案自己的填补与其他方法对照", "the recipe's own imputation beside others")),
                new("touchstone index impute-check samples/five-ports --candidates row-median,last-observation:1", new("只比较这两种，以及方案自己的和不填补", "these two only, beside the recipe's own and none")),
                new("touchstone index impute-check samples/five-ports --folds 5 --report out/imputation.html", new("分五批，并写成报告", "in five folds, written as a report too")),
            ],
        };
    }

    private sealed record Asked(int Folds, ulong Seed, string? Candidates, string? Report);

    private static int Run(Terminal terminal, string folder, Asked asked, bool asJson, CancellationToken stop)
    {
        var built = BuiltIndex.Of(folder, terminal, null, stop);
        if (!built.IsDone(out var index)) return Ending.WithFindings(terminal, built.AllFindings, asJson);
        var (input, recipe) = (index.Build.Input, index.Build.Recipe);
        var stated = Candidates(input, recipe, asked.Candidates);
        if (!stated.IsDone(out var candidates)) return Ending.Refused(terminal, stated.AllFindings, asJson);
        var checkedAll = ImputationCheck.Of(input, recipe, candidates, asked.Folds, asked.Seed);
        if (!checkedAll.IsDone(out var checks)) return Ending.Refused(terminal, checkedAll.AllFindings, asJson);
        if (asked.Report is { } file && NewFile.Write(file, IndexReport.Html(index.Build, terminal.Language, new(Imputation: checks))) is { } refused) return Ending.Refused(terminal, [refused], asJson);
        if (asJson) ImputationJson.Write(terminal.Out, index.Build, checks, asked.Folds, asked.Seed);
        else new ImputationText(terminal, index.Build, checks).Write(asked.Report);
        return ExitCode.Done;
    }

    private static Outcome<ImmutableArray<ImputationCandidate>> Candidates(IndexInput input, Recipe recipe, string? written)
    {
        if (written is null) return Outcome.Done(ImputationCheck.Usual(input, recipe));
        string[] codes = [.. written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Prepend(ImputationWords.None).Prepend(ImputationWords.Own).Distinct(StringComparer.Ordinal)];
        var found = codes.Select(c => (Code: c, Candidate: ImputationCheck.Named(input, recipe, c))).ToList();
        // Without an impute step there is no "own", and the check says so itself.
        var unknown = found.Where(f => f.Candidate is null && f.Code != ImputationWords.Own).ToList();
        return unknown.Count == 0 ? Outcome.Done(found.Select(f => f.Candidate).OfType<ImputationCandidate>().ToImmutableArray())
            : Outcome.Refused<ImmutableArray<ImputationCandidate>>(unknown.Select(u => Finding.Error("imputation.candidate", Place.Whole, new($"“{u.Code}”不是填补方法。", $"'{u.Code}' is no way to impute."),
                new("可用：mean、median、group-mean:列、group-median:列、constant:数、row-mean、row-median、regression、regression:代码+代码、nearest-neighbours、em、last-observation、previous-or-next、interpolate、interpolate-or-nearest、none。",
                    "There are: mean, median, group-mean:COLUMN, group-median:COLUMN, constant:NUMBER, row-mean, row-median, regression, regression:CODE+CODE, nearest-neighbours, em, last-observation, previous-or-next, interpolate, interpolate-or-nearest, none."))));
    }
}
