using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>Words of the shared kit: charts, tables, marks, findings.</summary>
    public static class Kit
    {
        public static readonly Text Why = new("依据何在？", "Why?");
        public static readonly Text Table = new("数据表", "Table");
        public static readonly Text DownloadPng = new("下载 PNG 图片", "Download as PNG");
        public static readonly Text DownloadSvg = new("下载 SVG 图片", "Download as SVG");
        public static readonly Text DownloadCsv = new("下载 CSV 数据", "Download as CSV");
        public static readonly Text Excel = new("下载 Excel", "Download Excel");
        public static readonly Text Written = new("写出日期", "Written on");
        public static readonly Text RecipeId = new("方案哈希", "Recipe hash");
        public static readonly Text AboutSheet = new("说明", "About");
        public static readonly Text Filter = new("筛选", "Filter");
        public static readonly Text FilterHint = new("名称或代码", "name or code");
        public static readonly Text Apply = new("应用", "Apply");
        public static readonly Text Clear = new("清除", "Clear");
        public static readonly Text Columns = new("列", "Columns");
        public static readonly Text NothingMatches = new("没有符合条件的行。", "No row matches.");
        public static readonly Text Legend = new("符号说明", "Marks");
        public static readonly Text Missing = new("缺失：没有收到指标值", "Missing: no value was received");
        public static readonly Text NotApplicable = new("不适用于该城市", "Does not apply to this city");
        public static readonly Text NotRanked = new("有得分，不参加排名", "Scored, not ranked");
        public static readonly Text Source = new("来源", "Source");
        public static readonly Text NoCitation = new("未注明来源", "no source stated");
        public static readonly Text Unit = new("单位", "Unit");
        public static readonly Text Period = new("时期", "Period");
        public static readonly Text Value = new("数值", "Value");
        public static readonly Text Rank = new("位次", "Rank");
        public static readonly Text Score = new("得分", "Score");
        public static readonly Text Severity = new("程度", "Severity");
        public static readonly Text Place = new("位置", "Where");
        public static readonly Text What = new("问题", "What");
        public static readonly Text Fix = new("处理办法", "What to do");
        public static readonly Text Code = new("代码", "Code");
        public static readonly Text Error = new("错误", "Error");
        public static readonly Text Warning = new("提醒", "Warning");
        public static readonly Text Info = new("说明", "Note");
        public static readonly Text Refused = new("未予受理，原因如下", "Refused, for these reasons");
        public static readonly Text LightGreen = new("达标", "on target");
        public static readonly Text LightYellow = new("接近", "near");
        public static readonly Text LightRed = new("未达标", "off target");
        public static readonly Text Yes = new("是", "yes");
        public static readonly Text No = new("否", "no");
        public static readonly Text SortAscending = new("升序", "ascending");
        public static readonly Text SortDescending = new("降序", "descending");

        public static Text TierOf(SourceTier tier) => tier switch
        {
            SourceTier.A => new("来源级别 A：主管部门页面或填报", "tier A: the authority's own page or return"),
            SourceTier.B => new("来源级别 B：报纸或年鉴汇编", "tier B: a newspaper, or a compilation of yearbooks"),
            SourceTier.C => new("来源级别 C：其他转载", "tier C: another copy"),
            SourceTier.Unstated => new("来源级别未注明", "tier not stated"),
        };
        public static Text SourceAndNote(Text source, Text note) => new($"{source.Zh}。{note.Zh}", $"{source.En}. {note.En}");
        public static Text Rows(int shown, int all) => shown == all
            ? new($"共 {all} 行", all == 1 ? "1 row" : $"{all} rows")
            : new($"{shown} 行，共 {all} 行", $"{shown} of {all} rows");
        public static Text SortBy(Text column) => new($"按{column.Zh}排序", $"Sort by {column.En}");
        public static Text FindingCount(int errors, int warnings) => new($"错误 {errors} 条，提醒 {warnings} 条", $"{errors} errors, {warnings} warnings");
        public static Text OutOf(string rank, int of) => new($"第 {rank} 位 / {of}", $"{rank} of {of}");
        public static Text ExactValue(string exact) => new($"精确值 {exact}", $"exact value {exact}");

        /// <summary>What a mark means, as the legend prints it.</summary>
        public static Text Mark(CellMarks mark) => mark switch
        {
            CellMarks.Imputed => new("插补：由测算方案填补", "imputed: filled by the recipe"),
            CellMarks.Rescaled => new("缺项按同级权重折算（以本市均值插补）", "weights rescaled over missing parts (an imputation by the city's own mean)"),
            CellMarks.CarriedForward => new("沿用以前时期的数值", "carried forward from an earlier period"),
            CellMarks.Provisional => new("初步数", "provisional"),
            CellMarks.Unverified => new("来源或规则未核实", "source or rule not verified"),
            CellMarks.Treated => new("经异常值处理（缩尾或截断）", "changed by outlier treatment (winsorised or clamped)"),
            CellMarks.NotApplicable => new("不适用", "does not apply"),
            _ => new("原值", "as observed"),
        };
        public static Text Rose(string by, string period) => new($"较{period}上升 {by}", $"up {by} since {period}");
        public static Text Fell(string by, string period) => new($"较{period}下降 {by}", $"down {by} since {period}");
        public static Text Unchanged(string period) => new($"与{period}持平", $"unchanged since {period}");
    }
}
