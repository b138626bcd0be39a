using System.Globalization;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>Reviewers' points, item by item. Points that the item, or the band in which the firm's figures put it, does not allow are refused.</summary>
internal sealed class JudgementRegister(Lazy<RulebookShelf> rulebooks) : FirmRowRegister<Judgement>
{
    public const string RegisterCode = "judgements";

    /// <summary>For reading versions only: nothing is checked, so no rulebook is needed.</summary>
    public static JudgementRegister OfVersions { get; } = new(new(() => throw new InvalidOperationException("Versions are read without rulebooks.")));

    public override string Code => RegisterCode;
    public override Text Name { get; } = new("评审评分", "Reviewers' points");
    public override Text RowName { get; } = new("评分", "judgement");
    public override string DefaultSort => "-judged_on";
    public override RegisterForm Form { get; } = FormFor(new("市级预评估：评审专家对定性项目的评分，不是认定", "the city's pre-assessment: reviewers' points for what figures do not settle; no recognition"), new("规则中由评审判定的项目", "the items that the rules leave to a reviewer"));

    protected override FieldList<Judgement> Describe() => new FieldList<Judgement>()
        .Reference(FirmField, FirmName, "firms", j => j.Firm, FieldTraits.Key, normal: CreditCode.Normal)
        .Text("rulebook", new("规则", "rulebook"), j => j.Rulebook, FieldTraits.Key, new("规则的编号或名称，如 high_tech", "the rulebook's id or name, such as high_tech"))
        .Text("edition", new("版本", "edition"), j => j.Edition, FieldTraits.Key)
        .Year("year", new("评估年度", "year of assessment"), j => j.Year, FieldTraits.Key)
        .Text("item", new("评分项", "item"), j => j.Item, FieldTraits.Key, new("评分项的编号或名称", "the item's id or name"))
        .Day("judged_on", new("评分日期", "judged on"), j => j.JudgedOn, FieldTraits.Key)
        .Amount("points", new("得分", "points"), default, j => j.Points, FieldTraits.None)
        .Text("reviewer", new("评审人", "reviewer"), j => j.Reviewer, help: new("单位或专家编号，不必写姓名；留空为录入人", "a body or an expert's number, no name is needed; blank: whoever records it"))
        .Note("reason", new("理由", "reason"), j => j.Reason, FieldTraits.None)
        .Text("recorded_by", new("录入人", "recorded by"), j => j.RecordedBy, FieldTraits.Derived);

    protected override Task BeforeWrite(CityDb db, IReadOnlyList<RowWrite<Judgement>> rows, Entry entry, CancellationToken stop)
    {
        foreach (var write in rows) write.Row.RecordedBy = entry.Actor.Id;
        return Task.CompletedTask;
    }

    protected override void Follow(Judgement row, Judgement? before, RowVersion version) => row.RecordedBy = version.Actor;

    protected override void CheckRow(Judgement row, RowFindings findings)
    {
        if (row.JudgedOn is { } day && row.Year > 0 && day.Year > row.Year)
            findings.Error("judged_on", "judgement.after-the-year", new($"评分日期 {day:yyyy-MM-dd} 晚于评估年度 {row.Year} 年。", $"The day {day:yyyy-MM-dd} is after the year of assessment, {row.Year}."), new("核对日期和评估年度。", "Check the day and the year."));
        if (row.Rulebook.Length == 0 || BookOf(row, findings) is not { } book || row.Item.Length == 0) return;
        if (ItemOf(book, row.Item) is not { } item)
        {
            var judged = book.Groups.SelectMany(g => g.Items).Where(i => i.IsJudged).ToList();
            findings.Error("item", "judgement.unknown-item", new($"“{book.Name.Zh}”没有由评审判定的评分项“{FieldText.Shown(row.Item)}”。", $"{book.Name.En} has no item '{FieldText.Shown(row.Item)}' that a reviewer judges."),
                new($"可用：{string.Join("、", judged.Select(i => i.Id))}。", $"Known: {string.Join(", ", judged.Select(i => i.Id))}."));
            return;
        }
        row.Item = item.Id;
        var whole = Reach.Between(0, item.Most);
        if (row.Points is { } points && !whole.Holds(Rational.OfShortest(points))) Outside(row, item, points, whole, findings);
    }

    /// <summary>The edition the row names; its rulebook is then named by id.</summary>
    private Rulebook? BookOf(Judgement row, RowFindings findings)
    {
        var editions = rulebooks.Value.Books.Where(b => b.Id == row.Rulebook || b.Name.Zh == row.Rulebook || string.Equals(b.Name.En, row.Rulebook, StringComparison.OrdinalIgnoreCase)).ToList();
        if (editions.Count == 0)
        {
            string known = string.Join(", ", rulebooks.Value.Books.Where(b => b.Groups.Any(g => g.Items.Any(i => i.IsJudged))).Select(b => b.Id).Distinct(StringComparer.Ordinal));
            findings.Error("rulebook", "judgement.unknown-rulebook", new($"没有规则“{FieldText.Shown(row.Rulebook)}”。", $"There is no rulebook '{FieldText.Shown(row.Rulebook)}'."), new($"可用：{known}。", $"Known: {known}."));
            return null;
        }
        row.Rulebook = editions[0].Id;
        if (row.Edition.Length == 0) return null;
        if (editions.Find(b => b.Version == row.Edition) is { } book) return book;
        string versions = string.Join(", ", editions.Select(b => b.Version));
        findings.Error("edition", "judgement.unknown-edition", new($"“{editions[0].Name.Zh}”没有版本“{FieldText.Shown(row.Edition)}”。", $"{editions[0].Name.En} has no edition '{FieldText.Shown(row.Edition)}'."), new($"可用：{versions}。", $"Known: {versions}."));
        return null;
    }

    private static ScoreItem? ItemOf(Rulebook book, string written) => book.Groups.SelectMany(g => g.Items).FirstOrDefault(i => i.IsJudged && (i.Id == written || i.Name.Zh == written || string.Equals(i.Name.En, written, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Holds each row against the band in which the firm's figures put it, as they were in the year of assessment.</summary>
    protected override async Task CheckRows(CityDb db, RegisterReading? reading, List<CheckedRow<Judgement>> rows, CancellationToken stop)
    {
        foreach (var group in rows.Where(r => r.IsSound() && r.Row is { Firm: > 0, Points: not null, JudgedOn: not null }).GroupBy(r => (r.Row.Rulebook, r.Row.Edition, Day: DayOf(r.Row))))
        {
            if (rulebooks.Value.Editions(group.Key.Rulebook).FirstOrDefault(b => b.Version == group.Key.Edition) is not { } rulebook) continue;
            var book = await FirmFactBook.Load(db, group.Key.Day, [.. group.Select(r => r.Row.Firm).Distinct()], stop);
            foreach (var firm in group.GroupBy(r => r.Row.Firm))
                if (book.Firm(firm.Key) is not null && Evaluation.Of(rulebook, book.Facts(firm.Key, rulebook), book.Day).IsDone(out var evaluation))
                    foreach (var row in firm)
                        if (ItemOf(rulebook, row.Row.Item) is { } item && evaluation.Find(item.Id)?.Allowed is { } allowed && !allowed.Holds(Rational.OfShortest(row.Row.Points!.Value)))
                            Outside(row.Row, item, row.Row.Points.Value, allowed, row.Findings);
        }
    }

    /// <summary>The day judged on, or the first of the year of assessment where it was judged ahead.</summary>
    private static DateOnly DayOf(Judgement row) => row.JudgedOn!.Value.Year == row.Year ? row.JudgedOn.Value : new((int)row.Year, 1, 1);

    private static void Outside(Judgement row, ScoreItem item, double points, Reach allowed, RowFindings findings)
    {
        string shown = points.ToString(CultureInfo.InvariantCulture), zh = allowed.IsKnown ? $"{allowed.Low}" : $"{allowed.Low} 到 {allowed.High} 之间", en = allowed.IsKnown ? $"{allowed.Low}" : $"within {allowed.Low} and {allowed.High}";
        findings.Error("points", "judgement.points-outside", new($"“{item.Name.Zh}”的得分 {shown} 不在允许范围内：应为 {zh}。", $"The points {shown} for '{item.Name.En}' are not allowed: they must be {en}."),
            new($"改正得分，或先核对企业 {row.Year - 1} 年的数据所在的档次。", $"Correct the points, or first check in which band the firm's figures of {row.Year - 1} stand."));
    }
}
