namespace Touchstone.Composite;

/// <summary>Derive: each column in the order stated, row by row.</summary>
internal sealed class Deriving(Plan plan, int place, Derive step) : StepRun(plan, place, step)
{
    private readonly (int Target, FormulaNode Tree, int[] Inputs, double[][] Cells)[] _columns =
        [.. step.Columns.Select(c => (plan.PlaceOf(c.Target), c.Formula.Tree, c.Formula.Inputs.Select(plan.PlaceOf).ToArray(), new double[c.Formula.Inputs.Count][]))];

    public override void Apply(Worksheet sheet, Audit audit)
    {
        foreach (var (target, tree, inputs, cells) in _columns)
        {
            sheet.Write(target);
            for (int i = 0; i < inputs.Length; i++) cells[i] = sheet.Cells[inputs[i]];
            for (int r = 0; r < sheet.Rows; r++)
            {
                bool faulty = false;
                double value = tree.At(cells, r, ref faulty);
                var marks = MarksOf(sheet, inputs, r, double.IsNaN(value));
                if (faulty && double.IsNaN(value)) audit.NotFinite(sheet, r, target, new("公式在此没有有限值", "the formula has no finite value here"));
                sheet.Cells[target][r] = value;
                sheet.Marks[target][r] = marks;
            }
            sheet.Exists[target] = true;
        }
    }

    /// <summary>A derived cell carries the marks of its inputs; it does not apply where it is missing because an input does not apply.</summary>
    private static CellMarks MarksOf(Worksheet sheet, int[] inputs, int row, bool isMissing)
    {
        var marks = CellMarks.None;
        foreach (int input in inputs) marks |= sheet.Marks[input][row];
        return isMissing ? marks & CellMarks.NotApplicable : marks & ~CellMarks.NotApplicable;
    }
}
