using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The monitor: a city under the headings of the guide.</summary>
    public static class Monitor
    {
        public static readonly Text Room = new("监测", "Monitor");
        public static readonly Text Question = new("对照工作指引，本市有哪些指标有公布数据？", "Under the headings of the guide, what is published about the city?");
        public static readonly Text Nothing = new("这里将按工作指引的六类逐项列示本市指标。库中还没有监测清单。", "The city's indicators will be listed here under the six headings of the guide. There is no monitor in the database yet.");
        public static readonly Text Lead = new("逐项列出最近公布的数值、全部来源和责任部门。只作展示，不是指数。", "Each indicator with its latest published value, all its sources and the department that answers for it. A view, not an index.");
        public static readonly Text NoScore = new(
            "各类不计分，也不计总分：计分要有载于文件的目标值，或有依据的上下限。把有数的少数指标平均成分，只会说明报了什么，而不说明做得如何。",
            "No heading has a score and there is no overall score: a score needs targets set by a document, or goalposts with a reason. An average of the few figures that are published would say what was reported, not how well the city does.");
        public static readonly Text Frequencies = new("时期类型", "Kind of period");
        public static readonly Text EachLatest = new("各类最近一期", "latest of each");
        public static readonly Text NeverMixed = new("年度数、季度数、时点数和年初累计数是不同的数，各占一行，互不替代。", "A year, a quarter, an instant and a year to date are different figures: each has a row of its own, and none stands for another.");
        public static readonly Text Overview = new("各类概览", "The headings");
        public static readonly Text Heading = new("类别", "Heading");
        public static readonly Text Listed = new("指标数", "Indicators");
        public static readonly Text WithValue = new("有公布数据", "With a value");
        public static readonly Text OfThemSupplement = new("其中补充", "Of them added");
        public static readonly Text LatestPeriod = new("最近时期", "Latest period");
        public static readonly Text StillMissing = new("待报送", "To be reported by");
        public static readonly Text Supplement = new("补充", "added");
        public static readonly Text SupplementMeans = new("补充：不在监测清单内，因有公布数据而列示", "added: not in the monitoring list, shown because it is published");
        public static readonly Text PeriodAndAge = new("时期与距今", "Period and age");
        public static readonly Text Sources = new("来源或缺数原因", "Sources, or why there is none");
        public static readonly Text MarkShort = new("标记", "Mark");
        public static readonly Text Target = new("目标值", "Target");
        public static readonly Text NoTarget = new("无载于文件的目标值", "no target with a document");
        public static readonly Text Reached = new("已达到", "reached");
        public static readonly Text NoFigureToCompare = new("没有同频率的数值可比", "no figure of that frequency to compare");
        public static readonly Text NotVerified = new("未核实", "not verified");
        public static readonly Text DutyNotVerified = new("职责分工未经市里确认", "the division of duties is not confirmed by the city");
        public static readonly Text NobodyNamed = new("没有数据，也没有指明责任部门", "no value, and no department is named");
        public static readonly Text DistanceTitle = new("距目标如何计算", "How the distance is computed");
        public static readonly Text NotOver = new("时期未结束", "the period is not over");
        public static readonly Text CockpitLink = new("对照工作指引逐项查看", "All indicators under the headings of the guide");
        public static readonly Text Used = new("采用", "used");

        public static Text Title(Text city, int headings, int have, int all) => new(
            $"{city.Zh}对照2016年工作指引的 {headings} 类：{all} 项指标中 {have} 项有公布数据", $"{city.En} under the {headings} headings of the 2016 guide: {have} of {all} indicators have a published value");
        public static Text TargetCount(int targets, int all) => targets == 0
            ? new($"{all} 项指标中没有一项找到载于文件的目标值。", $"No target with a document was found for any of the {all} indicators.")
            : new($"{all} 项指标中 {targets} 项有载于文件的目标值，只对它们列出距目标。", $"{targets} of the {all} indicators have a target with a document; a distance is shown for those only.");
        public static Text HeadingLead(int have, int all) => new($"{all} 项指标中 {have} 项有公布数据。", have == 1 ? $"1 of {all} indicators has a published value." : $"{have} of {all} indicators have a published value.");
        public static Text HeadingLeadMissing(int have, int all, Text missing) => new(
            $"{all} 项指标中 {have} 项有公布数据。其余待报送：{missing.Zh}。",
            have == 1 ? $"1 of {all} indicators has a published value. To report the others: {missing.En}." : $"{have} of {all} indicators have a published value. To report the others: {missing.En}.");
        public static Text HeadingEmpty(int all, Text missing) => new($"本类没有公布数据：缺 {all} 项，待报送部门：{missing.Zh}。",
            all == 1 ? $"Nothing is published under this heading: its one indicator is missing, to be reported by {missing.En}." : $"Nothing is published under this heading: all {all} are missing, to be reported by {missing.En}.");
        public static Text Owes(Text department, int indicators) => new($"{department.Zh}（{indicators} 项）", $"{department.En} ({indicators})");
        public static Text ToBeReported(Text departments) => new($"待{departments.Zh}报送", $"to be reported by {departments.En}");
        public static Text OtherFrequency(Text frequencies) => new($"没有此类时期的数值；另有{frequencies.Zh}数", $"no value of this kind of period; there is one {frequencies.En}");
        public static Text Age(int days) => days < 0 ? NotOver
            : days < 60 ? new($"距今 {days} 天", days == 1 ? "1 day old" : $"{days} days old")
            : days < 730 ? new($"距今 {days / 30} 个月", $"{days / 30} months old")
            : new($"距今 {Years(days)} 年", $"{Years(days)} years old");
        public static Text ValueOfSource(string value) => new($"此来源为 {value}", $"this source says {value}");
        public static Text TargetFor(string target, Text unit, Text period) => new($"{target}{unit.Zh}（{period.Zh}）", unit.En == "%" ? $"{target}% for {period.En}" : $"{target} {unit.En} for {period.En}");
        public static Text StillToGo(string distance, Text period) => new($"尚差 {distance}（与{period.Zh}相比）", $"{distance} to go, from {period.En}");
        private static string Years(int days) => (days / 365.25).ToString("0.0", Language.Culture);
    }
}
