using System.Collections.Immutable;
using Touchstone.City.Indices;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>One build of an index, opened at a period: what the pages ask of it.</summary>
public sealed class IndexReading
{
    private readonly Dictionary<UnitCode, Unit> _units;
    private readonly int[] _rows;

    public IndexReading(IndexDefinition definition, StoredBuild stored, IndexBuild build, string? askedPeriod)
    {
        (Definition, Stored, Build) = (definition, stored, build);
        _units = build.Input.Units.ToDictionary(u => u.Code);
        Periods = [.. build.Scores.Rows.Select(r => r.Period).OfType<Period>().Distinct().Order()];
        Period = Model.Period.TryParse(askedPeriod, out var asked) && Periods.Contains(asked) ? asked : Periods.IsEmpty ? null : Periods[^1];
        _rows = [.. Enumerable.Range(0, build.Scores.Rows.Length).Where(i => Nullable.Equals(build.Scores.Rows[i].Period, Period))];
    }

    /// <summary>The ranges of the build over the declared scenarios; null when none were computed.</summary>
    public BuildRanges? Ranges { get; init; }
    /// <summary>The range of a unit's rank on the index itself in the period in view; null when there is none.</summary>
    public RankRange? RangeOf(UnitCode unit) => Ranges?.Of(Period, unit) is { Low: not null } range ? range : null;

    /// <summary>The same build at another period; at this one where it has no such period.</summary>
    public IndexReading At(string? period) => new(Definition, Stored, Build, period ?? PeriodText) { Ranges = Ranges };

    public IndexDefinition Definition { get; }
    public StoredBuild Stored { get; }
    public IndexBuild Build { get; }
    public ImmutableArray<Period> Periods { get; }
    /// <summary>The period in view; null where the index has one unnamed period.</summary>
    public Period? Period { get; }
    public string PeriodText => Period?.ToString() ?? "";
    /// <summary>The period before the one in view.</summary>
    public Period? Before => Period is { } p && Periods.IndexOf(p) is var i and > 0 ? Periods[i - 1] : null;
    public ScoredNode Root => Build.Scores.Nodes[0];
    public ImmutableArray<ScoredNode> Dimensions => [.. Build.Scores.Nodes.Where(n => n.Parent == Root.Code)];
    public Framework Framework => Build.Input.Framework;

    public Text NameOf(IndicatorCode code) => Framework.Find(code)?.Name is { IsEmpty: false } name ? name : Text.Same(code.Value);
    public Text NameOf(UnitCode code) => _units.TryGetValue(code, out var unit) && !unit.Name.IsEmpty ? unit.Name : Text.Same(code.Value);

    /// <summary>The units of the period in view, in code order.</summary>
    public IEnumerable<UnitCode> Units => _rows.Select(r => Build.Scores.Rows[r].Unit);
    public bool Has(UnitCode unit) => Build.Scores.PlaceOf(new RowKey(Period, unit)) >= 0;

    public NodeScore At(UnitCode unit, IndicatorCode node) => At(unit, node, Period);

    public NodeScore At(UnitCode unit, IndicatorCode node, Period? period)
    {
        var scores = Build.Scores;
        int row = scores.PlaceOf(new RowKey(period, unit)), place = scores.PlaceOf(node);
        return row < 0 || place < 0
            ? new(unit, node, null, null, null, 0, CellMarks.None, RowStatus.Unranked)
            : new(unit, node, scores.Score(row, place), scores.Rank(row, place), scores.Availability(row, place), scores.Rescaled(row, place), scores.Marks(row, place), scores.Statuses[row]);
    }

    /// <summary>Of how many a rank is: the units that have one on the node in the period.</summary>
    public int Ranked(IndicatorCode node) => Ranked(node, Period);

    public int Ranked(IndicatorCode node, Period? period)
    {
        int place = Build.Scores.PlaceOf(node);
        return place < 0 ? 0 : Enumerable.Range(0, Build.Scores.Rows.Length).Count(r => Nullable.Equals(Build.Scores.Rows[r].Period, period) && Build.Scores.Rank(r, place) is not null);
    }

    /// <summary>The raw value of an indicator or context column before it was normalised, and its marks.</summary>
    public (double? Value, CellMarks Marks) Raw(UnitCode unit, IndicatorCode code, Period? period)
    {
        var data = BeforeNormalisation;
        return data.Find(code) is { } column && data.PlaceOf(new RowKey(period, unit)) is var row and >= 0 ? (column[row], column.MarksAt(row)) : (null, CellMarks.None);
    }

    /// <summary>The indicators below a node that a unit has no score of: why an aggregate is missing.</summary>
    public IEnumerable<IndicatorCode> Missing(UnitCode unit, IndicatorCode node) =>
        Build.Scores.Nodes.Where(n => n.Kind == NodeKind.Indicator && IsBelow(n, node) && At(unit, n.Code).Score is null).Select(n => n.Code);

    /// <summary>The formula that makes a column, where the recipe derives it.</summary>
    public Derivation? DerivationOf(IndicatorCode code) => Build.Recipe.Steps.OfType<Derive>().SelectMany(d => d.Columns).LastOrDefault(c => c.Target == code);

    /// <summary>The columns that a formula makes out of this one.</summary>
    public IEnumerable<IndicatorCode> MadeFrom(IndicatorCode code) =>
        Build.Recipe.Steps.OfType<Derive>().SelectMany(d => d.Columns).Where(c => c.Formula.Inputs.Contains(code)).Select(c => c.Target).Distinct();

    private DataTable BeforeNormalisation
    {
        get
        {
            var data = Build.Steps[0].Data;
            foreach (var step in Build.Steps)
            {
                if (step.Step is Normalise) break;
                if (step.Step is Treat or Transform) continue;
                data = step.Data;
            }
            return data;
        }
    }

    private bool IsBelow(ScoredNode node, IndicatorCode above)
    {
        for (var at = node.Code; ;)
        {
            if (at == above) return true;
            if (Build.Scores.Nodes[Build.Scores.PlaceOf(at)].Parent is not { } parent) return false;
            at = parent;
        }
    }
}

/// <summary>What a build says of a unit on a node.</summary>
public sealed record NodeScore(UnitCode Unit, IndicatorCode Node, double? Score, double? Rank, double? Availability, double Rescaled, CellMarks Marks, RowStatus Status);
