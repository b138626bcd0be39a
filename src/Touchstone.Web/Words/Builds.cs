using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>Builds: the list, one build, and two compared.</summary>
    public static class Builds
    {
        public static readonly Text Lead = new("测算批次不可改动：同样的数据、方案和方法，得到同样的批次标识。", "A build is never changed: the same data, recipe and methods give the same identity.");
        public static readonly Text None = new("这里将列出各指数的测算批次。库中还没有测算批次。", "The builds of the indices will be listed here. There is none in the database yet.");
        public static readonly Text NoIndex = new("库中还没有指数。先登记指数的测算方案。", "There is no index in the database yet. Register the recipe of one first.");
        public static readonly Text HowToFill = new("在命令行运行 ./touchstone demo，可建立示范城市。", "Run ./touchstone demo on the command line to make the demo city.");
        public static readonly Text List = new("测算批次", "Builds");
        public static readonly Text Now = new("重新测算", "Build now");
        public static readonly Text NowTitle = new("用现有数据测算", "Build from what is known now");
        public static readonly Text NowLead = new("按指数的最新方案，用截至现在已受理的数据测算一次，结果另存为新批次；已有批次不变。数据没有变化时，得到的就是原批次。",
            "Builds the index by its latest recipe from all that is accepted by now, and stores the result as a new build. Earlier builds stay as they are; with nothing new it is the same build.");
        public static readonly Text Try = new("先试算", "Try it first");
        public static readonly Text Index = new("指数", "Index");
        public static readonly Text Build = new("批次", "Build");
        public static readonly Text When = new("测算时间", "Built");
        public static readonly Text Who = new("操作人", "By");
        public static readonly Text KnownOn = new("数据截至", "As known on");
        public static readonly Text AtBuild = new("测算时", "when built");
        public static readonly Text Edition = new("方案版次", "Recipe edition");
        public static readonly Text Units = new("评价对象", "Units");
        public static readonly Text Ranked = new("参加排名", "Ranked");
        public static readonly Text Indicators = new("指标", "Indicators");
        public static readonly Text Cells = new("有值单元格", "Cells with a value");
        public static readonly Text OwnRank = new("本市位次", "Rank of this city");
        public static readonly Text OwnScore = new("本市得分", "Score of this city");
        public static readonly Text Frame = new("可比口径", "Frame");
        public static readonly Text FrameLead = new("只有同一口径内的得分才能相减。", "Scores may be subtracted inside one frame only.");
        public static readonly Text FrameId = new("口径标识", "Frame identity");
        public static readonly Text Methods = new("方法版本", "Methods version");
        public static readonly Text Identity = new("批次标识", "Build identity");
        public static readonly Text Recipe = new("测算方案", "Recipe");
        public static readonly Text RecipeLead = new("按顺序逐步执行；右列是各步改动的单元格数。", "The steps run in this order; the last column counts the cells that each changed.");
        public static readonly Text Step = new("步骤", "Step");
        public static readonly Text Rules = new("规则", "Rules");
        public static readonly Text CellsChanged = new("改动的单元格", "Cells changed");
        public static readonly Text StepData = new("本步数据", "Data after it");
        public static readonly Text Findings = new("检查结果", "Findings");
        public static readonly Text Downloads = new("下载", "Downloads");
        public static readonly Text Folder = new("全部文件（含输入，可复算）", "All files, input included, to run it again (zip)");
        public static readonly Text Scores = new("得分和位次 scores.csv", "Scores and ranks, scores.csv");
        public static readonly Text Changes = new("改动记录 changes.csv", "Changed cells, changes.csv");
        public static readonly Text Parameters = new("各步参数 parameters.csv", "Parameters, parameters.csv");
        public static readonly Text Report = new("报告 report.html", "Report, report.html");
        public static readonly Text Tree = new("查看指数和排名", "See the index and its ranking");
        public static readonly Text CompareWithBefore = new("与上一批次比较", "Compare with the build before");
        public static readonly Text Compare = new("比较两个批次", "Compare two builds");
        public static readonly Text Earlier = new("先前批次", "Earlier build");
        public static readonly Text Later = new("后来批次", "Later build");
        public static readonly Text Show = new("比较", "Compare");
        public static readonly Text Same = new("数据没有变化，得到的就是这个批次，没有另存。", "Nothing has changed, so this is the same build; none was added.");
        public static readonly Text New = new("新批次已保存。", "The new build is stored.");
        public static readonly Text Refused = new("未能测算，原因如下。", "The build was refused, for these reasons.");
        public static readonly Text TwoNeeded = new("请选定两个批次。", "Choose two builds.");
        public static readonly Text WhyMoved = new("位次为什么变了", "Why the rank moved");
        public static readonly Text WhyNotMoved = new("位次为什么没有变", "Why the rank did not move");
        public static readonly Text Passed = new("超过的城市", "Passed");
        public static readonly Text PassedBy = new("被哪些城市超过", "Passed by");
        public static readonly Text OwnInputs = new("本市变动的数据", "Data of this city that changed");
        public static readonly Text Inputs = new("变动的数据", "Data that changed");
        public static readonly Text InputsLead = new("两个批次输入中不同的单元格；点击数值可看来源和沿革。", "Cells that differ between the inputs of the two builds; a value leads to its sources and revisions.");
        public static readonly Text NoInputs = new("输入数据相同。", "The input data are the same.");
        public static readonly Text NoOwnInputs = new("本市数据没有变化；位次变动来自其他城市或方案。", "The data of this city did not change: the move comes from other cities or from the recipe.");
        public static readonly Text NoOwnChange = new("本市数据没有变化。", "The data of this city did not change.");
        public static readonly Text Place = new("序号", "No.");
        public static readonly Text RecipeChanged = new("变动的方案", "Recipe that changed");
        public static readonly Text NoRecipe = new("测算方案相同。", "The recipe is the same.");
        public static readonly Text FrameChanged = new("变动的口径", "Frame that changed");
        public static readonly Text Moves = new("位次变动", "Moves of ranks");
        public static readonly Text MovesLead = new("本市在前，其余按变动幅度排列。", "This city first, then by how far they moved.");
        public static readonly Text City = new("城市", "City");
        public static readonly Text Indicator = new("指标", "Indicator");
        public static readonly Text Before = new("先前", "Before");
        public static readonly Text After = new("后来", "After");
        public static readonly Text RankBefore = new("先前位次", "Rank before");
        public static readonly Text RankAfter = new("后来位次", "Rank after");
        public static readonly Text Places = new("变动", "Places");
        public static readonly Text ScoreBefore = new("先前得分", "Score before");
        public static readonly Text ScoreAfter = new("后来得分", "Score after");
        public static readonly Text ScoreChange = new("得分变动", "Score change");
        public static readonly Text Change = new("变动", "Change");
        public static readonly Text Nodes = new("本市各指标的位次", "This city, indicator by indicator");
        public static readonly Text NodesLead = new("口径不同，得分不能相减；位次可以比较。", "The frames differ, so scores must not be subtracted; ranks may be compared.");
        public static readonly Text Nothing = new("本市在两个批次中得分和位次都相同。", "Score and rank of this city are the same in both builds.");
        public static readonly Text NotComparable = new("两个批次的得分不可比", "The scores of the two builds are not comparable");
        public static readonly Text Points = new("分", "points");
        public static readonly Text More = new("仅列出前 200 项；全部见接口。", "Only the first 200 are listed; the API gives all.");

        public static Text Title(int builds) => new($"共有 {builds} 个测算批次", builds == 1 ? "1 build" : $"{builds} builds");
        public static Text NowOf(Text index) => new($"重新测算：{index.Zh}", $"Build now: {index.En}");
        public static Text TryOf(Text index) => new($"先试算：{index.Zh}", $"Try it first: {index.En}");
        public static Text BuildTitle(Text index, string id) => new($"{index.Zh}：批次 {id}", $"{index.En}: build {id}");
        public static Text BuildLead(string when, long ranked, long units) => new($"测算于 {when}，{units} 个对象中 {ranked} 个参加排名。", $"Built on {when}; {ranked} of {units} units are ranked.");
        public static Text OwnAnswer(Text city, string rank, int of, string score) => new($"{city.Zh}第 {rank} 位 / {of}，得分 {score}", $"{city.En} ranks {rank} of {of}, score {score}");
        public static Text Moved(Text city, string before, string after, int of) => new($"{city.Zh}由第 {before} 位变为第 {after} 位（共 {of} 个）", $"{city.En} moved from rank {before} to {after} of {of}");
        public static Text Stayed(Text city, string rank, int of) => new($"{city.Zh}仍居第 {rank} 位（共 {of} 个）", $"{city.En} stays at rank {rank} of {of}");
        public static Text NoRank(Text city) => new($"{city.Zh}在其中一个批次没有位次", $"{city.En} has no rank in one of the builds");
        public static Text CompareLead(Text index, string a, string b, string period) => new($"{index.Zh} {period}：批次 {a} 与批次 {b} 比较。", $"{index.En} {period}: build {a} against build {b}.");
        public static Text ScoreMoved(string before, string after, string change) => new($"得分由 {before} 变为 {after}（{change} 分），按指标分解如下。", $"The score went from {before} to {after} ({change} points); by indicator:");
        public static Text ContributionTitle(Text city, Text indicator, string amount) => new($"{city.Zh}得分变动主要来自{indicator.Zh}（{amount} 分）", $"The score of {city.En} moved most by {indicator.En} ({amount} points)");
        public static Text ContributionSub(Text index, string a, string b) => new($"{index.Zh} · 得分变动的构成 · 分 · 批次 {a} → {b}", $"{index.En} · what the change of score is made of · points · build {a} → {b}");
        public static Text ContributionSummary(Text city, string before, string after, int parts) => new($"{city.Zh}得分由 {before} 变为 {after}，由 {parts} 个部分相加而成。", $"The score of {city.En} went from {before} to {after}; {parts} parts add up to the change.");
        public static Text PlacesGained(string n) => new($"上升 {n} 位", $"up {n}");
        public static Text PlacesLost(string n) => new($"下降 {n} 位", $"down {n}");
        public static Text CauseOf(Composite.GapCause cause) => cause switch
        {
            Composite.GapCause.Value => new("数值", "value"),
            Composite.GapCause.UnequalWeights => new("权重折算", "weights rescaled"),
            Composite.GapCause.OneSideOnly => new("只在一个批次有值", "present in one build only"),
            Composite.GapCause.Filled => new("按缺失规则计入", "filled by the rule"),
            Composite.GapCause.Rounding => new("取整", "rounding"),
            Composite.GapCause.Penalty => new("短板或不均衡的扣减", "taken off for weak or unequal parts"),
        };
        public static Text PartName(Text node, Composite.GapCause cause) => cause == Composite.GapCause.Value ? node : new($"{node.Zh}（{CauseOf(cause).Zh}）", $"{node.En} ({CauseOf(cause).En})");
        public static Text TryTitle(Text index) => new($"试算：{index.Zh}", $"A try: {index.En}");
        public static Text TryLead(long cells, long wanted) => new($"将用 {wanted} 个单元格中的 {cells} 个值测算。试算不保存。", $"It would build from {cells} values of {wanted} cells. A try stores nothing.");
    }
}
