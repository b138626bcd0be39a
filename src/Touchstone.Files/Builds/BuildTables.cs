using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>The tables of a build's folder.</summary>
internal static class BuildTables
{
    /// <summary><c>steps/00-input.csv</c>, <c>steps/01-impute.csv</c> …</summary>
    public static string NameOf(StepResult step) =>
        string.Create(CultureInfo.InvariantCulture, $"steps/{step.Place:00}-{step.Step?.Kind ?? "input"}.csv");

    public static void Scores(CsvWriter csv, IndexBuild build)
    {
        var scores = build.Scores;
        csv.WriteAll("period", "unit", "node", "level", "score", "rank", "status").EndRow();
        for (int r = 0; r < scores.Rows.Length; r++)
        {
            string? period = scores.Rows[r].Period?.ToString();
            string status = Words.Of(scores.Statuses[r]);
            for (int n = 0; n < scores.Nodes.Length; n++)
            {
                var node = scores.Nodes[n];
                csv.Write(period).Write(scores.Rows[r].Unit.Value).Write(node.Code.Value).Write(node.Level).Write(scores.Score(r, n)).Write(scores.Rank(r, n)).Write(status).EndRow();
            }
        }
    }

    /// <summary>The data after a step, in the shape of a wide data.csv; "not applicable" stays told apart from missing.</summary>
    public static void Step(CsvWriter csv, StepResult step)
    {
        csv.WriteAll(["period", "unit", .. step.Data.Columns.Select(c => c.Code.Value)]).EndRow();
        for (int r = 0; r < step.Data.Rows.Length; r++)
        {
            csv.Write(step.Data.Rows[r].Period?.ToString()).Write(step.Data.Rows[r].Unit.Value);
            foreach (var column in step.Data.Columns) DataFileWriter.WriteValue(csv, column, r);
            csv.EndRow();
        }
    }

    public static void Changes(CsvWriter csv, IndexBuild build)
    {
        csv.WriteAll("step", "kind", "period", "unit", "indicator", "before", "after", "why", "why_zh").EndRow();
        foreach (var c in build.Steps.SelectMany(s => s.Changes))
            csv.Write(c.Step).Write(c.StepKind).Write(c.Period?.ToString()).Write(c.Unit.Value).Write(c.Indicator.Value)
                .Write(c.Before).Write(c.After).Write(c.Why.En).Write(c.Why.Zh).EndRow();
    }

    public static void Parameters(CsvWriter csv, IndexBuild build)
    {
        csv.WriteAll("step", "kind", "period", "column", "name", "value").EndRow();
        foreach (var p in build.Steps.SelectMany(s => s.Parameters))
            csv.Write(p.Step).Write(p.StepKind).Write(p.Period?.ToString()).Write(p.Column.Value).Write(p.Name).Write(p.Value).EndRow();
    }

    public static void Findings(CsvWriter csv, IEnumerable<Finding> findings)
    {
        csv.WriteAll("severity", "code", "file", "sheet", "row", "column", "what", "fix", "what_zh", "fix_zh").EndRow();
        foreach (var f in findings)
            csv.Write(Words.Of(f.Severity)).Write(f.Code).Write(f.Where.File).Write(f.Where.Sheet).Write(f.Where.Row).Write(f.Where.Column)
                .Write(f.What.En).Write(f.Fix.En).Write(f.What.Zh).Write(f.Fix.Zh).EndRow();
    }
}
