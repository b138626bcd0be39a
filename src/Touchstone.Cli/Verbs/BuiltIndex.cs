using System.Collections.Immutable;
using System.Diagnostics;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary>An index read from a folder and built, with everything found on the way.</summary>
internal sealed record BuiltIndex(string Folder, IndexBuild Build, ImmutableArray<Finding> Findings, ImmutableArray<StepTiming> Times)
{
    /// <summary>Reads and builds; refused with the findings of both.</summary>
    /// <param name="folder">The index's folder, or one that a build was written to.</param>
    /// <param name="terminal">Shows progress.</param>
    /// <param name="frame">Build inside this frame instead of the recipe's; null = the recipe's.</param>
    /// <param name="stop">Cancels.</param>
    public static Outcome<BuiltIndex> Of(string folder, Terminal terminal, Frame? frame, CancellationToken stop)
    {
        if (BuiltFolder.Is(folder)) return Again(folder, terminal, frame, stop);
        var read = IndexFolder.Read(folder);
        if (!read.IsDone(out var index)) return Outcome.Refused<BuiltIndex>(read.AllFindings);
        using var progress = new StepProgress(terminal, index.Recipe.Steps.Length);
        var recipe = frame is null ? index.Recipe : index.Recipe with { Frame = new FrameRule.Frozen(frame) };
        var built = IndexBuild.Run(index.Input, recipe, progress.Step, stop);
        // What the engine found before the run, the folder has told already, each at its line.
        ImmutableArray<Finding> findings = [.. read.AllFindings.Union(index.Locate(built.AllFindings))];
        return built.IsDone(out var build) ? Outcome.Done(new BuiltIndex(folder, build, findings, progress.Times), findings) : Outcome.Refused<BuiltIndex>(findings);
    }

    /// <summary>A build written before is checked against its hashes and its identity, then run again from the input it keeps.</summary>
    private static Outcome<BuiltIndex> Again(string folder, Terminal terminal, Frame? frame, CancellationToken stop)
    {
        if (frame is not null) return Of(Path.Combine(folder, BuildFolder.InputName), terminal, frame, stop);
        var read = BuiltFolder.Read(folder, stop);
        return read.IsDone(out var build)
            ? Outcome.Done(new BuiltIndex(folder, build, [.. read.AllFindings, .. build.Findings], []), read.AllFindings)
            : Outcome.Refused<BuiltIndex>(read.AllFindings);
    }
}

/// <summary>One line of progress on a watched standard error, wiped at the end; and the time of each step.</summary>
internal sealed class StepProgress(Terminal terminal, int steps) : IDisposable
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ImmutableArray<StepTiming>.Builder _times = ImmutableArray.CreateBuilder<StepTiming>();
    private Step? _running;
    private TimeSpan _since;
    private int _place;

    public ImmutableArray<StepTiming> Times => _times.ToImmutable();

    public void Step(Step? next)
    {
        if (_running is not null) _times.Add(new(_place, _running.Kind, _watch.Elapsed - _since));
        (_running, _since) = (next, _watch.Elapsed);
        if (next is null) return;
        _place++;
        if (terminal.IsWatched) terminal.Err.Write($"\r\u001b[K{terminal.Say(RecipeText.StepName(next.Kind))} {Shown.Count(_place)}/{Shown.Count(steps)}");
    }

    public void Dispose()
    {
        if (terminal.IsWatched) terminal.Err.Write("\r\u001b[K");
    }
}

/// <summary>How a verb ends when its input was not good enough.</summary>
internal static class Ending
{
    /// <summary>Prints the findings, as lines or as JSON, and gives the exit code of findings.</summary>
    public static int WithFindings(Terminal terminal, ImmutableArray<Finding> findings, bool asJson) => Refuse(terminal, findings, asJson, ExitCode.Findings);

    /// <summary>Prints the reasons of a refusal.</summary>
    public static int Refused(Terminal terminal, ImmutableArray<Finding> findings, bool asJson) => Refuse(terminal, findings, asJson, ExitCode.Refused);

    private static int Refuse(Terminal terminal, ImmutableArray<Finding> findings, bool asJson, int code)
    {
        if (asJson)
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", code);
                json.Findings("findings", findings);
            });
        else
        {
            FindingLines.Write(terminal, terminal.Err, findings);
            terminal.Err.WriteLine(FindingLines.Count(terminal, findings));
        }
        return code;
    }
}
