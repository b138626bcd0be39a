using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The audit of an index, and its scores over time.</summary>
    public static class Audit
    {
        public static readonly Text Link = new("指数经得起审查吗？", "Does the index stand up to an audit?");
        public static readonly Text Excel = new("下载 Excel（全部检验）", "Download as Excel (every check)");
        public static readonly Text Workbook = new("Excel 工作簿", "the Excel workbook");
        public static readonly Text None = new("这里将显示指数的审查。本批次不能逐步展开。", "The audit of the index will be here. This build cannot be opened step by step.");
        public static readonly Text Contents = new("本页内容", "On this page");
        public static readonly Text OverTime = new("各期变化", "Over the periods");
        public static readonly Text OverTimeLead = new("各期都按本批次的方案和数据测算，不是当时公布的结果。", "Every period is computed by the recipe and data of this build: it is not what was published at the time.");
        public static readonly Text OneFrame = new("各期同一口径，得分可比。", "All periods are in one frame: scores can be compared.");
        public static readonly Text FrameEach = new("各期口径不同，得分不可比，只画位次。", "Each period has a frame of its own: scores cannot be compared over time, so ranks are drawn.");

        public static Text Title(Text index, int notes) => notes == 0
            ? new($"{index.Zh}：审查没有发现不相协调之处", $"{index.En}: the audit finds nothing that does not hang together")
            : new($"{index.Zh}：审查发现 {notes} 处不相协调，请决定", notes == 1 ? $"{index.En}: the audit has 1 finding to decide on" : $"{index.En}: the audit has {notes} findings to decide on");
        public static Text TitleWithout(Text index) => new($"{index.Zh}：经得起审查吗？", $"{index.En}: does it stand up to an audit?");
        public static Text Lead(string period, int periods) => new(
            $"统计检验只说明各部分是否相互配合，不证明指数测得对不对。得分和数据齐备为 {period}，其余按" + (periods > 1 ? $"全部 {periods} 期" : "") + "参加排名的城市。",
            $"Statistics say whether the parts go together, not whether the index measures the right thing. Scores and availability are of {period}; everything else is over the ranked cities" + (periods > 1 ? $" of all {periods} periods." : "."));
        public static Text MovedScore(Text city, string before, string after, string from, string to) => new($"{city.Zh}得分从 {before}（{from}）到 {after}（{to}）", $"{city.En} went from {before} ({from}) to {after} ({to})");
        public static Text MovedRank(Text city, string before, int beforeOf, string after, int afterOf, string from, string to) => new(
            $"{city.Zh}从第 {before} 位 / {beforeOf}（{from}）到第 {after} 位 / {afterOf}（{to}）", $"{city.En} went from rank {before} of {beforeOf} ({from}) to {after} of {afterOf} ({to})");
        public static Text Sub(Text index, string periods, Text frame) => new($"{index.Zh} · {periods} · {frame.Zh}", $"{index.En} · {periods} · {frame.En}");
        public static readonly Text ScoreUnit = new("得分（0—100）", "score (0–100)");
        public static Text Summary(Text what, int cities, int periods) => new($"{cities} 个城市 {periods} 期的{what.Zh}。", $"{what.En} of {cities} cities over {periods} periods.");
    }
}
