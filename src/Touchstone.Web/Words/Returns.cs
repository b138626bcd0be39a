using Touchstone.City.Submissions;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The data page: returns, their findings, and the observations they made.</summary>
    public static class Returns
    {
        public static readonly Text Lead = new("报送文件先核查、后受理：有一处错误即整份退回，原件和检查结果都保留。", "A return is checked, then accepted whole or refused whole; the original file and its findings are kept either way.");
        public static readonly Text None = new("这里将列出收到的填报。库中还没有填报。", "The returns received will be listed here. There is none in the database yet.");
        public static readonly Text SendOne = new("报送填报文件", "Send a return");
        public static readonly Text SendLead = new("CSV 或 xlsx 文件，一行一个指标值：area,indicator,period,value,unit，可另有 status、citation、tier、note。", "A CSV or xlsx file, one value a row: area, indicator, period, value, unit; status, citation, tier and note may follow.");
        public static readonly Text File = new("填报文件", "Return file");
        public static readonly Text DropHere = new("可将文件拖放到此处", "or drop the file here");
        public static readonly Text Check = new("核查", "Check");
        public static readonly Text CheckHint = new("只核查，不入库。", "Only checks; nothing is recorded.");
        public static readonly Text Accept = new("受理入库", "Accept the return");
        public static readonly Text Send = new("报送并留存", "Send and keep");
        public static readonly Text SendHint = new("有错误时整份退回，原件和检查结果留存备查。", "With errors the whole return is refused; the file and its findings are kept.");
        public static readonly Text Another = new("换一个文件核查", "Check another file");
        public static readonly Text NoFile = new("没有选择文件。请选择填报文件后再核查。", "No file was chosen. Choose the return file, then check it.");
        public static readonly Text Expired = new("待核查的文件已不在暂存区。请重新选择文件。", "The file is no longer held for checking. Choose it again.");
        public static readonly Text TooLarge = new("文件超过 20 MB。请拆分后分次报送。", "The file is larger than 20 MB. Split it and send the parts.");
        public static readonly Text Stale = new("页面打开后服务曾重新启动，刚才的操作没有执行。请再操作一次。", "The server was started again after this page was opened, and nothing was done. Please do it once more.");
        public static readonly Text Received = new("已收到的填报", "Returns received");
        public static readonly Text Number = new("编号", "Number");
        public static readonly Text When = new("接收时间", "Received");
        public static readonly Text Who = new("报送人", "From");
        public static readonly Text Hash = new("文件哈希（SHA-256）", "File hash (SHA-256)");
        public static readonly Text State = new("状态", "State");
        public static readonly Text Any = new("全部", "all");
        public static readonly Text Rows = new("行数", "Rows");
        public static readonly Text Recorded = new("入库", "Recorded");
        public static readonly Text Corrections = new("其中更正", "Of these corrections");
        public static readonly Text Unchanged = new("与库中相同", "As already stored");
        public static readonly Text Errors = new("错误", "Errors");
        public static readonly Text Warnings = new("提醒", "Warnings");
        public static readonly Text Original = new("下载原件", "Download the original");
        public static readonly Text Corrected = new("下载标注错误的更正表（CSV）", "Download the template with errors marked (CSV)");
        public static readonly Text Marked = new("下载标注错误的更正表（xlsx）", "Download the template with errors marked (xlsx)");
        public static readonly Text CorrectedHint = new("逐行注明错误和处理办法；改正后可原样再报。", "Each row says what is wrong and what to do; correct it and send it as it is.");
        public static readonly Text FindingsTitle = new("检查结果", "Findings");
        public static readonly Text FindingsLead = new("错误在前，逐格列出。", "By cell, errors first.");
        public static readonly Text NoFindings = new("没有发现问题。", "Nothing is wrong.");
        public static readonly Text FirstError = new("转到第一处错误", "Go to the first error");
        public static readonly Text Sheet = new("工作表", "Sheet");
        public static readonly Text Row = new("行", "Row");
        public static readonly Text Column = new("列", "Column");
        public static readonly Text Made = new("入库的指标值", "Observations recorded");
        public static readonly Text Observations = new("指标值", "Observations");
        public static readonly Text ObservationsLead = new("指标 × 地区 × 时期，只增不改；更正取代旧值，旧值保留。", "Indicator × area × period, append-only: a correction supersedes, and the earlier value stays.");
        public static readonly Text Browse = new("浏览指标值", "Browse the observations");
        public static readonly Text Indicator = new("指标", "Indicator");
        public static readonly Text Area = new("地区", "Area");
        public static readonly Text AllIndicators = new("全部指标", "All indicators");
        public static readonly Text AllAreas = new("全部地区", "All areas");
        public static readonly Text PeriodHint = new("如 2021", "such as 2021");
        public static readonly Text AsKnownOn = new("数据截至", "As known on");
        public static readonly Text Sources = new("来源数", "Sources");
        public static readonly Text WhyThis = new("采用理由", "Why this one");
        public static readonly Text Status = new("状态代码", "Status");
        public static readonly Text Tier = new("来源等级", "Tier");
        public static readonly Text RecordedAt = new("登记时间", "Recorded");
        public static readonly Text Candidates = new("各来源及取舍", "Sources of this value, and which one counts");
        public static readonly Text Used = new("采用", "used");
        public static readonly Text NotUsed = new("备用", "not used");
        public static readonly Text Revisions = new("登记沿革", "Revisions");
        public static readonly Text RevisionsLead = new("此格登记过的全部数值，先后为序。", "Everything ever recorded of this cell, the earliest first.");
        public static readonly Text Current = new("现行", "stands");
        public static readonly Text Superseded = new("已被更正取代", "superseded");
        public static readonly Text AsWritten = new("原文", "As written");
        public static readonly Text InReturn = new("填报", "Return");
        public static readonly Text Template = new("空白填报表", "Empty template");
        public static readonly Text TemplateLead = new("选定指标、地区和时期，下载待填的表。", "Choose indicators, areas and periods; download a table to fill in.");
        public static readonly Text Download = new("下载空白表（CSV）", "Download the template (CSV)");
        public static readonly Text DownloadWorkbook = new("下载空白表（xlsx）", "Download the template (xlsx)");
        public static readonly Text Periods = new("时期（逗号分隔）", "Periods (comma-separated)");
        public static readonly Text Sdmx = new("下载 SDMX-CSV 2.0", "Download as SDMX-CSV 2.0");
        public static readonly Text BuildTitle = new("下一步：重新测算", "Next: build again");
        public static readonly Text BuildLead = new("受理的填报要在重新测算之后才会改变得分和位次。", "An accepted return changes scores and ranks once the index is built again.");
        public static readonly Text Key = new("快捷键", "Key");
        public static readonly Text NoValueHere = new("不是单元格问题", "not about one cell");
        public static readonly Text Unstated = new("未注明", "unstated");

        public static Text Title(int accepted, int refused) => new($"数据填报：受理 {accepted} 份，退回 {refused} 份", $"Returns: {accepted} accepted, {refused} refused");
        public static Text StateOf(SubmissionState state) => state switch
        {
            SubmissionState.Accepted => new("已受理", "accepted"),
            SubmissionState.Refused => new("已退回", "refused"),
        };
        public static Text CanBeAccepted(string file, int recorded) => new($"{file} 可以受理：将入库 {recorded} 个指标值", $"{file} can be accepted: it records {Count(recorded, "observation")}");
        public static Text CannotBeAccepted(string file, int errors) => new($"{file} 不能受理：有 {errors} 处错误", $"{file} cannot be accepted: it has {Count(errors, "error")}");
        public static Text WillDo(int recorded, int corrections, int unchanged) => new(
            $"受理后入库 {recorded} 个指标值，其中更正 {corrections} 个；{unchanged} 行与库中相同，不重复登记。",
            $"Accepting it records {Count(recorded, "observation")}, of which {Count(corrections, "correction")}; {Count(unchanged, "row")} say what is already stored and are not recorded again.");
        public static Text IsAccepted(long id, long recorded) => new($"填报 {id} 已受理，入库 {recorded} 个指标值", $"Return {id} is accepted: {Count(recorded, "observation")} recorded");
        public static Text IsRefused(long id, long errors) => new($"填报 {id} 已退回：有 {errors} 处错误", $"Return {id} is refused: it has {Count(errors, "error")}");
        public static Text Repeated(long id) => new($"这份文件此前已经受理（填报 {id}），没有重复登记。", $"This file was accepted before (return {id}); it was not recorded again.");
        public static Text CellTitle(Text indicator, Text area, string period) => new($"{area.Zh} {period} {indicator.Zh}", $"{indicator.En}, {area.En}, {period}");
        public static Text CellAnswer(string value, Text unit, int sources) => new($"{value} {unit.Zh}，共 {sources} 个来源", $"{value} {unit.En}, from {Count(sources, "source")}");
        public static Text WhyUsed(Text why) => new($"采用第一行：{why.Zh}。", $"The first row counts: {why.En}.");
        public static Text CellsTitle(int cells) => new($"指标值 {cells} 个", Count(cells, "observation"));
        public static Text Shown(int from, int to, int all) => new($"第 {from}–{to} 个，共 {all} 个", $"{from}–{to} of {all}");
        public static Text Return(long id) => new($"填报 {id}", $"Return {id}");
        public static readonly Text Next = new("下一页", "Next");
        public static readonly Text Previous = new("上一页", "Previous");
        public static readonly Text NoCell = new("没有符合条件的指标值。可放宽条件，或改变“数据截至”的日期。", "No observation matches. Ask for less, or change the day as known on.");

        private static string Count(long n, string noun) => n == 1 ? $"1 {noun}" : string.Create(Language.Culture, $"{n:#,##0} {noun}s");
    }
}
