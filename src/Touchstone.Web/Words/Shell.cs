using Touchstone.Model;

namespace Touchstone.Web;

/// <summary>
/// Every word on the screen, in both languages, by slice. A sentence with a number in it is a function that returns a whole sentence in each language:
/// sentences are never put together from fragments. A test calls every member and finds neither language empty.
/// </summary>
internal static partial class Words
{
    /// <summary>A list of names: 、 in Chinese, commas in English.</summary>
    public static Text Join(IEnumerable<Text> names)
    {
        Text[] all = [.. names];
        return new(string.Join("、", all.Select(n => n.For("zh"))), string.Join(", ", all.Select(n => n.For("en"))));
    }

    public static class Shell
    {
        public static readonly Text Product = new("试金石", "Touchstone");
        public static readonly Text ProductLine = new("国家创新型城市建设工作台", "Building a national innovative city");
        public static readonly Text SkipToContent = new("跳到正文", "Skip to content");
        public static readonly Text MainNavigation = new("主导航", "Main navigation");
        public static readonly Text Breadcrumb = new("溯源路径", "Lineage path");
        public static readonly Text Menu = new("目录", "Menu");
        public static readonly Text Cockpit = new("驾驶舱", "Cockpit");
        public static readonly Text Data = new("数据填报", "Data");
        public static readonly Text Index = new("指数", "Index");
        public static readonly Text Indicators = new("指标", "Indicators");
        public static readonly Text City = new("城市", "City");
        public static readonly Text Benchmark = new("对标", "Benchmark");
        public static readonly Text Builds = new("测算批次", "Builds");
        public static readonly Text Interface = new("数据接口", "API");
        public static readonly Text Period = new("时期", "Period");
        public static readonly Text AsKnownOn = new("数据截至", "As known on");
        public static readonly Text AsKnownOnHint = new("只看当日 24 时前登记并已公布的数据；留空为现在", "Only what was recorded and released by the end of that day; empty = now");
        public static readonly Text Latest = new("最新", "latest");
        public static readonly Text Show = new("查看", "Show");
        public static readonly Text Language = new("语言", "Language");
        public static readonly Text OtherLanguage = new("English", "中文");
        public static readonly Text SwitchLanguage = new("切换为英文", "Switch to Chinese");
        public static readonly Text Theme = new("主题", "Theme");
        public static readonly Text ThemeLight = new("浅色", "Light");
        public static readonly Text ThemeDark = new("深色", "Dark");
        public static readonly Text ThemeAuto = new("跟随系统", "As the system");
        public static readonly Text Search = new("搜索", "Search");
        public static readonly Text SearchHint = new("搜索页面、指标、城市", "Search pages, indicators, cities");
        public static readonly Text SearchNothing = new("没有匹配的页面、指标或城市。", "No page, indicator or city matches.");
        public static readonly Text Shortcuts = new("快捷键", "Shortcuts");
        public static readonly Text ShortcutSearch = new("搜索", "Search");
        public static readonly Text ShortcutHelp = new("显示快捷键", "Show the shortcuts");
        public static readonly Text ShortcutTable = new("展开或收起图表数据表", "Open or close the chart tables");
        public static readonly Text ShortcutClose = new("关闭", "Close");
        public static readonly Text Close = new("关闭", "Close");
        public static readonly Text Unofficial = new("测算结果为非官方结果，不代表主管部门评价。", "Results are unofficial and stand for no authority's assessment.");
        public static readonly Text NotFoundTitle = new("没有这个页面", "There is no such page");
        public static readonly Text NotFoundWhat = new("地址可能写错，或该指标、城市、批次不在库中。", "The address may be mistyped, or the indicator, city or build is not in the database.");
        public static readonly Text ErrorTitle = new("页面未能生成", "The page could not be made");
        public static readonly Text ErrorWhat = new("数据没有改动。请返回上一页重试；若仍出现，请把下面的编号告诉管理员，详情在服务器日志中。",
            "No data was changed. Go back and try again; if it happens again, give the number below to the administrator: the server's log has the details.");
        public static readonly Text GoCockpit = new("前往驾驶舱", "Go to the cockpit");

        public static Text ErrorNumber(string number) => new($"编号 {number}", $"Number {number}");
        public static Text KindOfHit(string kind) => kind switch
        {
            "indicator" => new("指标", "indicator"),
            "city" => new("城市", "city"),
            "index" => new("指数", "index"),
            "firm" => new("企业", "firm"),
            "row" => new("台账记录", "row of a register"),
            _ => new("页面", "page"),
        };
    }
}
