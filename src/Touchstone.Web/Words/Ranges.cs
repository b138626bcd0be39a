using Touchstone.Model;

namespace Touchstone.Web;

internal static partial class Words
{
    /// <summary>Ranges of ranks over scenarios, wherever a rank is shown.</summary>
    public static class Ranges
    {
        public static readonly Text Range = new("位次区间", "Range of rank");
        public static readonly Text RangeLow = new("位次区间：前端", "Best rank of the range");
        public static readonly Text RangeHigh = new("位次区间：后端", "Worst rank of the range");
        public static readonly Text NotInRange = new("没有位次区间", "No range of ranks");

        public static Text Badge(string range, string level, long scenarios) => new($"{scenarios:N0} 个情景中 {level} 在第 {range} 位", $"{range} in {level} of {scenarios:N0} scenarios");
        public static Text Computed(long scenarios) => new($"位次区间：{scenarios:N0} 个情景", $"ranges of ranks over {scenarios:N0} scenarios");
        public static Text RanksWithin(Text city, string rank, int of, string range, string level) => new(
            $"{city.Zh}在 {of} 个城市中列第 {rank} 位（{level} 的情景在第 {range} 位）", $"{city.En} ranks {rank} of {of} ({range} in {level} of the scenarios)");
    }
}
