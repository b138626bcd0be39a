using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>What one instruction does with the slots before it.</summary>
internal enum Op : byte
{
    Constant, Undefined, Column, Given, Add, Subtract, Multiply, Divide, Negate, Min, Max, Floor, Root, FullYears, AtLeast, Above, Same, Not, Choose,
}

/// <summary>One instruction: its operands are earlier slots, or a column or constant's place.</summary>
internal readonly record struct Instruction(Op Op, int A = -1, int B = -1, int C = -1);

/// <summary>What a column of facts holds.</summary>
public enum ColumnKind { Input, Judgement, Parameter, Definition, Day }

/// <summary>A column that a program reads: an input, a reviewer's point, a parameter without a value, a definition given as such, or the day.</summary>
public sealed record FactColumn(string Id, ColumnKind Kind, Text Name, Reach Domain, Rational? Assumed = null);

/// <summary>
/// A rulebook made ready to run: every named quantity is a slot, every slot an instruction over earlier ones. The same instructions run exactly (for a verdict that
/// is explained) and in bounded doubles over many firms (for a verdict that is counted).
/// </summary>
public sealed class RuleProgram
{
    internal RuleProgram(Rulebook rulebook, ImmutableArray<Instruction> instructions, ImmutableArray<Rational> constants, ImmutableArray<FactColumn> columns,
        IReadOnlyDictionary<string, int> named, IReadOnlyDictionary<Formula, int> formulas)
    {
        (Rulebook, Instructions, Constants, Columns, Named, Formulas) = (rulebook, instructions, constants, columns, named, formulas);
        PassSlot = named.TryGetValue(RuleNames.Pass, out int pass) ? pass : -1;
        TotalSlot = named.TryGetValue(RuleNames.Total, out int total) ? total : -1;
    }

    public Rulebook Rulebook { get; }
    /// <summary>What it reads, in order.</summary>
    public ImmutableArray<FactColumn> Columns { get; }
    internal ImmutableArray<Instruction> Instructions { get; }
    internal ImmutableArray<Rational> Constants { get; }
    internal IReadOnlyDictionary<string, int> Named { get; }
    internal IReadOnlyDictionary<Formula, int> Formulas { get; }
    internal int PassSlot { get; }
    internal int TotalSlot { get; }

    /// <summary>Makes a rulebook ready; refused with everything that is wrong with it.</summary>
    /// <param name="rulebook">The rulebook.</param>
    /// <param name="given">Definitions whose value is given instead of computed.</param>
    public static Outcome<RuleProgram> Of(Rulebook rulebook, IEnumerable<string>? given = null) => new ProgramBuilder(rulebook, given ?? []).Build();

    public int ColumnOf(string id)
    {
        for (int i = 0; i < Columns.Length; i++) if (Columns[i].Id == id) return i;
        return -1;
    }

    /// <summary>The columns that a named quantity depends on.</summary>
    internal ImmutableArray<int> ColumnsUnder(int slot)
    {
        var seen = new bool[slot + 1];
        var columns = new SortedSet<int>();
        var open = new Stack<int>();
        open.Push(slot);
        while (open.TryPop(out int at))
        {
            if (seen[at]) continue;
            seen[at] = true;
            var i = Instructions[at];
            if (i.Op is Op.Column or Op.Given) { columns.Add(i.A); continue; }
            if (i.Op is Op.Constant or Op.Undefined) continue;
            open.Push(i.A);
            if (i.B >= 0) open.Push(i.B);
            if (i.C >= 0) open.Push(i.C);
        }
        return [.. columns];
    }
}

/// <summary>Names that every rulebook has.</summary>
internal static class RuleNames
{
    public const string Pass = "pass", Total = "total", Gates = "gates", Routes = "routes", Day = "day";
    public static readonly string[] All = [Pass, Total, Gates, Routes, Day, "and", "or", "not", "if", "min", "max", "sum", "floor", "root", "full_years", "undefined", "true", "false"];
}
