using System.Net;
using System.Text.RegularExpressions;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files.Tests.Report;

/// <summary>The audit for a page with a frame of its own: the drawings of report.html.</summary>
public sealed partial class AuditPartsTests
{
    private static readonly AuditView View = new(null, null, new("别处", "another place"));

    private static string Html(IndexAudit audit, string language = "en", AuditView? view = null) => AuditParts.Html(audit, language, view ?? View);

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Html_HasEveryPartOfItsContentsInOrder(string language)
    {
        string html = Html(IndexAudit.Of(IndexReportTests.Some(30)), language);
        Assert.Equal(AuditParts.Contents.Select(c => c.Id), Section().Matches(html).Select(m => m.Groups["id"].Value));
        Assert.Equal(AuditParts.Contents.Select(c => WebUtility.HtmlEncode(c.Name.For(language))), Section().Matches(html).Select(m => m.Groups["name"].Value));
        Assert.DoesNotContain("<h1", html, StringComparison.Ordinal);
        IndexReportTests.Balanced(html);
    }

    [Fact]
    public void Html_Findings_ComeFirstEachWithItsAction()
    {
        var audit = IndexAudit.Of(IndexReportTests.Some(30));
        string html = Html(audit), first = html[..html.IndexOf("</section>", StringComparison.Ordinal)];
        Assert.NotEmpty(audit.Notes);
        Assert.All(audit.Notes, n => Assert.Contains(WebUtility.HtmlEncode(n.Action.En), first, StringComparison.Ordinal));
        Assert.All(audit.Notes, n => Assert.Contains(WebUtility.HtmlEncode(n.What.En), first, StringComparison.Ordinal));
    }

    [Fact]
    public void Html_HostileNames_AreShownAsText()
    {
        string[] hostile = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "'; } </style><b>", "a\u0000b\u202Ec\uD800d", "&lt;already&amp;"];
        string html = Html(IndexAudit.Of(IndexReportTests.Some(5, unitName: i => hostile[i], indicatorName: i => hostile[i])));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</style", html, StringComparison.OrdinalIgnoreCase);
        IndexReportTests.Balanced(html);
    }

    [Fact]
    public void Html_OfAPeriod_ShowsItsScoresAndTheReadersOwnUnit()
    {
        var build = IndexReportTests.Some(6, periods: 3);
        var audit = IndexAudit.Of(build);
        string last = Html(audit), first = Html(audit, view: View with { Period = Period.InYear(2020), Own = new UnitCode("u0002") });
        Assert.Contains("<span class=\"name own\">Unit 2</span>", first, StringComparison.Ordinal);
        Assert.DoesNotContain("name own", last, StringComparison.Ordinal);
        string Best(int year) => $"{build.Input.Units[build.Scores.Rows.Select((r, i) => (r, i)).Where(x => x.r.Period == Period.InYear(year)).MaxBy(x => build.Scores.Score(x.i, 0)).i % 6].Name.En} scores highest";
        Assert.Contains(Best(2020), first, StringComparison.Ordinal);
        Assert.Contains(Best(2022), last, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_OfManyUnits_SaysWhereTheRestIs() => Assert.Contains("100 of 300 are shown, to keep the page light; another place has them all.", Html(IndexAudit.Of(IndexReportTests.Some(300))), StringComparison.Ordinal);

    [Fact]
    public void Html_IndexWithoutScores_StillNamesEveryPart()
    {
        string html = Html(IndexAudit.Of(IndexReportTests.Some(4, aggregates: false)));
        Assert.Equal(AuditParts.Contents.Length, Section().Count(html));
        IndexReportTests.Balanced(html);
    }

    [Fact]
    public void Css_EveryRule_IsForThePartsAlone()
    {
        foreach (Match rule in Rule().Matches(AuditParts.Css))
            Assert.All(rule.Groups["selectors"].Value.Split(','), s => Assert.StartsWith(".report ", s.Trim(), StringComparison.Ordinal));
        Assert.True(Rule().Count(AuditParts.Css) > 60);
        Assert.Equal(AuditParts.Css.Count(c => c == '{'), AuditParts.Css.Count(c => c == '}'));
    }

    [GeneratedRegex("<section id=\"(?<id>[a-z]+)\">\\s*<h2>(?<name>[^<]*)</h2>", RegexOptions.ExplicitCapture, 20000)]
    private static partial Regex Section();
    [GeneratedRegex(@"(?<selectors>[^{}@]+)\{[^{}]*\}", RegexOptions.ExplicitCapture, 20000)]
    private static partial Regex Rule();
}
