using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>COINr's built-in example: 51 countries, 49 indicators, four levels.</summary>
internal static class Asem
{
    private static readonly string[] s_groups = ["GDP_group", "GDPpc_group", "Pop_group", "EurAsia_group"];
    private static readonly string[] s_denominators = ["Area", "Energy", "GDP", "Population"];

    public static Framework Framework(Func<FrameworkNode, FrameworkNode>? change = null)
    {
        var table = ReferenceTable.Read("coinr", "00_raw", "metadata.csv");
        var nodes = table.Rows.Select(r => new FrameworkNode
        {
            Code = new(table.Text(r, "code")),
            Kind = Enum.Parse<NodeKind>(table.Text(r, "type")),
            Parent = table.Text(r, "parent") is { Length: > 0 } parent ? new IndicatorCode(parent) : null,
            Weight = table.Number(r, "weight") ?? 1,
            Direction = (Direction)(int)table.Number(r, "direction")!.Value,
            Denominator = table.Text(r, "denominator") is { Length: > 0 } by ? new IndicatorCode(by) : null,
            Target = table.Number(r, "target"),
        });
        return Composite.Framework.Create(nodes.Select(n => change?.Invoke(n) ?? n)
            .Concat(s_denominators.Select(d => new FrameworkNode { Code = new(d), Kind = NodeKind.Context, Direction = Direction.Neutral }))).OrThrow();
    }

    public static ImmutableArray<Unit> Units()
    {
        var table = ReferenceTable.Read("coinr", "00_raw", "units.csv");
        return [.. table.Rows.Select(r => new Unit(new(table.Text(r, "uCode")), Text.Same(table.Text(r, "uName")),
            s_groups.ToImmutableSortedDictionary(g => g, g => table.Text(r, g), StringComparer.Ordinal)))];
    }

    /// <summary>The input with the indicators of a table of COINr's and the denominators of its unit list.</summary>
    public static IndexInput Input(Framework framework, params string[] path)
    {
        var data = ReferenceTable.Read(["coinr", .. path]);
        var units = ReferenceTable.Read("coinr", "00_raw", "units.csv");
        var indicators = framework.Indicators.Select(n => n.Code).ToList();
        var cells = data.Rows.SelectMany(r => indicators.Select(i => Cell(new(null, new(data.Text(r, "uCode"))), i, data.Number(r, i.Value))))
            .Concat(units.Rows.SelectMany(r => s_denominators.Select(d => Cell(new(null, new(units.Text(r, "uCode"))), new(d), units.Number(r, d)))))
            .OfType<Cell>().ToList();
        var rows = data.Rows.Select(r => new RowKey(null, new(data.Text(r, "uCode")))).ToHashSet();
        var table = DataTable.Create(rows, indicators.Concat(s_denominators.Select(d => new IndicatorCode(d))), cells.Where(c => rows.Contains(c.Row))).OrThrow();
        return new(framework, Units(), table);
    }

    public static IndexInput Raw() => Input(Framework(), "00_raw", "raw_dataset.csv");

    public static Cell? Cell(RowKey row, IndicatorCode code, double? value) => value is null ? null : new(row, code, value, CellMarks.None, Place.Whole);

    public static Recipe Recipe(params Step[] steps) => new(Text.Same("ASEM"), [.. steps], new FrameRule.PerPeriod());

    public static Impute ByEurAsia => new(PerCode.All(new ImputeRule(ImputeMethod.GroupMean, "EurAsia_group")));
    public static Normalise MinMax(double low, double high) => new(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax, low, high)));
    public static Aggregate Mean(MeanKind kind, double minAvailable = 0) => new(PerCode.All(new AggregateRule(kind, minAvailable)));

    public static Recipe Example => Recipe(
        new Denominate([]),
        ByEurAsia,
        new Screen(0.9, null, FailedUnit.Drop, [], []),
        new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(5)))),
        MinMax(0, 100),
        Mean(MeanKind.Arithmetic),
        new Rank(Ties.Min, null));

    public static Step Step(IndexBuild build, string kind) => build.Steps.Single(s => s.Step?.Kind == kind).Step!;
    public static DataTable After(IndexBuild build, string kind) => build.Steps.Single(s => s.Step?.Kind == kind).Data;
}
