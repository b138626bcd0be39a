using Touchstone.City.Registers.Enterprises;
using Touchstone.Web.Charts;

namespace Touchstone.Web.Reading;

/// <summary>The two charts of the gradient: how many hold each rung, and the flows between two days.</summary>
internal static class GradientCharts
{
    public static ChartModel Funnel(GradientView view)
    {
        var most = view.Steps.MaxBy(s => s.Holders)!;
        string counts = string.Join(Language.IsChinese ? "，" : ", ", view.Steps.Select(s => Words.Enterprises.CountOf(s.Name, s.Holders).Say()));
        return BarChart.Of("funnel", Words.Enterprises.FunnelTitle(most.Name, most.Holders), Words.Enterprises.FunnelSub(view.Day), Words.Enterprises.FunnelSummary(counts), Words.Enterprises.Rung, Words.Enterprises.Firms,
            view.Steps.Select(s => new Bar(s.Name, s.Holders, ChartRole.Us)), NumberForm.Plain);
    }

    public static ChartModel Flows(GradientView view)
    {
        int Place(Rung? rung) => rung is { } r ? view.Steps.Select(s => s.Rung).ToList().IndexOf(r) : -1;
        var moved = view.Flows.Where(f => f.From != f.To).ToList();
        int up = moved.Where(f => f.From is not null && Place(f.To) > Place(f.From)).Sum(f => f.Firms), down = moved.Where(f => f.From is not null && Place(f.To) < Place(f.From)).Sum(f => f.Firms), entered = moved.Where(f => f.From is null).Sum(f => f.Firms);
        int all = moved.Sum(f => f.Firms);
        List<FlowPlace> places = [];
        foreach (bool before in (bool[])[true, false])
        {
            places.AddRange(view.Steps.Reverse().Select((s, i) => new FlowPlace(Id(s.Rung, before), s.Name, before, "@c" + (i % 6 + 1))));
            places.Add(new(Id(null, before), Words.Enterprises.OnNone, before, "@other"));
        }
        return FlowChart.Of("flows", all == 0 ? Words.Enterprises.FlowTitleNone : Words.Enterprises.FlowTitle(all, view.Since), Words.Enterprises.FlowSub(view.Since, view.Day), Words.Enterprises.FlowSummary(up, down, entered),
            (Words.Enterprises.Before, Words.Enterprises.After, Words.Kit.Value), Words.Enterprises.Firms, places, [.. view.Flows.Select(f => new Flow(Id(f.From, true), Id(f.To, false), f.Firms))]);
    }

    private static string Id(Rung? rung, bool before) => (before ? "before:" : "after:") + (rung is { } r ? Rungs.CodeOf(r) : "none");
}
