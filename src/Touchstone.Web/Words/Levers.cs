using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The levers page: what would move the score.</summary>
    public static class Levers
    {
        public static readonly Text Room = new("抓手", "Levers");
        public static readonly Text Lead = new("这是对指数的算术，不是因果：它不说明什么会使数据变动，也不说明一项变动时还有什么随之变动。抓手是真实的改进，不是改数字。",
            "This is arithmetic on the index, not causality: it does not say what moves a figure, nor what else moves with it. A lever is a real improvement, never a bent figure.");
        public static readonly Text NoIndex = new("这里将显示各项数据改善能带来的得分。库中还没有测算批次。", "What each figure would bring will be here. There is no build in the database yet.");
        public static readonly Text Frames = new("口径内：上下限、均值和权重不变，只看真实改进。重新测算：全部重算，上下限也随之移动；两者之差不是进步。",
            "In the frame: bounds, means and weights as they are, so that only improvement shows. Rebuilt: everything made anew, bounds included; what the two differ by is no progress.");
        public static readonly Text Try = new("试一试", "Try it");
        public static readonly Text TryLead = new("拖动滑块，右侧即时给出结果；地址随之改变，可以发给同事。", "Move a slider and the answer follows; so does the address, which can be sent.");
        public static readonly Text Now = new("现在", "Now");
        public static readonly Text InFrame = new("口径内", "In the frame");
        public static readonly Text Rebuilt = new("重新测算", "Rebuilt");
        public static readonly Text Compute = new("计算", "Compute");
        public static readonly Text Reset = new("复原", "As it is");
        public static readonly Text Answer = new("会到哪里", "Where it would stand");
        public static readonly Text GainsTitle = new("每项数据改善能带来多少", "What each figure would bring");
        public static readonly Text GainsLead = new("一步＝参加排名城市第 10 至第 90 百分位之距的十分之一，朝好的方向；最好＝本期任一城市的最好值。",
            "A step is a tenth of the way from the 10th to the 90th percentile of the ranked cities, towards the better; the best is the best figure of any city of the period.");
        public static readonly Text Figure = new("数据", "Figure");
        public static readonly Text Step = new("一步", "A step");
        public static readonly Text StepGain = new("一步增分（口径内）", "Gain of a step, in the frame");
        public static readonly Text StepRank = new("位次（口径内）", "Rank, in the frame");
        public static readonly Text StepRebuilt = new("一步后得分（重算）", "Score after it, rebuilt");
        public static readonly Text StepRebuiltRank = new("位次（重算）", "Rank, rebuilt");
        public static readonly Text Best = new("最好值", "Best of anyone");
        public static readonly Text BestGain = new("到最好增分（口径内）", "Gain at the best, in the frame");
        public static readonly Text Missing = new("应先补报的数据", "Evidence to be found first");
        public static readonly Text MissingLead = new("这些数据缺失、系填补或沿用以前时期：应先补报，不作抓手。", "These figures are missing, filled or carried forward: they are to be reported, and are no levers.");
        public static readonly Text NothingMissing = new("所用数据都已报送。", "Every figure used was reported.");
        public static readonly Text ReachTitle = new("达到某一位次，至少要动多少", "The smallest change that reaches a rank");
        public static readonly Text Reach = new("目标位次", "Rank to reach");
        public static readonly Text ReachLead = new("单独改善一项所需的数值，上限为本期任一城市的最好值。", "What each figure alone would have to be, up to the best of any city of the period.");
        public static readonly Text ReachFrame = new("所需（口径内）", "Needed, in the frame");
        public static readonly Text ReachRebuilt = new("所需（重算）", "Needed, rebuilt");
        public static readonly Text Limit = new("上限", "Limit");
        public static readonly Text OutOfReach = new("到上限也不够", "not even at its limit");
        public static readonly Text TogetherTitle = new("各项一起动，最省力的组合", "The least effort of all figures together");
        public static readonly Text TogetherLead = new("口径内达到该位次得分的组合；投入以走向上限的比例计，不含金额。", "What reaches the score of that rank in the frame; effort is the share of each figure's way to its limit, and no money is meant.");
        public static readonly Text BudgetTitle = new("有限投入的最佳用法", "Best use of effort");
        public static readonly Text NoCurves = new("本指数没有登记注明来源的投入产出曲线，因此只以指标单位给出建议，不以金额给出。", "No response curve with a source is registered with this index: advice is in units of the indicators, and not of money.");
        public static readonly Text From = new("现值", "Now");
        public static readonly Text To = new("改为", "To");
        public static readonly Text Effort = new("投入", "Effort");
        public static readonly Text Budget = new("预算", "Budget");
        public static readonly Text LeftOut = new("未计入", "Left out");
        public static readonly Text NoneSingle = new("没有一项能单独达到该位次。", "No figure alone reaches that rank.");
        public static readonly Text Link = new("动哪项数据最管用？", "Which figure would help most?");

        public static readonly Text Code = new("代码", "Code");
        public static readonly Text Gain = new("增分", "Gain");
        public static readonly Text Change = new("改动", "Change");
        public static readonly Text AfterStep = new("一步之后", "After a step");
        public static readonly Text AtBest = new("到最好值", "At the best of anyone");
        public static readonly Text Standings = new("会到哪里", "Where it would stand");
        public static readonly Text AsTried = new("按所试的数据", "With the figures tried");
        public static readonly Text Gap = new("离最优至多差", "At most from the best");
        public static readonly Text EffortUnit = new("投入单位", "Unit of effort");
        public static readonly Text ShareOfWay = new("走向上限的比例", "share of the way to the limit");
        public static readonly Text Budgets = new("预算与影子价格", "Budgets and shadow prices");
        public static readonly Text Amount = new("数额", "Amount");
        public static readonly Text Used = new("用去", "Used");
        public static readonly Text ShadowPrice = new("影子价格（每增加一单位约增的分）", "Shadow price (points for one unit more)");
        public static readonly Text Why = new("原因", "Why");
        public static readonly Text Plan = new("方案", "Plan");
        public static readonly Text Together = new("最省力组合", "Least effort");
        public static readonly Text ByBudgets = new("预算之内最佳", "Best use of budgets");
        public static readonly Text Gains = new("边际增益", "Marginal gains");
        public static readonly Text Smallest = new("最小改动", "Smallest change");

        public static Text Head(Text of, Text what, Text how) => new($"{of.Zh}：{what.Zh}（{how.Zh}）", $"{of.En}: {what.En} ({how.En})");
        public static Text Head(Text what, Text how) => new($"{what.Zh}（{how.Zh}）", $"{what.En} ({how.En})");
        public static Text Title(Text city, Text figure, string gain) => new($"{city.Zh}：{figure.Zh}改善一步，得分增加最多（{gain}）", $"{city.En}: a step in {figure.En} would bring most ({gain})");
        public static Text TitleWithout(Text city) => new($"{city.Zh}：动哪项数据最管用？", $"{city.En}: which figure would help most?");
        public static Text ChartSub(Text index, string period) => new($"{index.Zh} · 一步增分，口径内 · 分 · {period}", $"{index.En} · gain of a step, in the frame · points · {period}");
        public static Text ChartSummary(Text city, int figures) => new($"{city.Zh} {figures} 项数据各改善一步所增的得分。", $"What a step in each of {figures} figures would add to the score of {city.En}.");
        public static Text Standing(string score, string rank, int of) => new($"{score} 分，第 {rank} 位 / {of}", $"score {score}, rank {rank} of {of}");
        public static Text After(string frame, string rebuilt, string gap) => new($"之后：口径内 {frame}；重新测算 {rebuilt}。离最优至多差 {gap}。", $"After: in the frame {frame}; rebuilt {rebuilt}. At most {gap} from the best.");
        public static Text Shadow(string budget, Text unit, string points) => new($"预算 {budget} 每增加 1 {unit.Zh}，约增 {points} 分", $"one {unit.En} more of {budget} would bring {points} points");
        public static Text Left(Text figure, Text why) => new($"{figure.Zh}：{why.Zh}", $"{figure.En}: {why.En}");
        public static Text SliderOf(Text figure, Text unit) => new($"{figure.Zh}（{unit.Zh}）", $"{figure.En} ({unit.En})");
    }
}
