using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>
/// What is known of one firm: values of inputs, points set by reviewers (under the item's id), and definitions given as such (a growth rate taken from a report).
/// Money is in yuan, truth 0 or 1, a day its day number, a choice the place of its code. What is not in it is missing.
/// </summary>
public sealed record FirmFacts(string Firm, ImmutableDictionary<string, Rational> Values)
{
    public static FirmFacts Of(string firm, params IEnumerable<(string Id, Rational Value)> values) =>
        new(firm, values.ToImmutableDictionary(v => v.Id, v => v.Value, StringComparer.Ordinal));

    /// <summary>Where a value comes from, in words, for those that need it said: a reviewer's points. It changes no result.</summary>
    public ImmutableDictionary<string, Text> Sources { get; init; } = ImmutableDictionary<string, Text>.Empty;

    /// <summary>What is known only to lie between two values; it comes before what would be assumed, and a value comes before it.</summary>
    public ImmutableDictionary<string, Reach> Between { get; init; } = ImmutableDictionary<string, Reach>.Empty;

    public FirmFacts With(string id, Rational value) => this with { Values = Values.SetItem(id, value), Sources = Sources.Remove(id) };
    public FirmFacts Without(string id) => this with { Values = Values.Remove(id), Sources = Sources.Remove(id) };

    /// <summary>A day as the number that facts hold.</summary>
    public static Rational DayNumber(DateOnly day) => day.DayNumber;

    /// <summary>The facts as a program reads them on a day.</summary>
    internal (Reach[] Facts, bool[] Given) For(RuleProgram program, DateOnly day)
    {
        var facts = new Reach[program.Columns.Length];
        var given = new bool[facts.Length];
        for (int i = 0; i < facts.Length; i++)
        {
            var column = program.Columns[i];
            given[i] = true;
            if (column.Kind == ColumnKind.Day) facts[i] = Reach.At(day.DayNumber);
            else if (Values.TryGetValue(column.Id, out var value)) facts[i] = Reach.At(value);
            else if (Between.TryGetValue(column.Id, out var reach)) (facts[i], given[i]) = (reach, false);
            else if (column.Assumed is { } assumed) facts[i] = Reach.At(assumed);
            else (facts[i], given[i]) = (column.Domain, false);
        }
        return (facts, given);
    }
}
