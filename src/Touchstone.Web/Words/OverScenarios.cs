using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The levers over the declared scenarios: what reaches a rank in most of them, and how firm the advice is.</summary>
    public static class OverScenarios
    {
        public static readonly Text Name = new("情景中的抓手", "Levers over the scenarios");
        public static readonly Text Lead = new("在声明的每个情景中重新测算指数：一项数据要到多少，才能在多数情景中进入前几位；改善一步，在多少情景中真的有用。这是对指数的算术，不是因果。",
            "The index made anew in each declared scenario: what a figure would have to be for a rank in most of them, and in how many a step would help at all. This is arithmetic on the index, not causality.");
        public static readonly Text GoalTitle = new("在多数情景中达到某一位次，至少要动多少", "The smallest change that reaches a rank in most scenarios");
        public static readonly Text GoalLead = new("单独改善一项，其余数据不变；上限与抓手页相同。", "Each figure alone, the others as they are; limits as on the levers page.");
        public static readonly Text Share = new("至少在百分之几的情景中", "In at least how many scenarios of a hundred");
        public static readonly Text Ask = new("在情景中计算", "Compute over the scenarios");
        public static readonly Text Takes = new("每个情景都要重新测算，另开一页，需要几秒。", "Every scenario is made anew: a page of its own, which takes some seconds.");
        public static readonly Text NotDeclared = new("本批次没有声明情景：没有说明哪些方面不确定，所以不能问“在多数情景中”。请在指数定义中加入 uncertainty.yaml（格式见 docs/guide/uncertainty.md），再测算一次。",
            "No scenarios are declared for this build: nothing says what is not certain of it, so “in most scenarios” cannot be asked. Add uncertainty.yaml to the index's definition (docs/guide/uncertainty.md has the format) and build it again.");
        public static readonly Text Needed = new("所需", "Needed");
        public static readonly Text StepsTitle = new("建议有多稳", "How firm is the advice");
        public static readonly Text StepsLead = new("每项数据改善一步，在同一批情景中与不改善相比。增分区间是情景区间，不是置信区间；各情景的标尺不同，增分大小也不同。",
            "A step in each figure, held against no step in the same scenarios. The range of the gain is one over scenarios and no confidence interval; scenarios have scales of their own, and so do the gains in them.");
        public static readonly Text Higher = new("得分提高的情景", "Scenarios with a higher score");
        public static readonly Text Better = new("位次上升的情景", "Scenarios with a better rank");
        public static readonly Text Worse = new("位次下降的情景", "Scenarios with a worse rank");
        public static readonly Text Most = new("各项中增分最多的情景", "Scenarios in which it brings most");
        public static readonly Text GainLow = new("增分区间：低端", "Range of the gain: low");
        public static readonly Text GainMedian = new("增分中位数", "Median gain");
        public static readonly Text GainHigh = new("增分区间：高端", "Range of the gain: high");
        public static readonly Text RanksBefore = new("不改善的位次区间", "Ranks without it");
        public static readonly Text RanksAfter = new("改善后的位次区间", "Ranks with it");
        public static readonly Text Nominal = new("一步增分（现行方案）", "Gain of a step, as the index is");
        public static readonly Text None = new("没有一项单独改善到上限，就能在这么多情景中达到该位次。", "No figure alone reaches that rank in so many scenarios, even at its limit.");
        public static readonly Text Back = new("抓手", "Levers");
        public static readonly Text Used = new("所用情景", "Scenarios used");
        public static readonly Text ShareNow = new("现在达到该位次的情景", "Scenarios with that rank as it is");
        public static readonly Text AskedShare = new("要求的情景比例", "Share of scenarios asked");

        public static Text Title(Text city, int rank, string now, string share) => new($"{city.Zh}现在在 {now} 的情景中居前 {rank} 位；要在 {share} 的情景中做到，需要多少", $"{city.En} is {rank} or better in {now} of the scenarios; what it would take for {share}");
        public static Text UsedOf(int used, int declared, long seed) => used == declared
            ? new($"用了声明的全部 {used:N0} 个情景，种子 {seed}。", $"All {used:N0} declared scenarios are used, seed {seed}.")
            : new($"声明了 {declared:N0} 个情景，为及时作答用了前 {used:N0} 个，种子 {seed}；全部情景请用命令行 touchstone index levers --in-share。", $"Of {declared:N0} declared scenarios the first {used:N0} are used, so that the answer comes in time; seed {seed}. The command line asks more: touchstone index levers --in-share.");
    }
}
