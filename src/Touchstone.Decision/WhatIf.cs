using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Decision;

/// <summary>
/// What if these cells of a unit were otherwise? Made ready once, asked as often as a slider moves: nothing is allocated by an answer. It is arithmetic on the index, not causality: it does not say
/// what moves a figure, nor what else would move with it. Not for several threads at once.
/// </summary>
public sealed class WhatIf
{
    private readonly FrozenUnit _frozen;
    private readonly IndexReplicate _rebuilt;
    private readonly int _row, _node;
    private FrozenUnit? _unrounded;

    private WhatIf(IndexBuild build, RowKey row, IndicatorCode node, FrozenUnit frozen, IndexReplicate rebuilt)
    {
        (Build, Row, Node, _frozen, _rebuilt) = (build, row, node, frozen, rebuilt);
        (_row, _node) = (rebuilt.PlaceOf(row), rebuilt.PlaceOf(node));
        Now = Ask().Frozen;
    }

    /// <summary>The build asked of.</summary>
    public IndexBuild Build { get; }
    /// <summary>Unit and period.</summary>
    public RowKey Row { get; }
    /// <summary>The node whose score and rank are told.</summary>
    public IndicatorCode Node { get; }
    /// <summary>Where the unit stands in the build.</summary>
    public Standing Now { get; }
    internal FrozenUnit Frozen => _frozen;
    internal FrozenUnit Unrounded => _unrounded ??= FrozenUnit.Unrounded(Build, Row, Node, _frozen);

    /// <summary>Makes a unit of a build ready; the node is the index itself when none is named. Refused where the build has no score of it.</summary>
    public static Outcome<WhatIf> Prepare(IndexBuild build, RowKey row, IndicatorCode? node = null)
    {
        var code = node ?? build.Scores.Nodes[0].Code;
        int place = build.Scores.PlaceOf(code), at = build.Scores.PlaceOf(row);
        if (place < 0) return Outcome.Refused<WhatIf>(DecisionRefusal.NoNode(code));
        if (at < 0 || build.Scores.Score(at, place) is null) return Outcome.Refused<WhatIf>(DecisionRefusal.NoUnit(row));
        var frozen = FrozenUnit.Prepare(build, row, code);
        if (!frozen.IsDone(out var own)) return Outcome.Refused<WhatIf>(frozen.AllFindings);
        var rebuilt = IndexReplicate.Prepare(build.Input, build.Recipe, code);
        return rebuilt.IsDone(out var whole) ? Outcome.Done(new WhatIf(build, row, code, own, whole)) : Outcome.Refused<WhatIf>(rebuilt.AllFindings);
    }

    /// <summary>True when the unit has raw data in a column.</summary>
    public bool Has(IndicatorCode column) => Build.Input.Data.Find(column) is not null;

    /// <summary>The cell as it is asked now; null = missing.</summary>
    /// <exception cref="ArgumentException">The column has no raw data.</exception>
    public double? Cell(IndicatorCode column) => Has(column) ? _rebuilt.Cell(_row, _rebuilt.PlaceOf(column)) : throw new ArgumentException($"{column} has no raw data.", nameof(column));

    /// <summary>Changes a cell of the unit for the answers to come; null = missing.</summary>
    /// <exception cref="ArgumentException">The column has no raw data, or the value is not finite.</exception>
    public void SetCell(IndicatorCode column, double? value)
    {
        _rebuilt.SetCell(_row, _rebuilt.PlaceOf(column), value);
        _frozen.SetCell(_frozen.PlaceOf(column), value);
    }

    /// <summary>All cells as they were.</summary>
    public void Reset()
    {
        _rebuilt.Reset();
        _frozen.Reset();
    }

    /// <summary>Where the unit would stand.</summary>
    public Standings Ask() => new(AskFrozen(), AskRebuilt());

    /// <summary>Inside the frame only, which is a row's work.</summary>
    public Standing AskFrozen()
    {
        _frozen.Run();
        return _frozen.Standing;
    }

    /// <summary>With the index built anew only.</summary>
    public Standing AskRebuilt()
    {
        _rebuilt.Run();
        return new(_rebuilt.Score(_row, _node), _rebuilt.Rank(_row, _node));
    }
}
