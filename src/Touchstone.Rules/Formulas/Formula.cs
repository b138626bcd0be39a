using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>A formula of a rulebook. Names refer to inputs, parameters, definitions, gates, items and groups; nothing else can be reached.</summary>
public abstract record Formula
{
    private Formula() { }

    public sealed record Number(Rational Value) : Formula;
    /// <summary>A quoted word: one of the codes of a choice.</summary>
    public sealed record Word(string Code) : Formula;
    public sealed record Name(string Id) : Formula;
    /// <summary>No value: what a rate over nothing has.</summary>
    public sealed record Undefined : Formula;
    public sealed record Unary(Operation Operation, Formula Of) : Formula;
    public sealed record Binary(Operation Operation, Formula Left, Formula Right) : Formula;
    /// <summary><c>if(truth, yes, no)</c>.</summary>
    public sealed record Choice(Formula Truth, Formula Yes, Formula No) : Formula;
    /// <summary>The text it was read from.</summary>
    public string Written { get; init; } = "";

    /// <summary>Every name in it, each once, in order of appearance.</summary>
    public ImmutableArray<string> Names()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        Collect(this);
        return names.ToImmutable();

        void Collect(Formula formula)
        {
            switch (formula)
            {
                case Name n: if (!names.Contains(n.Id)) names.Add(n.Id); break;
                case Unary u: Collect(u.Of); break;
                case Binary b: Collect(b.Left); Collect(b.Right); break;
                case Choice c: Collect(c.Truth); Collect(c.Yes); Collect(c.No); break;
            }
        }
    }

    public sealed override string ToString() => Written;
}

/// <summary>What a formula can do.</summary>
public enum Operation
{
    Add, Subtract, Multiply, Divide, Negate, Min, Max, Floor, Root,
    /// <summary>Full calendar years from one day to another, as ages are counted.</summary>
    FullYears,
    AtLeast, Above, Same, Not, And, Or,
}

/// <summary>Why a formula could not be read.</summary>
public sealed record FormulaFault(Text What, Text Fix, int Column);
