using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// What is settled before a run and the same for every run of one (input, recipe): the place of each column, the tree by place, periods, and the parameters of a frozen frame.
/// Places: the indicators in the framework's order, the aggregates with children before parents, the context columns, then columns only formulas make.
/// </summary>
internal sealed class Plan
{
    private readonly Dictionary<IndicatorCode, int> _places = [];

    public Plan(IndexInput input, Recipe recipe)
    {
        (Input, Recipe) = (input, recipe);
        var framework = input.Framework;
        IndicatorCount = framework.Indicators.Length;
        NodeCount = IndicatorCount + framework.Aggregates.Length;
        var made = recipe.Steps.OfType<Derive>().SelectMany(d => d.Columns).Select(c => c.Target).Distinct().Where(t => framework.Find(t) is null);
        Codes = [.. framework.Indicators.Select(n => n.Code), .. framework.Aggregates.Select(n => n.Code), .. framework.Context.Select(n => n.Code), .. made];
        for (int i = 0; i < Codes.Length; i++) _places.Add(Codes[i], i);
        Nodes = [.. framework.Indicators, .. framework.Aggregates];
        // Children are summed in the order of their codes, so that the order of the rows in a file cannot change a score.
        Children = [.. Nodes.Select(n => framework.Children(n.Code).Select(c => PlaceOf(c.Code)).OrderBy(c => Codes[c]).ToArray())];
        Root = PlaceOf(framework.Root.Code);
        Rows = input.Data.Rows;
        var unitOf = input.Units.ToDictionary(u => u.Code);
        Units = [.. Rows.Select(r => unitOf[r.Unit])];
        Periods = [.. Rows.Select(r => r.Period).Distinct()];
        PeriodOf = ByPeriod();
        Earlier = EarlierRows();
        Later = LaterRows(Earlier);
        IsBase = BaseRows();
        Frozen = recipe.Frame is FrameRule.Frozen frozen ? new FrozenParameters(frozen.Frame) : null;
        BlocksByPeriod = recipe.Frame is FrameRule.PerPeriod || Frozen is { ByPeriod: true };
    }

    public IndexInput Input { get; }
    public Recipe Recipe { get; }
    public int IndicatorCount { get; }
    /// <summary>Indicators and aggregates: the places below this are nodes of the tree.</summary>
    public int NodeCount { get; }
    public ImmutableArray<IndicatorCode> Codes { get; }
    public ImmutableArray<FrameworkNode> Nodes { get; }
    public int[][] Children { get; }
    public int Root { get; }
    public ImmutableArray<RowKey> Rows { get; }
    /// <summary>The unit of each input row.</summary>
    public Unit[] Units { get; }
    public Period?[] Periods { get; }
    /// <summary>The place in <see cref="Periods"/> of each input row.</summary>
    public int[] PeriodOf { get; }
    /// <summary>The row of the same unit in the latest earlier period of the data, or −1.</summary>
    public int[] Earlier { get; }
    /// <summary>The row of the same unit in the earliest later period of the data, or −1.</summary>
    public int[] Later { get; }
    /// <summary>Whether the row's period takes part in giving parameters.</summary>
    public bool[] IsBase { get; }
    public FrozenParameters? Frozen { get; }
    /// <summary>Each period has parameters of its own.</summary>
    public bool BlocksByPeriod { get; }

    public int PlaceOf(IndicatorCode code) => _places.TryGetValue(code, out int place) ? place : -1;
    public bool IsIndicator(int place) => place < IndicatorCount;

    private int[] ByPeriod()
    {
        int[] of = new int[Rows.Length];
        for (int r = 1; r < of.Length; r++) of[r] = of[r - 1] + (Nullable.Equals(Rows[r].Period, Rows[r - 1].Period) ? 0 : 1);
        return of;
    }

    private int[] EarlierRows()
    {
        int[] earlier = new int[Rows.Length];
        var last = new Dictionary<UnitCode, int>();
        for (int r = 0; r < earlier.Length; r++)
        {
            earlier[r] = last.GetValueOrDefault(Rows[r].Unit, -1);
            last[Rows[r].Unit] = r;
        }
        return earlier;
    }

    private static int[] LaterRows(int[] earlier)
    {
        int[] later = new int[earlier.Length];
        Array.Fill(later, -1);
        for (int r = 0; r < earlier.Length; r++) if (earlier[r] >= 0) later[earlier[r]] = r;
        return later;
    }

    private bool[] BaseRows()
    {
        var periods = Recipe.Frame is FrameRule.Base b ? b.Periods.ToHashSet() : null;
        return [.. Rows.Select(r => periods is null || r.Period is { } p && periods.Contains(p))];
    }
}
