using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    public static class Benchmark
    {
        public static readonly Text Lead = new("与谁比、差在哪、差多少：逐项分解得分差距。", "Whom the city is compared with, where the gap lies, and which indicator makes how much of it.");
        public static readonly Text Peers = new("对标城市", "Peers");
        public static readonly Text ChoosePeers = new("选择对标城市", "Choose the peers");
        public static readonly Text AddPeer = new("加入", "Add");
        public static readonly Text RemovePeer = new("移除", "Remove");
        public static readonly Text UseNearest = new("改用结构最相近的城市", "Use the nearest by structure");
        public static readonly Text Distance = new("结构距离", "Distance");
        public static readonly Text Reasons = new("相近与不同之处", "What is alike and what is not");
        public static readonly Text Nearest = new("结构最相近的城市", "Nearest by structure");
        public static readonly Text NearestHow = new("各列取对数后，以中位数和绝对中位差标准化；距离越小越相近。只用规模与收入，不看创新表现。",
            "Each column on a logarithmic scale, standardised by median and median absolute deviation; smaller is nearer. Size and income only, never performance.");
        public static readonly Text Compare = new("逐项比较", "Side by side");
        public static readonly Text Radar = new("各维度得分", "Scores by dimension");
        public static readonly Text Heat = new("各指标得分", "Scores by indicator");
        public static readonly Text Gap = new("差距分解", "Where the gap comes from");
        public static readonly Text GapTo = new("对比对象", "Against");
        public static readonly Text MeanOfPeers = new("对标城市均值", "the mean of the peers");
        public static readonly Text GapPart = new("来自", "From");
        public static readonly Text GapCauseName = new("原因", "Cause");
        public static readonly Text OwnScore = new("本市得分", "This city");
        public static readonly Text OtherScore = new("对方得分", "The other");
        public static readonly Text Node = new("指标或维度", "Node");
        public static readonly Text NoPeers = new("这里将显示与对标城市的比较。还没有选定对标城市。", "The comparison with the peers will be here. No peer is chosen yet.");
        public static readonly Text NoIndex = new("这里将显示对标结果。库中还没有测算批次。", "The benchmark will be here. There is no build in the database yet.");
        public static readonly Text NotDecomposed = new("差距未能分解，原因如下。", "The gap cannot be decomposed, for these reasons.");

        public static readonly Text Take = new("对标", "Peer");
        public static readonly Text HowToRead = new("# 后为位次；粗体为该行最高。", "# is the rank; the highest of a row is bold.");
        public static Text PeerCount(int count) => new($"{count}个对标城市", $"its {count} peers");
        public static Text ByHand(int count) => new($"人工选定 {count} 个对标城市。", count == 1 ? "One peer, chosen by hand." : $"{count} peers, chosen by hand.");
        public static Text ByStructure(int count, Text columns) => new($"按结构相近选取 {count} 个城市，依据：{columns.Zh}。", $"The {count} nearest by structure: {columns.En}.");
        public static Text Title(Text city, Text peers) => new($"{city.Zh}与{peers.Zh}相比差在哪里？", $"Where does {city.En} stand against {peers.En}?");
        public static Text Behind(Text city, Text other, string points, Text most) => new(
            $"{city.Zh}比{other.Zh}低 {points} 分，其中{most.Zh}影响最大", $"{city.En} is {points} points behind {other.En}, most of all in {most.En}");
        public static Text Ahead(Text city, Text other, string points, Text most) => new(
            $"{city.Zh}比{other.Zh}高 {points} 分，其中{most.Zh}贡献最大", $"{city.En} is {points} points ahead of {other.En}, most of all in {most.En}");
        public static Text LeftOut(int count, Text names) => new($"没有得分、未计入均值的城市 {count} 个：{names.Zh}。", $"Without a score and so not in the mean: {names.En}.");
        public static Text Columns(Text column, string own, string other) => new($"{column.Zh}：{own} 对 {other}", $"{column.En}: {own} against {other}");
        public static Text RadarSays(Text city, int peers, Text best, Text worst) => new(
            $"{city.Zh}与 {peers} 个对标城市相比，{best.Zh}最好，{worst.Zh}最弱", $"Against {peers} peers, {city.En} is best in {best.En} and weakest in {worst.En}");
        public static Text HeatSays(Text city, int lowest, int of) => new(
            $"{of} 项指标中，{city.Zh}有 {lowest} 项在所比城市中最低", $"{city.En} is the lowest of those compared on {lowest} of {of} indicators");
        public static Text Sub(Text index, string period) => new($"{index.Zh} · 得分（0—100） · {period}", $"{index.En} · score (0–100) · {period}");
        public static Text GapSub(Text index, string period) => new($"{index.Zh} · 分 · {period} · 各部分之和等于差距", $"{index.En} · points · {period} · the parts add up to the gap");
        public static readonly Text Points = new("分", "points");
        public static Text PartName(Text node, Text cause) => new($"{node.Zh}（{cause.Zh}）", $"{node.En} ({cause.En})");
        public static Text CauseOf(GapCause cause) => cause switch
        {
            GapCause.Value => new("得分不同", "scores differ"),
            GapCause.UnequalWeights => new("缺项使有效权重不同", "unequal weights because something is missing"),
            GapCause.OneSideOnly => new("只有一方有数", "only one side has a value"),
            GapCause.Filled => new("缺失按填补值计", "missing counts as the fill value"),
            GapCause.Rounding => new("汇总前取整", "rounding before it goes up"),
            GapCause.Penalty => new("短板或不均衡的扣减不同", "more or less taken off for weak or unequal parts"),
        };
    }
}
