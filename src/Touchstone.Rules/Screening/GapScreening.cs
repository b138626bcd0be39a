using System.Collections.Immutable;

namespace Touchstone.Rules;

/// <summary>What one firm of many lacks: for a condition, the input and the least amount of change that alone meets it.</summary>
/// <param name="Condition">The place of the condition in <see cref="GapScreening.Conditions"/>.</param>
/// <param name="Input">The input; null: no single input can meet the condition.</param>
/// <param name="Amount">How much it must change.</param>
public readonly record struct SmallestChange(int Condition, RuleInput? Input, double Amount);

/// <summary>Gaps of many firms: the near-the-line list. The same searches as <see cref="Gap"/>, one firm after another, without traces or combinations.</summary>
public sealed class GapScreening
{
    private readonly RuleProgram _program;
    private readonly DateOnly _day;
    private readonly (int Slot, ImmutableArray<(RuleInput Input, int Column, int Within)> Levers)[] _conditions;
    private readonly ConditionSearch _search;

    public GapScreening(RuleProgram program, DateOnly day)
    {
        (_program, _day) = (program, day);
        _search = new ConditionSearch(program);
        var conjuncts = program.Rulebook.Pass is { } pass ? GapFinder.Conjuncts(program.Rulebook, pass).ToList() : [];
        Conditions = [.. conjuncts.Select(c => c.Id ?? c.Formula.ToString())];
        _conditions = [.. conjuncts.Select(c => Levers(c.Id is { } id ? program.Named[id] : program.Formulas[c.Formula]))];
    }

    /// <summary>The conditions that must all hold: gates by id, other parts of the pass condition by their formula.</summary>
    public ImmutableArray<string> Conditions { get; }

    private (int, ImmutableArray<(RuleInput, int, int)>) Levers(int slot)
    {
        var under = _program.ColumnsUnder(slot);
        return (slot, [.. _program.Rulebook.Inputs.Where(i => i.Lever is not null && under.Contains(_program.ColumnOf(i.Id)))
            .Select(i => (i, _program.ColumnOf(i.Id), i.Lever!.Within is { } whole ? _program.ColumnOf(whole) : -1))]);
    }

    /// <summary>Adds what a firm lacks to a list; nothing where no condition certainly fails.</summary>
    public void Find(FirmTable table, int firm, List<SmallestChange> changes)
    {
        _search.Load(table, firm, _day);
        for (int c = 0; c < _conditions.Length; c++)
        {
            var (slot, levers) = _conditions[c];
            var now = _search.Now(slot);
            if (now.IsTrue || (!now.IsFalse && !_search.For(slot).At([]).IsFalse)) continue;
            int before = changes.Count;
            foreach (var (input, column, within) in levers)
            {
                double from = table.Column(column)[firm];
                if (double.IsNaN(from)) { if (input.Assumed is not { } assumed) continue; from = assumed.ToDouble(); }
                double whole = within >= 0 ? table.Column(within)[firm] : double.NaN;
                foreach (var move in Move.Of(input, column, from, double.IsNaN(whole) ? null : whole))
                    if (FirstPass.Of(_search, slot, move).Steps is { } steps) changes.Add(new(c, input, (move.At(steps) - move.From).ToDouble()));
            }
            if (changes.Count == before) changes.Add(new(c, null, 0));
        }
    }
}
