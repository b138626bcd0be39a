using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>What the reader must know: warnings and information of the build.</summary>
internal static class FindingSection
{
    private const int Listed = 500;

    public static void Write(ReportPage page)
    {
        page.Section("findings", "提示", "Findings");
        var findings = page.Build.Findings;
        if (findings.IsEmpty) page.Paragraph("没有警告。", "There are no warnings.");
        else
        {
            page.Table("警告与提示", "Warnings and notes", [page.Say("级别", "Severity"), page.Say("位置", "Where"), page.Say("内容", "What"), page.Say("办法", "What to do")], () =>
            {
                foreach (var finding in findings.Take(Listed))
                    page.Html.Raw("<tr>").Element("th", Word(page, finding.Severity), "scope", "row", "class", $"severity-{finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", Severity.Info => "info" }}")
                        .Element("td", finding.Where.ToString()).Element("td", page.Say(finding.What)).Element("td", page.Say(finding.Fix)).Raw("</tr>\n");
            });
            page.Cut(Math.Min(Listed, findings.Length), findings.Length, "findings.csv");
        }
        page.EndSection();
    }

    private static string Word(ReportPage page, Severity severity) => severity switch
    {
        Severity.Error => page.Say("错误", "error"),
        Severity.Warning => page.Say("警告", "warning"),
        Severity.Info => page.Say("提示", "note"),
    };
}
