using System.Numerics;
using System.Runtime.InteropServices;

namespace Touchstone.Rules;

/// <summary>Runs a program over a block of firms at once, in bounds (see <see cref="Bounds"/>), a vector of lanes an operation.</summary>
internal sealed class BlockRun
{
    public const int Size = 256;
    private static readonly Vector<double> Ulp = new(2.220446049250313E-16), Tiny = new(double.Epsilon), One = Vector<double>.One, Infinity = new(double.PositiveInfinity), NaN = new(double.NaN), Near = new(1e-200);

    private readonly RuleProgram _program;
    private readonly double[] _low, _high;
    private readonly int[] _needed;

    public BlockRun(RuleProgram program, DateOnly day)
    {
        _program = program;
        _low = new double[program.Instructions.Length * Size];
        _high = new double[program.Instructions.Length * Size];
        _needed = Under(program);
        for (int at = 0; at < program.Instructions.Length; at++)
        {
            var i = program.Instructions[at];
            if (i.Op == Op.Constant) Fill(at, Bounds.Of(program.Constants[i.A]));
            else if (i.Op == Op.Undefined) Fill(at, Bounds.Undefined);
            else if (i.Op == Op.Column && program.Columns[i.A].Kind == ColumnKind.Day) Fill(at, Bounds.At(day.DayNumber));
        }
    }

    /// <summary>The bounds of a slot for one firm of the block.</summary>
    public Bounds Of(int slot, int lane) => new(_low[slot * Size + lane], _high[slot * Size + lane]);

    private void Fill(int slot, Bounds value)
    {
        _low.AsSpan(slot * Size, Size).Fill(value.Low);
        _high.AsSpan(slot * Size, Size).Fill(value.High);
    }

    /// <summary>The instructions the verdict needs; constants are filled once.</summary>
    private static int[] Under(RuleProgram program)
    {
        var needed = new bool[program.PassSlot + 1];
        needed[program.PassSlot] = true;
        for (int at = program.PassSlot; at >= 0; at--)
        {
            var i = program.Instructions[at];
            if (!needed[at] || i.Op is Op.Constant or Op.Undefined or Op.Column or Op.Given) continue;
            needed[i.A] = true;
            if (i.B >= 0) needed[i.B] = true;
            if (i.C >= 0) needed[i.C] = true;
        }
        return [.. Enumerable.Range(0, needed.Length).Where(at => needed[at] && program.Instructions[at].Op is not (Op.Constant or Op.Undefined)
            && !(program.Instructions[at].Op == Op.Column && program.Columns[program.Instructions[at].A].Kind == ColumnKind.Day))];
    }

    public void Run(FirmTable table, int first, int count)
    {
        foreach (int at in _needed)
        {
            var i = _program.Instructions[at];
            if (i.Op is Op.Column or Op.Given) Load(at, i, table.Column(i.A).AsSpan(first, count));
            else if (i.Op == Op.FullYears) FullYears(at, i);
            else Vectors(at, i);
        }
    }

    private void Load(int at, Instruction i, ReadOnlySpan<double> values)
    {
        Span<double> low = _low.AsSpan(at * Size, Size), high = _high.AsSpan(at * Size, Size);
        var column = _program.Columns[i.A];
        var missing = column.Assumed is { } assumed ? Bounds.Of(assumed) : Bounds.Of(column.Domain);
        bool asks = i.Op == Op.Given;
        for (int k = 0; k < values.Length; k++)
        {
            double value = values[k];
            if (asks) low[k] = high[k] = double.IsNaN(value) && column.Assumed is null ? 0 : 1;
            else if (double.IsNaN(value)) (low[k], high[k]) = (missing.Low, missing.High);
            else if (value == Math.Floor(value)) low[k] = high[k] = value;
            else (low[k], high[k]) = (Math.BitDecrement(value), Math.BitIncrement(value));
        }
        low[values.Length..].Clear();
        high[values.Length..].Clear();
    }

    private void FullYears(int at, Instruction i)
    {
        for (int k = 0; k < Size; k++)
        {
            var years = Bounds.FullYears(new(_low[i.A * Size + k], _high[i.A * Size + k]), new(_low[i.B * Size + k], _high[i.B * Size + k]));
            (_low[at * Size + k], _high[at * Size + k]) = (years.Low, years.High);
        }
    }

    private static Span<Vector<double>> Lanes(double[] all, int slot) => MemoryMarshal.Cast<double, Vector<double>>(all.AsSpan(slot * Size, Size));

    private void Vectors(int at, Instruction i)
    {
        Span<Vector<double>> low = Lanes(_low, at), high = Lanes(_high, at);
        ReadOnlySpan<Vector<double>> al = Lanes(_low, i.A), ah = Lanes(_high, i.A);
        ReadOnlySpan<Vector<double>> bl = i.B >= 0 ? Lanes(_low, i.B) : al, bh = i.B >= 0 ? Lanes(_high, i.B) : ah;
        switch (i.Op)
        {
            case Op.Add: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (SumDown(al[k], bl[k]), SumUp(ah[k], bh[k])); break;
            case Op.Subtract: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (SumDown(al[k], -bh[k]), SumUp(ah[k], -bl[k])); break;
            case Op.Negate: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (-ah[k], -al[k]); break;
            case Op.Multiply: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = Product(al[k], ah[k], bl[k], bh[k]); break;
            case Op.Divide: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = Quotient(al[k], ah[k], bl[k], bh[k]); break;
            case Op.Min: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (Least(al[k], bl[k]), Least(ah[k], bh[k])); break;
            case Op.Max: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (-Least(-al[k], -bl[k]), -Least(-ah[k], -bh[k])); break;
            case Op.Floor: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (Vector.Floor(al[k]), Vector.Floor(ah[k])); break;
            case Op.AtLeast: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (Bit(Vector.GreaterThanOrEqual(al[k], bh[k])), Bit(Vector.GreaterThanOrEqual(ah[k], bl[k]))); break;
            case Op.Above: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (Bit(Vector.GreaterThan(al[k], bh[k])), Bit(Vector.GreaterThan(ah[k], bl[k]))); break;
            case Op.Same: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (Bit(Vector.Equals(al[k], ah[k]) & Vector.Equals(bl[k], bh[k]) & Vector.Equals(al[k], bl[k])), Bit(Vector.LessThanOrEqual(al[k], bh[k]) & Vector.LessThanOrEqual(bl[k], ah[k]))); break;
            case Op.Not: for (int k = 0; k < low.Length; k++) (low[k], high[k]) = (One - ah[k], One - al[k]); break;
            case Op.Root: Root(at, i); break;
            case Op.Choose: Choose(low, high, al, ah, i); break;
            case Op.Constant or Op.Undefined or Op.Column or Op.Given or Op.FullYears: throw new InvalidOperationException("Loaded, not computed.");
        }
    }

    private void Root(int at, Instruction i)
    {
        for (int k = 0; k < Size; k++)
        {
            var root = Bounds.Root(new(_low[i.A * Size + k], _high[i.A * Size + k]));
            (_low[at * Size + k], _high[at * Size + k]) = (root.Low, root.High);
        }
    }

    private void Choose(Span<Vector<double>> low, Span<Vector<double>> high, ReadOnlySpan<Vector<double>> tl, ReadOnlySpan<Vector<double>> th, Instruction i)
    {
        ReadOnlySpan<Vector<double>> yl = Lanes(_low, i.B), yh = Lanes(_high, i.B), nl = Lanes(_low, i.C), nh = Lanes(_high, i.C);
        for (int k = 0; k < low.Length; k++)
        {
            var yes = Vector.GreaterThanOrEqual(tl[k], One);
            var no = Vector.LessThanOrEqual(th[k], Vector<double>.Zero);
            Vector<double> hullLow = Vector.ConditionalSelect(Vector.LessThan(yl[k], nl[k]), yl[k], nl[k]), hullHigh = Vector.ConditionalSelect(Vector.GreaterThan(yh[k], nh[k]), yh[k], nh[k]);
            var defined = Vector.Equals(yl[k], yl[k]) & Vector.Equals(nl[k], nl[k]);
            var undefined = Vector.OnesComplement(Vector.Equals(yl[k], yl[k]) | Vector.Equals(nl[k], nl[k]));
            hullLow = Vector.ConditionalSelect(defined, hullLow, Vector.ConditionalSelect(undefined, NaN, -Infinity));
            hullHigh = Vector.ConditionalSelect(defined, hullHigh, Vector.ConditionalSelect(undefined, NaN, Infinity));
            low[k] = Vector.ConditionalSelect(yes, yl[k], Vector.ConditionalSelect(no, nl[k], hullLow));
            high[k] = Vector.ConditionalSelect(yes, yh[k], Vector.ConditionalSelect(no, nh[k], hullHigh));
        }
    }

    private static Vector<double> Bit(Vector<long> mask) => Vector.ConditionalSelect(mask, One, Vector<double>.Zero);
    private static Vector<double> Down(Vector<double> x) => x - Vector.Abs(x) * Ulp - Tiny;
    private static Vector<double> Up(Vector<double> x) => x + Vector.Abs(x) * Ulp + Tiny;

    private static Vector<long> IsPoint(Vector<double> low, Vector<double> high) => Vector.Equals(low, high);
    private static Vector<long> IsFar(Vector<double> x) => Vector.GreaterThan(Vector.Abs(x), Near) & Vector.LessThan(Vector.Abs(x), Infinity);
    private static Vector<long> IsZero(Vector<double> x) => Vector.Equals(x, Vector<double>.Zero);

    private static Vector<long> IsExactSum(Vector<double> a, Vector<double> b, Vector<double> sum)
    {
        var part = sum - a;
        return Vector.Equals((a - (sum - part)) + (b - part), Vector<double>.Zero);
    }

    private static Vector<double> SumDown(Vector<double> a, Vector<double> b)
    {
        var sum = a + b;
        return Vector.ConditionalSelect(IsExactSum(a, b, sum), sum, Down(sum));
    }

    private static Vector<double> SumUp(Vector<double> a, Vector<double> b)
    {
        var sum = a + b;
        return Vector.ConditionalSelect(IsExactSum(a, b, sum), sum, Up(sum));
    }

    /// <summary>The lesser; NaN where either is.</summary>
    private static Vector<double> Least(Vector<double> a, Vector<double> b)
    {
        var least = Vector.ConditionalSelect(Vector.LessThan(a, b), a, b);
        return Vector.ConditionalSelect(Vector.Equals(a, a), least, a);
    }

    private static Vector<double> Most(Vector<double> a, Vector<double> b) => -Least(-a, -b);

    private static (Vector<double>, Vector<double>) Product(Vector<double> al, Vector<double> ah, Vector<double> bl, Vector<double> bh)
    {
        Vector<double> p = Times(al, bl), q = Times(al, bh), r = Times(ah, bl), s = Times(ah, bh);
        var exact = IsPoint(al, ah) & IsPoint(bl, bh) & (IsFar(p) | IsZero(al) | IsZero(bl)) & Vector.Equals(Vector.FusedMultiplyAdd(al, bl, -p), Vector<double>.Zero);
        return (Vector.ConditionalSelect(exact, p, Down(Least(Least(p, q), Least(r, s)))), Vector.ConditionalSelect(exact, p, Up(Most(Most(p, q), Most(r, s)))));
    }

    private static Vector<double> Times(Vector<double> x, Vector<double> y)
    {
        var zero = Vector.Equals(x, Vector<double>.Zero) & Vector.Equals(y, y) | Vector.Equals(y, Vector<double>.Zero) & Vector.Equals(x, x);
        return Vector.ConditionalSelect(zero, Vector<double>.Zero, x * y);
    }

    private static (Vector<double>, Vector<double>) Quotient(Vector<double> al, Vector<double> ah, Vector<double> bl, Vector<double> bh)
    {
        Vector<double> p = Over(al, bl), q = Over(al, bh), r = Over(ah, bl), s = Over(ah, bh);
        var low = Down(Least(Least(p, q), Least(r, s)));
        var high = Up(Most(Most(p, q), Most(r, s)));
        var spans = Vector.LessThanOrEqual(bl, Vector<double>.Zero) & Vector.GreaterThanOrEqual(bh, Vector<double>.Zero);
        var nothing = Vector.Equals(bl, Vector<double>.Zero) & Vector.Equals(bh, Vector<double>.Zero);
        var undefined = nothing | Vector.OnesComplement(Vector.Equals(al, al)) | Vector.OnesComplement(Vector.Equals(bl, bl));
        var exact = IsPoint(al, ah) & IsPoint(bl, bh) & (IsFar(al) | IsZero(al)) & Vector.Equals(Vector.FusedMultiplyAdd(p, bl, -al), Vector<double>.Zero);
        low = Vector.ConditionalSelect(exact, p, low);
        high = Vector.ConditionalSelect(exact, p, high);
        low = Vector.ConditionalSelect(undefined, NaN, Vector.ConditionalSelect(spans, -Infinity, low));
        high = Vector.ConditionalSelect(undefined, NaN, Vector.ConditionalSelect(spans, Infinity, high));
        return (low, high);
    }

    private static Vector<double> Over(Vector<double> x, Vector<double> y) => Vector.ConditionalSelect(Vector.Equals(Vector.Abs(y), Infinity), Vector<double>.Zero, x / y);
}
