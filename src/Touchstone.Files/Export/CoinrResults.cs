using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>
/// An index and its results as COINr has them: <c>iData.csv</c> and <c>iMeta.csv</c>; <c>results.csv</c> and <c>ranks.csv</c> as its <c>get_results(tab_type = "Full")</c> by score and by rank (units by rank, the index first, then the aggregates
/// from the top level down, then the indicators); and a data set a step, named as COINr names them.
/// </summary>
public static class CoinrResults
{
    /// <summary>The files by name. The findings say what COINr's tables have no place for.</summary>
    public static Outcome<ImmutableSortedDictionary<string, byte[]>> Of(IndexBuild build)
    {
        // COINr derives nothing: a derived column is data to it.
        var pair = CoinrFiles.Write(build.Input with { Data = build.Steps.TakeWhile(s => s.Step is null or Derive).Last().Data });
        if (!pair.IsDone(out var tables)) return Outcome.Refused<ImmutableSortedDictionary<string, byte[]>>(pair.AllFindings);
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        files[CoinrFiles.DataName] = tables.Data.ToArray();
        files[CoinrFiles.MetaName] = tables.Meta.ToArray();
        files["results.csv"] = CsvWriter.ToBytes(csv => Full(csv, build, ranks: false));
        files["ranks.csv"] = CsvWriter.ToBytes(csv => Full(csv, build, ranks: true));
        foreach (var group in build.Steps.GroupBy(NameOf).Where(g => g.Key is not null)) files[$"{group.Key}.csv"] = CsvWriter.ToBytes(csv => DataSet(csv, build, group.Last().Data));
        files["Aggregated.csv"] = CsvWriter.ToBytes(csv => Aggregated(csv, build));
        return Outcome.Done(files.ToImmutable(), pair.AllFindings);
    }

    /// <summary>Writes the folder, all or nothing; the outcome is the full path.</summary>
    public static Outcome<string> Write(IndexBuild build, string directory, ExistingFolder existing) => Of(build).Match(
        d => WholeFolder.Write(directory, CoinrFiles.MetaName, existing, d.Value) is var written && written.IsDone(out string? path) ? Outcome.Done(path, d.Findings) : written, r => Outcome.Refused<string>(r.Findings));

    /// <summary>The names of COINr's data sets; a step it has no name for is held in the next.</summary>
    private static string? NameOf(StepResult step) => step.Step switch
    {
        null => "Raw",
        Denominate => "Denominated",
        Impute => "Imputed",
        Screen or Gate => "Screened",
        Treat => "Treated",
        Normalise => "Normalised",
        _ => null,
    };

    private static void Full(CsvWriter csv, IndexBuild build, bool ranks)
    {
        var scores = build.Scores;
        bool periods = HasPeriods(build);
        int[] nodes = [.. Enumerable.Range(0, scores.Nodes.Length).OrderByDescending(n => scores.Nodes[n].Level)];
        var names = build.Input.Units.ToDictionary(u => u.Code, u => u.Name.For("en"));
        csv.WriteAll("uCode", "uName");
        if (periods) csv.Write("Time");
        if (!ranks) csv.Write("Rank");
        csv.WriteAll(nodes.Select(n => scores.Nodes[n].Code.Value)).EndRow();
        foreach (int r in Enumerable.Range(0, scores.Rows.Length).OrderBy(r => scores.Rows[r].Period).ThenBy(r => scores.Rank(r, 0) ?? double.MaxValue).ThenBy(r => scores.Rows[r]))
        {
            csv.Write(scores.Rows[r].Unit.Value).Write(names[scores.Rows[r].Unit]);
            if (periods) csv.Write(scores.Rows[r].Period?.ToString());
            if (!ranks) csv.Write(scores.Rank(r, 0));
            foreach (int n in nodes) csv.Write(ranks ? scores.Rank(r, n) : scores.Score(r, n));
            csv.EndRow();
        }
    }

    private static void DataSet(CsvWriter csv, IndexBuild build, DataTable data)
    {
        bool periods = HasPeriods(build);
        var columns = build.Input.Framework.Indicators.Select(n => data.Find(n.Code)).OfType<DataColumn>().ToList();
        csv.Write("uCode");
        if (periods) csv.Write("Time");
        csv.WriteAll(columns.Select(c => c.Code.Value)).EndRow();
        for (int r = 0; r < data.Rows.Length; r++)
        {
            csv.Write(data.Rows[r].Unit.Value);
            if (periods) csv.Write(data.Rows[r].Period?.ToString());
            foreach (var column in columns) csv.Write(column[r]);
            csv.EndRow();
        }
    }

    private static void Aggregated(CsvWriter csv, IndexBuild build)
    {
        var scores = build.Scores;
        bool periods = HasPeriods(build);
        int[] nodes = [.. Enumerable.Range(0, scores.Nodes.Length).OrderBy(n => scores.Nodes[n].Level)];
        csv.Write("uCode");
        if (periods) csv.Write("Time");
        csv.WriteAll(nodes.Select(n => scores.Nodes[n].Code.Value)).EndRow();
        for (int r = 0; r < scores.Rows.Length; r++)
        {
            csv.Write(scores.Rows[r].Unit.Value);
            if (periods) csv.Write(scores.Rows[r].Period?.ToString());
            foreach (int n in nodes) csv.Write(scores.Score(r, n));
            csv.EndRow();
        }
    }

    /// <summary>One period is no panel: COINr's tables of results then have no Time.</summary>
    private static bool HasPeriods(IndexBuild build) => build.Scores.Rows.Select(r => r.Period).Distinct().Skip(1).Any();
}
