using Touchstone.Model;
using Touchstone.Web.Charts;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>Words drawn inside charts and their tables.</summary>
    public static class Charts
    {
        public static readonly Text Lowest = new("最低", "Lowest");
        public static readonly Text Median = new("中位数", "Median");
        public static readonly Text Highest = new("最高", "Highest");
        public static readonly Text Total = new("合计", "Total");
        public static readonly Text Contribution = new("贡献", "Contribution");

        public static Text Rest(int count) => new($"其余 {count} 项", $"{count} others");
        public static Text Role(ChartRole role) => role switch
        {
            ChartRole.Us => new("本市", "This city"),
            ChartRole.Peer => new("对标城市", "Peers"),
            ChartRole.Other => new("其他城市", "Other cities"),
        };
    }
}
