using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>The numbers of checks that cards print: <c>check,node,other,value</c>. Columns are those of the input; children those of the root.</summary>
internal sealed class CardChecks(IndexBuild build)
{
    private readonly DataTable _data = build.Steps[0].Data;
    private readonly List<IndicatorCode> _children = [.. build.Input.Framework.Children(build.Input.Framework.Root.Code).Select(c => c.Code)];

    public double? Value(string check, string node, string other)
    {
        string[] words = check.Split(' ');
        var code = new IndicatorCode(node);
        return words[0] switch
        {
            "statistics" => Statistic(ColumnStatistics.Of(_data).Single(s => s.Code == code), words[1]),
            "availability" => DataAvailability.Of(build.Input.Framework, _data).Single(a => a.Row.Unit.Value == other).ByNode[code],
            "pearson" => Pair(code, other, CorrelationKind.Pearson, words),
            "spearman" => Pair(code, other, CorrelationKind.Spearman, words),
            "kendall" => Pair(code, other, CorrelationKind.Kendall, words),
            "eigenvalue" => Components.Eigenvalues[int.Parse(words[1], CultureInfo.InvariantCulture) - 1],
            "loading" => Components.Loadings[int.Parse(words[1], CultureInfo.InvariantCulture) - 1][_children.IndexOf(code)],
            "kmo" => node.Length == 0 ? Adequacy.Overall : Adequacy.ByColumn[_children.IndexOf(code)],
            "bartlett" => words.Length > 1 ? Adequacy.PValue : Adequacy.ChiSquare,
            "alpha" => node.Length == 0 ? Reliability.Of(_data, _children).Alpha : Reliability.Of(_data, _children).WithoutEach[_children.IndexOf(code)],
            "importance" => Importance.OfChildren(build, build.Input.Framework.Root.Code).Single(i => i.Node == code) is var i && words.Length > 1 ? i.Share : i.Value,
            "note" => Coherence.Audit(build).SingleOrDefault(n => n.Issue.ToString() == words[1] && n.Node == code && (n.Other?.Value ?? "") == other)?.Value,
            "outranks" => Outranked.Share(At(node), At(other)),
            "copeland" => Outranked.Copeland()[At(node)],
            "topsis" => WholeTable.Topsis(_data, Weighted).OrThrow()[At(node)],
            "promethee" => WholeTable.Promethee(_data, Weighted).OrThrow()[At(node)].Net,
            "trend" => Trended(Trends.OfData(_data, [code]).OrThrow().Items.Single(t => t.Unit.Value == other), words[1]),
            "gap" => GapDecomposition.Between(build, null, new(words[1]), new(other)).OrThrow().Parts.SingleOrDefault(p => p.Node == code && p.Cause.ToString() == words[2])?.Amount,
            "peer" => Near(new(words[1]), new(other)) is var peer && words[2] == "distance" ? peer.Distance : peer.Reasons.Single(r => r.Code == code).Contribution,
            "profile" => Judged(StrengthsAndWeaknesses.Of(build, null, new(other)).OrThrow(), code, words[1]),
            "rank-correlation" => (words.Length == 1 ? RankCorrelation.Spearman(Column(node), Column(other)) : RankCorrelation.Partial(Column(node), Column(other), Column(words[1]))).Value,
            "held-out" => Imputations.Single(i => i.Code == other).Columns.Single(c => c.Indicator == code).RootMeanSquare,
            "shift" => Imputations.Single(i => i.Code == node).Shifts[other],
            "removal" => ElementRemoval.Of(build.Input, build.Recipe, 1).OrThrow().Single(r => r.Element == code).MeanShift,
            _ => throw new InvalidOperationException($"No check {check}."),
        };
    }

    private IEnumerable<ImputationCheck> Imputations => ImputationCheck.Of(build.Input, build.Recipe,
        [new("mean", new(PerCode.All(new ImputeRule(ImputeMethod.Mean)))), new("median", new(PerCode.All(new ImputeRule(ImputeMethod.Median))))], build.Input.Data.Rows.Length).OrThrow();

    private Criterion[] Weighted => [.. build.Input.Framework.Children(build.Input.Framework.Root.Code).Select(c => new Criterion(c.Code, c.Weight))];
    private Outranking Outranked => Outranking.Of(_data, Weighted).OrThrow();
    private int At(string unit) => _data.PlaceOf(new RowKey(null, new(unit)));
    private PrincipalComponents Components => PrincipalComponents.Of(_data, _children).OrThrow();
    private SamplingAdequacy Adequacy => SamplingAdequacy.Of(_data, _children).OrThrow();

    private double? Pair(IndicatorCode a, string b, CorrelationKind kind, string[] words)
    {
        var correction = words.Length > 2 ? Enum.Parse<PValueCorrection>(words[2]) : PValueCorrection.None;
        var pair = CorrelationTable.Among(_data, _children, kind, correction).Pairs.Single(p => (p.A == a && p.B.Value == b) || (p.B == a && p.A.Value == b));
        return words.Length > 1 ? pair.Adjusted : pair.Of.Value;
    }

    private double?[] Column(string code) => [.. Enumerable.Range(0, _data.Rows.Length).Select(r => _data.Find(new(code))![r])];

    /// <summary>By all context columns, alike in weight.</summary>
    private Peer Near(UnitCode unit, UnitCode other) =>
        PeerSimilarity.Of(build, null, unit, [.. build.Input.Framework.Context.Select(c => new SimilarityColumn(c.Code))]).OrThrow().Peers.Single(p => p.Unit == other);

    /// <summary>1 = strength, −1 = weakness, 0 = neither.</summary>
    private static double? Judged(StrengthsAndWeaknesses profile, IndicatorCode code, string what) => profile.Judged.SingleOrDefault(e => e.Indicator == code) is not { } entry ? null
        : what == "percentile" ? entry.Percentile : profile.Strengths.Contains(entry) ? 1 : profile.Weaknesses.Contains(entry) ? -1 : 0;

    private static double? Trended(Trend trend, string name) => name switch
    {
        "change" => trend.Change,
        "relative-change" => trend.RelativeChange,
        "growth" => trend.Growth,
        "slope" => trend.Slope,
        "relative-slope" => trend.RelativeSlope,
        _ => throw new InvalidOperationException($"No trend {name}."),
    };

    private static double? Statistic(ColumnStatistics s, string name) => name switch
    {
        "mean" => s.Mean,
        "median" => s.Median,
        "deviation" => s.Deviation,
        "skewness" => s.Skewness,
        "kurtosis" => s.Kurtosis,
        "present" => s.Present,
        "distinct" => s.Distinct,
        "outliers" => s.Flags.HasFlag(StatisticFlags.Outliers) ? 1 : 0,
        "share" => s.ShareOfPresent,
        _ => throw new InvalidOperationException($"No statistic {name}."),
    };
}
