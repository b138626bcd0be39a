using CsCheck;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Decision.Tests;

/// <summary>The five ports, and indices made up at random.</summary>
internal static class Ports
{
    public static IndexBuild Build { get; } = Run(IndexFolder.Read(Path.Combine(Repository.Root, "samples", "five-ports")).OrThrow());
    public static RowKey Row(string unit) => new(Period.InYear(2024), new(unit));

    private static IndexBuild Run(IndexFolder folder) => IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
}

/// <summary>Indices of twelve units, two pillars and six indicators, of any mean and normalisation.</summary>
internal static class Made
{
    public const int Units = 12, Indicators = 6;

    public static IndexBuild Index(double[] cells, MeanKind mean, NormaliseMethod method, bool treated = false) => IndexBuild.Run(Input(cells), Recipe(mean, method, treated)).OrThrow();

    public static IndexInput Input(double[] cells)
    {
        var nodes = new List<FrameworkNode> { Node("index", NodeKind.Aggregate, null), Node("p", NodeKind.Aggregate, "index"), Node("q", NodeKind.Aggregate, "index") };
        nodes.AddRange(Enumerable.Range(0, Indicators).Select(i => Node(Code(i), NodeKind.Indicator, i < 3 ? "p" : "q") with { Weight = i + 1, Direction = i == 2 ? Direction.LowerIsBetter : Direction.HigherIsBetter }));
        var rows = Enumerable.Range(0, Units).Select(u => Row(u)).ToList();
        var table = DataTable.Create(rows, Enumerable.Range(0, Indicators).Select(i => new IndicatorCode(Code(i))),
            from u in Enumerable.Range(0, Units) from i in Enumerable.Range(0, Indicators) select new Cell(Row(u), new(Code(i)), cells[u * Indicators + i], CellMarks.None, Place.Whole)).OrThrow();
        return new(Framework.Create(nodes).OrThrow(), [.. rows.Select(r => new Unit(r.Unit, Text.Same(r.Unit.Value), System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty))], table);
    }

    private static Recipe Recipe(MeanKind mean, NormaliseMethod method, bool treated) => new(Text.Same("made"),
    [
        .. treated ? new Step[] { new Treat(PerCode.All(new TreatRule(SkewnessLimit: 0.5, KurtosisLimit: 0.2))) } : [],
        new Normalise(PerCode.All(new NormaliseRule(method, 10, 100, 50, 900))), new Aggregate(PerCode.All(new AggregateRule(mean))), new Rank(Ties.Min, null),
    ], new FrameRule.PerPeriod());

    private static FrameworkNode Node(string code, NodeKind kind, string? parent) => new() { Code = new(code), Kind = kind, Parent = parent is null ? null : new IndicatorCode(parent) };

    public static Gen<T> One<T>(params T[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    public static string Code(int i) => $"i{i}";
    public static RowKey Row(int unit) => new(null, new($"u{unit:00}"));
}
