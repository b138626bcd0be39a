using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>
/// report.html: a build as one page for people. Self-contained: styles and drawings are inside, nothing is fetched, no script runs. The same build and language give the
/// same bytes. Long lists are cut with a statement of how many are shown; the CSV files beside have everything.
/// </summary>
public static class IndexReport
{
    /// <summary>The page in UTF-8, in Chinese (<c>zh…</c>) or English; with what was computed beside the build.</summary>
    public static byte[] Html(IndexBuild build, string language, ReportExtras? extras = null)
    {
        var page = new ReportPage(build, language) { Extras = extras ?? ReportExtras.None };
        Head(page);
        ResultSection.Write(page);
        RankingSection.Write(page);
        if (page.Extras.Ranges is { } ranges) RangeSection.Write(page, ranges);
        if (page.Extras.Effects is { } effects) EffectSection.Write(page, effects);
        ProfileSection.Write(page);
        FrameworkSection.Write(page);
        AvailabilitySection.Write(page);
        if (!page.Extras.Imputation.IsDefaultOrEmpty) ImputationSection.Write(page, page.Extras.Imputation);
        StepsSection.Write(page);
        DistributionSection.Write(page);
        CorrelationSection.Write(page);
        MethodSection.Write(page);
        CoherenceSection.Write(page);
        ParameterSection.Write(page);
        FindingSection.Write(page);
        Foot(page);
        return page.Html.ToBytes();
    }

    private static void Head(ReportPage page)
    {
        PageFrame.Open(page, page.Say("指数测算报告", "Index report"), page.Say(page.Build.Recipe.Name), Answer(page));
        Identity(page);
        page.Html.Open("nav", "aria-label", page.Say("本页内容", "On this page"));
        foreach (var (id, zh, en) in Contents.Where(c => Has(page, c.Id))) page.Html.Element("a", page.Say(zh, en), "href", "#" + id);
        page.Html.Close("nav").Close("header").Raw("<main>\n");
    }

    private static readonly (string Id, string Zh, string En)[] Contents =
    [
        ("result", "结果", "Result"), ("ranking", "得分与位次", "Scores and ranks"), ("ranges", "位次区间", "Ranges"), ("effects", "敏感性", "Sensitivity"), ("profiles", "对象画像", "Profiles"), ("framework", "指标体系", "Framework"),
        ("availability", "数据齐备", "Availability"), ("imputation", "填补检验", "Imputation check"), ("steps", "测算步骤", "Steps"), ("distributions", "分布", "Distributions"),
        ("correlations", "相关", "Correlations"), ("methods", "整表方法对照", "Other methods"), ("coherence", "一致性审查", "Coherence audit"), ("parameters", "参数", "Parameters"), ("findings", "提示", "Findings"),
    ];

    private static bool Has(ReportPage page, string section) => section switch
    {
        "ranges" => page.Extras.Ranges is not null,
        "effects" => page.Extras.Effects is not null,
        "imputation" => !page.Extras.Imputation.IsDefaultOrEmpty,
        "methods" => page.Methods is not null,
        _ => true,
    };

    /// <summary>The page's answer in one sentence.</summary>
    private static string Answer(ReportPage page)
    {
        int ranked = page.RankedAt(0);
        if (ranked == 0) return page.Say("本测算没有总排名：方案不合成总分，或没有对象参加排名。", "There is no overall ranking: the recipe does not aggregate, or no unit is ranked.");
        int first = page.Rows[0];
        string zhWhen = page.Period is { } p ? $"{p} 期，" : "", enWhen = page.Period is { } q ? $"{q}: " : "";
        if (page.Ranges is { } ranges && ranges.Units.FirstOrDefault(u => u.Row == page.Scores.Rows[first])?.Ranks is { } range)
        {
            string shown = RangeSection.Shown(range), level = ReportPage.Percent(ranges.Spec.Level), count = ReportPage.Count(ranges.Scenarios.Count);
            return page.Say($"{zhWhen}{page.NameOf(first)}居首，得分 {page.Score(first, 0)}，共 {ReportPage.Count(ranked)} 个对象参加排名；在 {count} 个情景的 {level} 中，位次为 {shown}；非官方。",
                $"{enWhen}{page.NameOf(first)} ranks first of {ReportPage.Count(ranked)}, with a score of {page.Score(first, 0)}; {shown} in {level} of {count} scenarios; unofficial.");
        }
        return page.Say($"{zhWhen}{page.NameOf(first)}居首，得分 {page.Score(first, 0)}，共 {ReportPage.Count(ranked)} 个对象参加排名。位次区间尚未测算。",
            $"{enWhen}{page.NameOf(first)} ranks first of {ReportPage.Count(ranked)}, with a score of {page.Score(first, 0)}. No range of ranks has been computed.");
    }

    private static void Identity(ReportPage page)
    {
        var build = page.Build;
        page.Html.Raw("<dl class=\"identity\">");
        void Item(string zh, string en, string value, string css = "") => page.Html.Raw("<div>").Element("dt", page.Say(zh, en)).Element("dd", value, "class", css).Raw("</div>");
        Item("测算批次", "Build", build.Id.Value, "id");
        Item("可比口径", "Frame", build.Frame.Id, "id");
        Item("方法版本", "Methods version", Methods.Version);
        Item("评价对象", "Units", ReportPage.Count(page.Scores.Rows.Select(r => r.Unit).Distinct().Count()));
        Item("指标", "Indicators", ReportPage.Count(page.Indicators.Length));
        if (page.Period is not null) Item("期间", "Periods", string.Join(page.Say("、", ", "), page.Periods.Select(p => p.ToString())));
        Item("口径规则", "Frame rule", page.Say(RecipeText.Lines(build.Recipe)[0].Words));
        page.Html.Raw("</dl>\n");
    }

    private static void Foot(ReportPage page)
    {
        page.Html.Raw("</main>\n").Open("footer");
        var legend = MarkSigns.Legend(page.Shown);
        if (!legend.IsEmpty) page.Html.Open("p", "class", "legend").Element("b", page.Say("标记：", "Marks: ")).Text(string.Join(page.Say("；", "; "), legend.Select(page.Say))).Close("p");
        page.Paragraph("得分只在同一可比口径内可比；“—”为缺失，不是零。全部数字见同一文件夹中的 CSV 文件。", "Scores are comparable only inside one frame. — means missing, not zero. The CSV files in the same folder have every number in full.");
        page.Html.Close("footer").Raw("</body></html>\n");
    }
}
