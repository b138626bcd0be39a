namespace Touchstone.Composite;

/// <summary>
/// A node of a parsed formula. Evaluates one row of the input columns without allocating; missing is NaN. A value that is not finite although all it needs
/// is present sets <c>faulty</c> and becomes missing.
/// </summary>
internal abstract class FormulaNode
{
    private FormulaNode() { }

    public abstract double At(double[][] inputs, int row, ref bool faulty);

    private static double Seal(double value, ref bool faulty)
    {
        if (double.IsFinite(value)) return value;
        faulty = true;
        return double.NaN;
    }

    public sealed class Number(double value) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty) => value;
    }

    public sealed class Input(int place) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty) => inputs[place][row];
    }

    public sealed class Negative(FormulaNode of) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty) => -of.At(inputs, row, ref faulty);
    }

    public sealed class Operation(char sign, FormulaNode left, FormulaNode right) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty)
        {
            double a = left.At(inputs, row, ref faulty), b = right.At(inputs, row, ref faulty);
            if (double.IsNaN(a) || double.IsNaN(b)) return double.NaN;
            double value = sign switch
            {
                '+' => a + b,
                '-' => a - b,
                '*' => a * b,
                '/' => a / b,
                '^' => Math.Pow(a, b),
                _ => throw new InvalidOperationException($"No operation {sign}."),
            };
            return Seal(value, ref faulty);
        }
    }

    public sealed class OfOne(Func<double, double> function, FormulaNode of) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty)
        {
            double x = of.At(inputs, row, ref faulty);
            return double.IsNaN(x) ? double.NaN : Seal(function(x), ref faulty);
        }
    }

    /// <summary>Sum, smallest or largest: missing when any is missing.</summary>
    public sealed class OfAll(Func<double, double, double> together, FormulaNode[] of) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty)
        {
            double result = of[0].At(inputs, row, ref faulty);
            for (int i = 1; i < of.Length; i++)
            {
                double x = of[i].At(inputs, row, ref faulty);
                result = double.IsNaN(result) || double.IsNaN(x) ? double.NaN : Seal(together(result, x), ref faulty);
            }
            return result;
        }
    }

    /// <summary>The mean of those present.</summary>
    public sealed class MeanOfPresent(FormulaNode[] of) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty)
        {
            double sum = 0;
            int n = 0;
            foreach (var node in of)
            {
                double x = node.At(inputs, row, ref faulty);
                if (double.IsNaN(x)) continue;
                sum += x;
                n++;
            }
            return n == 0 ? double.NaN : Seal(sum / n, ref faulty);
        }
    }

    public sealed class FirstPresent(FormulaNode[] of) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty)
        {
            foreach (var node in of)
            {
                double x = node.At(inputs, row, ref faulty);
                if (!double.IsNaN(x)) return x;
            }
            return double.NaN;
        }
    }

    public sealed class Clamp(FormulaNode of, FormulaNode low, FormulaNode high) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty)
        {
            double x = of.At(inputs, row, ref faulty), from = low.At(inputs, row, ref faulty), to = high.At(inputs, row, ref faulty);
            if (double.IsNaN(x) || double.IsNaN(from) || double.IsNaN(to)) return double.NaN;
            return from <= to ? Math.Clamp(x, from, to) : Seal(double.NaN, ref faulty);
        }
    }

    /// <summary>Only the branch taken is evaluated; a condition over a missing value is missing.</summary>
    public sealed class Choice(string sign, FormulaNode left, FormulaNode right, FormulaNode then, FormulaNode otherwise) : FormulaNode
    {
        public override double At(double[][] inputs, int row, ref bool faulty)
        {
            double a = left.At(inputs, row, ref faulty), b = right.At(inputs, row, ref faulty);
            if (double.IsNaN(a) || double.IsNaN(b)) return double.NaN;
            bool holds = sign switch
            {
                "<" => a < b,
                "<=" => a <= b,
                ">" => a > b,
                ">=" => a >= b,
                "=" => a == b,
                "<>" => a != b,
                _ => throw new InvalidOperationException($"No comparison {sign}."),
            };
            return holds ? then.At(inputs, row, ref faulty) : otherwise.At(inputs, row, ref faulty);
        }
    }
}
