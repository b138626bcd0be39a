using System.Collections.Immutable;
using System.Globalization;
using Touchstone.City.Levers;
using Touchstone.Decision;
using Touchstone.Model;
using Touchstone.Web.Charts;

namespace Touchstone.Web.Reading;

/// <summary>A slider: a figure, where it stands, and how far it goes.</summary>
public sealed record Slider(LeverGain Gain, double Low, double High, double Shown)
{
    /// <summary>The name in the address: <c>s.FDI</c>.</summary>
    public string Name => LeversReading.Prefix + Gain.Column.Value;
}

/// <summary>The levers of a city as the page shows them.</summary>
public sealed class LeversReading(IndexReading index, LeversAnswer answer)
{
    public const string Prefix = "s.";
    /// <summary>So many ranks further up when none is asked for.</summary>
    private const int Usual = 5;
    private const int StepsBack = 2, StepsOn = 5;

    /// <summary>The figures tried in an address.</summary>
    internal static ImmutableArray<ChangedFigure> Tried(Here here) =>
    [
        .. here.Query.Where(p => p.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(p => (Code: p.Key[Prefix.Length..], Is: double.TryParse(p.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value), Value: value))
            .Where(p => p.Is).Select(p => new ChangedFigure(new(p.Code), p.Value)),
    ];

    /// <summary>The rank to reach: the one in the address, else some further up.</summary>
    internal static int ReachOf(Here here, double? rank) =>
        int.TryParse(here["reach"], NumberStyles.None, CultureInfo.InvariantCulture, out int asked) && asked >= 1 ? asked : Math.Max(1, (int)(rank ?? 1) - Usual);

    /// <summary>Five steps onwards, and two back so that a loss can be tried; beyond that where the address goes beyond.</summary>
    public ImmutableArray<Slider> Sliders => [.. answer.Gains.Gains.Select(g =>
    {
        double shown = answer.Question.Figures.FirstOrDefault(f => f.Column == g.Column)?.Value ?? g.Value;
        double back = g.Value - StepsBack * g.Step, on = g.Value + StepsOn * g.Step;
        if (g.Value >= 0) (back, on) = (Math.Max(0, back), Math.Max(0, on));
        return new Slider(g, Math.Min(shown, Math.Min(back, on)), Math.Max(shown, Math.Max(back, on)), shown);
    })];

    public ChartModel Chart(UnitCode unit)
    {
        var top = answer.Gains.Gains[0];
        string gain = Numbers.Show(top.ScoreAfterStep, NumberForm.Change);
        return BarChart.Of("gains-chart", Words.Levers.Title(index.NameOf(unit), index.NameOf(top.Column), gain), Words.Levers.ChartSub(index.Definition.Name, index.PeriodText),
            Words.Levers.ChartSummary(index.NameOf(unit), answer.Gains.Gains.Length), Words.Levers.Figure, Words.Builds.Points,
            answer.Gains.Gains.Select(g => new Bar(index.NameOf(g.Column), g.ScoreAfterStep, ChartRole.Us)), NumberForm.Change);
    }

    public Text UnitOf(IndicatorCode column) => index.Framework.Find(column)?.Unit ?? default;
    public Text NameWithUnit(IndicatorCode column) => UnitOf(column) is { IsEmpty: false } unit ? Words.Levers.SliderOf(index.NameOf(column), unit) : index.NameOf(column);
    /// <summary>Name, code and unit, for a row of a table.</summary>
    public object?[] Named(IndicatorCode column) => [index.NameOf(column), column.Value, UnitOf(column)];
    public Text Of(Standing standing) => Words.Levers.Standing(Numbers.Show(standing.Score, NumberForm.Score), Numbers.Rank(standing.Rank), index.Ranked(index.Root.Code));
}
