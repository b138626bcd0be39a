using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>
/// Weights that COINr's optimiser finds. Where the best weights are positive, ours are the same. Where its search, which has no bounds, left weights negative or stopped before it came to rest, ours are
/// no worse: their distance from the targets is compared with that of COINr's weights, negative ones set to zero.
/// </summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> Weighing()
    {
        yield return ("08_weights/opt_balance_equal_level3.csv", () =>
        {
            var theirs = Read("08_weights/opt_balance_equal_level3.csv");
            Compare("08_weights/opt_balance_equal_level3.csv", Pairs(theirs, Balanced(3, theirs)));
        }
        );
        foreach (var (name, level) in new[] { ("opt_balance_2to1_level3", 3), ("opt_balance_equal_level2", 2), ("opt_balance_equal_level2_tight", 2) })
            yield return ($"08_weights/{name}.csv", () => NoWorse($"08_weights/{name}.csv", level));
    }

    private static IEnumerable<(string, double?, double?)> Pairs(ReferenceTable theirs, IndexBuild build) => theirs.Rows.SelectMany(r =>
    {
        var code = new IndicatorCode(theirs.Text(r, "iCode"));
        return new (string, double?, double?)[]
        {
            (code.Value, theirs.Number(r, "OptWeight"), build.Scores.Nodes[build.Scores.PlaceOf(code)].Weight),
            ("desired " + code, theirs.Number(r, "Desired"), Parameter(build, code, "target")), ("obtained " + code, theirs.Number(r, "Obtained"), Parameter(build, code, "correlation.share")),
        };
    });

    private static double Parameter(IndexBuild build, IndicatorCode code, string name) => build.Steps.SelectMany(s => s.Parameters).Single(p => p.Column == code && p.Name == name).Value;

    /// <summary>The example with the weights of a level found against the index; the weights are part of the data's frame and change nothing before.</summary>
    private static IndexBuild Balanced(int level, ReferenceTable theirs)
    {
        var framework = Asem.Framework();
        var targets = Listed.Of(theirs.Rows.Select(r => new NodeNumber(new(theirs.Text(r, "iCode")), theirs.Number(r, "Desired")!.Value)));
        var parents = framework.Nodes.Where(n => n.Kind != NodeKind.Context && n.Parent is not null && framework.Level(n.Code) == level).Select(n => n.Parent!.Value).Distinct();
        return Weighed(new Weigh(false, ImmutableSortedDictionary<IndicatorCode, double>.Empty)
        {
            Rules = parents.ToImmutableSortedDictionary(p => p, p => new WeightRule(WeightMethod.BalancedCorrelation, Targets: targets, Against: framework.Root.Code)),
        });
    }

    private static IndexBuild Weighed(Weigh step) => IndexBuild.Run(Asem.Raw(), Asem.Example with { Steps = Asem.Example.Steps.Insert(5, step) }).OrThrow();

    private static void NoWorse(string file, int level)
    {
        var theirs = Read(file);
        var ours = Balanced(level, theirs);
        var clipped = Weighed(new Weigh(false, theirs.Rows.ToImmutableSortedDictionary(r => new IndicatorCode(theirs.Text(r, "iCode")), r => Math.Max(0, theirs.Number(r, "OptWeight")!.Value))));
        double distance = Distance(ours, theirs), other = Distance(clipped, theirs);
        Assert.True(distance <= other, FormattableString.Invariant($"{file}: {distance} from the targets, COINr's {other}."));
        Assert.All(theirs.Rows, r => Assert.True(ours.Scores.Nodes[ours.Scores.PlaceOf(new IndicatorCode(theirs.Text(r, "iCode")))].Weight >= 0));
    }

    private static double Distance(IndexBuild build, ReferenceTable targets)
    {
        var table = ScoredColumns.Of(build);
        double[] index = table.Columns[0].Values, r = [.. targets.Rows.Select(t => Correlation.Moment(table.Find(new(targets.Text(t, "iCode")))!.Values, index))];
        return targets.Rows.Select((t, i) => Math.Pow(targets.Number(t, "Desired")!.Value - r[i] / r.Sum(), 2)).Sum();
    }
}
