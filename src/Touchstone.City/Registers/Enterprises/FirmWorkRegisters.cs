using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>Applications, by stage.</summary>
internal sealed class ApplicationRegister : FirmRowRegister<Application>
{
    public static ApplicationRegister Instance { get; } = new();

    public override string Code => "applications";
    public override Text Name { get; } = new("申报台账", "Applications");
    public override Text RowName { get; } = new("申报", "application");
    public override string DefaultSort => "-year";
    public override RegisterForm Form { get; } = FormFor(new("跟踪申报进度，提醒时限", "following applications and their terms"), new("企业申报，市级推荐", "applications of firms, recommended by the city"));

    public override System.Collections.Immutable.ImmutableArray<RegisterMeasure> Measures => FirmMeasures.OfApplications;

    private static readonly ChoiceNames<ApplicationStage> Stages = new(
        (ApplicationStage.Preparing, "preparing", new("准备中", "preparing")), (ApplicationStage.Filed, "filed", new("已提交", "filed")), (ApplicationStage.CityChecked, "city_checked", new("市级审核", "checked by the city")),
        (ApplicationStage.Recommended, "recommended", new("已推荐", "recommended")), (ApplicationStage.UnderReview, "under_review", new("省级评审", "under review")), (ApplicationStage.Noticed, "noticed", new("公示", "noticed")),
        (ApplicationStage.Recognised, "recognised", new("已认定", "recognised")), (ApplicationStage.Refused, "refused", new("未通过", "refused")), (ApplicationStage.Withdrawn, "withdrawn", new("撤回", "withdrawn")));

    protected override FieldList<Application> Describe() => new FieldList<Application>()
        .Reference(FirmField, FirmName, "firms", a => a.Firm, FieldTraits.Key, normal: CreditCode.Normal)
        .Choice("rung", new("类别", "rung"), a => a.Rung, Rungs.Names, FieldTraits.Key)
        .Year("year", new("申报年度", "year"), a => a.Year, FieldTraits.Key)
        .Text("batch", new("批次", "batch"), a => a.Batch)
        .Choice("stage", new("进度", "stage"), a => a.Stage, Stages)
        .Day("filed_on", new("提交日期", "filed on"), a => a.FiledOn)
        .Day("stage_on", new("进度日期", "stage since"), a => a.StageOn)
        .YesNo("first_time", new("首次申报", "first time"), a => a.FirstTime)
        .Note("remark", new("备注", "remark"), a => a.Remark);
}

/// <summary>The cultivation library.</summary>
internal sealed class CultivationRegister : FirmRowRegister<Cultivation>
{
    public static CultivationRegister Instance { get; } = new();

    public override string Code => "cultivation";
    public override Text Name { get; } = new("培育后备库", "Cultivation library");
    public override Text RowName { get; } = new("培育企业", "firm in cultivation");
    public override string DefaultSort => "-entry_year";
    public override RegisterForm Form { get; } = FormFor(new("培育企业对照条件补短板", "helping firms close their gaps"), new("企业自愿入库", "firms enter of their own will"));

    public override System.Collections.Immutable.ImmutableArray<RegisterMeasure> Measures => FirmMeasures.OfCultivation;

    private static readonly ChoiceNames<CultivationStatus> Statuses = new(
        (CultivationStatus.InTraining, "in_training", new("培育中", "in training")), (CultivationStatus.Applied, "applied", new("已申报", "applied")),
        (CultivationStatus.Recognised, "recognised", new("已认定", "recognised")), (CultivationStatus.Left, "left", new("退出", "left")));

    protected override FieldList<Cultivation> Describe() => new FieldList<Cultivation>()
        .Reference(FirmField, FirmName, "firms", c => c.Firm, FieldTraits.Key, normal: CreditCode.Normal)
        .Choice("rung", new("培育目标", "rung aimed at"), c => c.Rung, Rungs.Names, FieldTraits.Key)
        .Year("entry_year", new("入库年度", "entry year"), c => c.EntryYear, FieldTraits.Key)
        .Day("entered_on", new("入库日期", "entered on"), c => c.EnteredOn)
        .Year("expected_year", new("预计申报年度", "expected year of application"), c => c.ExpectedYear)
        .Text("coach", new("辅导员", "coach"), c => c.Coach)
        .Choice("status", new("状态", "status"), c => c.Status, Statuses)
        .Note("gap", new("入库时差距", "gap at entry"), c => c.Gap)
        .Note("remark", new("备注", "remark"), c => c.Remark);
}

/// <summary>Visits, and needs that are followed until they are met.</summary>
internal sealed class VisitRegister : FirmRowRegister<Visit>
{
    public static VisitRegister Instance { get; } = new();

    public override string Code => "visits";
    public override Text Name { get; } = new("走访与诉求", "Visits and needs");
    public override Text RowName { get; } = new("走访", "visit");
    public override string DefaultSort => "-visited_on";
    public override RegisterForm Form { get; } = FormFor(new("记录并跟踪企业诉求", "noting and following what firms need"), new("服务企业工作", "service to firms"));

    private static readonly ChoiceNames<NeedStatus> Needs = new(
        (NeedStatus.None, "none", new("无诉求", "no need")), (NeedStatus.Open, "open", new("待办", "open")), (NeedStatus.HandedOn, "handed_on", new("已转办", "handed on")), (NeedStatus.Solved, "solved", new("已解决", "solved")));

    protected override FieldList<Visit> Describe() => new FieldList<Visit>()
        .Reference(FirmField, FirmName, "firms", v => v.Firm, FieldTraits.Key, normal: CreditCode.Normal)
        .Day("visited_on", new("走访日期", "visited on"), v => v.VisitedOn, FieldTraits.Key)
        .Text("subject", new("事由", "subject"), v => v.Subject, FieldTraits.Key)
        .Text("visitor", new("走访人", "visitor"), v => v.Visitor)
        .Note("said", new("情况", "what was said"), v => v.Said)
        .Text("need", new("诉求", "need"), v => v.Need)
        .Choice("need_status", new("诉求状态", "state of the need"), v => v.NeedStatus, Needs, FieldTraits.None)
        .Text("responsible", new("责任单位", "responsible"), v => v.Responsible)
        .Day("due_on", new("办理期限", "due on"), v => v.DueOn)
        .Note("outcome", new("办理结果", "outcome"), v => v.Outcome);
}

/// <summary>Reports that firms have made.</summary>
internal sealed class FilingRegister : FirmRowRegister<Filing>
{
    public static FilingRegister Instance { get; } = new();

    public override string Code => "filings";
    public override Text Name { get; } = new("年报与变更报告", "Firms' reports");
    public override Text RowName { get; } = new("报告", "report");
    public override string DefaultSort => "-year";
    public override RegisterForm Form { get; } = FormFor(new("核对企业是否按期报告", "checking that firms report in time"), new("认定管理办法规定的报告义务", "duties of the rules of recognition"));

    public static ChoiceNames<FilingKind> Kinds { get; } = new(
        (FilingKind.SmeUpdate, "sme_update", new("科小信息更新", "technology SME's update")), (FilingKind.AnnualReport, "annual_report", new("高企年报", "high-tech annual report")),
        (FilingKind.ChangeReport, "change_report", new("更名或重大变化报告", "report of a change")), (FilingKind.YearlyUpdate, "yearly_update", new("优质中小企业信息更新", "innovative or specialised SME's update")));

    protected override FieldList<Filing> Describe() => new FieldList<Filing>()
        .Reference(FirmField, FirmName, "firms", f => f.Firm, FieldTraits.Key, normal: CreditCode.Normal)
        .Choice("kind", new("报告类别", "kind"), f => f.Kind, Kinds, FieldTraits.Key)
        .Year("year", new("年份", "year"), f => f.Year, FieldTraits.Key)
        .Day("filed_on", new("报送日期", "filed on"), f => f.FiledOn)
        .Note("remark", new("备注", "remark"), f => f.Remark);
}
