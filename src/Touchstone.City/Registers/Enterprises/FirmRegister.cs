using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>The register of firms.</summary>
internal sealed class FirmRegister : NamedRegister<Firm>
{
    public static FirmRegister Instance { get; } = new();

    public override string Code => "firms";
    public override Text Name { get; } = new("企业名录", "Firms");
    public override Text RowName { get; } = new("企业", "firm");
    public override string DefaultSort => "name";

    public override RegisterForm Form { get; } = new(
        new("建立一企一档，供培育、服务和统计口径核对", "one file a firm, for cultivation, service and counting"),
        new("企业自愿填报；公开的登记和公告信息", "given by the firm of its own will; public registration and notices"),
        new("市科技局", "Science and Technology Bureau"));

    public static ChoiceNames<FirmStatus> Statuses { get; } = new(
        (FirmStatus.Active, "active", new("存续", "active")), (FirmStatus.MovedAway, "moved_away", new("迁出", "moved away")),
        (FirmStatus.Closed, "closed", new("注销", "closed")), (FirmStatus.Merged, "merged", new("已并入", "merged")));

    private static readonly ChoiceNames<TechnologyField> Technologies = new(
        (TechnologyField.Electronics, "electronics", new("电子信息", "electronics and information")), (TechnologyField.Biology, "biology", new("生物与新医药", "biology and new medicine")),
        (TechnologyField.Aerospace, "aerospace", new("航空航天", "aerospace")), (TechnologyField.NewMaterials, "new_materials", new("新材料", "new materials")),
        (TechnologyField.HighTechServices, "high_tech_services", new("高技术服务", "high-tech services")), (TechnologyField.NewEnergy, "new_energy", new("新能源与节能", "new energy and saving")),
        (TechnologyField.Environment, "environment", new("资源与环境", "resources and environment")), (TechnologyField.Manufacturing, "manufacturing", new("先进制造与自动化", "advanced manufacturing")));

    protected override FieldList<Firm> Describe() => new FieldList<Firm>()
        .Text("credit_code", new("统一社会信用代码", "unified social credit code"), f => f.Key, FieldTraits.Key | FieldTraits.Indexed, check: CreditCode.Check, normal: CreditCode.Normal)
        .Text("name", new("企业名称", "name"), f => f.Name, FieldTraits.Required | FieldTraits.Indexed)
        .Area("division", new("所在区划", "division"), f => f.Division, FieldTraits.Indexed)
        .Area("zone", new("功能区", "functional zone"), f => f.Zone, FieldTraits.Indexed)
        .Choice("status", new("状态", "status"), f => f.Status, Statuses, FieldTraits.None)
        .Day("left_on", new("注销或迁出日期", "struck off or moved on"), f => f.LeftOn, FieldTraits.Hidden)
        .Day("registered", new("成立日期", "registered on"), f => f.Registered, FieldTraits.Indexed)
        .Text("industry", new("行业（GB/T 4754）", "industry (GB/T 4754)"), f => f.Industry)
        .Choice("field", new("技术领域", "technology field"), f => f.Field, Technologies)
        .Text("main_product", new("主要产品（服务）", "main product"), f => f.MainProduct)
        .YesNo("above_scale", new("规上企业", "above scale"), f => f.AboveScale, FieldTraits.Indexed)
        .YesNo("manufacturing", new("制造业", "manufacturing"), f => f.Manufacturing)
        .Money("capital", new("注册资本", "registered capital"), f => f.Capital, FieldTraits.Hidden)
        .Text("address", new("地址", "address"), f => f.Address, FieldTraits.Hidden)
        .Text("contact", new("联系人", "contact"), f => f.Contact, FieldTraits.Personal)
        .Text("phone", new("联系电话", "telephone"), f => f.Phone, FieldTraits.Personal)
        .Note("remark", new("备注", "remark"), f => f.Remark)
        .Note("former_names", new("曾用名", "former names"), f => f.FormerNames, FieldTraits.Derived | FieldTraits.Hidden)
        .Day("high_tech_until", new("高企有效期至", "high-tech until"), f => f.HighTechUntil, FieldTraits.Derived | FieldTraits.Indexed)
        .Day("tech_sme_until", new("科小有效期至", "technology SME until"), f => f.TechSmeUntil, FieldTraits.Derived | FieldTraits.Indexed)
        .Choice("fictitious", new("虚构", "made up"), f => f.Fictitious, ChoiceNames.YesNo, FieldTraits.Derived);

    protected override IEnumerable<string> Names(Firm row) => [row.Name, .. (row.FormerNames ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A firm is made up when its code is, and a name that is given up goes on being found.</summary>
    protected override Task BeforeWrite(CityDb db, IReadOnlyList<RowWrite<Firm>> rows, Entry entry, CancellationToken stop)
    {
        int name = RowFields.Where(f => !f.Is(FieldTraits.Derived)).ToList().FindIndex(f => f.Code == "name");
        foreach (var write in rows)
        {
            write.Row.Fictitious = CreditCode.IsReserved(write.Row.Key) ? YesNo.Yes : YesNo.No;
            if (write.Before is { } before) GoOnBeingFound(write.Row, before[name]);
        }
        return Task.CompletedTask;
    }

    private static void GoOnBeingFound(Firm row, string? was)
    {
        if (was is null || was == row.Name) return;
        row.FormerNames = string.Join('\n', [.. (row.FormerNames ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(n => n != was && n != row.Name), was]);
    }

    protected override void Follow(Firm row, Firm? before, RowVersion version)
    {
        row.Fictitious = CreditCode.IsReserved(row.Key) ? YesNo.Yes : YesNo.No;
        if (before is null) return;
        row.FormerNames = before.FormerNames;
        GoOnBeingFound(row, before.Name);
    }

    protected override async Task Complete(CityDb db, List<Firm> rows, KnownUntil until, CancellationToken stop)
    {
        var held = (await RecognitionRegister.OfVersions.Known(db, until, null, stop)).Where(r => r.Status == RecognitionStatus.Valid).ToLookup(r => (r.Firm, r.Rung), r => r.ValidTo);
        foreach (var row in rows) (row.HighTechUntil, row.TechSmeUntil) = (held[(row.Id, Rung.HighTech)].Max(), held[(row.Id, Rung.TechSme)].Max());
    }

    /// <summary>A firm becomes joined, and stops being so, by a merge that says into which and from when; not by its status alone.</summary>
    protected override async Task CheckRows(CityDb db, RegisterReading? reading, List<CheckedRow<Firm>> rows, CancellationToken stop)
    {
        var joined = await db.Set<FirmRelation>().Where(r => r.Kind == RelationKind.Merge && r.UndoneAt == null).Join(db.Firms, r => r.From, f => f.Id, (r, f) => f.Key).ToHashSetAsync(stop);
        foreach (var row in rows.Where(r => r.Row.Status == FirmStatus.Merged != joined.Contains(r.Row.Key) && r.Said.Any(f => f.Code == "status")))
            row.Findings.Error("status", "firm.merged-by-status", new("“已并入”不能直接填写或取消：要说明并入哪家企业、从哪天起。", "'Merged' is not set or taken away by itself: into which firm, and from when, has to be said."), new("用“合并”或“撤销合并”。", "Use merge, or take the merge back."));
    }

    protected override void CheckRow(Firm row, RowFindings findings)
    {
        if (row is { Status: FirmStatus.Closed or FirmStatus.MovedAway, LeftOn: null } && !findings.Unread.Contains("left_on"))
            findings.Warning("left_on", "firm.left-without-day", new("已注销或迁出而没有日期：任何日期的计数都不含此企业。", "Closed or moved away without a day: the figures of no day count this firm."), new("填写注销或迁出日期。", "Give the day."));
        if (row.Key.Length == 0 || CreditCode.IsReserved(row.Key) || !row.Name.Contains("（虚构）", StringComparison.Ordinal)) return;
        findings.Error("credit_code", "firm.made-up-code", new("名称标明“虚构”的企业应使用保留代码。", "A firm that is marked as made up needs a reserved code."), new($"第 3–8 位用 {CreditCode.ReservedDivision}。", $"Places 3 to 8 are {CreditCode.ReservedDivision}."));
    }
}
