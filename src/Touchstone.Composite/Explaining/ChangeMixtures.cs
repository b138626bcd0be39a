using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Every mixture of two builds: for each cause, the state of the one or of the other. A mixture is the unit and its peers in one period, run in a frozen frame: that of the side whose bounds are taken, made with the
/// mixture's recipe and indicators. What only one side has (a unit, an indicator) brings its data with it.
/// </summary>
internal sealed class Mixtures
{
    private readonly Side _before, _after;
    private readonly UnitCode _unit;
    private readonly IndicatorCode _node;
    private readonly Dictionary<(bool Frame, bool Method, bool Set), (Frame? Frame, Finding? Why)> _frames = [];

    public Mixtures(Side before, Side after, UnitCode unit, IndicatorCode node)
    {
        (_before, _after, _unit, _node) = (before, after, unit, node);
        bool sets = !Structure(before).SequenceEqual(Structure(after)), method = !SameMethod();
        MethodHoldsIndicators = sets && method && new[] { (true, false), (false, true) }.Any(m => IndexBuild.Check(new(FrameworkOf(m.Item2, m.Item1), _before.Build.Input.Units, Data(false, FrameworkOf(m.Item2, m.Item1))), Unframed(m.Item1)).HasErrors());
        var causes = new List<ChangeCause>();
        if (before.Period is not null || after.Period is not null) causes.Add(ChangeCause.Revision);
        if (!Nullable.Equals(before.Period, after.Period) || before.Period is null) causes.Add(ChangeCause.ReportedData);
        causes.Add(ChangeCause.Peers);
        if (!Units(before).SetEquals(Units(after))) causes.Add(ChangeCause.UnitSet);
        if (sets && !MethodHoldsIndicators) causes.Add(ChangeCause.IndicatorSet);
        causes.Add(ChangeCause.Availability);
        causes.Add(ChangeCause.FrameBounds);
        if (method || sets && MethodHoldsIndicators) causes.Add(ChangeCause.Method);
        Causes = causes;
    }

    /// <summary>The causes in which the builds can differ; a bit each.</summary>
    public List<ChangeCause> Causes { get; }
    public bool MethodHoldsIndicators { get; }

    /// <summary>The score and rank of every mixture.</summary>
    public (double? Score, double? Rank, Finding? Why)[] All() => [.. Enumerable.Range(0, 1 << Causes.Count).Select(Of)];

    private (double? Score, double? Rank, Finding? Why) Of(int mask)
    {
        bool On(ChangeCause cause) => Causes.IndexOf(cause) is var i and >= 0 && (mask >> i & 1) == 1;
        bool method = On(ChangeCause.Method), set = MethodHoldsIndicators ? method : On(ChangeCause.IndicatorSet), bounds = On(ChangeCause.FrameBounds);
        var framework = FrameworkOf(set, method);
        var (frame, why) = FrameOf(bounds, method, set);
        if (frame is null) return (null, null, why);
        var side = bounds ? _after : _before;
        var units = (On(ChangeCause.UnitSet) ? _after : _before).Build.Input.Units.Where(u => (On(ChangeCause.UnitSet) ? _after : _before).Has(u.Code)).ToImmutableArray();
        var cells = from u in units
                    from column in Columns(framework)
                    let cell = u.Code == _unit ? Own(column, On) : Peer(u.Code, column, On)
                    select new Cell(new RowKey(side.Period, u.Code), column, (cell.Marks & CellMarks.NotApplicable) != CellMarks.None ? null : cell.Value, cell.Marks, Place.Whole);
        var data = DataTable.Create(units.Select(u => new RowKey(side.Period, u.Code)), Columns(framework), cells).OrThrow();
        var prepared = IndexReplicate.Prepare(new(framework, units, data), Unframed(method) with { Frame = new FrameRule.Frozen(frame) }, _node);
        if (!prepared.IsDone(out var replicate)) return (null, null, prepared.AllFindings[0]);
        int row = replicate.PlaceOf(new RowKey(side.Period, _unit));
        var score = replicate.Score(row, replicate.PlaceOf(_node));
        return (score, replicate.Rank(row, replicate.PlaceOf(_node)), score is null ? NoScore() : null);
    }

    /// <summary>The unit's own figure: the old one, corrected or not, and moved by what was reported since, or not.</summary>
    private (double? Value, CellMarks Marks) Own(IndicatorCode column, Func<ChangeCause, bool> on)
    {
        if (_before.Data.Find(column) is null) return _after.Cell(_unit, column);
        if (_after.Data.Find(column) is null) return _before.Cell(_unit, column);
        var (old, oldMarks) = _before.Cell(_unit, column);
        var (now, nowMarks) = _after.Cell(_unit, column);
        // What the build after says of the period before; unknown there = not corrected.
        var corrected = Nullable.Equals(_before.Period, _after.Period) ? (_before.Period is null ? old : now) : _after.Cell(_unit, column, _before.Period).Value;
        double? a = old ?? corrected ?? now, b = now ?? corrected ?? old, between = corrected ?? a;
        bool revised = on(ChangeCause.Revision), reported = on(ChangeCause.ReportedData) || !Causes.Contains(ChangeCause.ReportedData) && revised;
        double? value = revised || !Causes.Contains(ChangeCause.Revision) ? (reported ? b : between) : reported ? a + (b - between) : a;
        return Present(on, (old, oldMarks), (now, nowMarks), value);
    }

    private (double? Value, CellMarks Marks) Peer(UnitCode peer, IndicatorCode column, Func<ChangeCause, bool> on)
    {
        if (!_before.Has(peer) || _before.Data.Find(column) is null) return _after.Cell(peer, column);
        if (!_after.Has(peer) || _after.Data.Find(column) is null) return _before.Cell(peer, column);
        var (old, now) = (_before.Cell(peer, column), _after.Cell(peer, column));
        return Present(on, old, now, on(ChangeCause.Peers) ? now.Value ?? old.Value : old.Value ?? now.Value);
    }

    /// <summary>Whether there is a figure, and what is marked of it, is the side's whose availability is taken.</summary>
    private static (double? Value, CellMarks Marks) Present(Func<ChangeCause, bool> on, (double? Value, CellMarks Marks) old, (double? Value, CellMarks Marks) now, double? value)
    {
        var side = on(ChangeCause.Availability) ? now : old;
        return side.Value is null ? (null, side.Marks) : (value, side.Marks);
    }

    private (Frame? Frame, Finding? Why) FrameOf(bool bounds, bool method, bool set)
    {
        if (_frames.TryGetValue((bounds, method, set), out var known)) return known;
        var side = bounds ? _after : _before;
        if (bounds == method && bounds == set) return _frames[(bounds, method, set)] = (side.Build.Frame, null);
        var framework = FrameworkOf(set, method);
        var built = IndexBuild.Run(new(framework, side.Build.Input.Units, Data(bounds, framework)), Unframed(method));
        return _frames[(bounds, method, set)] = built.IsDone(out var build) ? (build.Frame, null) : (null, built.AllFindings.First(f => f.Severity == Severity.Error));
    }

    /// <summary>All rows of a side, with the columns of a framework; a column that it has not is the other side's.</summary>
    private DataTable Data(bool after, Framework framework)
    {
        var (side, other) = after ? (_after, _before) : (_before, _after);
        var cells = from row in side.Data.Rows
                    from column in Columns(framework)
                    let own = side.Data.Find(column)
                    let at = side.Data.PlaceOf(row)
                    let cell = own is not null ? (own[at], own.MarksAt(at)) : other.Data.PlaceOf(row) >= 0 ? other.Cell(row.Unit, column, row.Period) : other.Cell(row.Unit, column)
                    select new Cell(row, column, cell.Item1, cell.Item2, Place.Whole);
        return DataTable.Create(side.Data.Rows, Columns(framework), cells).OrThrow();
    }

    /// <summary>The columns of raw data that a framework has on either side.</summary>
    private List<IndicatorCode> Columns(Framework framework) =>
        [.. framework.Nodes.Where(n => n.Kind != NodeKind.Aggregate).Select(n => n.Code).Where(c => _before.Data.Find(c) is not null || _after.Data.Find(c) is not null)];

    /// <summary>The tree of one side with the weights, directions, goalposts and targets of the other, where both have the node.</summary>
    private Framework FrameworkOf(bool set, bool method)
    {
        var (of, with) = ((set ? _after : _before).Framework, (method ? _after : _before).Framework);
        if (set == method) return of;
        return Framework.Create(of.Nodes.Select(n => with.Find(n.Code) is { } m && m.Kind == n.Kind
            ? n with { Weight = m.Weight, Direction = m.Direction, Denominator = m.Denominator, DenominatorScale = m.DenominatorScale, Target = m.Target, GoalpostLow = m.GoalpostLow, GoalpostHigh = m.GoalpostHigh } : n)).OrThrow();
    }

    private Recipe Unframed(bool method) => (method ? _after : _before).Build.Recipe;

    private bool SameMethod()
    {
        static string Rules(Side side, IEnumerable<IndicatorCode> both) => string.Join('\n', RecipeText.Lines(side.Build.Recipe).Select(l => $"{l.Kind} {l.Code} {l.Words.En}"))
            + string.Join('\n', both.Select(side.Framework.Find).Select(n => FormattableString.Invariant($"{n!.Code} {n.Weight:R} {n.Direction} {n.Denominator} {n.DenominatorScale:R} {n.Target:R} {n.GoalpostLow:R} {n.GoalpostHigh:R}")));
        var both = _before.Framework.Nodes.Select(n => n.Code).Where(c => _after.Framework.Find(c) is not null).Order().ToList();
        return Rules(_before, both) == Rules(_after, both);
    }

    private static IEnumerable<(IndicatorCode, NodeKind, IndicatorCode?)> Structure(Side side) => side.Framework.Nodes.Select(n => (n.Code, n.Kind, n.Parent)).Order();

    private static HashSet<UnitCode> Units(Side side) => [.. side.Build.Input.Units.Select(u => u.Code).Where(side.Has)];

    private Finding NoScore() => ChangeSplit.Refusal("split.mixture", new($"两次测算的某种混合状态下 {_unit} 没有得分，变化不能拆分。", $"In a mixture of the two builds {_unit} has no score: the change cannot be split."), new("请比较更接近的两次测算。", "Compare builds that are nearer to each other."));
}
