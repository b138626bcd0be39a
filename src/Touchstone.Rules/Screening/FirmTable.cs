using System.Collections.Immutable;

namespace Touchstone.Rules;

/// <summary>Many firms as columns of doubles, one for each input, reviewer's item or unknown parameter of a rulebook. NaN is missing. Whole numbers up to 2⁵³ are exact; others stand for the decimal written.</summary>
public sealed class FirmTable
{
    private readonly double[][] _columns;

    public FirmTable(RuleProgram program, int firms)
    {
        (Program, Firms) = (program, firms);
        _columns = [.. program.Columns.Select(_ => NewColumn(firms))];
    }

    public RuleProgram Program { get; }
    public int Firms { get; }

    private static double[] NewColumn(int firms)
    {
        double[] column = new double[firms];
        Array.Fill(column, double.NaN);
        return column;
    }

    /// <summary>The values of a column, to be filled; empty where the rulebook does not read it.</summary>
    public Span<double> this[string id] => Program.ColumnOf(id) is >= 0 and var place ? _columns[place] : [];

    internal double[] Column(int place) => _columns[place];

    /// <summary>Firms given as facts. Values that a double does not hold to the last digit stand for their nearest decimal.</summary>
    public static FirmTable Of(RuleProgram program, IReadOnlyList<FirmFacts> firms)
    {
        var table = new FirmTable(program, firms.Count);
        for (int c = 0; c < table._columns.Length; c++)
            for (int f = 0; f < firms.Count; f++)
                if (firms[f].Values.TryGetValue(program.Columns[c].Id, out var value)) table._columns[c][f] = value.ToDouble();
        return table;
    }

    /// <summary>One value of one firm, exactly, and whether it is given; missing ones are the column's domain.</summary>
    internal (Reach Value, bool IsGiven) Exact(int place, int firm, DateOnly day)
    {
        var column = Program.Columns[place];
        if (column.Kind == ColumnKind.Day) return (Reach.At(day.DayNumber), true);
        double value = _columns[place][firm];
        if (!double.IsNaN(value)) return (Reach.At(value == Math.Floor(value) && Math.Abs(value) < Move.Furthest ? (Rational)(long)value : Rational.OfShortest(value)), true);
        return column.Assumed is { } assumed ? (Reach.At(assumed), true) : (column.Domain, false);
    }

    /// <summary>One firm's facts, exactly as the table holds them.</summary>
    public FirmFacts Facts(int firm)
    {
        var values = ImmutableDictionary.CreateBuilder<string, Rational>(StringComparer.Ordinal);
        for (int c = 0; c < _columns.Length; c++)
            if (Program.Columns[c].Kind != ColumnKind.Day && !double.IsNaN(_columns[c][firm])) values[Program.Columns[c].Id] = Rational.OfShortest(_columns[c][firm]);
        return new FirmFacts(firm.ToString(System.Globalization.CultureInfo.InvariantCulture), values.ToImmutable());
    }
}
