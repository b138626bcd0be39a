using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Keeps what an audited run made: the data after each step, and at the end the scores and the frame.</summary>
internal sealed class BuildRecord
{
    private readonly Plan _plan;
    private readonly Worksheet _sheet;
    private readonly Audit _audit;
    private readonly List<StepResult> _steps = [];
    private readonly DataColumn?[] _kept;
    private ImmutableArray<RowKey> _rows;

    public BuildRecord(Plan plan, Worksheet sheet, Audit audit)
    {
        (_plan, _sheet, _audit) = (plan, sheet, audit);
        _kept = [.. plan.Codes.Select(plan.Input.Data.Find)];
        _rows = plan.Rows;
        _steps.Add(new(0, null, plan.Input.Data, CellChanges.None, []));
    }

    public void Add(StepRun step)
    {
        var (changes, parameters) = _audit.Close();
        var data = step is Ranking ? RankTable() : Table();
        _steps.Add(new(step.Place, step.Step, data, changes, parameters));
    }

    public IndexBuild Close(BuildId id, ImmutableArray<Finding> before)
    {
        _audit.NotePresence(_sheet);
        if (!_plan.Recipe.Steps.Any(s => s is Aggregate)) _sheet.ShareOut();
        return new IndexBuild
        {
            Id = id,
            Input = _plan.Input,
            Recipe = _plan.Recipe,
            Steps = [.. _steps],
            Scores = ScoreTables.Of(_plan, _sheet, _audit.Presence!),
            Frame = _plan.Frozen?.Frame ?? TakeFrame(),
            Findings = [.. before, .. _audit.Findings],
        };
    }

    /// <summary>The columns as they stand; those the step did not touch are shared with the step before.</summary>
    private DataTable Table()
    {
        if (_sheet.RowsLeft) _rows = [.. Enumerable.Range(0, _sheet.Rows).Select(_sheet.Key)];
        var columns = ImmutableArray.CreateBuilder<DataColumn>();
        for (int c = 0; c < _kept.Length; c++)
        {
            if (!_sheet.Exists[c]) continue;
            if (_sheet.RowsLeft || _sheet.Changed[c] || _kept[c] is null) _kept[c] = _sheet.Give(c);
            columns.Add(_kept[c]!);
        }
        _sheet.RowsLeft = false;
        Array.Clear(_sheet.Changed);
        return new(_rows, columns.ToImmutable());
    }

    private DataTable RankTable() => new(_rows,
        [.. TreeOrder().Select(n => new DataColumn(_plan.Codes[n], _sheet.Cut(_sheet.Ranks[n]), null))]);

    private IEnumerable<int> TreeOrder() => Enumerable.Range(0, _plan.NodeCount).Where(n => _sheet.InTree[n]);

    /// <summary>
    /// What a step looked at to decide, and did not apply to any value: no part of the frame. A corrected cell that moves no bound changes a skewness, and leaves scores comparable.
    /// </summary>
    private static bool OnlyLookedAt(string parameter) =>
        parameter.StartsWith("skewness.", StringComparison.Ordinal) || parameter.StartsWith("kurtosis.", StringComparison.Ordinal) || parameter is "winsor.cells" or "share";

    private Frame TakeFrame()
    {
        var units = Enumerable.Range(0, _sheet.Rows).Where(r => _sheet.Gives[r]).Select(r => _sheet.Key(r).Unit).Distinct().Order().ToImmutableArray();
        var indicators = Enumerable.Range(0, _plan.IndicatorCount).Where(i => _sheet.InTree[i]).Select(i => _plan.Codes[i]).Order().ToImmutableArray();
        var weights = TreeOrder().ToImmutableSortedDictionary(n => _plan.Codes[n], n => _sheet.Weights[n]);
        var frame = new Frame("", units, indicators, [.. _steps.SelectMany(s => s.Parameters).Where(p => !OnlyLookedAt(p.Name))], weights)
        {
            Periods = _plan.BlocksByPeriod ? [.. _plan.Periods.OfType<Period>()] : [],
            Distributions = [.. _audit.Distributions],
        };
        return frame with { Id = BuildIdentity.Of(frame) };
    }
}
