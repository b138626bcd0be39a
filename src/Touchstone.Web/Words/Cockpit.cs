using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    public static class Cockpit
    {
        public static readonly Text Title = new("城市创新驾驶舱", "The state of innovation in the city");
        public static readonly Text Lead = new("从填报数据到指数、对标与溯源。", "From returns to an index, its benchmark and what stands behind each number.");
        public static readonly Text NothingYet = new("这里将显示本市的得分、位次、关键数据和数据质量。库中还没有测算批次。", "The city's score, rank, key figures and data health will be here. There is no build in the database yet.");
        public static readonly Text HowToFill = new("在命令行运行 ./touchstone demo,可建立示范城市。", "Run ./touchstone demo on the command line to make the demo city.");
    }
}
