using System.Globalization;
using Touchstone.Model;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>The register of firms' yearly figures.</summary>
internal sealed class FirmYearRegister : FirmRowRegister<FirmYear>
{
    public static FirmYearRegister Instance { get; } = new();

    public override string Code => "firm-years";
    public override Text Name { get; } = new("企业年度数据", "Firms' yearly figures");
    public override Text RowName { get; } = new("企业年度", "firm and year");
    public override string DefaultSort => "-year";

    public override RegisterForm Form { get; } = FormFor(new("企业自评与培育：对照认定条件预评估", "self-assessment and cultivation: a pre-assessment against the conditions of recognition"),
        new("企业自愿提供并同意；公开信息。不使用统计报表和涉税数据，除非另有授权文件", "given by the firm with its consent; public information. No statistical returns and no tax data unless a document allows it"));

    private static readonly ChoiceNames<FactSource> Sources = new(
        (FactSource.Firm, "firm", new("企业提供", "the firm itself")), (FactSource.Notice, "notice", new("公开信息", "public notice")),
        (FactSource.Statistics, "statistics", new("统计报表", "statistical return")), (FactSource.Tax, "tax", new("涉税数据", "tax data")));

    private static readonly Text Persons = new("人", "persons"), Pieces = new("件", "pieces");

    protected override FieldList<FirmYear> Describe() => Traits(People(Money(Heads())));

    private static FieldList<FirmYear> Heads() => new FieldList<FirmYear>()
        .Reference(FirmField, FirmName, "firms", y => y.Firm, FieldTraits.Key, normal: CreditCode.Normal)
        .Year("year", new("年度", "year"), y => y.Year, FieldTraits.Key)
        .Choice("source", new("数据来源", "source"), y => y.Source, Sources, FieldTraits.Key, new("统计报表和涉税数据须填授权文件", "statistical and tax data need a document of authorisation"))
        .Text("purpose", new("用途", "purpose"), y => y.Purpose, FieldTraits.Hidden)
        .Day("consent_on", new("企业同意日期", "consent given on"), y => y.ConsentOn, FieldTraits.Hidden)
        .Text("authorisation", new("授权文件", "authorisation"), y => y.Authorisation, FieldTraits.Hidden);

    private static FieldList<FirmYear> Money(FieldList<FirmYear> fields) => fields
        .Money("sales", new("销售收入", "sales"), y => y.Sales)
        .Money("main_revenue", new("主营业务收入", "main business revenue"), y => y.MainRevenue, FieldTraits.Hidden)
        .Money("income", new("总收入", "total income"), y => y.Income)
        .Money("high_tech_income", new("高新技术产品（服务）收入", "high-tech income"), y => y.HighTechIncome)
        .Money("cost", new("成本费用支出总额", "total cost and expense"), y => y.Cost, FieldTraits.Hidden)
        .Money("profit", new("利润总额", "total profit"), y => y.Profit, FieldTraits.Hidden, null)
        .Money("net_profit", new("净利润", "net profit"), y => y.NetProfit, FieldTraits.Hidden, null)
        .Money("assets", new("资产总额", "total assets"), y => y.Assets)
        .Money("debt", new("负债总额", "total debt"), y => y.Debt, FieldTraits.Hidden)
        .Money("net_assets", new("净资产", "net assets"), y => y.NetAssets, FieldTraits.None, null)
        .Money("equity", new("新增股权融资", "new equity financing"), y => y.Equity, FieldTraits.Hidden)
        .Money("rd", new("研发费用", "R&D cost"), y => y.Rd)
        .Money("rd_abroad", new("其中：境外研发", "of which abroad"), y => y.RdAbroad, FieldTraits.Hidden)
        .Money("rd_labour", new("研发：人员人工", "R&D: labour"), y => y.RdLabour, FieldTraits.Hidden)
        .Money("rd_materials", new("研发：直接投入", "R&D: direct inputs"), y => y.RdMaterials, FieldTraits.Hidden)
        .Money("rd_depreciation", new("研发：折旧与长期待摊", "R&D: depreciation"), y => y.RdDepreciation, FieldTraits.Hidden)
        .Money("rd_intangible", new("研发：无形资产摊销", "R&D: amortisation"), y => y.RdIntangible, FieldTraits.Hidden)
        .Money("rd_design", new("研发：设计", "R&D: design"), y => y.RdDesign, FieldTraits.Hidden)
        .Money("rd_trial", new("研发：装备调试与试验", "R&D: commissioning and trials"), y => y.RdTrial, FieldTraits.Hidden)
        .Money("rd_outsourced", new("研发：委托外部（按规定计入）", "R&D: outsourced (as counted)"), y => y.RdOutsourced, FieldTraits.Hidden)
        .Money("rd_other", new("研发：其他", "R&D: other"), y => y.RdOther, FieldTraits.Hidden);

    private static FieldList<FirmYear> People(FieldList<FirmYear> fields) => fields
        .Amount("staff", new("职工总数", "staff"), Persons, y => y.Staff)
        .Amount("sci_staff", new("科技人员数", "sci-tech staff"), Persons, y => y.SciStaff)
        .Amount("rd_staff", new("研发人员数", "R&D staff"), Persons, y => y.RdStaff, FieldTraits.Hidden)
        .Whole("class1", new("Ⅰ类知识产权", "class I intellectual property"), Pieces, y => y.Class1)
        .Whole("class2", new("Ⅱ类知识产权", "class II intellectual property"), Pieces, y => y.Class2)
        .Whole("inventions", new("发明专利", "inventions"), Pieces, y => y.Inventions, FieldTraits.Hidden)
        .Whole("utility_models", new("实用新型", "utility models"), Pieces, y => y.UtilityModels, FieldTraits.Hidden)
        .Whole("designs", new("外观设计", "designs"), Pieces, y => y.Designs, FieldTraits.Hidden)
        .Whole("software", new("软件著作权", "software copyrights"), Pieces, y => y.Software, FieldTraits.Hidden)
        .Whole("conversions", new("当年成果转化", "results converted in the year"), new("项", "results"), y => y.Conversions);

    private static FieldList<FirmYear> Traits(FieldList<FirmYear> fields) => fields
        .YesNo("own_research", new("知识产权有自主研发的", "own research among the IP"), y => y.OwnResearch, FieldTraits.Hidden)
        .YesNo("core_support", new("知识产权对主要产品起核心支持", "IP supports the main products"), y => y.CoreSupport, FieldTraits.Hidden)
        .YesNo("in_field", new("属于重点支持的技术领域", "in a supported field"), y => y.InField, FieldTraits.Hidden)
        .YesNo("accident", new("重大事故或严重环境违法", "major accident or violation"), y => y.Accident, FieldTraits.Hidden)
        .YesNo("standards", new("参与编制标准", "took part in standards"), y => y.Standards, FieldTraits.Hidden)
        .YesNo("resident", new("居民企业", "resident enterprise"), y => y.Resident, FieldTraits.Hidden)
        .YesNo("banned_class", new("产品属禁止限制淘汰类", "products of a banned class"), y => y.BannedClass, FieldTraits.Hidden)
        .YesNo("misconduct", new("失信或异常名录", "misconduct or abnormal list"), y => y.Misconduct, FieldTraits.Hidden)
        .YesNo("rd_body", new("省部级以上研发机构", "R&D body of provincial level"), y => y.RdBody, FieldTraits.Hidden)
        .YesNo("strategic", new("战略性新兴产业", "strategic emerging industry"), y => y.Strategic, FieldTraits.Hidden)
        .Note("remark", new("备注", "remark"), y => y.Remark);

    /// <summary>Parts and their wholes, by field.</summary>
    private static readonly (string Part, string Whole)[] Parts =
    [
        ("sci_staff", "staff"), ("rd_staff", "staff"), ("main_revenue", "sales"), ("sales", "income"), ("high_tech_income", "income"), ("rd_abroad", "rd"), ("rd_labour", "rd"), ("rd_materials", "rd"), ("rd_depreciation", "rd"),
        ("rd_intangible", "rd"), ("rd_design", "rd"), ("rd_trial", "rd"), ("rd_outsourced", "rd"), ("rd_other", "rd"), ("inventions", "class1"), ("net_assets", "assets"),
    ];

    protected override void CheckRow(FirmYear row, RowFindings findings)
    {
        foreach (var (part, whole) in Parts) findings.PartOfWhole(Field(part), Field(part).Get(row), Field(whole), Field(whole).Get(row));
        CheckClasses(row, findings);
        if (row is { NetAssets: { } net, Assets: { } assets, Debt: { } debt } && Math.Abs(net - (assets - debt)) > 1_000_000)
            findings.Warning("net_assets", "facts.net-assets", new("净资产不等于资产总额减负债总额（差额超过 1 万元）。", "Net assets are not total assets less total debt (by more than 10,000 yuan)."), new("核对三个数值。", "Check the three values."));
        CheckSource(row, findings);
    }

    private static void CheckClasses(FirmYear row, RowFindings findings)
    {
        long?[] classes = [row.RdLabour, row.RdMaterials, row.RdDepreciation, row.RdIntangible, row.RdDesign, row.RdTrial, row.RdOutsourced, row.RdOther];
        if (row.Rd is not { } rd || classes.Any(c => c is null) || Math.Abs(classes.Sum(c => c!.Value) - rd) <= 1_000_000) return;
        string sum = (classes.Sum(c => c!.Value) / MoneyUnits.FenIn10kYuan).ToString(CultureInfo.InvariantCulture);
        findings.Error("rd", "facts.rd-classes", new($"八类研发费用之和为 {sum} 万元，与研发费用合计不符。", $"The eight classes of R&D cost add up to {sum} (10,000 yuan), not to the total."), new("核对各类和合计。", "Check the classes and the total."));
    }

    private static void CheckSource(FirmYear row, RowFindings findings)
    {
        if (findings.Unread.Contains("source")) return;
        if (row.Source is FactSource.Statistics or FactSource.Tax && string.IsNullOrWhiteSpace(row.Authorisation))
            findings.Error("source", "facts.source-not-allowed",
                row.Source == FactSource.Statistics ? new("统计报表的单个企业数据依统计法不得用于统计以外的目的。", "Under the statistics law a firm's statistical return may not be used for anything but statistics.")
                    : new("涉税数据未经授权不得使用。", "Tax data may not be used without authorisation."),
                new("改由企业提供（注明用途和同意日期），或填写授权文件。", "Let the firm give the figures, with purpose and consent, or name the document of authorisation."));
        if (row.Source != FactSource.Firm) return;
        if (string.IsNullOrWhiteSpace(row.Purpose)) findings.Error("purpose", "facts.no-purpose", new("企业提供的数据须注明用途。", "Figures from the firm need a purpose."), new("填写用途，如“高企培育”。", "Give the purpose, such as cultivation."));
        if (row.ConsentOn is null) findings.Error("consent_on", "facts.no-consent", new("企业提供的数据须有同意日期。", "Figures from the firm need the day of its consent."), new("填写企业同意的日期。", "Give the day on which the firm consented."));
    }
}
