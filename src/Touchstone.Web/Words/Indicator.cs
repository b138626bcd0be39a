using Touchstone.City.Catalogue;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    public static class Indicator
    {
        public static readonly Text ListTitle = new("有哪些指标，本市有数的是哪些？", "Which indicators are there, and which does the city have?");
        public static readonly Text ListLead = new("目录中的全部指标：本市最近一期数值、来源级别和有数的城市数。", "Every indicator of the catalogue: the city's latest value, how near its source is, and how many cities have one.");
        public static readonly Text NoIndicators = new("这里将列出指标目录。目录还是空的。", "The catalogue of indicators will be listed here. It is empty.");
        public static readonly Text Name = new("指标", "Indicator");
        public static readonly Text Code = new("代码", "Code");
        public static readonly Text Own = new("本市最近值", "Latest here");
        public static readonly Text OwnPeriod = new("时期", "Period");
        public static readonly Text Tier = new("来源级别", "Tier");
        public static readonly Text CitiesWithData = new("有数城市", "Cities with data");
        public static readonly Text Department = new("责任部门", "Department");
        public static readonly Text Verified = new("核实", "Verified");
        public static readonly Text ShowAll = new("全部", "all");
        public static readonly Text ShowPresent = new("本市有数", "has a value here");
        public static readonly Text ShowMissing = new("本市缺数", "missing here");
        public static readonly Text About = new("指标说明", "What it is");
        public static readonly Text Definition = new("定义", "Definition");
        public static readonly Text Formula = new("计算公式", "Formula");
        public static readonly Text Unit = new("计量单位", "Unit");
        public static readonly Text Direction = new("方向", "Direction");
        public static readonly Text Source = new("数据来源", "Source");
        public static readonly Text LegalBasis = new("制度依据", "Legal basis");
        public static readonly Text NoLegalBasis = new("未见表号", "no form number was seen");
        public static readonly Text Frequency = new("频率", "Frequency");
        public static readonly Text Mark = new("说明的核实程度", "How far the description is checked");
        public static readonly Text Edition = new("版本", "Version");
        public static readonly Text Editions = new("口径版本", "Versions");
        public static readonly Text UsedIn = new("用于", "Used in");
        public static readonly Text Series = new("历年数值", "Over time");
        public static readonly Text Ranking = new("各城市", "All cities");
        public static readonly Text City = new("城市", "City");
        public static readonly Text Lineage = new("数据溯源", "Lineage");
        public static readonly Text LineageLead = new("从得分一路回到来源单元格。", "From the score down to the source cell.");
        public static readonly Text Candidates = new("各来源", "Sources");
        public static readonly Text SeveralSources = new("多个来源", "several sources");
        public static readonly Text Used = new("采用", "used");
        public static readonly Text NotUsed = new("并存", "kept beside");
        public static readonly Text Status = new("状态", "Status");
        public static readonly Text RecordedAt = new("登记时间", "Recorded");
        public static readonly Text RecordedBy = new("登记人", "By");
        public static readonly Text Return = new("填报文件", "Return");
        public static readonly Text Cell = new("单元格", "Cell");
        public static readonly Text Note = new("说明", "Note");
        public static readonly Text Original = new("下载原始文件", "Download the original");
        public static readonly Text Written = new("原文", "As written");
        public static readonly Text Rule = new("取值规则", "The rule");
        public static readonly Text NoValue = new("该城市在所选时期没有指标值。", "The city has no value in the period chosen.");
        public static readonly Text NoSeries = new("只有一个时期的数值，不画线。", "There is a value for one period only, so no line is drawn.");
        public static readonly Text NoSeriesAcrossFrames = new("各时期口径自成一体，不连成线。", "Each period has a frame of its own, so no line is drawn.");
        public static readonly Text Break = new("口径变更处断开，不连线。", "The line breaks where the definition changed.");
        public static readonly Text Derived = new("由其他指标计算，不直接填报", "computed from other indicators, not returned");
        public static readonly Text OtherPeriods = new("全部时期", "All periods");
        public static readonly Text Area = new("地区", "Area");
        public static readonly Text Score = new("标准化得分", "Normalised score");

        public static Text Title(Text indicator, Text city, string value, Text unit, Text period) => new(
            $"{indicator.Zh}：{city.Zh} {value}{unit.Zh}（{period.Zh}）", unit.En == "%" ? $"{indicator.En}: {value}% in {city.En}, {period.En}" : $"{indicator.En}: {value} {unit.En} in {city.En}, {period.En}");
        public static Text TitleMissing(Text indicator, Text city) => new($"{indicator.Zh}：{city.Zh}没有数据", $"{indicator.En}: no value for {city.En}");
        public static Text SeriesTitle(Text city, string first, string last, Text from, Text to, Text unit) => new(
            $"{city.Zh}从 {first} 到 {last}（{from.Zh}—{to.Zh}）", $"{city.En} went from {first} to {last}, {from.En}–{to.En}");
        public static Text SeriesSub(Text indicator, Text unit, Text source) => new($"{indicator.Zh} · {unit.Zh} · {source.Zh}", $"{indicator.En} · {unit.En} · {source.En}");
        public static Text SeriesSummary(Text city, int points) => new($"{city.Zh}共有 {points} 个时期的数值。", $"{city.En} has values for {points} periods.");
        public static Text RankingTitle(Text city, string rank, int of) => new($"{city.Zh}在 {of} 个有数城市中列第 {rank} 位", $"{city.En} is {rank} of the {of} cities with a value");
        public static Text RankingTitleNeutral(Text city, int of) => new($"{city.Zh}与其他 {of} 个有数城市", $"{city.En} among {of} cities with a value");
        public static Text RankingTitleMissing(int of) => new($"{of} 个城市有数，本市没有", $"{of} cities have a value; this city has none");
        public static Text RankingSub(Text indicator, Text unit, Text period) => new($"{indicator.Zh} · {unit.Zh} · {period.Zh} · 按数值排序", $"{indicator.En} · {unit.En} · {period.En} · sorted by value");
        public static Text RankingSummary(int of, Text highest, string high, Text lowest, string low) => new(
            $"{of} 个城市中，{highest.Zh}最高（{high}），{lowest.Zh}最低（{low}）。", $"Of {of} cities, {highest.En} is highest ({high}) and {lowest.En} lowest ({low}).");
        public static Text WhyUsed(Text why) => new($"采用理由：{why.Zh}。", $"Used because {why.En}.");
        public static Text OnlySource(int count) => count == 1 ? new("唯一来源。", "The only source.") : new($"共 {count} 个来源。", $"{count} sources.");
        public static Text ValidFrom(string edition, Text from) => new($"第 {edition} 版，{from.Zh}起", $"version {edition}, from {from.En}");
        public static Text OtherPeriodShown(string asked, Text shown) => new($"{asked} 没有数据，显示{shown.Zh}。", $"There is no value for {asked}; {shown.En} is shown.");
        public static Text RowColumn(string file, string row, string column) => new($"{file} 第 {row} 行 {column} 列", $"{file}, row {row}, column {column}");
        public static Text MarkName(CatalogueMark mark) => mark switch
        {
            CatalogueMark.Verified => new("已在公布文本中读到（V）", "read in a published text (V)"),
            CatalogueMark.SecondHand => new("在官方清单的编码版本中读到（V2）", "read in an encoding of the official list (V2)"),
            CatalogueMark.Memory => new("凭记忆，未核实（M）†", "from memory, not verified (M) †"),
            CatalogueMark.Unknown => new("未知，未核实（？）†", "not known, not verified (?) †"),
            CatalogueMark.Ours => new("本系统自拟（D）", "our own design (D)"),
        };
    }

    public static class Explain
    {
        public static readonly Text Why = new("为什么是这个得分？", "Why this score?");
        public static readonly Text Contribution = new("贡献", "contribution");
        public static readonly Text Weight = new("权重", "weight");
        public static readonly Text OpenAll = new("全部展开", "Open all");
        public static readonly Text Inputs = new("所用数据", "Inputs");
        public static readonly Text TreeLead = new("每个数都可由其下所列各数复算。", "Every number recomputes from the numbers printed below it.");
        public static readonly Text MissingChild = new("缺失，不计", "missing, does not count");
        public static readonly Text NotApplicable = new("不适用，不计", "does not apply, does not count");

        public static Text Title(Text city, Text node, string score, string rank, int of) => new(
            $"{city.Zh}的{node.Zh}为什么是 {score} 分、第 {rank} 位 / {of}？", $"Why does {city.En} score {score} on {node.En}, {rank} of {of}?");
        public static Text TitleUnranked(Text city, Text node, string score) => new($"{city.Zh}的{node.Zh}为什么是 {score} 分？", $"Why does {city.En} score {score} on {node.En}?");
        public static Text TitleMissing(Text city, Text node) => new($"{city.Zh}的{node.Zh}为什么没有得分？", $"Why does {city.En} have no score on {node.En}?");
        public static Text Times(string weight, string contribution) => new($"× 权重 {weight} → {contribution}", $"× weight {weight} → {contribution}");
        public static Text WeightFound(Text why) => new($"权重由来：{why.Zh}", $"How its weight was found: {why.En}");
        public static Text TimesRescaled(string weight, string nominal, string contribution) => new($"× 权重 {weight}（原 {nominal}） → {contribution}", $"× weight {weight} (of {nominal}) → {contribution}");
        public static Text Filled(string value, string weight) => new($"缺失，按 {value} 计，权重 {weight}", $"missing, counted as {value}, weight {weight}");
        public static Text BuildOf(string index, string id) => new($"测算批次 {id}（{index}）", $"Build {id} ({index})");
    }

    public static class CityPage
    {
        public static readonly Text Lead = new("按打印的规则列出优势与短板，每项都可溯源。", "Strengths and weaknesses by a printed rule; each can be traced to its source.");
        public static readonly Text Strengths = new("优势", "Strengths");
        public static readonly Text Weaknesses = new("短板", "Weaknesses");
        public static readonly Text NoStrength = new("按规则没有优势指标。", "By the rule there is no strength.");
        public static readonly Text NoWeakness = new("按规则没有短板指标。", "By the rule there is no weakness.");
        public static readonly Text Rule = new("判断规则", "The rule");
        public static readonly Text Dimensions = new("各维度位置", "Where it stands by dimension");
        public static readonly Text Indicators = new("各指标", "By indicator");
        public static readonly Text Of = new("参评数", "Of");
        public static readonly Text Percentile = new("百分位", "Percentile");
        public static readonly Text Figures = new("公布数据", "Published figures");
        public static readonly Text NotJudged = new("未参与判断", "Not judged");
        public static readonly Text About = new("城市概况", "The city");
        public static readonly Text Parent = new("所属", "In");
        public static readonly Text Batch = new("国家创新型城市批次", "Innovative city since");
        public static readonly Text DesignationSource = new("名单来源", "Source of the list");
        public static readonly Text Parts = new("下辖", "Parts");
        public static readonly Text PartsNote = new("功能区与行政区有重叠，不可相加。", "Functional zones overlap the divisions: never add both.");
        public static readonly Text NotDesignated = new("不在名单", "not on the list");
        public static readonly Text CompareIt = new("与其他城市对标", "Benchmark it");
        public static readonly Text CodeName = new("区划代码", "Division code");

        public static Text Title(Text city, Text best, Text worst) => new($"{city.Zh}：强在{best.Zh}，弱在{worst.Zh}", $"{city.En}: strong in {best.En}, weak in {worst.En}");
        public static Text OnlyStrong(Text city, Text best) => new($"{city.Zh}：强在{best.Zh}", $"{city.En}: strong in {best.En}");
        public static Text OnlyWeak(Text city, Text worst) => new($"{city.Zh}：短板是{worst.Zh}，按规则没有优势", $"{city.En}: weak in {worst.En}; no strength by the rule");
        public static Text TitlePlain(Text city) => new($"{city.Zh}的情况如何？", $"How does {city.En} stand?");
        public static Text InIndex(Text index, string period) => new($"依据{index.Zh}，{period} 年", $"By {index.En}, {period}");
    }
}
