using System.Collections.Immutable;
using System.Text;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>How a page shows an audit.</summary>
/// <param name="Period">The period of scores and availability; the last where the build has no such.</param>
/// <param name="Own">The unit that the reader looks for; null = none.</param>
/// <param name="Whole">Where everything is that a page has no room for.</param>
public sealed record AuditView(Period? Period, UnitCode? Own, Text Whole);

/// <summary>
/// An audit for a page that has a frame of its own: the drawings and tables of report.html, what is to be decided first, then what it rests on. The same audit, language and view
/// give the same text.
/// </summary>
public static class AuditParts
{
    private static readonly ImmutableArray<(string Id, Text Name, Action<ReportPage, IndexAudit> Write)> s_all =
    [
        ("coherence", new("问题与办法", "Findings and actions"), (page, _) => CoherenceSection.Findings(page)),
        ("rings", new("指标体系与权重", "Framework and weights"), (page, _) => FrameworkSection.Rings(page)),
        ("correlations", new("相关", "Correlations"), (page, _) => CorrelationSection.Body(page)),
        ("importance", new("权重、影响力与剔除", "Weight, importance and removal"), CoherenceSection.Importances),
        ("together", new("各维度的下级是否一致", "Do the children of each aggregate go together"), (page, _) => CoherenceSection.Together(page)),
        ("distributions", new("各指标的分布", "Distributions of the indicators"), (page, _) => DistributionSection.Figures(page)),
        ("available", new("数据齐备", "Availability"), (page, _) => AvailabilitySection.Body(page)),
        ("stacked", new("得分由什么组成", "What the scores are made of"), (page, _) => ResultSection.Chart(page)),
    ];

    /// <summary>The rules of style of the parts. Each begins with <c>.report</c>: the parts stand inside an element of that class, which gives the colours <c>--bg --ink --soft --line --band --blue --bar --warm --tick --grey</c>.</summary>
    public static string Css => ReportStyle.Parts;

    /// <summary>The parts in their order: the id of each section, which is its anchor, and its heading.</summary>
    public static ImmutableArray<(string Id, Text Name)> Contents => [.. s_all.Select(p => (p.Id, p.Name))];

    /// <summary>The parts as HTML, in Chinese (<c>zh…</c>) or English, each in a section with a heading of the second level. Everything that comes from data is encoded.</summary>
    public static string Html(IndexAudit audit, string language, AuditView view)
    {
        var page = new ReportPage(audit.Build, language, view.Period) { Extras = new(Audit: audit), Own = view.Own, Whole = view.Whole };
        foreach (var (id, name, write) in s_all)
        {
            page.Section(id, name.Zh, name.En);
            write(page, audit);
            page.EndSection();
        }
        return Encoding.UTF8.GetString(page.Html.ToBytes());
    }
}
