using Touchstone.City.Registers.Enterprises;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The enterprise officer's pages.</summary>
    public static class Enterprises
    {
        public static readonly Text Room = new("企业培育", "Enterprises");
        public static readonly Text TabWork = new("工作清单", "Worklist");
        public static readonly Text TabNear = new("接近门槛", "Near the line");
        public static readonly Text TabRisk = new("临界风险", "At risk");
        public static readonly Text TabGradient = new("梯度与流动", "Gradient");
        public static readonly Text TabFirms = new("企业名录", "All firms");
        public static readonly Text TabLibrary = new("培育后备库", "Cultivation library");
        public static readonly Text TabDoubts = new("待确认", "To be settled");
        public static readonly Text Day = new("日期", "Day");
        public static readonly Text Show = new("查看", "Show");
        public static readonly Text Excel = new("导出 Excel", "Export Excel");
        public static readonly Text Firm = new("企业", "Firm");
        public static readonly Text Rung = new("类别", "Rung");
        public static readonly Text What = new("事项", "What is to be done");
        public static readonly Text Due = new("期限", "Due");
        public static readonly Text Urgency = new("紧急程度", "Urgency");
        public static readonly Text KindHead = new("种类", "Kind");
        public static readonly Text All = new("全部", "all");
        public static readonly Text Division = new("所在区划", "Division");
        public static readonly Text Lacks = new("只差", "Lacks only");
        public static readonly Text Nearness = new("距离", "How near");
        public static readonly Text WhyNot = new("为何还不行", "Why not yet");
        public static readonly Text Holds = new("已认定", "holds it");
        public static readonly Text HeldUntil = new("有效期至", "Valid until");
        public static readonly Text Reasons = new("风险", "Why at risk");
        public static readonly Text WorkLead = new("按业务年历和台账算出：3月31日前科小更新，4月30日前优质中小企业更新，5月31日前高企年报，申报批次，到期与变更，企业诉求。带 † 的期限是惯例，未见于文本，以当年通知为准。", "From the bureau's year and the registers: SME updates by 31 March and 30 April, high-tech reports by 31 May, batches, expiries and changes, firms' needs. A term marked † is practice and stands in no text that was read: the year's notice says it.");
        public static readonly Text ExcelOfFirm = new("导出企业档案", "Export the file as Excel");
        public static readonly Text Verified = new("期限有据", "Term is a rule's");
        public static readonly Text Assessed = new("预评估", "Pre-assessment");
        public static readonly Text Missing = new("未达到的条件", "Conditions not met");
        public static readonly Text PassesOn = new("最早可达到", "Could pass from");
        public static readonly Text NothingToDo = new("这里将列出要办的事。当日没有要办的事。", "What is to be done will be listed here. There is nothing on this day.");
        public static readonly Text NoFirms = new("这里将显示企业的梯度。企业名录中还没有企业。", "The gradient of firms will be shown here. The register has no firms yet.");
        public static readonly Text ImportFirms = new("导入企业名录", "Import firms");
        public static readonly Text NearLead = new("未获认定的企业中：数据已达标的、只差评审或缺数据的、只差一项且单改一项数据即可补上的。", "Of the firms that do not hold it: those whose figures pass, those that only a reviewer or a missing figure holds back, those with one condition that one figure can mend.");
        public static readonly Text NoNear = new("没有接近门槛的企业。", "No firm is near the line.");
        public static readonly Text RiskLead = new("即将到期、最近年度数据已不达标、年报缺报的企业。", "Firms whose recognition ends soon, whose latest figures no longer pass, or whose yearly report is missing.");
        public static readonly Text NoRisk = new("没有发现可能失去资格的企业。", "No firm is seen to be at risk.");
        public static readonly Text Track = new("梯度", "Track");
        public static readonly Text Since = new("起始日", "Since");
        public static readonly Text Holders = new("有效认定", "Hold it");
        public static readonly Text Applying = new("申报在途", "Applying");
        public static readonly Text Cultivated = new("后备库在培", "In cultivation");
        public static readonly Text Firms = new("家", "firms");
        public static readonly Text FunnelLead = new("两条梯度交叉并行，不是一架梯子；一家企业按其最高一级计入流动图。", "The tracks cross and are not one ladder; in the flows a firm stands on the highest rung it holds.");
        public static readonly Text FlowTitleNone = new("这段时间没有企业变动", "No firm moved in this time");
        public static readonly Text Before = new("原为", "Before");
        public static readonly Text After = new("现为", "Now");
        public static readonly Text OnNone = new("无认定", "none");
        public static readonly Text Ladder = new("梯度位置", "Where it stands");
        public static readonly Text LadderLead = new("各级由各自主管机关认定；这里是预评估，按台账数据推算。", "Each rung has its own authority; this is a pre-assessment from the registers.");
        public static readonly Text Ready = new("数据已达标", "figures pass");
        public static readonly Text Undecided = new("缺数据或待评审", "figures or a review missing");
        public static readonly Text NoRule = new("当日没有规则", "no rule that day");
        public static readonly Text Alerts = new("提醒", "To do");
        public static readonly Text NoAlerts = new("没有要办的事。", "Nothing is to be done.");
        public static readonly Text Years = new("年度数据", "Yearly figures");
        public static readonly Text YearsLead = new("每个数都注明由谁提供；统计报表和涉税数据未经授权不用。", "Each figure says who gave it; statistical and tax data are not used without authorisation.");
        public static readonly Text NoYears = new("还没有年度数据。", "There are no yearly figures yet.");
        public static readonly Text Figure = new("指标", "Figure");
        public static readonly Text Add = new("新增", "Add");
        public static readonly Text About = new("登记信息", "On the register");
        public static readonly Text None = new("无", "none");
        public static readonly Text Relations = new("合并与分立", "Merges and splits");
        public static readonly Text Cultivate = new("放入培育后备库", "Put it in the cultivation library");
        public static readonly Text CultivateLead = new("登记培育目标、预计申报年度和辅导员；差距按今日评估填入，可改。", "The rung aimed at, the expected year and the coach; the gap is filled in from today's assessment and can be changed.");
        public static readonly Text ExpectedYear = new("预计申报年度", "Expected year of application");
        public static readonly Text Coach = new("辅导员", "Coach");
        public static readonly Text GapNow = new("入库时差距", "Gap at entry");
        public static readonly Text PutIn = new("入库", "Put it in");
        public static readonly Text PutInDone = new("已放入培育后备库。", "It is in the cultivation library.");
        public static readonly Text AlreadyIn = new("已在培育后备库", "in the cultivation library");
        public static readonly Text NotPutIn = new("未入库，原因如下。", "It was not put in, for these reasons.");
        public static readonly Text AddVisit = new("记走访", "Note a visit");
        public static readonly Text EditFirm = new("修改登记信息", "Change the register");
        public static readonly Text DoubtsLead = new("公告中的名称与名录对不上，由人判断是哪一家；判断前不计数。", "A published name does not fit the register; a person says which firm it is. Until then it is not counted.");
        public static readonly Text NoDoubts = new("没有待确认的记录。", "Nothing waits to be settled.");
        public static readonly Text Written = new("公告所写", "As published");
        public static readonly Text WhyDoubt = new("疑点", "Doubt");
        public static readonly Text Candidates = new("可能是", "May be");
        public static readonly Text ThisOne = new("就是这家", "It is this one");
        public static readonly Text NotOurs = new("不是本市企业", "Not ours");
        public static readonly Text Source = new("来源", "Source");
        public static readonly Text Settled = new("已处理。", "Settled.");
        public static readonly Text FromRegister = new("数据取自台账；改动的数以橙色标出，只试算，不入库。", "Values come from the register; those you change are marked and only tried, not recorded.");
        public static readonly Text Overall = new("综合评价", "overall evaluation");
        public static readonly Text FirmPage = new("企业档案", "The firm's file");

        public static Text WorkTitle(int items, int overdue, int soon, DateOnly day) => items == 0 ? new($"{day:yyyy-MM-dd} 没有要办的事", $"Nothing is to be done on {day:yyyy-MM-dd}")
            : new($"要办 {items} 件：逾期 {overdue} 件，30 天内 {soon} 件", $"{items} to do: {overdue} overdue, {soon} within 30 days");
        public static readonly Text Within = new("这一步最多为现值的百分之几", "A step is at most this many per cent of what the firm has");
        public static Text WithinUnread(string written) => new($"“{written}”不是大于0的百分数，没有按它限制；写成 50 的样子。", $"'{written}' is not a percentage above 0, and limits nothing; write it like 50.");
        public static readonly Text NoWithin = new("未设限度：从零做起也算一步，按相对幅度从小到大排列。", "No limit is set: a step from nothing counts too. The smallest in relation to what the firm has comes first.");
        public static readonly Text StepSize = new("相对幅度（%）", "Relative size (%)");
        public static readonly Text FromNothing = new("现值为零，没有相对幅度", "it is nothing now and has no relative size");
        public static readonly Text Narrow = new("预警：单项数据恶化多少以内就不再达标", "Early warning: a condition that one figure turns by worsening at most");
        public static readonly Text NoNarrow = new("不预警", "none");
        public static Text BeyondOf(int firms) => new($"另有 {firms} 家只差一项，但这一步超过限度。", $"{(firms == 1 ? "1 firm lacks" : $"{firms} firms lack")} one condition only, but by more than that.");
        public static Text NarrowOf(int firms) => new($"其中 {firms} 家只有预警，不计入标题中的家数。", $"{(firms == 1 ? "1 firm has" : $"{firms} firms have")} an early warning only and {(firms == 1 ? "is" : "are")} not counted in the title.");
        public static Text NearTitle(Text rung, int oneStep, int ready) => new($"{oneStep} 家离{rung.Zh}只差一步，{ready} 家数据已达标", $"{(oneStep == 1 ? "1 firm is" : $"{oneStep} firms are")} one step from {rung.En}; the figures of {ready} pass");
        public static Text NearOf(int lookedAt, int without) => new($"未获认定且有上年数据的 {lookedAt} 家都评估过；另有 {without} 家没有上年数据，无法评估。", $"All {lookedAt} firms that do not hold it and have figures of last year were assessed; {without} more have no figures and could not be.");
        public static Text RiskTitle(Text rung, int risky, int holders) => new($"{holders} 家{rung.Zh}中，{risky} 家可能失去资格", $"{risky} of {holders} holders of {rung.En} are at risk");
        public static Text RiskOf(int without) => new($"其中 {without} 家没有上年数据，是否仍达标无从得知。", $"{without} of them have no figures of last year: whether they still pass is not known.");
        public static Text GradientTitle(DateOnly day, string counts) => new($"{day:yyyy-MM-dd} 有效认定：{counts}", $"On {day:yyyy-MM-dd}: {counts}");
        public static Text CountOf(Text rung, int firms) => new($"{rung.Zh} {firms} 家", $"{firms} {rung.En}");
        public static Text OfTrack(RungTrack track) => track switch { RungTrack.Technology => new("科技型企业梯度", "Technology track"), RungTrack.Specialised => new("专精特新梯度", "Specialised track") };
        public static Text OfKind(WorkKind kind) => kind switch
        {
            WorkKind.SmeUpdate => new("科小更新", "SME update"),
            WorkKind.AnnualReport => new("高企年报", "annual report"),
            WorkKind.ChangeReport => new("变更报告", "change report"),
            WorkKind.YearlyUpdate => new("年度更新", "yearly update"),
            WorkKind.Renewal => new("到期续认", "renewal"),
            WorkKind.ExpectedApplication => new("预计申报", "expected application"),
            WorkKind.ReviewPoints => new("评审评分", "reviewers' points"),
            WorkKind.Need => new("企业诉求", "need"),
            WorkKind.DoubtfulRow => new("待确认", "to be settled"),
        };
        public static Text OfUrgency(WorkUrgency urgency) => urgency switch
        {
            WorkUrgency.Overdue => new("逾期", "overdue"),
            WorkUrgency.Soon => new("30 天内", "within 30 days"),
            WorkUrgency.Later => new("以后", "later"),
        };
        public static Text OfNearness(Nearness nearness) => nearness switch
        {
            Touchstone.City.Registers.Enterprises.Nearness.Ready => new("数据已达标", "figures pass"),
            Touchstone.City.Registers.Enterprises.Nearness.Open => new("待评审或缺数据", "review or figures missing"),
            Touchstone.City.Registers.Enterprises.Nearness.OneStep => new("只差一步", "one step"),
        };
        public static Text OfVerdict(Verdict verdict, int unmet) => verdict switch
        {
            Verdict.Passes => Ready,
            Verdict.Fails => new($"差 {unmet} 项", unmet == 1 ? "lacks 1 condition" : $"lacks {unmet} conditions"),
            Verdict.Undecided => Undecided,
            Verdict.Computed => new("已计算", "computed"),
        };
        public static Text LackOf(Text condition, Text input, string amount, Text unit) => new($"{condition.Zh}：{input.Zh}还差 {amount}{(unit.IsEmpty ? "" : " " + unit.Zh)}", $"{condition.En}: {input.En} short by {amount}{(unit.IsEmpty ? "" : " " + unit.En)}");
        public static Text FlowTitle(int moved, DateOnly since) => new($"{since:yyyy-MM-dd} 以来 {moved} 家企业变动了位置", $"{(moved == 1 ? "1 firm has" : $"{moved} firms have")} moved since {since:yyyy-MM-dd}");
        public static Text FlowSummary(int up, int down, int entered) => new($"升级 {up} 家，降级或失去资格 {down} 家，新获认定 {entered} 家。", $"{up} rose, {down} fell or lost their recognition, {entered} entered.");
        public static Text FlowSub(DateOnly since, DateOnly day) => new($"企业按最高一级计 · 家 · {since:yyyy-MM-dd} 至 {day:yyyy-MM-dd} · 认定台账", $"firms by their highest rung · {since:yyyy-MM-dd} to {day:yyyy-MM-dd} · register of recognitions");
        public static Text FunnelTitle(Text rung, int firms) => new($"有效认定最多的是{rung.Zh}：{firms} 家", $"Most firms hold {rung.En}: {firms}");
        public static Text FunnelSub(DateOnly day) => new($"有效认定的企业数 · 家 · {day:yyyy-MM-dd} · 认定台账", $"firms with a valid recognition · {day:yyyy-MM-dd} · register of recognitions");
        public static Text FunnelSummary(string counts) => new($"各级有效认定：{counts}。", $"Valid recognitions: {counts}.");
        public static Text LatestIs(DateOnly day) => new($"当日没有有效的认定。台账中最近的认定始于 {day:yyyy-MM-dd}。", $"No recognition stands on this day. The latest in the register begins on {day:yyyy-MM-dd}.");
        public static readonly Text ShowToday = new("看今天", "Show today");
        public static Text NotToday(DateOnly day, DateOnly today) => new($"以下按 {day:yyyy-MM-dd} 的情况显示，不是今天（{today:yyyy-MM-dd}）。", $"Shown as of {day:yyyy-MM-dd}, not today ({today:yyyy-MM-dd}).");
        public static Text GoTo(DateOnly day) => new($"看 {day:yyyy-MM-dd}", $"Show {day:yyyy-MM-dd}");
        public static Text CountRows(Text register, int rows) => new($"{register.Zh}（{rows}）", $"{register.En} ({rows})");
        public static Text StandsUntil(DateOnly to) => new($"有效期至 {to:yyyy-MM-dd}", $"valid until {to:yyyy-MM-dd}");
        public static Text PassesFrom(DateOnly day) => new($"其他不变，最早 {day:yyyy-MM-dd}", $"with nothing changed, from {day:yyyy-MM-dd}");
    }
}
