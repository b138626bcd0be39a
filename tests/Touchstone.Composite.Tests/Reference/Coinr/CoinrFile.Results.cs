using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Result tables of the example.</summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> Results() =>
    [
        .. new[] { "summ", "aggs", "full" }.Select(t => ($"07_results/{t}_scores.csv", (Action)(() => CompareScores($"07_results/{t}_scores.csv")))),
        .. new[] { "summ", "aggs", "full" }.Select(t => ($"07_results/{t}_ranks.csv", (Action)(() => CompareResults($"07_results/{t}_ranks.csv", (s, row, node) => s.Rank(row, node))))),
        ("07_results/aggs_groupranks_GDP.csv", GroupRanks),
        ("11_unit_profiles/unit_summaries.csv", Summaries),
        ("11_unit_profiles/strengths_weaknesses_raw.csv", Profiles),
    ];

    private static void CompareScores(string file)
    {
        CompareResults(file, (s, row, node) => s.Score(row, node));
        // "Rank" beside the scores is the rank of the index.
        var reference = Read(file);
        var scores = s_example.Value.Scores;
        Assert.All(reference.Rows, r => Assert.Equal(reference.Number(r, "Rank"), scores.Rank(Row(reference, r), scores.PlaceOf(new IndicatorCode("Index")))));
    }

    private static int Row(ReferenceTable table, string[] row, string column = "uCode") => s_example.Value.Scores.PlaceOf(new RowKey(null, new(table.Text(row, column))));

    private static void CompareResults(string file, Func<ScoreTable, int, int, double?> value)
    {
        var reference = Read(file);
        var scores = s_example.Value.Scores;
        Compare(file, reference.Rows.SelectMany(row => reference.Header.Where(h => scores.PlaceOf(new IndicatorCode(h)) >= 0)
            .Select(code => ($"{reference.Text(row, "uCode")}/{code}", reference.Number(row, code), value(scores, Row(reference, row), scores.PlaceOf(new IndicatorCode(code)))))));
    }

    /// <summary>A rank within a group is the rank among its units alone, on the scores of the whole build.</summary>
    private static void GroupRanks()
    {
        const string File = "07_results/aggs_groupranks_GDP.csv";
        var reference = Read(File);
        var scores = s_example.Value.Scores;
        var groups = s_example.Value.Input.Units.ToDictionary(u => u.Code, u => u.Groups["GDP_group"]);
        Compare(File, reference.Rows.SelectMany(row => reference.Header.Skip(2).Select(code =>
        {
            int node = scores.PlaceOf(new IndicatorCode(code)), at = Row(reference, row);
            int better = Enumerable.Range(0, scores.Rows.Length).Count(r => groups[scores.Rows[r].Unit] == reference.Text(row, "GDP_group") && scores.Score(r, node) > scores.Score(at, node));
            return ($"{reference.Text(row, "uCode")}/{code}", reference.Number(row, code), (double?)better + 1);
        })));
    }

    private static void Summaries()
    {
        const string File = "11_unit_profiles/unit_summaries.csv";
        var reference = Read(File);
        var scores = s_example.Value.Scores;
        Compare(File, reference.Rows.SelectMany(r =>
        {
            int row = Row(reference, r, "unit"), node = scores.PlaceOf(new IndicatorCode(reference.Text(r, "Code")));
            return new[] { ("score", reference.Number(r, "Score"), scores.Score(row, node)), ("rank", reference.Number(r, "Rank"), scores.Rank(row, node)) };
        }));
    }

    /// <summary>
    /// COINr calls the five indicators of best rank strengths and the five of worst rank weaknesses, those in which the unit is last left out. Ours go by a printed rule of percentiles;
    /// the ranks that both stand on are compared, by choosing from ours as COINr does.
    /// </summary>
    private static void Profiles()
    {
        const string File = "11_unit_profiles/strengths_weaknesses_raw.csv";
        var reference = Read(File);
        var build = Run(s_raw, Asem.MinMax(0, 100), Asem.Mean(MeanKind.Arithmetic), new Rank(Ties.Min, null));
        var data = build.Steps[0].Data;
        var indicators = build.Input.Framework.Indicators.ToList();
        var order = indicators.OrderBy(n => n.Parent!.Value.Value, StringComparer.OrdinalIgnoreCase).Select((n, i) => (n.Code, i)).ToDictionary(n => n.Code, n => n.i);
        var worst = indicators.ToDictionary(n => n.Code, n => Enumerable.Range(0, build.Scores.Rows.Length).Max(r => build.Scores.Rank(r, build.Scores.PlaceOf(n.Code))));
        Compare(File, reference.Rows.GroupBy(r => reference.Text(r, "unit")).SelectMany(unit =>
        {
            var judged = StrengthsAndWeaknesses.Of(build, null, new(unit.Key)).OrThrow().Judged.Where(e => e.Rank < worst[e.Indicator]).OrderBy(e => e.Rank).ThenBy(e => order[e.Indicator]).ToList();
            return unit.SelectMany(row =>
            {
                int at = (int)reference.Number(row, "pos")!.Value - 1;
                var entry = reference.Text(row, "kind") == "strength" ? judged[at] : judged[^(5 - at)];
                string what = $"{unit.Key} {reference.Text(row, "kind")} {at + 1}";
                Assert.True(entry.Indicator.Value == reference.Text(row, "Code"), $"{what} is {entry.Indicator}, the reference has {reference.Text(row, "Code")}.");
                return new[] { ($"{what} rank", reference.Number(row, "Rank"), (double?)entry.Rank), ($"{what} value", reference.Number(row, "Value"), data.Find(entry.Indicator)![data.PlaceOf(new RowKey(null, new(unit.Key)))]) };
            });
        }));
    }
}
