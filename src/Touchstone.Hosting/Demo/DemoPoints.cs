using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Organisation;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Rules;

namespace Touchstone.Hosting.Demo;

/// <summary>
/// Reviewers' points of made-up firms whose figures leave the high-tech pre-assessment open: most were given good points, some modest ones, some only a part, the rest wait. Like the firms, they are
/// made up from the seed.
/// </summary>
internal static class DemoPoints
{
    private const string Reviewer = "示例评审组（虚构）", Reason = "虚构评分";

    public static async Task<ReceivedFile?> File(IServiceProvider services, Actor actor, CancellationToken stop)
    {
        var near = await services.GetRequiredService<NearTheLine>().Run(actor, Rung.HighTech, DemoFirms.Today, stop: stop);
        if (!near.IsDone(out var list)) return null;
        var text = new StringBuilder("firm,rulebook,edition,year,item,judged_on,points,reviewer,reason\n");
        foreach (var firm in list.Firms.Where(f => f.Nearness == Nearness.Open).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            double share = DemoFirms.Draw((int)firm.Firm, 61);
            if (share > 0.75) continue;   // not yet judged
            var assessed = await services.GetRequiredService<AssessFirm>().Run(actor, firm.Firm, DemoFirms.Today, Rung.HighTech, stop);
            if (!assessed.IsDone(out var rungs) || rungs is not [{ Evaluation: var evaluation }]) continue;
            int question = 62;
            foreach (var item in evaluation.Groups.SelectMany(g => g.Children).Where(i => i is { Origin: Origin.Missing, Allowed: { IsKnown: false, Low: not null, High: not null } }))
            {
                double low = item.Allowed!.Value.Low!.Value.ToDouble(), high = item.Allowed.Value.High!.Value.ToDouble(), draw = DemoFirms.Draw((int)firm.Firm, question++);
                if (share is > 0.6 and <= 0.75 && draw > 0.5) continue;   // judged in part
                double at = share <= 0.45 ? 0.6 + 0.4 * draw : 0.4 * draw;
                DemoFirms.Line(text, firm.Key, evaluation.Rulebook.Id, evaluation.Rulebook.Version, DemoFirms.Today.Year, item.Id, new DateOnly(2022, 5, 10).AddDays((int)(DemoFirms.Draw((int)firm.Firm, 60) * 50)),
                    (low + Math.Round((high - low) * at)).ToString(CultureInfo.InvariantCulture), Reviewer, Reason);
            }
        }
        return new("demo-judgements.csv", Encoding.UTF8.GetBytes(text.ToString()));
    }
}
