using Touchstone.City.Registers;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>Registers: the list of them, one register, one row, imports.</summary>
    public static class Registers
    {
        public static readonly Text Room = new("台账", "Registers");
        public static readonly Text Lead = new("每本台账按同一份说明生成模板、导入、列表、导出和表单；每次改动都留有记录。", "One description of each register gives template, import, list, export and form; every change is kept.");
        public static readonly Text Name = new("台账", "Register");
        public static readonly Text RowsHead = new("记录数", "Rows");
        public static readonly Text Purpose = new("用途", "Purpose");
        public static readonly Text Basis = new("依据", "Basis");
        public static readonly Text Issuer = new("制定机关", "Issued by");
        public static readonly Text FormNumber = new("表号", "Form number");
        public static readonly Text Approval = new("批准文号", "Approval");
        public static readonly Text Validity = new("有效期", "Valid");
        public static readonly Text NotGiven = new("未定", "not given");
        public static readonly Text Import = new("导入", "Import");
        public static readonly Text Template = new("下载模板", "Download the template");
        public static readonly Text New = new("新增一条", "Enter a row");
        public static readonly Text Edit = new("修改", "Change");
        public static readonly Text Search = new("查找", "Find");
        public static readonly Text SearchHint = new("名称、拼音、首字母或代码", "name, pinyin, initials or code");
        public static readonly Text Filters = new("筛选", "Filters");
        public static readonly Text From = new("从", "from");
        public static readonly Text To = new("至", "to");
        public static readonly Text NoValue = new("（无值）", "(no value)");
        public static readonly Text ClearAll = new("清除全部条件", "Clear all conditions");
        public static readonly Text Excel = new("导出 Excel", "Export Excel");
        public static readonly Text Csv = new("导出 CSV", "Export CSV");
        public static readonly Text ExportHint = new("导出与所见一致：同样的行、列和顺序。", "Exports are what is seen: the same rows, columns and order.");
        public static readonly Text AsKnownOnHint = new("当日 24 时前登记的记录，按当时的内容；留空为现在", "Rows recorded by the end of that day, as they were; empty = now");
        public static readonly Text ShowPresent = new("看现在的记录", "Show the rows of now");
        public static readonly Text NothingKnown = new("截至当日，台账中没有登记任何记录。", "By the end of that day nothing had been recorded in this register.");
        public static readonly Text Previous = new("上一页", "Previous");
        public static readonly Text Next = new("下一页", "Next");
        public static readonly Text Masked = new("已隐去", "masked");
        public static readonly Text Empty = new("这里将列出记录。台账中还没有记录。", "Rows will be listed here. The register has none yet.");
        public static readonly Text NothingFound = new("没有符合条件的记录。", "No row meets the conditions.");
        public static readonly Text Fields = new("各项内容", "Fields");
        public static readonly Text History = new("变更记录", "History");
        public static readonly Text HistoryLead = new("最近的在前；每次改动记下前后的值、由何时起有效、何时由谁登记、依据何在。", "The latest first; each change keeps the values before and after, from when they hold, who recorded it when, and on what it rests.");
        public static readonly Text Before = new("原值", "Before");
        public static readonly Text After = new("新值", "After");
        public static readonly Text ValidFrom = new("有效起始日", "Holds from");
        public static readonly Text RecordedAt = new("登记时间", "Recorded");
        public static readonly Text By = new("登记人", "By");
        public static readonly Text SourceHead = new("依据", "Source");
        public static readonly Text Typed = new("手工录入", "typed in");
        public static readonly Text Needed = new("必填", "needed");
        public static readonly Text Save = new("保存", "Save");
        public static readonly Text Cancel = new("不改了", "Leave as it is");
        public static readonly Text CitationLabel = new("依据（公告、证书、走访等）", "What it rests on (notice, certificate, visit)");
        public static readonly Text NoteLabel = new("备注", "Note");
        public static readonly Text NotChosen = new("未填", "not given");
        public static readonly Text File = new("数据文件", "File");
        public static readonly Text ImportLead = new("xlsx 或 CSV。先核查，后导入：有一处错误即整份不导入；文件中没有的列保持原值。", "xlsx or CSV. Checked, then taken whole or not at all; a column the file lacks leaves the field as it was.");
        public static readonly Text Check = new("核查", "Check");
        public static readonly Text CheckHint = new("只核查，不入库。", "Only checks; nothing is recorded.");
        public static readonly Text Take = new("导入台账", "Take it into the register");
        public static readonly Text Another = new("换一个文件", "Another file");
        public static readonly Text MarkedFile = new("下载标注错误的工作簿", "Download the workbook with errors marked");
        public static readonly Text MarkedHint = new("错误的单元格已标色，每行注明问题和改法；改正后可直接再导入。", "Wrong cells are coloured and each row says what to do; correct it and import it as it is.");
        public static readonly Text CitationOfFile = new("文件依据（公告名称、文号等）", "What the file rests on (notice, document number)");
        public static readonly Text Saved = new("已保存。", "Saved.");
        public static readonly Text Taken = new("已导入。", "Taken in.");
        public static readonly Text Refused = new("未保存，原因如下。", "Not saved, for these reasons.");
        public static readonly Text Actions = new("操作", "Actions");
        public static readonly Text MadeUp = new("虚构", "made up");
        public static readonly Text MadeUpMeans = new("演示用的虚构记录，用保留代码，不对应任何真实企业", "a made-up record for demonstration, with a reserved code; it stands for no real firm");

        public static Text ValidBetween(DateOnly? from, DateOnly? to) => (from, to) switch
        {
            ({ } first, { } last) => new($"{first:yyyy-MM-dd} 至 {last:yyyy-MM-dd}", $"{first:yyyy-MM-dd} to {last:yyyy-MM-dd}"),
            ({ } first, null) => new($"自 {first:yyyy-MM-dd} 起", $"from {first:yyyy-MM-dd}"),
            (null, { } last) => new($"至 {last:yyyy-MM-dd}", $"until {last:yyyy-MM-dd}"),
            (null, null) => NotGiven,
        };
        public static Text Title(int registers) => new($"{registers} 本台账", registers == 1 ? "1 register" : $"{registers} registers");
        public static Text ListTitle(Text register, Text rowName, string rows, bool exact) => new($"{register.Zh}：{rows}{(exact ? "" : " 以上")} 条", $"{register.En}: {rows}{(exact ? "" : " or more")} rows");
        public static Text ListTitleFiltered(Text register, string rows, bool exact) => new($"{register.Zh}：符合条件的 {rows}{(exact ? "" : " 以上")} 条", $"{register.En}: {rows}{(exact ? "" : " or more")} rows meet the conditions");
        public static Text AsKnownOn(DateOnly day) => new($"数据截至{Words.DayName(day).Zh}：此后登记的记录不在其中，此后修改的按当时的内容；由历次记录还原，大台账需多等几秒。", $"As known on {Words.DayName(day).En}: rows recorded later are left out, rows changed later are as they were. Made from their versions, which takes some seconds in a large register.");
        public static Text PageOf(int page, string pages) => new($"第 {page} 页 / {pages}", $"page {page} of {pages}");
        public static Text RowTitle(Text rowName, string key) => new($"{rowName.Zh} {key}", $"{rowName.En} {key}");
        public static Text NewTitle(Text rowName) => new($"新增：{rowName.Zh}", $"Enter: {rowName.En}");
        public static Text EditTitle(Text rowName, string key) => new($"修改：{rowName.Zh} {key}", $"Change: {rowName.En} {key}");
        public static Text ImportTitle(Text register) => new($"导入{register.Zh}", $"Import: {register.En}");
        public static Text CanTake(string file, int added, int changed, int same) => new($"{file} 可以导入：新增 {added} 条，更新 {changed} 条，{same} 条与库中相同", $"{file} can be taken in: {added} new, {changed} changed, {same} as they were");
        public static Text CannotTake(string file, int errors) => new($"{file} 不能导入：有 {errors} 处错误", errors == 1 ? $"{file} cannot be taken in: it has 1 error" : $"{file} cannot be taken in: it has {errors} errors");
        public static Text TakenDone(int added, int changed, int same) => new($"已导入：新增 {added} 条，更新 {changed} 条，{same} 条与库中相同。", $"Taken in: {added} new, {changed} changed, {same} as they were.");
        public static Text Change(RowChange change) => change switch
        {
            RowChange.Added => new("录入", "entered"),
            RowChange.Changed => new("变更", "changed"),
            RowChange.Merged => new("并入", "joined into another"),
            RowChange.Restored => new("恢复", "restored"),
            RowChange.Removed => new("移出", "taken out"),
        };
        public static Text FilterChosen(Text field, Text value) => new($"{field.Zh}：{value.Zh}", $"{field.En}: {value.En}");
        public static Text SourceOf(string file, string row) => new($"{file}，第 {row} 行", $"{file}, row {row}");
    }
}
