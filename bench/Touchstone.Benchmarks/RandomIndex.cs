using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Benchmarks;

/// <summary>A seeded index of any size: eight pillars, a quarter of the columns skewed, three cells in a hundred missing, three groups.</summary>
internal static class RandomIndex
{
    public const int Pillars = 8;

    public static IndexInput Input(int units, int indicators)
    {
        var random = new Random(42);
        string[] groups = ["east", "middle", "west"];
        var codes = Enumerable.Range(0, indicators).Select(i => new IndicatorCode(Name("i", i))).ToList();
        var nodes = new List<FrameworkNode> { new() { Code = new("index"), Kind = NodeKind.Aggregate } };
        nodes.AddRange(Enumerable.Range(0, Pillars).Select(p => new FrameworkNode { Code = new(Name("p", p)), Kind = NodeKind.Aggregate, Parent = new("index") }));
        nodes.AddRange(codes.Select((c, i) => new FrameworkNode
        {
            Code = c,
            Kind = NodeKind.Indicator,
            Parent = new(Name("p", i % Pillars)),
            Direction = i % 5 == 0 ? Direction.LowerIsBetter : Direction.HigherIsBetter,
        }));
        var rows = Enumerable.Range(0, units).Select(u => new RowKey(null, new(Name("u", u)))).ToList();
        var cells = rows.SelectMany(r => codes.Select((c, i) =>
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double? value = random.NextDouble() < 0.03 ? null : i % 4 == 0 ? Math.Exp(2 * normal) : 50 + 10 * normal;
            return new Cell(r, c, value, CellMarks.None, Place.Whole);
        }));
        return new(Framework.Create(nodes).OrThrow(),
            [.. rows.Select((r, i) => new Unit(r.Unit, Text.Same(r.Unit.Value), ImmutableSortedDictionary<string, string>.Empty.Add("group", groups[i % 3])))],
            DataTable.Create(rows, codes, cells).OrThrow());
    }

    public static Recipe Recipe { get; } = new(new("基准", "Benchmark"),
    [
        new Impute(PerCode.All(new ImputeRule(ImputeMethod.GroupMean, "group"))),
        new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(5)))),
        new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax))),
        new Aggregate(PerCode.All(new AggregateRule())),
        new Rank(Ties.Min, null),
    ], new FrameRule.PerPeriod());

    private static string Name(string letter, int place) => letter + place.ToString("00000", CultureInfo.InvariantCulture);
}
