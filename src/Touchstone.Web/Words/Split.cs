using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The change-split page: why a score changed, cause by cause.</summary>
    public static class Split
    {
        public static readonly Text Name = new("变化拆分", "Change split");
        public static readonly Text Link = new("变化由哪些原因构成？", "Which causes make up the change?");
        public static readonly Text Lead = new("得分变化按原因拆成几部分，各部分相加正好等于变化。每个原因的份额取所有先后次序的平均（沙普利值）。",
            "The change of the score as a sum of causes, which add up exactly. Each cause's part is its mean over every order in which they could have come (Shapley value).");
        public static readonly Text Needed = new("请选定先后两个批次和时期。", "Choose a build and a period before, and after.");
        public static readonly Text Parts = new("各部分", "The parts");
        public static readonly Text PartsLead = new("得分各部分相加等于得分变化，位次各部分相加等于位次变化；为零即两者在此没有差别。", "The parts of the score add up to its change, and those of the rank to its own; zero means that the two do not differ in it.");
        public static readonly Text Cause = new("原因", "Cause");
        public static readonly Text Meaning = new("含义", "What it is");
        public static readonly Text Points = new("得分", "Score");
        public static readonly Text Places = new("位次上升", "Places gained");
        public static readonly Text Sum = new("合计", "Sum");
        public static readonly Text Before = new("先前", "Before");
        public static readonly Text After = new("后来", "After");
        public static readonly Text BuildBefore = new("先前批次", "Build before");
        public static readonly Text BuildAfter = new("后来批次", "Build after");
        public static readonly Text PeriodBefore = new("先前时期", "Period before");
        public static readonly Text PeriodAfter = new("后来时期", "Period after");
        public static readonly Text MethodHolds = new("一方的方案不能用另一方的指标测算，指标增减并入“方案”。", "One recipe cannot run with the other's indicators, so the indicator set is in the part of the method.");

        public static Text Title(Text city, string before, string after, string change) => new($"{city.Zh}得分由 {before} 变为 {after}（{change}）", $"The score of {city.En} went from {before} to {after} ({change})");
        public static Text TitleWithout(Text city) => new($"{city.Zh}的得分为什么变了？", $"Why did the score of {city.En} change?");
        public static Text ChartTitle(Text cause, string amount) => new($"变化最大的一部分是“{cause.Zh}”（{amount} 分）", $"The largest part is {cause.En} ({amount} points)");
        public static Text NoChange(Text city) => new($"{city.Zh}的得分没有变化", $"The score of {city.En} did not change");
        public static Text Sub(Text index, string from, string to) => new($"{index.Zh} · 得分变化的原因 · 分 · {from} → {to}", $"{index.En} · causes of the change of score · points · {from} → {to}");
        public static Text Summary(Text city, string before, string after, int parts) => new($"{city.Zh}得分由 {before} 变为 {after}，{parts} 个原因相加而成。", $"The score of {city.En} went from {before} to {after}; {parts} causes add up to the change.");
        public static Text SideOf(string build, string period) => new($"批次 {build} · {period}", $"build {build} · {period}");

        public static Text CauseOf(ChangeCause cause) => cause switch
        {
            ChangeCause.Revision => new("旧数据修订", "Revision of old figures"),
            ChangeCause.ReportedData => new("本市报送数据的变化", "This city's reported figures"),
            ChangeCause.Peers => new("其他城市的变化", "Other cities' figures"),
            ChangeCause.UnitSet => new("评价对象增减", "Units that entered or left"),
            ChangeCause.IndicatorSet => new("指标增减", "Indicators that entered or left"),
            ChangeCause.Availability => new("数据有无与填补", "Figures known or filled"),
            ChangeCause.FrameBounds => new("口径上下限的移动", "Bounds of the frame"),
            ChangeCause.Method => new("方案的变化", "Method"),
        };

        public static Text MeaningOf(ChangeCause cause) => cause switch
        {
            ChangeCause.Revision => new("本市以前报送的数据被更正", "earlier figures of the city itself were corrected"),
            ChangeCause.ReportedData => new("本市自己的数据从前期到后期的变化", "the city's own figures moved from the one period to the other"),
            ChangeCause.Peers => new("其他城市的数据：口径不变时只影响位次", "figures of others: inside a frame they move the rank only"),
            ChangeCause.UnitSet => new("有城市进入或退出：口径不变时只影响位次", "cities entered or left: inside a frame they move the rank only"),
            ChangeCause.IndicatorSet => new("指标或层级有增减、移位", "indicators or aggregates entered, left, or hang elsewhere"),
            ChangeCause.Availability => new("有的数据由无到有、由有到无，或改为填补", "figures became known or unknown, and what is filled for them"),
            ChangeCause.FrameBounds => new("由数据得出的上下限、均值和处理点移动了；不是进步", "bounds, means and treatment points taken from the data moved; this is no progress"),
            ChangeCause.Method => new("测算步骤、权重、方向或目标值改变了", "steps, weights, directions or goalposts changed"),
        };
    }
}
