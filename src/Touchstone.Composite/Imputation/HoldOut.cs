namespace Touchstone.Composite;

/// <summary>What was compared of one indicator when present cells were hidden, imputed and looked at again.</summary>
internal record struct Compared(int Count, int NotFilled, double Squares, double Absolute)
{
    public readonly double RootMeanSquare => Count > 0 ? Math.Sqrt(Squares / Count) : 0;
}

/// <summary>The hold-out error of each imputation: present cells are hidden a fold at a time, imputed by the step itself, and compared. Units that are never filled have nothing hidden.</summary>
internal static class HoldOut
{
    /// <summary>By the place of the impute step, what was compared of each indicator.</summary>
    public static Dictionary<int, Compared[]> Errors(Plan plan, int folds, ulong seed = 0)
    {
        var (sheet, raw, audit) = (new Worksheet(plan), new RawCells(plan), new Audit(plan, keeps: false));
        var steps = IndexBuild.StepsOf(plan);
        var errors = new Dictionary<int, Compared[]>();
        foreach (var imputing in steps.OfType<Imputing>())
        {
            var compared = new Compared[plan.IndicatorCount];
            for (int fold = 0; fold < folds; fold++)
            {
                raw.Fill(sheet);
                foreach (var step in steps.TakeWhile(s => s != imputing)) step.Apply(sheet, audit);
                var hidden = Hide(sheet, plan, imputing, fold, folds, seed);
                imputing.Apply(sheet, audit);
                foreach (var (column, row, value) in hidden)
                {
                    double error = sheet.Cells[column][row] - value;
                    ref var of = ref compared[column];
                    of = double.IsNaN(error) ? of with { NotFilled = of.NotFilled + 1 } : of with { Count = of.Count + 1, Squares = of.Squares + error * error, Absolute = of.Absolute + Math.Abs(error) };
                }
            }
            errors[imputing.Place] = compared;
        }
        return errors;
    }

    private static List<(int Column, int Row, double Value)> Hide(Worksheet sheet, Plan plan, Imputing imputing, int fold, int folds, ulong seed)
    {
        var hidden = new List<(int, int, double)>();
        for (int i = 0; i < plan.IndicatorCount; i++)
            for (int r = 0; r < sheet.Rows; r++)
            {
                if (!sheet.InTree[i] || imputing.IsNever(sheet, r) || double.IsNaN(sheet.Cells[i][r]) || Sampling.Permuted(r, sheet.Rows, (ulong)i + 1_000_003 * seed) % folds != fold) continue;
                hidden.Add((i, r, sheet.Cells[i][r]));
                sheet.Cells[i][r] = double.NaN;
            }
        return hidden;
    }
}
