using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>What is counted of registers.</summary>
    public static class Measures
    {
        public static readonly Text Open = new("由此台账计数", "Counted from this register");
        public static readonly Text Lead = new("存量按当日计，流量自当年 1 月 1 日计至当日；12 月 31 日即全年。每个数都能打开所计的记录。", "Stocks are counted on the day, entries from 1 January to it; 31 December gives the whole year. Every figure opens the rows that were counted.");
        public static readonly Text Day = new("日期", "Day");
        public static readonly Text Area = new("范围", "Area");
        public static readonly Text Figure = new("指标", "Figure");
        public static readonly Text Value = new("计数", "Counted");
        public static readonly Text RuleHead = new("口径", "What is counted");
        public static readonly Text Rows = new("所计记录", "Rows counted");
        public static readonly Text Undefined = new("没有可比的记录，无从计算", "there is nothing to divide by");
        public static readonly Text Nothing = new("这本台账没有可计数的指标。", "Nothing is counted from this register.");
        public static readonly Text NoArea = new("这里将显示由台账计出的数。库中还没有地区。", "Figures counted from the register will be shown here. The database has no areas yet.");
        public static readonly Text RecordHint = new("记为指标值后，台账每次改动都会重新计数；所计记录的清单即其来源。", "Once recorded, the figures are counted again with every change of the register; the list of the rows is their source.");
        public static readonly Text NotRecorded = new("未记录，原因如下。", "Not recorded, for these reasons.");
        public static readonly Text NoRows = new("没有计入任何记录。", "No row was counted.");
        public static readonly Text Key = new("代码", "Code");
        public static readonly Text Name = new("名称", "Name");
        public static readonly Text Detail = new("为何计入", "Why it counts");
        public static readonly Text RoleHead = new("计入", "Counts in");

        public static Text Title(Text register, Text area, Period period) => new($"{register.Zh}：{area.Zh}{PeriodName(period).Zh}计数", $"{register.En}: counted for {area.En}, {PeriodName(period).En}");
        public static Text RowsTitle(Text figure, Text area, Period period, string value) => new($"{area.Zh}{PeriodName(period).Zh}{figure.Zh}：{value}", $"{figure.En} of {area.En}, {PeriodName(period).En}: {value}");
        public static Text Record(Period period) => new($"记为{PeriodName(period).Zh}的指标值", $"Record as the figures of {PeriodName(period).En}");
        public static Text Recorded(int recorded, int unchanged) => new($"已记录 {recorded} 个指标值；{unchanged} 个与上次相同，未重复记录。", $"{(recorded == 1 ? "1 figure" : $"{recorded} figures")} recorded; {unchanged} as they were.");
        public static Text Role(string role) => role switch { "numerator" => new("分子", "numerator"), "denominator" => new("分母", "denominator"), _ => new("计数", "count") };
    }
}
