using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>Reviewers' points on the pre-assessment page.</summary>
    public static class Judging
    {
        public static readonly Text Title = new("登记评审评分", "Record reviewers' points");
        public static readonly Text Lead = new("由评审判定的项目在此登记得分，供市级预评估使用；这不是认定，认定以认定机关的评审为准。留空表示未评或撤回。", "Points for the items that a reviewer judges, for the city's own pre-assessment. It is no recognition: the recognising authority's review alone counts. Blank: not judged, or taken back.");
        public static readonly Text Item = new("评分项", "Item");
        public static readonly Text Allowed = new("允许分值", "Allowed");
        public static readonly Text Points = new("得分", "Points");
        public static readonly Text Standing = new("现有评分", "Standing");
        public static readonly Text NotJudged = new("未评", "not judged");
        public static readonly Text JudgedOn = new("评分日期", "Judged on");
        public static readonly Text Reviewer = new("评审人（单位或专家编号；留空为录入人）", "Reviewer (a body or an expert's number; blank: yourself)");
        public static readonly Text Reason = new("理由（可不填）", "Reason (optional)");
        public static readonly Text Record = new("登记", "Record");
        public static readonly Text NotRecorded = new("评分未登记，原因如下。", "The points were not recorded, for these reasons.");
        public static readonly Text History = new("评分记录", "Every judgement");
        public static readonly Text HistoryLead = new("后一次评分取代前一次，前一次仍保留。", "A later judgement takes the place of an earlier one, which is kept.");
        public static readonly Text By = new("评审人", "Reviewer");
        public static readonly Text RecordedBy = new("录入", "Recorded");
        public static readonly Text WhyGiven = new("理由", "Reason");
        public static readonly Text TakenBack = new("撤回", "taken back");
        public static readonly Text Superseded = new("已被取代", "superseded");

        public static readonly Text GiveDay = new("请填写评分日期，如 2022-05-15。", "Give the day judged on, such as 2022-05-15.");

        public static Text NoDay(string written) => new($"评分日期“{written}”不是日期。", $"The day judged on, '{written}', is not a day.");
        public static Text Done(string count) => new($"已登记 {count} 项评分。", $"Recorded: {count}.");
        public static Text ForYear(int year) => new($"评估年度 {year} 年", $"year of assessment {year}");
    }
}
