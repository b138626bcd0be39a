using System.Collections.Immutable;

namespace Touchstone.Composite;

/// <summary>
/// How often each row had each rank. Ranks are whole or half numbers, so counting them gives the same order statistics as sorting, at a pass over the table. Counts of more scenarios are added to those
/// of the ones before.
/// </summary>
internal sealed class RankCounts
{
    private readonly int[][] _counts;
    private readonly int[] _ranked;
    private int _read;

    public RankCounts(ScenarioTable table)
    {
        // Places 2 to 2n: the ranks from 1 to n by halves.
        _counts = [.. table.Rows.Select(_ => new int[2 * table.Rows.Length + 1])];
        _ranked = new int[table.Rows.Length];
        Read(table);
    }

    /// <summary>Counts the scenarios that have come since the last time.</summary>
    public void Read(ScenarioTable table)
    {
        for (; _read < table.Count; _read++)
            for (int r = 0; r < _counts.Length; r++)
            {
                double rank = table.RankAt(_read, r);
                if (double.IsNaN(rank)) continue;
                _counts[r][(int)(2 * rank)]++;
                _ranked[r]++;
            }
    }

    public int Ranked(int row) => _ranked[row];

    /// <summary>How often the row had the rank, a half counted with the whole number below.</summary>
    public ImmutableArray<int> Whole(int row) => [.. Enumerable.Range(1, _counts.Length).Select(rank => _counts[row][2 * rank] + (rank < _counts.Length ? _counts[row][2 * rank + 1] : 0))];

    /// <summary>The range of a row; null when it is never ranked.</summary>
    public ScenarioRange? Range(int row, double level)
    {
        if (_ranked[row] == 0) return null;
        double low = (1 - level) / 2, high = 1 - low, sum = 0;
        for (int i = 2; i < _counts[row].Length; i++) sum += 0.5 * i * _counts[row][i];
        return new(Type7(row, low), Type7(row, 0.5), Type7(row, high), sum / _ranked[row], Error(row, level));
    }

    /// <summary>How far either end of the range may be from the true one: as <see cref="Quantiles.Error"/>.</summary>
    public double Error(int row, double level)
    {
        if (_ranked[row] == 0) return 0;
        double low = (1 - level) / 2;
        return Math.Max(ErrorAt(row, low), ErrorAt(row, 1 - low));
    }

    private double ErrorAt(int row, double p)
    {
        var (low, high) = Quantiles.ErrorPlaces(_ranked[row], p);
        return (At(row, high) - At(row, low)) / 2;
    }

    private double Type7(int row, double p)
    {
        double at = (_ranked[row] - 1) * p;
        int below = (int)Math.Floor(at);
        double value = At(row, below);
        return below + 1 >= _ranked[row] ? value : value + (at - below) * (At(row, below + 1) - value);
    }

    /// <summary>The order statistic at a place from zero.</summary>
    private double At(int row, int place)
    {
        int[] counts = _counts[row];
        for (int i = 2; i < counts.Length; i++)
            if ((place -= counts[i]) < 0) return 0.5 * i;
        throw new InvalidOperationException("No such place.");
    }
}
