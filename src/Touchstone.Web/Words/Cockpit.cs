using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    public static class Cockpit
    {
        public static readonly Text Title = new("城市创新驾驶舱", "The state of innovation in the city");
        public static readonly Text Lead = new("从填报数据到指数、对标与溯源。", "From returns to an index, its benchmark and what stands behind each number.");
        public static readonly Text NothingYet = new("这里将显示本市的得分、位次、关键数据和数据质量。库中还没有测算批次。", "The city's score, rank, key figures and data health will be here. There is no build in the database yet.");
        public static readonly Text HowToFill = new("在命令行运行 ./touchstone demo，可建立示范城市。", "Run ./touchstone demo on the command line to make the demo city.");
        public static readonly Text Answer = new("总体情况", "The answer");
        public static readonly Text Rank = new("位次", "Rank");
        public static readonly Text Score = new("得分", "Score");
        public static readonly Text ScoreScale = new("0—100", "0–100");
        public static readonly Text Availability = new("数据完备率", "Availability");
        public static readonly Text Unofficial = new("非官方", "unofficial");
        public static readonly Text NoRange = new("尚未计算位次区间", "no range has been computed");
        public static readonly Text Change = new("与上一时期相比", "Since the period before");
        public static readonly Text Build = new("测算批次", "Build");
        public static readonly Text KeyFigures = new("关键数据", "Key figures");
        public static readonly Text KeyFiguresRule = new("本市公布数据中未进入指数、时期最近的八项；照公布数登记，未重新计算。",
            "Of the city's published figures that are not part of the index, the eight of the latest periods; entered as published, not recomputed.");
        public static readonly Text Dimensions = new("各维度与对标城市", "Dimensions against the peers");
        public static readonly Text Dimension = new("维度", "Dimension");
        public static readonly Text DataHealth = new("数据质量", "Data health");
        public static readonly Text Coverage = new("指数数据覆盖", "Coverage of the index");
        public static readonly Text OwnFigures = new("本市指标值", "Figures of this city");
        public static readonly Text Unverified = new("未核实", "Unverified");
        public static readonly Text Provisional = new("初步数", "Provisional");
        public static readonly Text SeveralSources = new("多来源并存", "With several sources");
        public static readonly Text LastRecorded = new("最近登记", "Last recorded");
        public static readonly Text WhyRank = new("得分如何得出？", "Why this score?");
        public static readonly Text WhyFigures = new("全部指标与来源", "All indicators and their sources");
        public static readonly Text WhyDimensions = new("差距从何而来？", "Where does the gap come from?");
        public static readonly Text WhyHealth = new("缺哪些数据？", "Which data is missing?");

        public static readonly Text Enterprises = new("企业梯度", "The enterprise gradient");
        public static readonly Text WhyEnterprises = new("各级如何变化？", "How did the rungs move?");
        public static readonly Text Holders = new("持有", "Hold it");
        public static readonly Text MayLose = new("一年内可能失去", "May lose it in a year");
        public static readonly Text NearIsPreAssessment = new("后三列是尚未获得认定的企业，按台账预评估，不是认定。", "The last three columns are firms that do not hold it, by a pre-assessment from the registers: no recognition.");
        public static Text EnterprisesOn(DateOnly day) => new($"{day:yyyy-MM-dd} 各级企业数；点数字看名单。", $"Firms on each rung on {day:yyyy-MM-dd}; a number opens its list.");

        public static Text EnterprisesKnown(DateOnly day, DateOnly known) => new($"{day:yyyy-MM-dd} 各级企业数，数据截至 {known:yyyy-MM-dd}；点开的名单是现在的记录，可能不同。", $"Firms on each rung on {day:yyyy-MM-dd}, as known on {known:yyyy-MM-dd}; the lists that open are of the records of now and may differ.");

        public static Text Ranks(Text city, string rank, int of) => new($"{city.Zh}在 {of} 个城市中列第 {rank} 位", $"{city.En} ranks {rank} of {of}");
        public static Text NotRanked(Text city) => new($"{city.Zh}有数据，暂不能排名", $"{city.En} is scored but not ranked");
        public static Text NotInIndex(Text city) => new($"{city.Zh}不在本指数的评价范围内", $"{city.En} is not among the cities of this index");
        public static Text InIndex(Text index, string period) => new($"{index.Zh}，{period} 年", $"{index.En}, {period}");
        public static Text Lacks(Text indicators) => new($"缺少：{indicators.Zh}。", $"It lacks: {indicators.En}.");
        public static Text RanksBothPeriods(string earlier, string rankEarlier, int ofEarlier, string later, string rankLater, int ofLater) => new(
            $"{earlier} 年第 {rankEarlier} 位（共 {ofEarlier} 个），{later} 年第 {rankLater} 位（共 {ofLater} 个）。", $"{earlier}: {rankEarlier} of {ofEarlier}; {later}: {rankLater} of {ofLater}.");
        public static readonly Text NotComparable = new("各时期口径自成一体，得分不相减，也不连成线。", "Each period has a frame of its own, so scores are not subtracted and no line is drawn.");
        public static Text ChangeInFrame(string points, string earlier, string later) => new($"同一可比口径内，{earlier} 至 {later} 年得分变化 {points} 分。", $"Inside one frame the score moved by {points} points from {earlier} to {later}.");
        public static readonly Text FirstPeriod = new("没有更早的时期可比。", "There is no earlier period to compare with.");
        public static Text CoverageSays(long cells, long wanted, string share) => new($"{wanted} 个数据格中有 {cells} 个有数（{share}）", $"{cells} of {wanted} cells have a value ({share})");
        public static Text Weakest(Text city, Text dimension, string rank, int of) => new(
            $"{city.Zh}的短板是{dimension.Zh}：第 {rank} 位 / {of}", $"{city.En} is weakest in {dimension.En}: {rank} of {of}");
        public static Text DimensionsSub(Text index, string period) => new($"{index.Zh} · 得分（0—100）· {period} · 每点一城", $"{index.En} · score (0–100) · {period} · a dot a city");
        public static Text DimensionsSummary(Text city, Text best, Text worst, int cities) => new(
            $"在 {cities} 个城市中，{city.Zh}相对位置最好的是{best.Zh}，最弱的是{worst.Zh}。", $"Among {cities} cities, {city.En} stands best in {best.En} and weakest in {worst.En}.");
        public static Text Recorded(string day) => new($"{day} 登记", $"recorded on {day}");
    }
}
