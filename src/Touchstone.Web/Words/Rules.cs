using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>Rulebooks: the list, one rulebook, and formulas in words.</summary>
    public static class Rules
    {
        public static readonly Text Room = new("认定规则", "Rules");
        public static readonly Text Lead = new("每部规则按生效日期分版本，条件、分档和公式都注明条款；未核实的数以 † 标出。", "Each rulebook has dated editions; conditions, bands and formulas name their clause, and numbers that are not verified bear †.");
        public static readonly Text OnlyPre = new("本系统只作预评估和推荐，不作认定。", "This system pre-assesses and recommends; it recognises nobody.");
        public static readonly Text Empty = new("这里将列出认定规则。规则文件夹没有可用的规则。", "The rulebooks will be listed here. The folder of rulebooks has none that can be used.");
        public static readonly Text Day = new("评价日", "Day of evaluation");
        public static readonly Text Show = new("查看", "Show");
        public static readonly Text Name = new("规则", "Rulebook");
        public static readonly Text Edition = new("版本", "Edition");
        public static readonly Text Editions = new("各版本", "Editions");
        public static readonly Text InForce = new("有效期", "In force");
        public static readonly Text InForceOnDay = new("当日有效", "in force that day");
        public static readonly Text NotInForce = new("当日无效", "not in force that day");
        public static readonly Text Document = new("文号", "Document");
        public static readonly Text Authority = new("认定机关", "Recognised by");
        public static readonly Text Source = new("文本来源", "Source of the text");
        public static readonly Text Note = new("说明", "Note");
        public static readonly Text NotVerified = new("未核实", "Not verified");
        public static readonly Text AllVerified = new("全部已核实", "all verified");
        public static readonly Text Conditions = new("条件", "Conditions");
        public static readonly Text Actions = new("操作", "Actions");
        public static readonly Text Try = new("预评估", "Pre-assess");
        public static readonly Text WhatIf = new("政策推演", "What-if");
        public static readonly Text Read = new("查看规则全文", "Read the rulebook");
        public static readonly Text PassesWhen = new("通过条件", "Passes when");
        public static readonly Text ComputesOnly = new("本规则只计算结果，没有通过条件。", "This rulebook only computes; it has no pass condition.");
        public static readonly Text Gates = new("必备条件（须全部满足）", "Conditions (all must hold)");
        public static readonly Text Routes = new("直接通过的情形（满足任一项）", "Direct routes (any one is enough)");
        public static readonly Text Scores = new("评分", "Scores");
        public static readonly Text ScoresLead = new("分值有区间的档次由评审在区间内打分。", "Where a band allows a range, a reviewer sets the point inside it.");
        public static readonly Text Item = new("指标", "Item");
        public static readonly Text Most = new("满分", "Most");
        public static readonly Text Band = new("档次", "Band");
        public static readonly Text When = new("适用", "Where");
        public static readonly Text Points = new("分值", "Points");
        public static readonly Text Condition = new("条件", "Condition");
        public static readonly Text Required = new("要求", "Requirement");
        public static readonly Text Clause = new("条款", "Clause");
        public static readonly Text Evidence = new("证明材料", "Evidence");
        public static readonly Text Definitions = new("定义与公式", "Definitions and formulas");
        public static readonly Text Formula = new("公式", "Formula");
        public static readonly Text Result = new("结果项", "result");
        public static readonly Text Parameters = new("规则中的数", "Numbers of the rule");
        public static readonly Text Value = new("数值", "Value");
        public static readonly Text MarkHead = new("核实情况", "Verified");
        public static readonly Text Inputs = new("输入", "Inputs");
        public static readonly Text InputsLead = new("金额在系统内以元计，网页上以万元填写。", "Inside, money is in yuan; on pages it is entered in units of 10,000 yuan.");
        public static readonly Text KindHead = new("类型", "Kind");
        public static readonly Text PeriodHead = new("所属期", "Period");
        public static readonly Text CanMove = new("可变动", "Can be changed");
        public static readonly Text Consequences = new("认定后", "What follows");
        public static readonly Text Patterns = new("编号格式", "Shape of numbers");
        public static readonly Text Filing = new("受理时间", "Applications taken");
        public static readonly Text AnyDay = new("全年", "any day");
        public static readonly Text Bonus = new("加分项", "bonus");
        public static readonly Text Judged = new("需评审打分", "set by a reviewer");
        public static readonly Text BetterOf = new("两种算法取分高者", "the better of two scales counts");
        public static readonly Text Otherwise = new("其他", "otherwise");
        public static readonly Text Any = new("任意", "any value");
        public static readonly Text Open = new("未定", "open");
        public static readonly Text Undefined = new("无定义", "undefined");
        public static readonly Text NotKnown = new("未知", "unknown");
        public static readonly Text NotFoundYet = new("未找到", "not found");
        public static readonly Text DayOfEvaluation = new("评价日", "day of evaluation");
        public static readonly Text AllGates = new("全部必备条件", "all conditions");
        public static readonly Text AnyRoute = new("直接通过的情形任一", "any direct route");
        public static readonly Text Total = new("总分", "total score");
        public static readonly Text UnverifiedMeans = new("数或读法未在已公布文本中核实", "the number or reading was not verified in a published text");

        public static Text Title(int schemes, int inForce, DateOnly day) => new($"{schemes} 部认定规则，{day:yyyy-MM-dd} 有效 {inForce} 部", $"{schemes} rulebooks, {inForce} in force on {day:yyyy-MM-dd}");
        public static Text OfTrack(RuleTrack track) => track switch
        {
            RuleTrack.Gradient => new("科技型企业梯度", "Innovative-firm gradient"),
            RuleTrack.Specialised => new("专精特新梯度", "Specialised-SME track"),
            RuleTrack.Tax => new("税收政策", "Tax effects"),
            RuleTrack.Carriers => new("孵化载体", "Incubation carriers"),
            RuleTrack.Bodies => new("研发机构与平台", "R&D bodies and platforms"),
            RuleTrack.Loans => new("科技信贷", "Loan schemes"),
            RuleTrack.Other => new("其他", "Other"),
        };
        public static Text FilingOf(FilingWindow f) => new(FormattableString.Invariant($"{f.FromMonth}月{f.FromDay}日至{f.ToMonth}月{f.ToDay}日"), FormattableString.Invariant($"{f.FromMonth:00}-{f.FromDay:00} – {f.ToMonth:00}-{f.ToDay:00}"));
        public static Text OfMark(Mark mark) => mark switch
        {
            Mark.Verified => new("已核实", "verified"),
            Mark.SecondHand => new("未核实：见于他人编码", "not verified: seen in an encoding of the rule"),
            Mark.FromMemory => new("未核实：凭记忆", "not verified: from memory"),
            Mark.OwnReading => new("未核实：本系统的读法", "not verified: a reading chosen here"),
            Mark.Unknown => new("未找到，须由使用者给出", "not found: someone must give it"),
        };
        public static Text OfKind(InputKind kind) => kind switch
        {
            InputKind.Money => new("金额", "money"),
            InputKind.Count => new("计数", "count"),
            InputKind.Amount => new("数量", "amount"),
            InputKind.Share => new("比例", "share"),
            InputKind.Day => new("日期", "day"),
            InputKind.YesNo => new("是否", "yes or no"),
            InputKind.Choice => new("选项", "choice"),
        };
        public static Text NotVerifiedCount(int count) => count == 0 ? AllVerified : new($"{count} 处", count == 1 ? "1 place" : $"{count} places");
        public static Text BookTitle(Text name, string edition) => new($"{name.Zh}（{edition}版）", $"{name.En} ({edition} edition)");
        public static Text BookLead(int gates, int items, int unverified) => new(
            $"必备条件 {gates} 项，评分指标 {items} 项；{(unverified == 0 ? "所用的数全部已核实" : $"未核实 {unverified} 处，以 † 标出")}。",
            $"{(gates == 1 ? "1 condition" : $"{gates} conditions")}, {(items == 1 ? "1 scored item" : $"{items} scored items")}; {(unverified == 0 ? "every number is verified" : unverified == 1 ? "1 number or reading is not verified and bears †" : $"{unverified} numbers or readings are not verified and bear †")}.");
        public static Text From(DateOnly from) => new($"{from:yyyy-MM-dd} 起", $"since {from:yyyy-MM-dd}");
        public static Text FromUntil(DateOnly from, DateOnly to) => new($"{from:yyyy-MM-dd} 至 {to:yyyy-MM-dd}", $"{from:yyyy-MM-dd} to {to:yyyy-MM-dd}");
        public static Text Cap(string points) => new($"满分 {points} 分", $"at most {points} points");
        public static Text WithValue(Text name, Text value) => new($"{name.Zh}（{value.Zh}）", $"{name.En} ({value.En})");
        public static Text FromTo(Text low, Text high) => new($"{low.Zh} 至 {high.Zh}", $"{low.En} to {high.En}");
        public static Text AtLeast(Text low) => new($"不少于 {low.Zh}", $"{low.En} or more");
        public static Text AtMost(Text high) => new($"不超过 {high.Zh}", $"{high.En} or less");
        public static Text CaseOf(Text when) => new($"{when.Zh}：", $"{when.En}:");
        public static Text Not(Text what) => new($"没有“{what.Zh}”的情形", $"not: {what.En}");
        public static Text And(Text a, Text b) => new($"{a.Zh}，且 {b.Zh}", $"{a.En} and {b.En}");
        public static Text Or(Text a, Text b) => new($"{a.Zh}，或 {b.Zh}", $"{a.En} or {b.En}");
        public static Text IfThen(Text truth, Text yes, Text no) => new($"若 {truth.Zh}，则 {yes.Zh}，否则 {no.Zh}", $"if {truth.En} then {yes.En}, else {no.En}");
        public static Text Smaller(Text a, Text b) => new($"较小者（{a.Zh}；{b.Zh}）", $"the smaller of ({a.En}; {b.En})");
        public static Text Greater(Text a, Text b) => new($"较大者（{a.Zh}；{b.Zh}）", $"the greater of ({a.En}; {b.En})");
        public static Text Floor(Text a) => new($"取整（{a.Zh}）", $"whole part of ({a.En})");
        public static Text Root(Text a) => new($"√（{a.Zh} 的平方根）", $"√({a.En}, square root)");
        public static Text FullYears(Text from, Text to) => new($"由 {from.Zh} 至 {to.Zh} 的整年数", $"full years from {from.En} to {to.En}");
    }
}
