using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    public static class Index
    {
        public static readonly Text ListTitle = new("库中有哪些指数？", "Which indices are there?");
        public static readonly Text ListLead = new("每个指数由测算方案、评价对象、指标和填报数据测算而成，每一批次固定可复算。", "Each index is built from a recipe, units, indicators and returned data; every build is fixed and can be run again.");
        public static readonly Text NoIndex = new("这里将列出指数。库中还没有测算批次。", "The indices will be listed here. There is no build in the database yet.");
        public static readonly Text Cities = new("城市", "City");
        public static readonly Text AllCities = new("全部城市", "All cities");
        public static readonly Text Framework = new("指标体系", "Framework");
        public static readonly Text FrameworkLead = new("权重为同级权重，合计 100%；“占总分”为逐级相乘。", "Weights are among siblings and sum to 100%; “of the whole” is their product on the way up.");
        public static readonly Text Node = new("节点", "Node");
        public static readonly Text Weight = new("同级权重", "Weight");
        public static readonly Text WholeWeight = new("占总分", "Of the whole");
        public static readonly Text Availability = new("完备率", "Availability");
        public static readonly Text Rescaled = new("折算权重", "Rescaled");
        public static readonly Text Status = new("状态", "Status");
        public static readonly Text Raw = new("原始值", "Raw value");
        public static readonly Text Recipe = new("测算方案", "Recipe");
        public static readonly Text Step = new("步骤", "Step");
        public static readonly Text Rule = new("规则", "Rule");
        public static readonly Text About = new("本批次", "This build");
        public static readonly Text BuildId = new("批次号", "Build");
        public static readonly Text FrameId = new("可比口径", "Frame");
        public static readonly Text BuiltAt = new("测算时间", "Built");
        public static readonly Text KnownUntil = new("数据截至", "Data as known on");
        public static readonly Text Methods = new("方法版本", "Methods version");
        public static readonly Text Counted = new("评价对象", "Units");
        public static readonly Text CellsCounted = new("数据格", "Cells");
        public static readonly Text Findings = new("测算提醒", "What the build warns of");
        public static readonly Text Unit = new("查看城市", "City in view");
        public static readonly Text Missing = new("缺少", "It lacks");
        public static readonly Text Unranked = new("未排名", "unranked");
        public static readonly Text Ranked = new("已排名", "ranked");

        public static Text Title(Text index, string period, int ranked, int units) => new(
            $"{index.Zh}：{period} 年 {units} 个城市中 {ranked} 个有位次", $"{index.En}, {period}: {ranked} of {units} cities are ranked");
        public static Text ChartTitle(Text first, string firstScore, Text own, string ownScore, string rank, int of) => new(
            $"{first.Zh}最高（{firstScore}），{own.Zh} {ownScore}，第 {rank} 位 / {of}", $"{first.En} is highest ({firstScore}); {own.En} has {ownScore}, {rank} of {of}");
        public static Text ChartTitleWithoutOwn(Text first, string firstScore, int of) => new($"{of} 个城市中{first.Zh}最高（{firstScore}）", $"{first.En} is highest of {of} ({firstScore})");
        public static Text ChartSub(Text index, string period) => new($"{index.Zh} · 得分（0—100）· {period} · 按得分排序", $"{index.En} · score (0–100) · {period} · sorted by score");
        public static Text ChartSummary(int cities, string low, string median, string high) => new(
            $"{cities} 个城市的得分从 {low} 到 {high}，中位数 {median}。", $"The scores of {cities} cities run from {low} to {high}, with a median of {median}.");
        public static Text UnitsOf(long ranked, long units) => new($"{units} 个，其中 {ranked} 个参加排名", $"{units}, of which {ranked} are ranked");
        public static Text OwnRank(Text city, string rank, int of) => new($"{city.Zh}第 {rank} 位 / {of}", $"{city.En} {rank} of {of}");
        public static Text StatusName(RowStatus status) => status switch { RowStatus.Ranked => Ranked, RowStatus.Unranked => Unranked };
    }
}
