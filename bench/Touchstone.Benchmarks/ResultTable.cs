using System.Diagnostics;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Touchstone.Benchmarks;

/// <summary>Runs the pipeline benchmark as a short job and writes its table, with date, commit and machine, to bench/results.</summary>
internal static class ResultTable
{
    public static void Write()
    {
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddLogger(ConsoleLogger.Default).AddColumnProvider(DefaultColumnProviders.Instance)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40)).WithOptions(ConfigOptions.DisableLogFile);
        var summary = BenchmarkRunner.Run<PipelineBenchmarks>(config);
        string root = Git("rev-parse --show-toplevel"), commit = Git("rev-parse --short HEAD");
        string date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string folder = Path.Combine(root, "bench", "results");
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, $"pipeline-{date}.md");
        File.WriteAllText(file, Text(summary, date, commit));
        Console.WriteLine(file);
    }

    private static string Text(Summary summary, string date, string commit)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The pipeline, {date}, commit {commit}

            Impute by group, treat outliers (at most five cells, then the logarithm), min–max, aggregate eight pillars, rank every node. Naive: the same with LINQ over arrays of nullable
            numbers, in the same run and checked to give the same scores. Audited keeps every step, change, parameter and finding, and hashes its input.
            Replicate: scores and ranks only, in reused buffers. Times on a shared machine vary; the ratios are what counts.

            {summary.HostEnvironmentInfo.Cpu.Value?.ProcessorName?.Trim()}, {Environment.ProcessorCount} logical processors, {summary.HostEnvironmentInfo.RuntimeVersion}.


            """);
        int[] shown = [.. summary.Table.Columns.Where(c => c.NeedToShow && c.Header is not ("Gen0" or "Gen1" or "Gen2" or "RatioSD")).Select(c => c.Index)];
        Row(text, shown.Select(i => summary.Table.FullHeader[i]));
        Row(text, shown.Select(_ => "---"));
        foreach (string[] line in summary.Table.FullContent) Row(text, shown.Select(i => line[i]));
        return text.ToString();
    }

    private static void Row(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Git(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return output;
    }
}
