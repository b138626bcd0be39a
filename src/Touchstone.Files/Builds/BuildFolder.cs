using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>How long a step took, as the caller measured it.</summary>
public sealed record StepTiming(int Place, string Kind, TimeSpan Took);

/// <summary>What goes into a build's folder beside the build: how long it took, and the page for people.</summary>
/// <param name="Timings">Times of the steps.</param>
/// <param name="Report">report.html, UTF-8; null = none.</param>
public sealed record BuildPapers(ImmutableArray<StepTiming> Timings, ReadOnlyMemory<byte>? Report = null)
{
    /// <summary>Neither times nor a report.</summary>
    public static BuildPapers None { get; } = new([]);
}

/// <summary>
/// A build as a folder: <c>scores.csv</c>, <c>steps/NN-step.csv</c>, <c>changes.csv</c>, <c>parameters.csv</c>, <c>findings.csv</c>, <c>frame.json</c>,
/// <c>build.json</c>, <c>timings.json</c>, <c>report.html</c> when given, and under <c>input/</c> the canonical index folder it was made from, so that
/// a build can be run again and verified. Written all or nothing: into a folder beside, then renamed.
/// </summary>
public static class BuildFolder
{
    /// <summary>The folder inside it that holds what it was made from.</summary>
    public const string InputName = "input";

    /// <summary>Writes a build; the outcome is the full path. Refused when the folder holds something that may not be replaced, or the disk refuses.</summary>
    public static Outcome<string> Write(IndexBuild build, string directory, BuildPapers papers, ExistingFolder existing = ExistingFolder.Refuse) =>
        WholeFolder.Write(directory, BuildPaper.Name, existing, open => WriteFiles(build, papers, open));

    /// <summary>Writes the files of a build to streams by name (<c>scores.csv</c>, <c>steps/01-impute.csv</c>, <c>input/index.yaml</c> …). Each stream is disposed.</summary>
    public static void WriteFiles(IndexBuild build, BuildPapers papers, Func<string, Stream> open)
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        void Hashed(string name, Action<Stream> write)
        {
            using var stream = new HashingStream(open(name));
            write(stream);
            hashes[name] = stream.Finish();
        }
        void Table(string name, Action<CsvWriter> write) => Hashed(name, stream => { using var csv = new CsvWriter(stream); write(csv); });

        Table("scores.csv", csv => BuildTables.Scores(csv, build));
        foreach (var step in build.Steps) Table(BuildTables.NameOf(step), csv => BuildTables.Step(csv, step));
        Table("changes.csv", csv => BuildTables.Changes(csv, build));
        Table("parameters.csv", csv => BuildTables.Parameters(csv, build));
        Table("findings.csv", csv => BuildTables.Findings(csv, build.Findings));
        Hashed(FrameFile.Name, stream => stream.Write(FrameFile.Write(build.Frame)));
        foreach (var (name, bytes) in IndexFolder.Write(build.Input, build.Recipe)) Hashed($"{InputName}/{name}", stream => stream.Write(bytes));
        Plain("timings.json", BuildPaper.Timings(papers.Timings));
        if (papers.Report is { } report) Plain("report.html", report);
        Plain(BuildPaper.Name, BuildPaper.Write(build, hashes));

        void Plain(string name, ReadOnlyMemory<byte> bytes)
        {
            using var stream = open(name);
            stream.Write(bytes.Span);
        }
    }
}
