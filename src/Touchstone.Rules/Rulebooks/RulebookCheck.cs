using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>
/// Everything that can be wrong with a rulebook before it meets a firm: names and formulas, bands with gaps or overlaps, points above the item's most, groups that do
/// not sum to their cap, caps that do not sum to the full score, inputs that nothing uses, dates. A finding's column is a path such as <c>items.ip_count.scales[0].bands[2]</c>.
/// </summary>
public static class RulebookCheck
{
    public static ImmutableArray<Finding> Of(Rulebook rulebook)
    {
        var findings = new List<Finding>();
        var builder = new ProgramBuilder(rulebook, []);
        findings.AddRange(builder.Build().AllFindings);
        if (rulebook.To is { } to && to < rulebook.From)
            findings.Add(Error("rulebook.dates", "effective", new("失效日早于生效日。", "It ends before it begins."), new("改正 effective。", "Correct effective.")));
        foreach (var group in rulebook.Groups) Group(group, findings);
        FullScore(rulebook, findings);
        foreach (var definition in rulebook.Definitions) Cases(definition, findings);
        foreach (var parameter in rulebook.Parameters) Parameter(parameter, findings);
        foreach (var input in rulebook.Inputs.Where(i => i.Span is null))
            findings.Add(Finding.Warning("rulebook.input-span", new Place(Column: $"inputs.{input.Id}"),
                new($"输入“{input.Id}”没有写明 span，以后年度不能沿用其值。", $"The input '{input.Id}' does not say its span: no value of it is relied on in a later year."),
                new("写 span: now、year、window、fiscal-years、years-run 或 months-run。", "Write span: now, year, window, fiscal-years, years-run or months-run.")));
        foreach (var input in rulebook.Inputs)
            if (input.Lever?.Within is { } whole && rulebook.Inputs.All(i => i.Id != whole))
                findings.Add(Error("rulebook.name-unknown", $"inputs.{input.Id}", new($"lever 中 within 的“{whole}”不是输入。", $"'{whole}' in within is not an input."), new("写整体所在输入的编号。", "Name the input of which it is a part.")));
        Unused(rulebook, builder.Used, findings);
        foreach (var pattern in rulebook.Patterns) Pattern(pattern, findings);
        return [.. findings];
    }

    /// <summary>Rulebooks of one id must not be in force on the same day.</summary>
    public static IEnumerable<(Rulebook Book, Rulebook Other)> Overlaps(IEnumerable<Rulebook> rulebooks)
    {
        foreach (var same in rulebooks.GroupBy(r => r.Id, StringComparer.Ordinal))
        {
            var inOrder = same.OrderBy(r => r.From).ToList();
            for (int i = 1; i < inOrder.Count; i++)
                if (inOrder[i - 1].To is not { } to || to >= inOrder[i].From) yield return (inOrder[i], inOrder[i - 1]);
        }
    }

    private static void Group(ScoreGroup group, List<Finding> findings)
    {
        Rational sum = 0;
        foreach (var item in group.Items)
        {
            if (!item.IsBonus) sum += item.Most;
            for (int s = 0; s < item.Scales.Length; s++) Scale(item, s, findings);
            if (item.Scales.IsEmpty)
                findings.Add(Error("rulebook.item-empty", $"items.{item.Id}", new("评分项没有评分方法。", "The item has no way to score."), new("写上 bands、cases、judged 或 formula。", "Give it bands, cases, judged or formula.")));
        }
        if (sum != group.Cap)
            findings.Add(Error("rulebook.group-sum", $"groups.{group.Id}",
                new($"各项满分之和为 {sum}，本组上限为 {group.Cap}。", $"The items sum to {sum}; the group's cap is {group.Cap}."),
                new("改正各项 max 或 cap；加分项写 bonus: true。", "Correct the items' max or the cap; mark a bonus item with bonus: true.")));
    }

    private static void FullScore(Rulebook rulebook, List<Finding> findings)
    {
        if (rulebook.FullScore is not { } full || rulebook.Groups.IsEmpty) return;
        var sum = rulebook.Groups.Aggregate(Rational.Zero, (a, g) => a + g.Cap);
        if (sum == full) return;
        findings.Add(Error("rulebook.full-score", "full_score",
            new($"各组上限之和为 {sum}，满分为 {full}。", $"The caps sum to {sum}; the full score is {full}."), new("改正 cap 或 full_score。", "Correct a cap or full_score.")));
    }

    private static void Scale(ScoreItem item, int place, List<Finding> findings)
    {
        var scale = item.Scales[place];
        string path = $"items.{item.Id}.scales[{place}]";
        for (int i = 0; i < scale.Bands.Length; i++) Points(item, scale.Bands[i], $"{path}.bands[{i}]", findings);
        if (scale.Points is not null) return;
        if (scale.Value is null) Ordered(scale, path, findings);
        else Cover(scale, path, findings);
    }

    private static void Points(ScoreItem item, Band band, string path, List<Finding> findings)
    {
        if (band.Points.Low.Sign < 0 || band.Points.Low > band.Points.High || band.Points.High > item.Most)
            findings.Add(Error("rulebook.points", path,
                new($"得分 {band.Points.Low}..{band.Points.High} 不在 0 到 {item.Most} 之间。", $"The points {band.Points.Low}..{band.Points.High} are not within 0 and {item.Most}."),
                new("改正 points 或 max。", "Correct points or max.")));
        if (band.Unjudged is { } u && (u < band.Points.Low || u > band.Points.High))
            findings.Add(Error("rulebook.points", path, new("unjudged 不在本档得分范围内。", "unjudged is outside the band's points."), new("改正 unjudged。", "Correct unjudged.")));
    }

    private static void Ordered(Scale scale, string path, List<Finding> findings)
    {
        for (int i = 0; i < scale.Bands.Length; i++)
            if (scale.Bands[i].When is null != (i == scale.Bands.Length - 1))
                findings.Add(Error("rulebook.cases-cover", $"{path}.bands[{i}]",
                    new("按条件评分时，最后一档不写条件，其余各档都写条件。", "With conditions, the last case has none and all others have one."),
                    new("在最后补一档 else。", "End with a case else.")));
    }

    private static void Cover(Scale scale, string path, List<Finding> findings)
    {
        var domain = scale.Domain ?? Interval.Line;
        var bands = scale.Bands.Select((b, i) => (Band: b, Path: $"{path}.bands[{i}]")).ToList();
        foreach (var (band, at) in bands.Where(b => b.Band.In is null))
            findings.Add(Error("rulebook.band-interval", at, new("此档没有区间。", "The band has no interval."), new("写上 in，如 \"[5%, 10%)\"。", "Give it in, such as \"[5%, 10%)\".")));
        var inOrder = bands.Where(b => b.Band.In is not null).OrderBy(b => b.Band.In!.Low is null ? 0 : 1).ThenBy(b => b.Band.In!.Low ?? Rational.Zero).ThenBy(b => b.Band.In!.HasLow ? 0 : 1).ToList();
        if (inOrder.Count == 0) return;
        var first = inOrder[0].Band.In!;
        var last = inOrder[^1].Band.In!;
        if (first.Low != domain.Low || first.HasLow != domain.HasLow) findings.Add(Ends(inOrder[0].Path, domain));
        if (last.High != domain.High || last.HasHigh != domain.HasHigh) findings.Add(Ends(inOrder[^1].Path, domain));
        for (int i = 1; i < inOrder.Count; i++)
        {
            Interval before = inOrder[i - 1].Band.In!, here = inOrder[i].Band.In!;
            if (before.Touches(here)) continue;
            bool gap = before.High is { } high && here.Low is { } low && (high < low || (high == low && !before.HasHigh && !here.HasLow));
            findings.Add(Error(gap ? "rulebook.band-gap" : "rulebook.band-overlap", inOrder[i].Path,
                gap ? new($"{before} 与 {here} 之间有空档。", $"There is a gap between {before} and {here}.") : new($"{before} 与 {here} 重叠。", $"{before} and {here} overlap."),
                new("让一档的端点正是下一档的端点，且只属于其中一档。", "Let one band end where the next begins, and let the end belong to one of them only.")));
        }
    }

    private static Finding Ends(string path, Interval domain) => Error("rulebook.band-gap", path,
        new($"各档没有覆盖 {domain}。", $"The bands do not cover {domain}."), new("把两端写到 -inf 和 +inf，或写上 domain。", "Let the ends reach -inf and +inf, or say the domain."));

    private static void Cases(Definition definition, List<Finding> findings)
    {
        for (int i = 0; i < definition.Cases.Length; i++)
            if (definition.Cases[i].When is null != (i == definition.Cases.Length - 1))
                findings.Add(Error("rulebook.cases-cover", $"definitions.{definition.Id}.cases[{i}]",
                    new("最后一种情形不写 when，其余都写。", "The last case has no when and all others have one."), new("在最后补一种情形 else。", "End with a case else.")));
    }

    private static void Parameter(RuleParameter parameter, List<Finding> findings)
    {
        if (parameter.Mark == Mark.Unknown != parameter.Value is null)
            findings.Add(Error("rulebook.parameter-mark", $"parameters.{parameter.Id}",
                parameter.Value is null ? new("参数没有值，标记应为 ？。", "The parameter has no value: its mark is ?.") : new("参数有值，标记不能是 ？。", "The parameter has a value: its mark is not ?."),
                new("未找到的数不写 value,mark 写 \"?\"。", "A number that was not found has no value and the mark \"?\".")));
    }

    private static void Unused(Rulebook rulebook, IReadOnlySet<string> used, List<Finding> findings)
    {
        foreach (var (id, path) in rulebook.Inputs.Select(i => (i.Id, $"inputs.{i.Id}")).Concat(rulebook.Parameters.Select(p => (p.Id, $"parameters.{p.Id}")))
                     .Concat(rulebook.Definitions.Where(d => !d.IsOutput).Select(d => (d.Id, $"definitions.{d.Id}"))))
            if (!used.Contains(id))
                findings.Add(Error("rulebook.unused", path, new($"“{id}”没有被用到。", $"'{id}' is not used."), new("删去，或在公式中使用；只供查看的数写成 output: true 的定义。", "Remove it, or use it in a formula; a number that is only to be seen is a definition with output: true.")));
        if (rulebook.Pass is { } pass)
            foreach (var (name, path, any) in new[] { (RuleNames.Gates, "gates", !rulebook.Gates.IsEmpty), (RuleNames.Routes, "routes", !rulebook.Routes.IsEmpty), (RuleNames.Total, "groups", !rulebook.Groups.IsEmpty) })
                if (any && !used.Contains(name))
                    findings.Add(Finding.Warning("rulebook.unused", new Place(Column: path), new($"通过条件没有用到 {name}:{pass}", $"The pass condition does not use {name}: {pass}"), new("在 pass 中写上。", "Use it in pass.")));
    }

    private static void Pattern(NumberPattern pattern, List<Finding> findings)
    {
        if (RegistrationNumber.IsReadable(pattern)) return;
        findings.Add(Error("rulebook.pattern", $"patterns.{pattern.Id}", new("编号规则不是合法的正则表达式。", "The pattern is not a valid regular expression."), new("改正 pattern。", "Correct the pattern.")));
    }

    private static Finding Error(string code, string path, Text what, Text fix) => Finding.Error(code, new Place(Column: path), what, fix);
}
