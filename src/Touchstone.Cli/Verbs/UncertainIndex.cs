using System.Collections.Immutable;
using Touchstone.Cli.CommandLine;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary>An index read from a folder with what is not certain of it.</summary>
internal sealed record UncertainIndex(IndexFolder Folder, UncertaintyFile File, UncertaintySpec Spec, ImmutableArray<Finding> Findings)
{
    /// <summary>Reads index and specification; options of the command line stand against the file's.</summary>
    public static Outcome<UncertainIndex> Of(string folder, ScenarioOptions options)
    {
        var read = IndexFolder.Read(folder);
        if (!read.IsDone(out var index)) return Outcome.Refused<UncertainIndex>(read.AllFindings);
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(IndexFolder.Load(folder).OrThrow(), StringComparer.Ordinal);
        if (options.Spec is { } path)
        {
            if (!System.IO.File.Exists(path))
                return Outcome.Refused<UncertainIndex>(Finding.Error("file.missing", new Place(path), new("没有这个文件。", "There is no such file."), new("请核对 --spec 的路径。", "Check the path given with --spec.")));
            files[UncertaintyFile.Name] = System.IO.File.ReadAllBytes(path);
        }
        var stated = UncertaintyFile.Read(files);
        if (!stated.IsDone(out var file)) return Outcome.Refused<UncertainIndex>(stated.AllFindings);
        var draw = file.Spec.Draw;
        var spec = file.Spec with { Draw = draw with { Scenarios = options.Scenarios ?? draw.Scenarios, Seed = options.Seed ?? draw.Seed } };
        return Outcome.Done(new UncertainIndex(index, file, spec, [.. read.AllFindings, .. stated.AllFindings]));
    }

    /// <summary>Findings of the engine where they belong.</summary>
    public ImmutableArray<Finding> Locate(IEnumerable<Finding> findings) => Folder.Locate(File.Locate(findings));

    private const int BaseSample = 512;

    /// <summary>What moves the ranking, for a report; null where it cannot be told (a sampling that does not serve, a combination that fails).</summary>
    public OutputEffects? Effects(Parallelism on)
    {
        var spec = Spec with { Draw = Spec.Draw with { Scenarios = Math.Min(BaseSample, Spec.Draw.Scenarios) } };
        return SensitivityAnalysis.Run(Folder.Input, Folder.Recipe, spec, new(EffectKinds.FirstAndTotal), on).Match(d => d.Value.Of(new SensitivityOutput.MeanRankShift()), OutputEffects? (_) => null);
    }

    /// <summary>The name of a unit with its code.</summary>
    public string NameOf(UnitCode unit, Terminal terminal) =>
        Folder.Input.Units.FirstOrDefault(u => u.Code == unit) is { } known && !known.Name.IsEmpty ? $"{terminal.Say(known.Name)} ({unit})" : unit.Value;
}

/// <summary>What the command line says of the scenarios.</summary>
internal sealed record ScenarioOptions(string? Spec, int? Scenarios, ulong? Seed, int? Threads)
{
    public Parallelism On(CancellationToken stop) => new(Threads ?? Environment.ProcessorCount, stop);
}

/// <summary>The options that every verb over scenarios has.</summary>
internal sealed class ScenarioArguments
{
    public ScenarioArguments(Terminal terminal, Text scenarios)
    {
        Spec = Options.Of<string?>(terminal, "--spec", "FILE", new("不确定性说明文件（缺省：文件夹中的 uncertainty.yaml）", "file that states what is not certain (default: uncertainty.yaml in the folder)"));
        Scenarios = Options.Of<int?>(terminal, "--scenarios", "N", scenarios);
        Seed = Options.Of<int?>(terminal, "--seed", "N", new("随机种子（缺省：文件中的 seed）", "the seed (default: the file's)"));
        Threads = Options.Of<int?>(terminal, "--threads", "N", new("线程数；结果与线程数无关（缺省：全部核）", "threads; the result does not depend on them (default: every core)"));
        foreach (var option in (System.CommandLine.Option<int?>[])[Scenarios, Seed, Threads])
            option.Validators.Add(given => { if (given.Tokens.Count == 1 && int.TryParse(given.Tokens[0].Value, out int n) && n < (option == Seed ? 0 : 1)) given.AddError("N"); });
    }

    public System.CommandLine.Option<string?> Spec { get; }
    public System.CommandLine.Option<int?> Scenarios { get; }
    public System.CommandLine.Option<int?> Seed { get; }
    public System.CommandLine.Option<int?> Threads { get; }

    public ScenarioOptions Of(System.CommandLine.ParseResult line) => new(line.GetValue(Spec), line.GetValue(Scenarios), (ulong?)line.GetValue(Seed), line.GetValue(Threads));
}
