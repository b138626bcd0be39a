using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>
/// The Technology Achievement Index of the handbook: its 23 countries and eight indicators (annex), and what it prints of their components (Tables 16, 17) and weights (Table 22), to two decimals.
/// </summary>
public sealed class HandbookWeightTests
{
    private static readonly string[] s_codes = ["patents", "royalties", "internet", "exports", "telephones", "electricity", "schooling", "university"];

    private static readonly double[][] s_data =
    [
        [187, 125.6, 200.2, 50.7, 3.08, 4.15, 10, 27.4], [289, 130, 179.1, 66.2, 3, 4.07, 12, 13.9], [271, 156.6, 125.8, 59.7, 3.1, 4.14, 11.4, 15.3], [994, 64.6, 49, 80.8, 3, 3.86, 9.5, 10],
        [779, 9.8, 4.8, 66.7, 2.97, 3.65, 10.8, 23.2], [189, 151.2, 136, 50.9, 3.02, 3.77, 9.4, 9.5], [82, 134, 57.4, 61.9, 3.02, 3.73, 9.4, 14.9], [31, 38.6, 108, 48.7, 2.94, 4.18, 11.6, 14.2],
        [75, 18.2, 125.9, 16.2, 2.94, 3.94, 10.9, 25.3], [8, 25.5, 72.3, 74.9, 2.95, 3.83, 7.1, 24.2], [235, 36.8, 41.2, 64.2, 2.94, 3.75, 10.2, 14.4], [103, 20.2, 193.6, 19, 3.12, 4.39, 11.9, 11.2],
        [106, 110.3, 48.6, 53.6, 2.97, 3.68, 9.4, 12.3], [72, 73.9, 58.9, 47.6, 2.91, 3.86, 9.3, 13.6], [103, 13, 146.7, 15.4, 2.86, 3.91, 11.7, 13.1], [165, 14.8, 84.2, 50.3, 2.99, 3.79, 8.4, 13.6],
        [205, 33.6, 36.4, 58.9, 2.97, 3.8, 7.9, 12.6], [74, 43.6, 43.2, 45, 2.96, 3.74, 9.6, 11], [42, 8.6, 21, 53.4, 2.86, 3.62, 7.3, 15.6], [13, 9.8, 30.4, 51, 3, 3.65, 7.2, 13],
        [28, 4.2, 25, 51.7, 2.75, 3.68, 9.5, 8.2], [26, 6.2, 21.6, 63.5, 2.73, 3.46, 9.1, 7.7], [105, 4, 20.3, 49.5, 2.84, 3.71, 7.1, 10.6],
    ];

    private static IndexBuild Build(WeightRule rule) => IndexBuild.Run(
        SmallIndex.Input([SmallIndex.Aggregate("index"), .. s_codes.Select(c => SmallIndex.Indicator(c))], s_data.Select((_, i) => SmallIndex.Unit(i)), s_data.Length, (code, r) => s_data[r][Array.IndexOf(s_codes, code)]),
        Asem.Recipe(Asem.MinMax(0, 100), new Weigh(false, ImmutableSortedDictionary<IndicatorCode, double>.Empty) { Rules = ImmutableSortedDictionary<IndicatorCode, WeightRule>.Empty.Add(new("index"), rule) }, Asem.Mean(MeanKind.Arithmetic))).OrThrow();

    [Fact]
    public void RotatedComponents_OfTheTechnologyAchievementIndex_AreThoseOfTheHandbook()
    {
        var build = Build(new WeightRule(WeightMethod.RotatedComponents, Components: 4));
        double[] loadings = [0.97, 0.93, 0.79, 0.56, 0.68, 0.82, 0.88, 0.96], weights = [0.17, 0.15, 0.11, 0.06, 0.08, 0.13, 0.13, 0.17];
        for (int i = 0; i < s_codes.Length; i++)
        {
            var code = new IndicatorCode(s_codes[i]);
            // The table's data is printed to fewer digits than it was reckoned from.
            Assert.Equal(loadings[i], Parameter(build, code, "loading"), 0.015);
            Assert.Equal(weights[i], build.Scores.Nodes[build.Scores.PlaceOf(code)].Weight, 0.0125);
        }
        Assert.Equal(0.872, Parameter(build, new("index"), "explained"), 0.001);
        double Component(string code) => Parameter(build, new(code), "component");
        Assert.Equal(Component("internet"), Component("electricity"));
        Assert.Equal(Component("internet"), Component("schooling"));
        Assert.Equal(Component("patents"), Component("exports"));
        Assert.Equal(Component("royalties"), Component("telephones"));
        Assert.Equal(4, s_codes.Select(Component).Distinct().Count());
    }

    /// <summary>Two eigenvalues are above 1 and carry more than 10 % each; together 63.7 %.</summary>
    [Fact]
    public void RotatedComponents_WithoutANumber_KeepsThoseTheHandbooksRuleKeeps() =>
        Assert.Equal(2, Parameter(Build(new WeightRule(WeightMethod.RotatedComponents)), new("index"), "components"));

    private static double Parameter(IndexBuild build, IndicatorCode code, string name) => build.Steps[2].Parameters.Single(p => p.Column == code && p.Name == name).Value;

    [Fact]
    public void FirstComponent_IndicatorThatGoesAgainstTheOthers_IsRefusedByName()
    {
        var outcome = IndexBuild.Run(
            SmallIndex.Input([SmallIndex.Aggregate("index"), .. s_codes.Select(c => SmallIndex.Indicator(c))], s_data.Select((_, i) => SmallIndex.Unit(i)), s_data.Length, (code, r) => s_data[r][Array.IndexOf(s_codes, code)]),
            Asem.Recipe(Asem.MinMax(0, 100), new Weigh(false, ImmutableSortedDictionary<IndicatorCode, double>.Empty) { Rules = ImmutableSortedDictionary<IndicatorCode, WeightRule>.Empty.Add(new("index"), new(WeightMethod.FirstComponent)) },
                Asem.Mean(MeanKind.Arithmetic)));
        var finding = Assert.Single(outcome.AllFindings, f => f.Severity == Severity.Error);
        Assert.Equal("weight.negative-loading", finding.Code);
        Assert.Contains("exports", finding.What.En, StringComparison.Ordinal);
    }
}
