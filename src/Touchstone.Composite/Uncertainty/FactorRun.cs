
namespace Touchstone.Composite;

/// <summary>A factor at work in the scenarios of one combination. Choices are at work through the combination itself.</summary>
internal abstract class FactorRun
{
    public static FactorRun? Of(ScenarioPlan plan, Plan of, Factor factor, int place) => factor switch
    {
        Factor.WeightNoise noise => new WeightNoiseRun(plan, noise, place),
        Factor.DirichletWeights dirichlet => new DirichletRun(of, dirichlet, place),
        Factor.DropIndicators drop => new DropRun(plan, of, drop, place),
        Factor.DataError error => new DataErrorRun(of, error, place),
        Factor.MultipleImputation multiple => new MultipleImputationRun(plan, of, multiple, place),
        Factor.ImputationSpread spread => new ImputationRun(of, spread, place),
        _ => null,
    };

    /// <summary>Before a run, on the raw cells; each cell is set from the input's, so that scenarios do not depend on their order.</summary>
    public virtual void OnCells(RawCells raw, in Draw draw) { }
    public virtual void OnTree(Worksheet sheet, in Draw draw) { }
    public virtual void BeforeImputing(Worksheet sheet) { }
    public virtual void AfterImputing(Worksheet sheet, int step, in Draw draw) { }
    public virtual void OnWeights(Worksheet sheet, in Draw draw) { }
}

internal sealed class WeightNoiseRun(ScenarioPlan plan, Factor.WeightNoise factor, int place) : FactorRun
{
    private readonly int[] _nodes = plan.NoisyNodes(factor);
    private readonly int _first = plan.FirstCoordinate[place];

    public override void OnWeights(Worksheet sheet, in Draw draw)
    {
        for (int i = 0; i < _nodes.Length; i++)
            sheet.Weights[_nodes[i]] *= 1 + factor.Share * (2 * draw.At(place, _first + i) - 1);
    }
}

internal sealed class DirichletRun(Plan plan, Factor.DirichletWeights factor, int place) : FactorRun
{
    private readonly int[][] _families = [.. Enumerable.Range(plan.IndicatorCount, plan.NodeCount - plan.IndicatorCount)
        .Where(n => factor.Parents.IsDefaultOrEmpty || factor.Parents.Contains(plan.Codes[n])).Select(n => plan.Children[n])];

    public override void OnWeights(Worksheet sheet, in Draw draw)
    {
        var stream = draw.Stream(place);
        foreach (int[] family in _families)
        {
            double sum = 0;
            foreach (int child in family) if (sheet.InTree[child]) sum += sheet.Weights[child];
            foreach (int child in family)
            {
                // A child that is out takes its numbers all the same, so that the others' do not depend on it.
                double shape = factor.Concentration is { } c ? c * (sum > 0 && sheet.InTree[child] ? sheet.Weights[child] / sum : 1.0 / family.Length) : 1;
                double weight = shape > 0 ? stream.Gamma(shape) : 0;
                if (sheet.InTree[child]) sheet.Weights[child] = weight;
            }
        }
    }
}

internal sealed class DropRun(ScenarioPlan scenarios, Plan plan, Factor.DropIndicators factor, int place) : FactorRun
{
    private readonly int[] _candidates = factor.Candidates.IsDefaultOrEmpty ? [.. Enumerable.Range(0, plan.IndicatorCount)] : [.. factor.Candidates.Select(plan.PlaceOf)];
    private readonly int _first = scenarios.FirstCoordinate[place];

    public override void OnTree(Worksheet sheet, in Draw draw)
    {
        if (factor.EachWith is { } chance)
        {
            var stream = draw.Stream(place);
            foreach (int candidate in _candidates) if (stream.Next() < chance) Leave(sheet, candidate);
            return;
        }
        int which = (int)(draw.At(place, _first) * (_candidates.Length + 1));
        if (which < _candidates.Length) Leave(sheet, _candidates[which]);
    }

    private static void Leave(Worksheet sheet, int indicator)
    {
        if (sheet.InTree[indicator]) sheet.LeaveTree(indicator);
    }
}

internal sealed class DataErrorRun : FactorRun
{
    private readonly List<(int Column, int[] Rows, double[] Values, double[] Sizes, ErrorShape Shape)> _columns = [];
    private readonly int _place;

    public DataErrorRun(Plan plan, Factor.DataError factor, int place)
    {
        _place = place;
        var own = factor.Cells.ToDictionary(c => (c.Row, c.Column), c => c.Size);
        foreach (var column in plan.Input.Data.Columns)
        {
            var rule = factor.Rules.For(column.Code);
            var rows = new List<int>();
            var sizes = new List<double>();
            for (int r = 0; r < column.Count; r++)
            {
                if (column[r] is not { } x) continue;
                double size = own.TryGetValue((plan.Rows[r], column.Code), out double stated) ? SizeOf(rule.Shape, stated, x) : SizeOf(rule, x);
                if (!(size > 0)) continue;
                rows.Add(r);
                sizes.Add(size);
            }
            if (rows.Count > 0) _columns.Add((plan.PlaceOf(column.Code), [.. rows], column.Values, [.. sizes], rule.Shape));
        }
    }

    /// <summary>A cell's own error is stated in the unit of the column; a lognormal one is a share of the figure.</summary>
    private static double SizeOf(ErrorShape shape, double stated, double x) => shape == ErrorShape.Lognormal ? (x == 0 ? 0 : stated / Math.Abs(x)) : stated;

    private static double SizeOf(ErrorRule rule, double x) =>
        rule.Shape == ErrorShape.Lognormal ? rule.Relative : Math.Sqrt(Math.Pow(rule.Relative * x, 2) + Math.Pow(rule.Absolute, 2));

    public override void OnCells(RawCells raw, in Draw draw)
    {
        var stream = draw.Stream(_place);
        foreach (var (column, rows, values, sizes, shape) in _columns)
        {
            double[] cells = raw.Own(column);
            for (int i = 0; i < rows.Length; i++)
            {
                double x = values[rows[i]], size = sizes[i], u = stream.Next();
                cells[rows[i]] = shape switch
                {
                    ErrorShape.Normal => x + size * NormalQuantile.Of(u),
                    ErrorShape.Uniform => x + size * (2 * u - 1),
                    ErrorShape.Lognormal => x * Math.Exp(size * NormalQuantile.Of(u) - 0.5 * size * size),
                };
            }
        }
    }
}

internal sealed class ImputationRun : FactorRun
{
    private readonly Dictionary<int, Compared[]> _errors;
    private readonly bool[][] _missing;
    private readonly int _place;

    public ImputationRun(Plan plan, Factor.ImputationSpread factor, int place)
    {
        _place = place;
        _missing = [.. Enumerable.Range(0, plan.IndicatorCount).Select(_ => new bool[plan.Rows.Length])];
        _errors = HoldOut.Errors(plan, factor.Folds);
    }

    public override void BeforeImputing(Worksheet sheet)
    {
        for (int i = 0; i < _missing.Length; i++)
            for (int r = 0; r < sheet.Rows; r++) _missing[i][r] = double.IsNaN(sheet.Cells[i][r]);
    }

    public override void AfterImputing(Worksheet sheet, int step, in Draw draw)
    {
        var stream = draw.Stream(_place);
        var errors = _errors[step];
        for (int i = 0; i < _missing.Length; i++)
        {
            if (!sheet.InTree[i]) continue;
            for (int r = 0; r < sheet.Rows; r++)
                if (_missing[i][r] && !double.IsNaN(sheet.Cells[i][r])) sheet.Cells[i][r] += errors[i].RootMeanSquare * stream.Normal();
        }
    }
}

internal sealed class MultipleImputationRun : FactorRun
{
    private readonly List<(int Step, int Column, int InputRow, double[] Values)> _cells = [];
    private readonly int _place, _first, _draws;

    public MultipleImputationRun(ScenarioPlan scenarios, Plan plan, Factor.MultipleImputation factor, int place)
    {
        (_place, _first, _draws) = (place, scenarios.FirstCoordinate[place], factor.Draws);
        var (sheet, silent) = (new Worksheet(plan), new Audit(plan, keeps: false));
        var steps = IndexBuild.StepsOf(plan);
        foreach (var imputing in steps.OfType<Imputing>().Where(i => i.HasModel))
        {
            new RawCells(plan).Fill(sheet);
            foreach (var step in steps.TakeWhile(s => s != imputing)) step.Apply(sheet, silent);
            Take(imputing, sheet, silent, plan, HashStream.Mix(scenarios.Spec.Draw.Seed ^ 0x3C6EF372FE94F82BUL));
        }
    }

    private void Take(Imputing imputing, Worksheet sheet, Audit silent, Plan plan, ulong seed)
    {
        double[][] drawn = [.. Enumerable.Range(0, plan.IndicatorCount).Select(_ => new double[plan.Rows.Length])];
        var found = new Dictionary<(int Column, int Row), double[]>();
        for (int m = 0; m < _draws; m++)
        {
            imputing.Sample(sheet, silent, new HashStream(seed, _place, m), drawn);
            for (int c = 0; c < drawn.Length; c++)
                for (int r = 0; r < sheet.Rows; r++)
                {
                    if (double.IsNaN(drawn[c][r])) continue;
                    if (!found.TryGetValue((c, r), out double[]? values)) found[(c, r)] = values = [.. Enumerable.Repeat(double.NaN, _draws)];
                    values[m] = drawn[c][r];
                }
        }
        _cells.AddRange(found.OrderBy(f => f.Key).Select(f => (imputing.Place, f.Key.Column, sheet.Source[f.Key.Row], f.Value)));
    }

    public override void AfterImputing(Worksheet sheet, int step, in Draw draw)
    {
        int m = Math.Min(_draws - 1, (int)(draw.At(_place, _first) * _draws));
        foreach (var (at, column, inputRow, values) in _cells)
            if (at == step && sheet.RowOf[inputRow] is var row and >= 0 && sheet.InTree[column] && !double.IsNaN(values[m])) sheet.Cells[column][row] = values[m];
    }
}
