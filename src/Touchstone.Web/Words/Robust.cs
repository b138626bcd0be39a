using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>The robustness page: how firm the ranks are.</summary>
    public static class Robust
    {
        public static readonly Text Link = new("位次有多稳？", "How firm is the rank?");
        public static readonly Text Lead = new("按所声明的选择和误差重算指数，看位次会变多少。情景区间不是置信区间：它只说明所声明的情形会带来什么。",
            "The index made again under the declared choices and errors. A range over scenarios is not a confidence interval: it says what the declared cases do, no more.");
        public static readonly Text None = new("这里将显示位次区间和各因素的影响。", "The ranges of ranks and the effects of each factor will be here.");
        public static readonly Text Excel = new("下载 Excel（全部城市）", "Download as Excel (every city)");
        public static readonly Text RangesTitle = new("各城市的位次区间", "Ranges of ranks");
        public static readonly Text AcceptTitle = new("各位次的情景比例", "Share of scenarios at each rank");
        public static readonly Text AcceptLead = new("本市和对标城市在各位次上的情景比例（%）；全部城市见 Excel。", "In how many of a hundred scenarios this city and its peers have each rank; every city is in the Excel file.");
        public static readonly Text AboveTitle = new("谁在谁之上", "Who is above whom");
        public static readonly Text AboveLead = new("行中城市得分高于列中城市的情景比例（%）。", "In how many of a hundred scenarios the city of the row scores above the city of the column.");
        public static readonly Text EffectsTitle = new("哪个因素左右本市位次", "Which factor moves this city's rank");
        public static readonly Text EffectsLead = new("位次方差中各因素所占的比例。一阶：只定下该因素，方差平均减少多少；总：定下其余全部因素后还剩多少。括号内为自助法 95% 区间。",
            "Shares of the variance of the rank. First-order: what would go, on average, if the factor alone were settled. Total: what would stay if all others were settled. Intervals are 95 %, by bootstrap.");
        public static readonly Text NoEffects = new("在这些情景中本市位次不变，没有可分解的方差。", "The rank does not vary over these scenarios: there is no variance to split.");
        public static readonly Text FactorsTitle = new("不确定因素", "What is not certain");
        public static readonly Text HowTitle = new("如何测算", "How it was computed");
        public static readonly Text Factor = new("因素", "Factor");
        public static readonly Text Kind = new("类别", "Kind");
        public static readonly Text Varies = new("如何变化", "How it varies");
        public static readonly Text First = new("一阶效应", "First-order effect");
        public static readonly Text FirstInterval = new("一阶效应区间", "First-order interval");
        public static readonly Text Total = new("总效应", "Total effect");
        public static readonly Text TotalInterval = new("总效应区间", "Total interval");
        public static readonly Text Scenarios = new("情景数", "Scenarios");
        public static readonly Text Seed = new("种子", "Seed");
        public static readonly Text Sampling = new("抽样", "Sampling");
        public static readonly Text Level = new("区间所含比例", "Share of scenarios in a range");
        public static readonly Text Converged = new("收敛", "Convergence");
        public static readonly Text ByMethod = new("只变方法", "Method alone");
        public static readonly Text ByData = new("只变数据", "Data alone");
        public static readonly Text ScenariosRanked = new("参加排名的情景比例", "Scenarios that rank it");
        public static readonly Text SensitivityRuns = new("敏感性分析", "Sensitivity analysis");
        public static readonly Text Outside = new("现行位次在区间之外：现行方案是所声明情形中的少见情形。", "The rank as it is lies outside the range: the recipe is an unusual case of what was declared possible.");
        public static readonly Text Sheets = new("情景", "Scenarios");

        public static Text Title(Text city, string rank, int of, string range) => new($"{city.Zh}第 {rank} 位 / {of}，情景区间第 {range} 位", $"{city.En} ranks {rank} of {of}; {range} over the scenarios");
        public static Text TitleWithout(Text index) => new($"{index.Zh}：位次有多稳？", $"{index.En}: how firm are the ranks?");
        public static Text Tip(string rank, string range) => new($"第 {rank} 位，区间 {range}", $"rank {rank}, range {range}");
        public static Text RangesSays(string narrow, string wide) => new($"区间窄的只有 {narrow} 位，宽的有 {wide} 位", $"The narrowest range spans {narrow} ranks, the widest {wide}");
        public static Text RangesSub(Text index, string period, string level, long scenarios) => new(
            $"{index.Zh} · 位次 · {period} · 点为现行位次，线为 {level} 的情景 · {scenarios:N0} 个情景", $"{index.En} · rank · {period} · dot: rank as it is; line: {level} of {scenarios:N0} scenarios");
        public static Text RangesSummary(int cities, Text city, string range) => new($"{cities} 个城市的位次区间，{city.Zh}为 {range}。", $"Ranges of ranks of {cities} cities; that of {city.En} is {range}.");
        public static Text AcceptSays(Text city, string rank, string share) => new($"{city.Zh}最常居第 {rank} 位（{share} 的情景）", $"{city.En} is most often {rank} ({share} of the scenarios)");
        public static Text AcceptSub(Text index, string period) => new($"{index.Zh} · 各位次的情景比例（%）· {period}", $"{index.En} · scenarios at each rank (%) · {period}");
        public static Text AboveSays(Text city, int surely, int peers) => new($"{city.Zh}在九成以上情景中高于 {peers} 个对标城市中的 {surely} 个", $"{city.En} is above {surely} of {peers} peers in nine scenarios of ten or more");
        public static Text AboveSub(Text index, string period) => new($"{index.Zh} · 行高于列的情景比例（%）· {period}", $"{index.En} · row above column, share of scenarios (%) · {period}");
        public static Text EffectsSays(Text factor, string share) => new($"左右本市位次的首先是“{factor.Zh}”（总效应 {share}）", $"What moves the rank most: {factor.En} (total effect {share})");
        public static Text EffectsSub(Text city, string variance) => new($"{city.Zh} · 位次方差 {variance} 的构成 · %", $"{city.En} · parts of the variance of the rank, {variance} · %");
        public static Text EffectsSummary(int factors) => new($"{factors} 个因素的一阶效应和总效应。", $"First-order and total effects of {factors} factors.");
        public static Text SampleOf(int sample, int runs) => new($"基础样本 {sample}，共测算 {runs:N0} 次", $"base sample {sample}, {runs:N0} runs");
        public static Text ErrorAt(int scenarios, string ranks) => new($"{scenarios:N0} 个情景后，区间端点最大误差 {ranks} 位", $"after {scenarios:N0} scenarios the ends are known to within {ranks} ranks at worst");
        public static Text SamplingOf(SamplingKind kind) => kind switch
        {
            SamplingKind.Sobol => new("索伯尔序列（随机置乱）", "Sobol sequence, scrambled"),
            SamplingKind.LatinHypercube => new("拉丁超立方", "Latin hypercube"),
            SamplingKind.Random => new("随机抽样", "random"),
        };
        public static Text SourceOf(FactorSource source) => source switch { FactorSource.Method => new("方法", "method"), FactorSource.Data => new("数据", "data") };
        public static Text Alternatives(Text names) => new($"其中之一：{names.Zh}", $"one of: {names.En}");
        public static Text AlternativeOf(Text name, string share) => new($"{name.Zh}（{share}）", $"{name.En} ({share})");
        public static Text WeightsBy(string share) => new($"每个权重上下浮动 {share}", $"each weight up or down by {share}");
        public static readonly Text WeightsFlat = new("任何一组权重都同样可能", "every set of weights is as likely as any other");
        public static Text WeightsAround(string concentration) => new($"权重围绕现行值随机（集中度 {concentration}）", $"weights at random around those of the index (concentration {concentration})");
        public static readonly Text DropOne = new("至多去掉一个指标", "at most one indicator left out");
        public static Text DropEach(string share) => new($"每个指标以 {share} 的概率去掉", $"each indicator left out with a chance of {share}");
        public static Text ErrorsOf(string usual, Text others) => new($"每个数据误差 {usual}；另定：{others.Zh}", $"an error of {usual} in each figure; of its own: {others.En}");
        public static Text ErrorsUsual(string usual) => new($"每个数据误差 {usual}", $"an error of {usual} in each figure");
        public static Text ErrorOf(Text column, string size) => new($"{column.Zh} {size}", $"{column.En} {size}");
        public static Text Imputed(int folds) => new($"插补值按留出误差变动（{folds} 折）", $"imputed figures vary by their hold-out error ({folds} folds)");
    }
}
