using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The pre-assessment page: a rulebook held against values.</summary>
    public static class Trying
    {
        public static readonly Text ThisFirm = new("该企业", "The firm");
        public static readonly Text Values = new("填写数据，即改即看", "Give values, see what changes");
        public static readonly Text ValuesLead = new("空白即未知：未知项使结论成为区间，不按 0 计。", "Blank is unknown: it makes the result a range and is never taken as 0.");
        public static readonly Text FirmName = new("企业名称", "Name of the firm");
        public static readonly Text Evaluate = new("评估", "Evaluate");
        public static readonly Text Reset = new("清空", "Clear all");
        public static readonly Text BackToRegister = new("恢复台账数据", "Back to the register's values");
        public static readonly Text Basics = new("基本情况", "Basics");
        public static readonly Text Years = new("分年数据", "By year");
        public static readonly Text Reviewer = new("评审打分", "Reviewer's points");
        public static readonly Text ReviewerLead = new("评审前留空，得分为区间；此处只试算，不登记。", "Leave blank before the review: the score is then a range. Here points are only tried, not recorded.");
        public static readonly Text OpenParameters = new("规则中未找到的数", "Numbers of the rule that were not found");
        public static readonly Text Unanswered = new("未填", "not given");
        public static readonly Text WanYuan = new("万元", "10,000 yuan");
        public static readonly Text Verdict = new("结论", "Verdict");
        public static readonly Text Answer = new("差在哪里", "What is missing");
        public static readonly Text AnswerLead = new("每一项未满足的条件，单独变动一项数据的最小幅度；点“试算”即代入。", "For each condition that is not met, the smallest change of a single value that meets it; “try” puts it in.");
        public static readonly Text NothingMissing = new("各项条件均已满足。", "Every condition is met.");
        public static readonly Text NoSingle = new("单独变动任何一项都不能满足", "no single value can meet it");
        public static readonly Text OnlyPossible = new("另有数据未知：变动后有可能通过，尚不确定", "other values are unknown: after the change it may pass, not surely");
        public static readonly Text TryIt = new("试算", "Try");
        public static readonly Text TryAll = new("全部代入试算", "Try them all");
        public static readonly Text Together = new("合起来最省的改法", "The cheapest combination");
        public static readonly Text FewestTogether = new("改动项数最少的改法", "The fewest values to change");
        public static readonly Text CostsAndLimits = new("成本与限度（选填）", "Costs and limits (optional)");
        public static readonly Text CostsLead = new("成本：数量每增减一个单位花多少万元；金额每增减1元花多少元。限度：最多变到多少。都写在网址中。给出任何一项成本后，没有成本的数据在组合中不变动。", "Cost: 10,000 yuan for one unit of a number, yuan for one yuan of an amount of money. Limit: the furthest value. Both stand in the address. Once any cost is given, values without one stay as they are in a combination.");
        public static readonly Text CostHead = new("单位成本", "Cost of a unit");
        public static readonly Text LimitHead = new("最多变到", "Furthest value");
        public static readonly Text NoneTogether = new("可变动的数据无论怎样组合都不能通过。", "No combination of the values that can be changed passes.");
        public static readonly Text GaveUp = new("组合过多，搜索到上限仍未找到。", "There are too many combinations; the search ended before one was found.");
        public static readonly Text Earliest = new("最早日期", "Earliest date");
        public static readonly Text NoDay = new("其他不变，五年内没有能通过的日期。", "With nothing else changed, there is no date within five years.");
        public static readonly Text Conditions = new("逐条核对", "Clause by clause");
        public static readonly Text FirmHas = new("本企业", "The firm has");
        public static readonly Text State = new("结果", "State");
        public static readonly Text Met = new("满足", "met");
        public static readonly Text NotMet = new("未满足", "not met");
        public static readonly Text MayBe = new("未定", "open");
        public static readonly Text Scores = new("得分", "Score");
        public static readonly Text Got = new("得分", "Points");
        public static readonly Text Allowed = new("本档分值", "Band allows");
        public static readonly Text DecidedBy = new("还缺这些数据才能定", "These missing values decide");
        public static readonly Text Outputs = new("计算结果", "Results");
        public static readonly Text Flags = new("提示", "Remarks");
        public static readonly Text NeedsReview = new("需人工复核", "needs a person's review");
        public static readonly Text Perhaps = new("数据补齐后可能消除", "may lapse once values are known");
        public static readonly Text Trace = new("完整推导", "The whole derivation");
        public static readonly Text TraceLead = new("从结论到每一个数，逐层展开；公式和条款附后。", "From the verdict down to every number; formulas and clauses beside.");
        public static readonly Text OpenAll = new("全部展开", "Open all");
        public static readonly Text CloseAll = new("收起", "Close");
        public static readonly Text SeeAbove = new("见上", "see above");
        public static readonly Text Given = new("直接给出", "given as such");
        public static readonly Text Assumed = new("未填，按规则取", "not said; the rule assumes");
        public static readonly Text MissingValue = new("未知", "missing");
        public static readonly Text DoesNotApply = new("不适用", "does not apply");
        public static readonly Text Tried = new("与台账不同", "differs from the register");
        public static readonly Text IfPassed = new("若获认定", "If it is recognised");
        public static readonly Text Download = new("下载 Excel", "Download Excel");
        public static readonly Text ShareHint = new("全部数据都在网址中，可直接转发本页链接。", "All values are in the address: send the link to show this page.");
        public static readonly Text NotAnEdition = new("当日没有有效版本，下面按所选版本评估。", "No edition is in force that day; the chosen edition is used.");
        public static readonly Text Needed = new("及格线", "pass mark");
        public static readonly Text ToForm = new("去改数据", "Change values");

        public static Text PreAssessment(Text authority) => new($"这是预评估，不是认定。认定机关：{authority.Zh}。", $"This is a pre-assessment, not a recognition. Recognised by: {authority.En}.");
        public static Text Question(Text scheme) => new($"{scheme.Zh}：填写数据，看差什么", $"{scheme.En}: give values to see what is missing");
        public static Text Title(Verdict verdict, Text firm, Text scheme, int unmet) => verdict switch
        {
            Touchstone.Rules.Verdict.Passes => new($"{firm.Zh}符合{scheme.Zh}的条件（预评估）", $"{firm.En} passes: {scheme.En} (pre-assessment)"),
            Touchstone.Rules.Verdict.Fails => new($"{firm.Zh}尚不符合{scheme.Zh}的条件：{unmet} 项未满足（预评估）", $"{firm.En} does not pass yet: {scheme.En}, {(unmet == 1 ? "1 condition" : $"{unmet} conditions")} not met (pre-assessment)"),
            Touchstone.Rules.Verdict.Undecided => new($"{firm.Zh}能否符合{scheme.Zh}的条件尚未定（预评估）", $"{firm.En} is undecided: {scheme.En} (pre-assessment)"),
            Touchstone.Rules.Verdict.Computed => new($"{firm.Zh}：{scheme.Zh}的计算结果（预评估）", $"{firm.En}: {scheme.En}, computed (pre-assessment)"),
        };
        public static Text OfVerdict(Verdict verdict) => verdict switch
        {
            Touchstone.Rules.Verdict.Passes => new("符合", "passes"),
            Touchstone.Rules.Verdict.Fails => new("不符合", "does not pass"),
            Touchstone.Rules.Verdict.Undecided => new("未定", "undecided"),
            Touchstone.Rules.Verdict.Computed => new("已计算", "computed"),
        };
        public static Text ChangeOf(Text input, Text from, Text to) => new($"{input.Zh}：{from.Zh} → {to.Zh}", $"{input.En}: {from.En} → {to.En}");
        public static Text By(Text amount, bool up) => new($"{(up ? "增加" : "减少")} {amount.Zh}", $"{(up ? "+" : "−")}{amount.En}");
        public static Text FewestInputs(int inputs) => new($"改动 {inputs} 项；没有给出成本，取改动项数最少、相对幅度最小的组合", $"{(inputs == 1 ? "1 value changes" : $"{inputs} values change")}; no costs are given, so the fewest values change, and the least in relation to what they are");
        public static Text CostIs(Text cost) => new($"按所给成本共 {cost.Zh}；没有成本的数据不变动", $"{cost.En} at the costs that are given; values without a cost stay as they are");
        public static Text PossibleOn(DateOnly day) => new($"其他数据补齐后，最早可能为 {day:yyyy-MM-dd}。", $"Once the missing values are known, possibly from {day:yyyy-MM-dd}.");
        /// <summary>The first few by name; of a nearly empty form, all would be a page of names.</summary>
        public static Text Awaits(IReadOnlyCollection<Text> facts)
        {
            const int named = 6;
            int more = Math.Max(0, facts.Count - named);
            var first = Words.Join(facts.Take(named));
            return more == 0 ? new($"届时取决于尚未知道的：{first.Zh}。", $"It then depends on what is not known yet: {first.En}.")
                : new($"届时取决于尚未知道的：{first.Zh}，另有 {more} 项。", $"It then depends on what is not known yet: {first.En} and {more} more.");
        }
        public static Text CertainOn(DateOnly day) => new($"其他不变，最早 {day:yyyy-MM-dd} 可以通过。", $"With nothing else changed, it can pass from {day:yyyy-MM-dd}.");
        public static Text ScoreOf(string points, string most) => new($"{points} / {most} 分", $"{points} of {most} points");
        public static Text FiscalYear(int year) => new($"{year}年", $"{year}");
        public static Text PointsOf(Text item, string most) => new($"{item.Zh}（0–{most}）", $"{item.En} (0–{most})");
        public static Text UnmetCount(int unmet, int open) => new($"未满足 {unmet} 项，未定 {open} 项", $"{unmet} not met, {open} open");
    }
}
