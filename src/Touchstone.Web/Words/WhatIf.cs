using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The what-if page: a rule changed before the document is issued.</summary>
    public static class WhatIf
    {
        public static readonly Text Lead = new("改动规则中的数，看一批企业谁进、谁出、要花多少钱；不改动规则本身。", "Change numbers of the rule and see which firms enter, which leave, and what it costs; the rule itself stays as it is.");
        public static readonly Text Changes = new("改动规则中的数", "Change numbers of the rule");
        public static readonly Text ChangesLead = new("留空即不改。可写 4%、3000万、60。", "Blank leaves it as it is. Write 4%, 30000000 or 60.");
        public static readonly Text Now = new("现为", "now");
        public static readonly Text Reward = new("每家奖励（万元）", "Reward for each firm (10,000 yuan)");
        public static readonly Text Sum = new("合计哪一项", "Sum this value");
        public static readonly Text NoSum = new("不合计", "none");
        public static readonly Text Run = new("推演", "Run");
        public static readonly Text Firms = new("用哪些企业", "Which firms");
        public static readonly Text FirmsLead = new("上传企业数据表（CSV 或 xlsx，一行一家）；文件只留在内存中一小时，不入库。", "Upload a table of firms (CSV or xlsx, one a row); it is held in memory for an hour and not recorded.");
        public static readonly Text File = new("企业数据表", "Table of firms");
        public static readonly Text Upload = new("上传", "Upload");
        public static readonly Text Template = new("下载空白表", "Download an empty table");
        public static readonly Text NoFirms = new("这里将显示谁进、谁出。请先上传企业数据表。", "Who enters and who leaves will be shown here. Upload a table of firms first.");
        public static readonly Text NothingChanged = new("还没有改动任何一个数。", "No number is changed yet.");
        public static readonly Text Firm = new("企业", "Firm");
        public static readonly Text Before = new("现行规则", "Under the rule");
        public static readonly Text After = new("改动后", "After the change");
        public static readonly Text Entering = new("进入", "Enter");
        public static readonly Text Leaving = new("退出", "Leave");
        public static readonly Text BecomePossible = new("由不符合变为未定（还看评审或所缺数据）", "No longer fail (a review or missing values decide)");
        public static readonly Text BecomeImpossible = new("由未定变为不符合", "Fail where they were open");
        public static readonly Text None = new("无", "none");
        public static readonly Text Indicators = new("对指标的影响（上下限，不是预测）", "Effect on indicators (bounds, not a forecast)");
        public static readonly Text Indicator = new("指标", "Indicator");
        public static readonly Text AtMost = new("至多", "At most");
        public static readonly Text AtLeast = new("至少", "At least");
        public static readonly Text BoundsMean = new("至多：新符合且未持有的企业全部申报并获认定，现有的都保留。至少：没有新认定，不再符合的持有企业到期后全部失去。按台账中当日存续的企业计。", "At most: all firms that newly pass and do not hold it apply and are recognised, and nobody loses it. At least: nobody new is recognised, and all holders that pass no more lose it once theirs ends. Over the register's active firms on the day.");
        public static readonly Text Matrix = new("改动前后", "Before and after");
        public static readonly Text Cost = new("奖励支出", "Cost of the reward");
        public static readonly Text AllFirms = new("全部企业", "All firms");
        public static readonly Text Expired = new("上传的表已不在暂存区，请重新上传。", "The table is no longer held. Upload it again.");

        public static readonly Text UseRegister = new("改用企业台账", "Use the register instead");

        public static Text UsedRegister(int firms) => new($"使用企业台账中有上年数据的 {firms} 家企业", $"{(firms == 1 ? "1 firm" : $"{firms} firms")} of the register with figures of last year");
        public static Text Question(Text scheme) => new($"{scheme.Zh}：规则若改，谁进、谁出？", $"{scheme.En}: if the rule changed, who enters, who leaves?");
        public static Text Title(Text scheme, int before, int after, int firms) => new($"{scheme.Zh}：符合的企业由 {before} 家变为 {after} 家（共 {firms} 家）", $"{scheme.En}: {before} of {firms} firms pass now, {after} after the change");
        public static Text Summary(int entering, int leaving, int open) => new($"进入 {entering} 家，退出 {leaving} 家；{open} 家因数据未知尚未定。", $"{entering} enter, {leaving} leave; {open} are undecided for want of values.");
        public static Text Counted(Text title, int count) => new($"{title.Zh}（{count} 家）", $"{title.En} ({(count == 1 ? "1 firm" : $"{count} firms")})");
        public static Text FromTo(Text before, Text after) => new($"{before.Zh} → {after.Zh}", $"{before.En} → {after.En}");
        public static Text SumOf(Text input) => new($"符合企业的{input.Zh}合计", $"{input.En}, summed over the firms that pass");
        public static Text WithoutValue(int firms) => new($"（{firms} 家缺此数）", $"({(firms == 1 ? "1 firm" : $"{firms} firms")} without it)");
        public static Text UsedFile(string file, int firms) => new($"使用“{file}”中的 {firms} 家企业", $"{(firms == 1 ? "1 firm" : $"{firms} firms")} of {file}");
    }
}
