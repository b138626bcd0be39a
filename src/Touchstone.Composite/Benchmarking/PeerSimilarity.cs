using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>On which scale a column is compared.</summary>
public enum SimilarityScale
{
    /// <summary>As it is.</summary>
    Linear,
    /// <summary>Its natural logarithm: for sizes such as population. A value ≤ 0 counts as missing.</summary>
    Log,
}

/// <summary>A column by which units are called alike: a context column or an indicator, in raw units.</summary>
/// <param name="Code">The column.</param>
/// <param name="Weight">Its weight, &gt; 0.</param>
/// <param name="Scale">The scale.</param>
public sealed record SimilarityColumn(IndicatorCode Code, double Weight = 1, SimilarityScale Scale = SimilarityScale.Linear);

/// <summary>How near a peer is on one column.</summary>
/// <param name="Code">The column.</param>
/// <param name="Own">The unit's value, in raw units.</param>
/// <param name="Other">The peer's value.</param>
/// <param name="OwnZ">(value − median) ÷ spread, on the column's scale.</param>
/// <param name="OtherZ">The peer's.</param>
/// <param name="Contribution">Part of the squared distance: weight × (z − z′)² ÷ Σ weights of the columns both have. The parts add up to it.</param>
public sealed record SimilarityReason(IndicatorCode Code, double Own, double Other, double OwnZ, double OtherZ, double Contribution);

/// <summary>A peer and why it is near.</summary>
/// <param name="Unit">The peer.</param>
/// <param name="Distance">√ Σ contributions.</param>
/// <param name="Reasons">The columns both have, largest contribution first.</param>
/// <param name="Missing">Columns that one of the two lacks: not in the distance.</param>
public sealed record Peer(UnitCode Unit, double Distance, ImmutableArray<SimilarityReason> Reasons, ImmutableArray<IndicatorCode> Missing);

/// <summary>A unit that could not be compared.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Why">Why.</param>
public sealed record NotComparable(UnitCode Unit, Text Why);

/// <summary>
/// The units most like a unit in structure, by stated columns, with the reasons. Each column is made comparable by z = (x − median) ÷ spread with robust spread
/// (median absolute deviation), taken over the ranked units of the period; distance = √(Σ w·(z − z′)² ÷ Σ w) over the columns both units have. Units that share less than
/// <see cref="MinShared"/> of the weight are left out and named. After the structural benchmarking of regions (Navarro et al., Regional benchmarking in the smart
/// specialisation process, S3 Working Paper 03/2014, JRC), with a robust scale.
/// </summary>
/// <param name="Unit">The unit.</param>
/// <param name="Period">The period.</param>
/// <param name="Peers">All comparable units, nearest first (ties by code). Take as many as wanted.</param>
/// <param name="LeftOut">Units that share too few columns, by code.</param>
/// <param name="Findings">Columns without spread (they tell no unit from another) and columns the unit itself lacks.</param>
public sealed record PeerSimilarity(UnitCode Unit, Period? Period, ImmutableArray<Peer> Peers, ImmutableArray<NotComparable> LeftOut, ImmutableArray<Finding> Findings)
{
    /// <summary>The least share of the columns' weight that two units must both have.</summary>
    public const double MinShared = 0.75;

    /// <summary>
    /// Compares a unit with every other unit of the period. Values are those of the last step before normalisation (denominated, derived, not imputed where the recipe does not).
    /// Refused when the unit or a column is unknown, no column is given, a weight is not positive, or the unit itself lacks more than a quarter of the weight.
    /// </summary>
    public static Outcome<PeerSimilarity> Of(IndexBuild build, Period? period, UnitCode unit, IReadOnlyList<SimilarityColumn> columns)
    {
        var data = BeforeNormalisation(build);
        int own = data.PlaceOf(new RowKey(period, unit));
        var faults = Faults(data, own, period, unit, columns);
        if (faults.Count > 0) return Outcome.Refused<PeerSimilarity>(faults);

        int[] rows = [.. Enumerable.Range(0, data.Rows.Length).Where(r => Nullable.Equals(data.Rows[r].Period, period))];
        var scaled = columns.Select(c => ScaledColumn.Of(build, data, rows, c)).ToArray();
        var findings = scaled.SelectMany(c => c.Findings(own, unit)).ToImmutableArray();
        double total = columns.Sum(c => c.Weight), shared = scaled.Where(c => c.Has(own)).Sum(c => c.Column.Weight);
        if (shared < MinShared * total) return Outcome.Refused<PeerSimilarity>(findings.Add(TooFewColumns(unit)));

        var peers = new List<Peer>();
        var left = ImmutableArray.CreateBuilder<NotComparable>();
        foreach (int row in rows)
        {
            if (row == own) continue;
            var peer = Compare(data, scaled, own, row, out double both);
            if (both < MinShared * total)
                left.Add(new(peer.Unit, new($"双方都有数据的列只占权重的 {Figures.Share(both / total)}。", $"Only {Figures.Share(both / total)} of the weight is on columns both have.")));
            else peers.Add(peer);
        }
        return Outcome.Done(new PeerSimilarity(unit, period, [.. peers.OrderBy(p => p.Distance).ThenBy(p => p.Unit)], left.ToImmutable(), findings), findings);
    }

    private static DataTable BeforeNormalisation(IndexBuild build)
    {
        var before = build.Steps[0].Data;
        foreach (var step in build.Steps)
        {
            if (step.Step is Normalise) break;
            before = step.Data;
        }
        return before;
    }

    private static Peer Compare(DataTable data, ScaledColumn[] columns, int own, int row, out double both)
    {
        both = columns.Where(c => c.Has(own) && c.Has(row)).Sum(c => c.Column.Weight);
        double sum = both;
        var reasons = columns.Where(c => c.Has(own) && c.Has(row)).Select(c =>
        {
            double difference = c.Z(own) - c.Z(row);
            return new SimilarityReason(c.Column.Code, c.Raw(own), c.Raw(row), c.Z(own), c.Z(row), c.Column.Weight * (difference * difference) / sum);
        }).OrderByDescending(r => r.Contribution).ThenBy(r => r.Code).ToImmutableArray();
        return new(data.Rows[row].Unit, Math.Sqrt(reasons.Sum(r => r.Contribution)), reasons,
            [.. columns.Where(c => !(c.Has(own) && c.Has(row))).Select(c => c.Column.Code)]);
    }

    private static List<Finding> Faults(DataTable data, int own, Period? period, UnitCode unit, IReadOnlyList<SimilarityColumn> columns)
    {
        var faults = new List<Finding>();
        if (own < 0)
            faults.Add(Finding.Error("peers.unit-unknown", Place.Whole, new($"{period} 没有评价对象 {unit} 的数据。", $"There is no row of {unit} {period} in this build."),
                new("请改选测算批次中的评价对象和期间。", "Choose a unit and a period of the build.")));
        if (columns.Count == 0)
            faults.Add(Finding.Error("peers.no-columns", Place.Whole, new("没有给出用于比较的列。", "No column to compare by is given."),
                new("请至少给出一个背景列或指标。", "Give at least one context column or indicator.")));
        foreach (var column in columns)
        {
            if (data.Find(column.Code) is null)
                faults.Add(Finding.Error("peers.column-unknown", Place.Whole, new($"数据中没有列 {column.Code}。", $"The data has no column {column.Code}."),
                    new("请改用数据中的背景列或指标。", "Name a context column or an indicator of the data.")));
            if (!(column.Weight > 0) || !double.IsFinite(column.Weight))
                faults.Add(Finding.Error("peers.weight", Place.Whole, new($"{column.Code} 的权重必须是正数。", $"The weight of {column.Code} must be a positive number."),
                    new("请给出正的权重，或去掉该列。", "Give a positive weight, or leave the column out.")));
        }
        return faults;
    }

    private static Finding TooFewColumns(UnitCode unit) => Finding.Error("peers.unit-lacks-columns", Place.Whole,
        new($"{unit} 自身缺少的列所占权重超过四分之一，无法据此选取对标对象。", $"{unit} itself lacks columns with more than a quarter of the weight: peers cannot be chosen by them."),
        new("请补充数据，或改用该对象有数据的列。", "Supply the data, or compare by columns that the unit has."));
}

/// <summary>A column on its robust scale.</summary>
internal sealed class ScaledColumn
{
    private readonly DataColumn _data;
    private readonly double _median, _spread;

    private ScaledColumn(SimilarityColumn column, DataColumn data, double median, double spread) =>
        (Column, _data, _median, _spread) = (column, data, median, spread);

    public SimilarityColumn Column { get; }

    public static ScaledColumn Of(IndexBuild build, DataTable table, int[] rows, SimilarityColumn column)
    {
        var data = table.Find(column.Code)!;
        var ranked = build.Input.Units.Where(u => u.IsRanked).Select(u => u.Code).ToHashSet();
        var (median, spread) = RobustScale.Of(rows.Where(r => ranked.Contains(table.Rows[r].Unit)).Select(r => On(column.Scale, data[r])).OfType<double>());
        return new(column, data, median, spread);
    }

    public bool Has(int row) => On(Column.Scale, _data[row]) is not null;
    public double Raw(int row) => _data[row]!.Value;
    /// <summary>0 on a column without spread: it tells no unit from another.</summary>
    public double Z(int row) => _spread > 0 ? (On(Column.Scale, _data[row])!.Value - _median) / _spread : 0;

    public IEnumerable<Finding> Findings(int own, UnitCode unit)
    {
        if (!(_spread > 0))
            yield return Finding.Warning("peers.no-spread", Place.Whole, new($"列 {Column.Code} 各对象取值相同，不起区分作用。", $"All units have the same {Column.Code}: it tells none from another."),
                new("请改用有差异的列。", "Compare by a column that varies."));
        if (!Has(own))
            yield return Finding.Warning("peers.value-missing", Place.Whole, new($"{unit} 缺少 {Column.Code}，该列未参与比较。", $"{unit} has no usable {Column.Code}: the column is not in the distances."),
                new("请补充该数据。", "Supply the value."));
    }

    private static double? On(SimilarityScale scale, double? value) => (scale, value) switch
    {
        (_, null) => null,
        (SimilarityScale.Log, <= 0) => null,
        (SimilarityScale.Log, { } x) => Math.Log(x),
        (SimilarityScale.Linear, { } x) => x,
        _ => null,
    };
}
