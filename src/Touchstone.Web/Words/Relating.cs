using Touchstone.City.Registers.Enterprises;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>Merges and splits of firms, and rows that may be one firm.</summary>
    public static class Relating
    {
        public static readonly Text Open = new("合并或分立", "Merge or split");
        public static readonly Text TabDuplicates = new("疑似重复", "May be the same");
        public static readonly Text MergeTitle = new("把一家企业并入另一家", "Join a firm into another");
        public static readonly Text SplitTitle = new("把一家企业的记录分给另一家", "Split a firm");
        public static readonly Text Lead = new("先看会发生什么，再办理；办理后可在企业档案中撤销。", "See what would happen first; afterwards it can be taken back in the firm's file.");
        public static readonly Text Kind = new("办理", "What is done");
        public static readonly Text Merge = new("合并", "merge");
        public static readonly Text Split = new("分立", "split");
        public static readonly Text From = new("被并入或被分立的企业", "The firm that is joined into another, or split");
        public static readonly Text Into = new("存续或新设的企业", "The firm that goes on, or the new one");
        public static readonly Text On = new("生效日期", "Holds from");
        public static readonly Text Citation = new("依据（公告、登记文书）", "Rests on (notice, registration paper)");
        public static readonly Text FindFrom = new("查找被并入或被分立的企业", "Find the firm that is joined or split");
        public static readonly Text FindInto = new("查找另一家企业", "Find the other firm");
        public static readonly Text Find = new("查找", "Find");
        public static readonly Text Choose = new("选这家", "Choose it");
        public static readonly Text NotFound = new("没有找到这样的企业。", "No such firm was found.");
        public static readonly Text Change = new("换一家", "Choose another");
        public static readonly Text Turn = new("对调", "Turn round");
        public static readonly Text Happens = new("会发生什么", "What will happen");
        public static readonly Text MergeKeeps = new("记录不移动：仍登记在原企业名下，从生效日起计入存续企业。撤销合并后一切如前。", "No row moves: rows stay with the first firm and count for the one that goes on from that day. Taking the merge back restores everything.");
        public static readonly Text SplitMoves = new("勾选的记录改登记到新企业名下，各留一条版本；不勾选的不动。", "Ticked rows move to the new firm, each with a version of its own; the others stay.");
        public static readonly Text BothHold = new("两家都有，合并后只计一次", "both hold it: together they count once");
        public static readonly Text CountsThere = new("计入存续企业", "counts for the firm that goes on");
        public static readonly Text NoStanding = new("当日没有有效的认定。", "No recognition stands on that day.");
        public static readonly Text NoRows = new("其他台账中没有它的记录。", "It has no rows in other registers.");
        public static readonly Text Recounted = new("按企业计数的指标随后全部重算。", "Every figure counted of firms is counted again afterwards.");
        public static readonly Text DoMerge = new("并入", "Join them");
        public static readonly Text DoSplit = new("分立", "Split it");
        public static readonly Text Undo = new("撤销", "Take back");
        public static readonly Text Undone = new("已撤销", "taken back");
        public static readonly Text Done = new("已办理，已记入历史。", "Done, and kept in the history.");
        public static readonly Text UndoDone = new("已撤销，一切如前。", "Taken back: everything is as it was before.");
        public static readonly Text Refused = new("未办理，原因如下。", "It was not done, for these reasons.");
        public static readonly Text DuplicatesLead = new("同名、与他人曾用名相同、名称只差组织形式、同一地址的企业。超过 5 家共用的名称或地址不算。是否同一家由人判断。", "Firms with one name, with a former name of another, with names that differ in the legal form only, with one address. What more than five share does not count. Whether they are one firm, a person decides.");
        public static readonly Text NoDuplicates = new("没有发现疑似重复的企业。", "No firms are seen that may be the same.");
        public static readonly Text First = new("先登记的", "Registered first");
        public static readonly Text Second = new("后登记的", "Registered later");
        public static readonly Text Why = new("相同之处", "What they share");
        public static readonly Text Compare = new("比较后合并", "Compare and join");

        public static Text DuplicatesTitle(int pairs) => new($"{pairs} 对企业可能是同一家", pairs == 1 ? "1 pair of firms may be the same" : $"{pairs} pairs of firms may be the same");
        public static Text FirstOf(int shown, int found) => new($"只列出前 {shown} 对，共 {found} 对。", $"The first {shown} of {found} pairs are listed.");
        public static Text Figure(Text name, Text value, Text unit) => new($"{name.Zh} {value.Zh} {unit.Zh}", $"{name.En} {value.En} ({unit.En})");
        public static Text RowsIn(Text register, int rows) => new($"{register.Zh}：{rows} 条", $"{register.En}: {rows}");
        public static Text Reason(DuplicateReason reason) => reason switch
        {
            DuplicateReason.SameName => new("名称相同", "one name"),
            DuplicateReason.FormerName => new("一方的名称是另一方的曾用名", "the name of one is a former name of the other"),
            DuplicateReason.LikeName => new("名称相近", "names alike"),
            DuplicateReason.SameAddress => new("地址相同", "one address"),
        };
        public static Text JoinedOn(DateOnly from) => new($"{from:yyyy-MM-dd} 并入", $"joined on {from:yyyy-MM-dd} into");
        public static Text TookIn(DateOnly from) => new($"{from:yyyy-MM-dd} 并入本企业的有", $"took in on {from:yyyy-MM-dd}:");
        public static Text SplitOn(DateOnly from) => new($"{from:yyyy-MM-dd} 分立，另一家为", $"split on {from:yyyy-MM-dd}; the other is");
    }
}
