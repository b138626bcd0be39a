using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files.Tests.Report;

public sealed partial class IndexReportTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public void Html_HostileNames_AreShownAsTextAndNeverAsMarkup(string language)
    {
        string[] hostile = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(2)>", "'; } </style><b>", "a\u0000b\u202Ec\uD800d", "&lt;already&amp;"];
        var build = Some(5, unitName: i => hostile[i], indicatorName: i => hostile[i], group: "<i>g</i>");

        string html = Page(build, language);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</style><b>", html, StringComparison.Ordinal);
        Assert.Single(StyleEnd().Matches(html));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', html);
        Assert.DoesNotMatch("<[a-z]+(?:\\s+[a-z0-9:-]+=\"[^\"]*\")*\\s+on[a-z]+=", html);
        Balanced(html);
    }

    [Fact]
    public void Html_FetchesNothingAndRunsNothing()
    {
        string html = Page(Some(6), "en");
        Assert.DoesNotMatch(@"(?i)(src|href)\s*=\s*""(?!#)", html);
        Assert.DoesNotMatch(@"(?i)url\(|@import|<link|<script|<iframe", html);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_SameBuild_GivesTheSameBytes() => Assert.Equal(IndexReport.Html(Some(6), "zh"), IndexReport.Html(Some(6), "zh"));

    [Fact]
    public void Html_EveryTableAndDrawing_NamesItself()
    {
        string html = Page(Some(6), "en");
        Assert.Equal(Regex.Count(html, "<table"), Regex.Count(html, "<caption>[^<]+</caption>"));
        Assert.Equal(Regex.Count(html, "role=\"img\""), Regex.Count(html, "role=\"img\" aria-label=\"[^\"]+\""));
        Assert.All(Drawing().Matches(html), svg => Assert.True(svg.Value.Contains("role=\"img\"", StringComparison.Ordinal) || html.LastIndexOf("<div class=\"bars", svg.Index, StringComparison.Ordinal) > html.LastIndexOf("</div>", svg.Index, StringComparison.Ordinal)));
        Assert.True(Regex.Count(html, "role=\"img\"") >= 1 + 6 + 2);
        Balanced(html);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void Html_Contents_LeadToSectionsThatAreThere(string language)
    {
        foreach (string html in (string[])[Page(Some(6), language), Page(Some(1), language), Page(Some(4, aggregates: false), language), Page(Some(6, periods: 3), language), Page(Some(700), language)])
        {
            var sections = SectionId().Matches(html).Select(m => m.Groups["id"].Value).ToHashSet();
            Assert.All(Anchor().Matches(html).Select(m => m.Groups["id"].Value), id => Assert.Contains(id, sections));
            Balanced(html);
        }
    }

    [Fact]
    public void Html_ArithmeticIndex_StacksParts_AndOneThatDoesNotAddUpDoesNot()
    {
        Assert.Contains("class=\"c1\" fill-opacity=\"1\"", Page(Some(6), "en"), StringComparison.Ordinal);
        Assert.Contains("class=\"c1\" fill-opacity=\"1\"", Page(Some(6, hole: true), "en"), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"c1\" fill-opacity=\"1\" x=", Page(Some(6, mean: MeanKind.Geometric), "en"), StringComparison.Ordinal);
    }

    [Fact]
    public void Html_Correlations_AreATableWithColours()
    {
        string html = Page(Some(30), "en");
        Assert.Contains("class=\"wide heat\"", html, StringComparison.Ordinal);
        Assert.Equal(5 * 4, Regex.Count(html, "<td class=\"h-?[0-5]\">-?[01]\\.[0-9]{2}</td>"));
        Assert.Equal(5, Regex.Count(html, "<td class=\"h-?[0-5] apart\">-?[01]\\.[0-9]{2}</td>"));
    }

    [Fact]
    public void Html_Audit_ShowsWeightBesideImportance()
    {
        var build = Some(30);
        string without = Page(build, "en"), with = Encoding.UTF8.GetString(IndexReport.Html(build, "en", new(Audit: IndexAudit.Of(build))));
        Assert.Contains("touchstone index audit", without, StringComparison.Ordinal);
        Assert.DoesNotContain("Weight and importance", without, StringComparison.Ordinal);
        Assert.Contains("Weight and importance lie furthest apart in", with, StringComparison.Ordinal);
        Balanced(with);
    }

    [Fact]
    public void Html_SmallIndex_NamesEveryIndicatorAroundTheRings()
    {
        string html = Page(Some(6), "en");
        Assert.Equal(5 + 2, Regex.Count(html, "<title>[^<]+: [0-9.]+%</title>"));
        Assert.Equal(5, Regex.Count(html, "<path class=\"lead\""));
    }

    [Fact]
    public void Html_Identity_ShowsBuildFrameAndMethods()
    {
        var build = Some(6);
        string html = Page(build, "en");
        Assert.Contains(build.Id.Value, html, StringComparison.Ordinal);
        Assert.Contains(build.Frame.Id, html, StringComparison.Ordinal);
        Assert.Contains("<dt>Methods version</dt>", html, StringComparison.Ordinal);
        Assert.Contains("No range of ranks has been computed.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_ImputedAndRescaledScores_AreMarkedAndExplainedInTheLegend()
    {
        var whole = Page(Some(6), "en");
        var holes = Page(Some(6, hole: true), "en");
        Assert.DoesNotContain("°", whole, StringComparison.Ordinal);
        Assert.Matches(@"\d\.\d\d°", holes);
        Assert.Contains("° imputed, or weights rescaled over what is missing", holes, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_ManyUnits_StaysLightAndSaysWhatIsLeftOut()
    {
        string html = Page(Some(3000), "en");
        Assert.InRange(html.Length, 100_000, 3_000_000);
        Assert.Contains("500 of 3,000 are shown, to keep the page light; scores.csv has them all.", html, StringComparison.Ordinal);
        Assert.Contains("the first 60 of 3,000 units are shown", html, StringComparison.Ordinal);
        Assert.Equal(60, Regex.Count(html, "<article class=\"card\">"));
    }

    [Fact]
    public void Html_FramePerPeriod_ShowsRanksOverTimeAndNoScores()
    {
        string apart = Page(Some(4, periods: 2), "en"), pooled = Page(Some(4, periods: 2, frame: new FrameRule.Pooled()), "en");
        Assert.Contains("scores are not comparable over time, so only ranks are shown", apart, StringComparison.Ordinal);
        Assert.Contains("<caption>Rank by period</caption>", apart, StringComparison.Ordinal);
        Assert.Contains("<caption>Score and rank by period</caption>", pooled, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_InChinese_HasNoEnglishHeadings()
    {
        string html = Page(Some(6, hole: true), "zh");
        Assert.Contains("<html lang=\"zh-CN\">", html, StringComparison.Ordinal);
        foreach (Match heading in Heading().Matches(html)) Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", heading.Groups["text"].Value);
    }

    [Fact]
    public void Html_RecipeWithoutAggregation_SaysThereIsNoRanking() =>
        Assert.Contains("There is no overall ranking", Page(Some(4, aggregates: false), "en"), StringComparison.Ordinal);

    private static string Page(IndexBuild build, string language) => Encoding.UTF8.GetString(IndexReport.Html(build, language));

    /// <summary>root ← (x ← (i0, i1), y ← (i2, i3, i4)).</summary>
    internal static IndexBuild Some(int units, Func<int, string>? unitName = null, Func<int, string>? indicatorName = null, string group = "g", bool hole = false, int periods = 1, FrameRule? frame = null, bool aggregates = true, MeanKind mean = MeanKind.Arithmetic)
    {
        FrameworkNode[] nodes =
        [
            new() { Code = new("root"), Kind = NodeKind.Aggregate, Name = new("总指数", "The index") },
            new() { Code = new("x"), Kind = NodeKind.Aggregate, Parent = new("root"), Name = new("维度甲", "Dimension X") },
            new() { Code = new("y"), Kind = NodeKind.Aggregate, Parent = new("root"), Name = new("维度乙", "Dimension Y") },
            .. Enumerable.Range(0, 5).Select(i => new FrameworkNode { Code = new($"i{i}"), Kind = NodeKind.Indicator, Parent = new(i < 2 ? "x" : "y"), Name = indicatorName is null ? new($"指标{i}", $"Indicator {i}") : Text.Same(indicatorName(i)), Definition = indicatorName is null ? default : Text.Same(indicatorName(i)) }),
        ];
        ImmutableArray<Unit> all = [.. Enumerable.Range(0, units).Select(u => new Unit(new($"u{u:0000}"), unitName is null ? new($"对象{u}", $"Unit {u}") : Text.Same(unitName(u)), ImmutableSortedDictionary<string, string>.Empty.Add("group", group)))];
        RowKey[] rows = [.. Enumerable.Range(0, periods).SelectMany(p => all.Select(u => new RowKey(periods == 1 ? null : Period.InYear(2020 + p), u.Code)))];
        var cells = rows.SelectMany((row, r) => Enumerable.Range(0, 5).Where(i => !(hole && r == 1 && i == 2)).Select(i => new Cell(row, new($"i{i}"), (r * 37 + i * 11) % 101 + r % 7, CellMarks.None, Place.Whole)));
        var data = DataTable.Create(rows, Enumerable.Range(0, 5).Select(i => new IndicatorCode($"i{i}")), cells).OrThrow();
        Step[] steps = [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax, mean == MeanKind.Geometric ? 1 : 0))), .. aggregates ? (Step[])[new Aggregate(PerCode.All(new AggregateRule(mean))), new Rank(Ties.Min, null)] : []];
        return IndexBuild.Run(new(Framework.Create(nodes).OrThrow(), all, data), new(new("测试指数", "Test index"), [.. steps], frame ?? new FrameRule.PerPeriod())).OrThrow();
    }

    /// <summary>Every element that opens is closed in order.</summary>
    internal static void Balanced(string html)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(html))
        {
            string name = tag.Groups["name"].Value;
            if (name is "meta" or "br") continue;
            if (tag.Groups["end"].Length == 0) open.Push(name);
            else Assert.Equal(open.Pop(), name);
        }
        Assert.Empty(open);
    }

    [GeneratedRegex("<(?<end>/?)(?<name>[a-z][a-z0-9]*)[^>]*>", RegexOptions.ExplicitCapture, 20000)]
    private static partial Regex Tag();
    [GeneratedRegex("<section id=\"(?<id>[a-z]+)\"", RegexOptions.ExplicitCapture, 20000)]
    private static partial Regex SectionId();
    [GeneratedRegex("<svg[^>]*>", RegexOptions.None, 20000)]
    private static partial Regex Drawing();
    [GeneratedRegex("href=\"#(?<id>[a-z]+)\"", RegexOptions.ExplicitCapture, 20000)]
    private static partial Regex Anchor();
    [GeneratedRegex("</style>", RegexOptions.None, 2000)]
    private static partial Regex StyleEnd();
    [GeneratedRegex("<h[1-4][^>]*>(?<text>[^<]*)", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Heading();
}
