using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>An index beside a published one.</summary>
    public static class Published
    {
        public static readonly Text Question = new("与公布的指数并列，位次有多一致？", "Beside a published index, how alike is the order?");
        public static readonly Text Nothing = new("这里将与一个公布的指数并列。库中没有已登记的公布指数。", "The index will be laid beside a published one here. No published index is recorded in the database.");
        public static readonly Text Link = new("与公布的指数并列", "Beside a published index");
        public static readonly Text ValidatesNothing = new(
            "并列不验证任何一个指数：两个榜单只要都随同一规模变动，不论各自测的是什么，位次都会一致。公布的指数也不是标准答案。",
            "This validates neither index: two lists that follow the same size agree in their order whatever they measure. Nor is the published index the truth.");
        public static readonly Text Coefficients = new("四个秩相关系数", "Four rank correlations");
        public static readonly Text CoefficientsLead = new("四个系数用同一批城市计算，缺任何一个数的城市不计，不作填补。", "All four are taken over the same cities; a city that lacks any of the figures is left out, and nothing is filled.");
        public static readonly Text What = new("比较对象", "What is compared");
        public static readonly Text Rho = new("秩相关系数", "Rank correlation");
        public static readonly Text Scale = new("−1 至 1", "−1 to 1");
        public static readonly Text Cities = new("城市数 n", "Cities, n");
        public static readonly Text Reads = new("含义", "How to read it");
        public static readonly Text BesideReads = new("两个榜单的位次有多一致", "how alike the two lists order the cities");
        public static readonly Text FixedReads = new("扣除该规模之后，两个榜单还剩多少一致", "what is left of the agreement once that size is taken out of both");
        public static readonly Text Selection = new("公布榜单是选出来的", "The published list is a selection");
        public static readonly Text SelectionMeans = new("不在榜单内的城市无从比较，所以系数只说明榜单之内的位次；换一批城市，系数会变。", "Cities that are not in it cannot be compared, so the coefficients speak of the order within the list only; other cities would give others.");
        public static readonly Text OnlyPublished = new("在榜但本指数未排名", "In the list, not ranked by this index");
        public static readonly Text WithoutFixed = new("缺规模指标，不计", "Left out: no figure of that size");
        public static readonly Text Sources = new("公布指数的来源", "Source of the published index");
        public static readonly Text Chart = new("散点图", "City by city");
        public static readonly Text Computed = new("如何计算", "How it is computed");
        public static readonly Text SpearmanIs = new("Spearman 秩相关：两列各自排位（并列取平均位次），再求位次的 Pearson 相关系数。", "Spearman’s rank correlation: rank each column, equal values sharing the mean rank, and take Pearson’s coefficient of the ranks.");
        public static readonly Text PartialIs = new("偏秩相关：(ρxy − ρxz·ρyz) ÷ √((1 − ρxz²)(1 − ρyz²))，x 为本指数，y 为公布的指数，z 为固定的规模。", "Partial rank correlation: (ρxy − ρxz·ρyz) ÷ √((1 − ρxz²)(1 − ρyz²)), with x this index, y the published one, z the size held fixed.");
        public static readonly Text PeriodsDiffer = new("公布指数按版次登记，版次未必是其数据的年份（见来源说明）；本指数和规模取所选时期。", "The published index is recorded under its edition, which need not be the year of its data (see the note of its source); this index and the size are of the period in view.");
        public static readonly Text Score = new("本指数得分", "Score of this index");
        public static readonly Text RankHere = new("本指数位次", "Rank in this index");

        public static Text Title(int cities, string beside, Text size, string alone) => new(
            $"在 {cities} 个城市中，两个榜单的秩相关为 {beside}，仅用{size.Zh}即为 {alone}", $"Over {cities} cities the two lists correlate at {beside}; the size alone ({size.En}) reaches {alone}");
        public static Text TitleUndefined(int cities) => new($"两个榜单共有 {cities} 个城市，不足以计算秩相关", $"The two lists share {cities} cities, too few or too alike for a rank correlation");
        public static Text Lead(Text index, Text period, Text published, Text edition) => new($"{index.Zh}（{period.Zh}）与{published.Zh}（{edition.Zh}版）并列。", $"{index.En}, {period.En}, beside {published.En}, edition {edition.En}.");
        public static Text Pair(Text one, Text other) => new($"{one.Zh}与{other.Zh}", $"{one.En} and {other.En}");
        public static Text PairFixed(Text one, Text other, Text size) => new($"{one.Zh}与{other.Zh}，固定{size.Zh}", $"{one.En} and {other.En}, with {size.En} held fixed");
        public static readonly Text AloneReads = new("单凭这一规模能与公布榜单有多一致：不用任何创新数据", "how alike the size alone orders them, without any figure of innovation");
        public static readonly Text IndexAndSizeReads = new("本指数随这一规模变动的程度", "how far this index follows the size");
        public static Text AloneBetter(Text size) => new($"仅用{size.Zh}比本指数更接近公布榜单。", $"The size alone ({size.En}) agrees with the published list better than this index does.");
        public static Text AloneWorse(Text size) => new($"仅用{size.Zh}不如本指数接近公布榜单。", $"The size alone ({size.En}) agrees with the published list less well than this index does.");
        public static Text Listed(int published, int both, int ranked) => new(
            $"公布榜单有 {published} 个城市，其中 {both} 个在本指数有位次；本指数共排名 {ranked} 个城市。", $"The published list holds {published} cities, of which this index ranks {both}; it ranks {ranked} in all.");
        public static Text FocusIn(Text city) => new($"{city.Zh}在公布榜单内。", $"{city.En} is in the published list.");
        public static Text FocusOut(Text city) => new($"{city.Zh}不在公布榜单内，因此不在图上，也未进入任何一个系数。", $"{city.En} is not in the published list: it is not on the chart and in none of the coefficients.");
        public static Text ChartSub(Text index, Text period, Text published, Text edition, Text source) => new(
            $"{index.Zh}，{period.Zh} · {published.Zh}，{edition.Zh}版 · 来源：{source.Zh} · 每点一城", $"{index.En}, {period.En} · {published.En}, edition {edition.En} · source: {source.En} · a dot a city");
        public static Text ChartTitle(Text above, Text below) => new($"公布榜单对{above.Zh}的位次远高于本指数，对{below.Zh}则远低于本指数", $"The published list places {above.En} far higher than this index does, and {below.En} far lower");
        public static Text ChartSummary(int cities, string rho) => new($"{cities} 个城市，横轴为本指数得分，纵轴为公布的指数，秩相关 {rho}。", $"{cities} cities by the score of this index and by the published index; their rank correlation is {rho}.");
        public static Text Tip(Text city, string score, string rankHere, string published, string rankThere, int of) => new(
            $"{city.Zh}\n本指数 {score}，{of} 城中第 {rankHere}\n公布指数 {published}，{of} 城中第 {rankThere}", $"{city.En}\nthis index {score}, {rankHere} of these {of}\npublished {published}, {rankThere} of these {of}");
        public static Text Why(NoCorrelation why) => why switch
        {
            NoCorrelation.TooFew => new("城市太少，无法计算", "too few cities to compute it"),
            NoCorrelation.Constant => new("有一列取值全部相同，没有位次", "one of the columns is the same everywhere and has no order"),
            NoCorrelation.Determined => new("固定的规模与其中一列位次完全一致，扣除后无所剩", "the size held fixed orders the cities exactly as one of the two does, so nothing is left of it"),
        };
    }
}
