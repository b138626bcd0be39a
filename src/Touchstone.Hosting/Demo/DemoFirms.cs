using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Touchstone.City.Organisation;
using Touchstone.City.Registers.Enterprises;

namespace Touchstone.Hosting.Demo;

/// <summary>
/// Firms of the demo city. They are made up from a seed: names say so, codes are of the reserved range, no row stands for a real firm. How many there are of each kind is set to what
/// the city's paper reported on 18 July 2022 (478, 961, 872; 355, 137 and 101), and nothing else about them is a fact.
/// </summary>
internal static class DemoFirms
{
    public const int Count = 1_290, HighTech = 478, TechSme2021 = 961, TechSme2022 = 872, Applied = 355, FirstTime = 137, Cultivated = 101;
    /// <summary>High-tech firms whose certificate ended before the end of 2021.</summary>
    private const int Lapsed = 60;
    public static DateOnly Today { get; } = new(2022, 7, 16);
    public const string Source = "虚构示范数据（种子 20220716），总数按《黄石日报》2022-07-18 报道校准 | made-up demonstration data (seed 20220716), totals set to the Huangshi Daily's report of 2022-07-18";

    private static readonly string[] Places = ["黄石", "大冶", "阳新", "西塞", "下陆", "新港", "磁湖", "铁山"];
    private static readonly string[] First = ["华", "恒", "瑞", "晶", "蓝", "锐", "远", "博", "鼎", "汇", "凌", "星", "川", "宏", "启", "泰", "云", "融", "卓", "劲", "磐", "青", "朗", "固", "同", "盛", "长", "新", "科", "智", "力", "德", "金", "海", "天", "安"];
    private static readonly string[] Second = ["科", "达", "成", "源", "创", "信", "通", "航", "图", "谷", "峰", "泽", "恩", "铭", "佳", "康", "能", "域", "极", "步", "腾", "捷", "韵", "越", "岳", "清", "桥", "禾", "木", "正", "乐", "行", "原", "威", "基", "为"];
    private static readonly (string Word, string Industry, string Field)[] Trades =
    [
        ("机电", "C34 通用设备制造业", "manufacturing"), ("模具", "C35 专用设备制造业", "manufacturing"), ("电子", "C39 计算机、通信和其他电子设备制造业", "electronics"), ("电路", "C39 计算机、通信和其他电子设备制造业", "electronics"),
        ("新材料", "C32 有色金属冶炼和压延加工业", "new_materials"), ("特钢", "C31 黑色金属冶炼和压延加工业", "new_materials"), ("生物", "C27 医药制造业", "biology"), ("药业", "C27 医药制造业", "biology"),
        ("环保", "N77 生态保护和环境治理业", "environment"), ("软件", "I65 软件和信息技术服务业", "electronics"), ("检测技术", "M74 专业技术服务业", "high_tech_services"), ("新能源", "C38 电气机械和器材制造业", "new_energy"),
        ("装备", "C35 专用设备制造业", "manufacturing"), ("食品", "C14 食品制造业", "biology"), ("化工", "C26 化学原料和化学制品制造业", "new_materials"), ("智能科技", "C40 仪器仪表制造业", "manufacturing"),
    ];
    private static readonly string[] Divisions = ["420202", "420203", "420204", "420205", "420222", "420281"];
    private static readonly string?[] Zones = [null, null, "Z-420200-01", "Z-420200-02", "Z-420200-02", "Z-420200-03"];

    /// <summary>The files, in the order in which they are imported: register, name, content.</summary>
    public static IEnumerable<(string Register, ReceivedFile File)> Files()
    {
        yield return ("firms", File("demo-firms.csv", Firms()));
        yield return ("firm-years", File("demo-firm-years.csv", DemoFirmYears.All()));
        yield return ("recognitions", File("demo-recognitions.csv", Recognitions()));
        yield return ("applications", File("demo-applications.csv", Applications()));
        yield return ("cultivation", File("demo-cultivation.csv", Cultivation()));
        yield return ("filings", File("demo-filings.csv", Filings()));
        yield return ("visits", File("demo-visits.csv", Visits()));
    }

    public static string Code(int firm) => CreditCode.Reserved(firm + 1);
    /// <summary>No two firms share a name, but for three pairs that stand for what a register finds twice.</summary>
    public static string Name(int firm) => firm is >= Twice and < Twice + 3 ? NameOf(firm - TwiceOf) : NameOf(firm);
    private const int Twice = 720, TwiceOf = 432;
    private static string NameOf(int firm) => $"{Places[firm % Places.Length]}示例{First[firm % First.Length]}{Second[firm / First.Length % Second.Length]}{Trades[firm % Trades.Length].Word}有限公司（虚构）";
    public static int RegisteredYear(int firm) => 1998 + (int)(Draw(firm, 1) * 22);
    public static bool IsAboveScale(int firm) => Draw(firm, 2) < 0.45;

    /// <summary>A number from 0 to 1 that belongs to a firm and a question; the same on every machine.</summary>
    public static double Draw(int firm, int question)
    {
        ulong x = (ulong)firm * 0x9E3779B97F4A7C15 + (ulong)question * 0xBF58476D1CE4E5B9 + 20220716;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return ((x ^ (x >> 31)) >> 11) / (double)(1UL << 53);
    }

    /// <summary>Firms in an order of their own for each question, so that kinds overlap as they do in life.</summary>
    private static ImmutableArray<int> Shuffled(IEnumerable<int> firms, int question) => [.. firms.OrderBy(f => Draw(f, question)).ThenBy(f => f)];

    public static ImmutableArray<int> HighTechFirms { get; } = [.. Enumerable.Range(0, HighTech)];
    private static readonly ImmutableArray<int> LapsedFirms = [.. Enumerable.Range(HighTech, Lapsed)];
    private static readonly ImmutableArray<int> NeverFirms = [.. Enumerable.Range(HighTech + Lapsed, Count - HighTech - Lapsed)];
    /// <summary>The technology SMEs of 2021: most firms that are not high-tech, and some that are.</summary>
    private static readonly ImmutableArray<int> Sme2021 = [.. NeverFirms.Take(700).Concat(Shuffled(HighTechFirms, 11).Take(TechSme2021 - 700))];
    private static readonly ImmutableArray<int> Sme2022 = [.. Shuffled(Sme2021, 12).Take(800).Concat(Shuffled(Enumerable.Range(0, Count).Except(Sme2021), 13).Take(TechSme2022 - 800))];
    /// <summary>Applicants of 2022: first-timers, the lapsed, and those whose certificate of 2019 ends.</summary>
    private static readonly ImmutableArray<int> First2022 = [.. Shuffled(NeverFirms, 14).Take(FirstTime)];
    private static readonly ImmutableArray<int> Again2022 = [.. LapsedFirms.Concat(HighTechFirms.Where(f => IssueYear(f) == 2019)).Take(Applied - FirstTime)];
    private static readonly ImmutableArray<int> New2022 = [.. Shuffled(NeverFirms.Except(First2022), 15).Take(Cultivated)];

    private static int IssueYear(int highTech) => 2019 + highTech % 3;

    private static string Firms()
    {
        var text = new StringBuilder("credit_code,name,division,zone,status,registered,industry,field,main_product,above_scale,manufacturing,capital,address,remark\n");
        for (int firm = 0; firm < Count; firm++)
        {
            var trade = Trades[firm % Trades.Length];
            int division = (int)(Draw(firm, 3) * Divisions.Length);
            Line(text, Code(firm), Name(firm), Divisions[division], Zones[(int)(Draw(firm, 4) * Zones.Length)], "存续", new DateOnly(RegisteredYear(firm), 1 + (int)(Draw(firm, 5) * 12), 1 + (int)(Draw(firm, 6) * 28)), trade.Industry, trade.Field,
                trade.Word, IsAboveScale(firm) ? "是" : "否", trade.Industry[0] == 'C' ? "是" : "否", 50 + (int)(Draw(firm, 7) * 80) * 25, $"示例路{firm % 200 + 1}号（虚构）", "虚构示范企业");
        }
        return text.ToString();
    }

    private static string Recognitions()
    {
        var text = new StringBuilder("firm,name_as_written,rung,number,batch,notice_on,recognised_on,effective_from,valid_from,valid_to,issuer,document\n");
        foreach (int firm in HighTechFirms) HighTechLine(text, firm, IssueYear(firm), firm);
        foreach (int firm in LapsedFirms) HighTechLine(text, firm, 2018, firm);
        for (int i = 0; i < Sme2021.Length; i++) SmeLine(text, Sme2021[i], 2021, i);
        for (int i = 0; i < Sme2022.Length; i++) SmeLine(text, Sme2022[i], 2022, i);
        Others(text, "瞪羚企业", Shuffled(HighTechFirms, 16).Take(12), new(2021, 10, 20), 3);
        Others(text, "专精特新中小企业", Shuffled(HighTechFirms, 17).Take(30), new(2020, 12, 1), 3);
        Others(text, "专精特新“小巨人”", Shuffled(HighTechFirms, 17).Take(4), new(2021, 8, 1), 3);
        Others(text, "创新型中小企业", Shuffled(NeverFirms, 18).Take(60), new(2021, 9, 1), 3);
        for (int i = 0; i < 4; i++)   // as notices come: a name without a code, not quite the register's
            Line(text, "", Name(NeverFirms[i * 40]).Replace("有限公司", i % 2 == 0 ? "有限责任公司" : "股份有限公司", StringComparison.Ordinal), "创新型中小企业", "", "2022年", "", new DateOnly(2022, 6, 20), "", new DateOnly(2022, 6, 20), new DateOnly(2025, 6, 19), "（虚构）", "虚构公告");
        return text.ToString();
    }

    private static void HighTechLine(StringBuilder text, int firm, int year, int serial)
    {
        var day = new DateOnly(year, 11, year == 2018 ? 10 : 15).AddDays(firm % 14);
        Line(text, Code(firm), Name(firm), "高新技术企业", $"GR{year}42{900000 + serial}", firm % 2 == 0 ? "第一批" : "第二批", day.AddDays(-30), day, new DateOnly(year, 1, 1), day, day.AddYears(3).AddDays(-1), "（虚构）", "虚构公告");
    }

    private static void SmeLine(StringBuilder text, int firm, int year, int serial)
    {
        int days = year == Today.Year ? Today.DayNumber - new DateOnly(year, 2, 1).DayNumber : 270;
        var day = new DateOnly(year, 2, 1).AddDays((int)(Draw(firm, year) * days));
        char flag = RegisteredYear(firm) == year ? 'B' : day < new DateOnly(year, 6, 1) ? '0' : 'A';
        Line(text, Code(firm), Name(firm), "科技型中小企业", $"{year}420200{flag}0{900000 + serial}", $"{year}年第{day.Month}批", day.AddDays(-15), day, day, day, new DateOnly(year + 1, 3, 31), "（虚构）", "虚构公告");
    }

    private static void Others(StringBuilder text, string rung, IEnumerable<int> firms, DateOnly day, int years)
    {
        foreach (int firm in firms) Line(text, Code(firm), Name(firm), rung, "", $"{day.Year}年", day.AddDays(-10), day, day, day, day.AddYears(years).AddDays(-1), "（虚构）", "虚构公告");
    }

    private static string Applications()
    {
        var text = new StringBuilder("firm,rung,year,batch,stage,filed_on,stage_on,first_time\n");
        string[] stages = ["已提交", "市级审核", "已推荐", "省级评审"];
        foreach (var (firm, first) in First2022.Select(f => (f, "是")).Concat(Again2022.Select(f => (f, "否"))))
        {
            var filed = new DateOnly(2022, 4, 1).AddDays((int)(Draw(firm, 21) * 100));
            int stage = (int)(Draw(firm, 22) * stages.Length);
            Line(text, Code(firm), "高新技术企业", 2022, filed.Month < 6 ? "第一批" : "第二批", stages[stage], filed, filed.AddDays(Math.Min(stage * 4, Today.DayNumber - filed.DayNumber)), first);
        }
        return text.ToString();
    }

    private static string Cultivation()
    {
        var text = new StringBuilder("firm,rung,entry_year,entered_on,expected_year,coach,status\n");
        foreach (int firm in New2022) Line(text, Code(firm), "高新技术企业", 2022, new DateOnly(2022, 1, 10).AddDays((int)(Draw(firm, 23) * 180)), 2023, "示例专员", "培育中");
        foreach (int firm in First2022.Take(50)) Line(text, Code(firm), "高新技术企业", 2021, new DateOnly(2021, 3, 1).AddDays((int)(Draw(firm, 24) * 250)), 2022, "示例专员", "已申报");
        foreach (int firm in Shuffled(NeverFirms.Except(First2022).Except(New2022), 25).Take(18)) Line(text, Code(firm), "高新技术企业", 2021, new DateOnly(2021, 4, 1).AddDays((int)(Draw(firm, 26) * 200)), 2022, "示例专员", "培育中");
        return text.ToString();
    }

    private static string Filings()
    {
        var text = new StringBuilder("firm,kind,year,filed_on\n");
        foreach (int firm in HighTechFirms.Where(f => IssueYear(f) < 2021 && Draw(f, 27) < 0.97)) Line(text, Code(firm), "高企年报", 2020, new DateOnly(2021, 4, 1).AddDays((int)(Draw(firm, 28) * 55)));
        foreach (int firm in HighTechFirms.Where(f => Draw(f, 29) < 0.94)) Line(text, Code(firm), "高企年报", 2021, new DateOnly(2022, 4, 1).AddDays((int)(Draw(firm, 30) * 55)));
        foreach (int firm in Sme2022.Where(f => Draw(f, 31) < 0.5)) Line(text, Code(firm), "科小信息更新", 2022, new DateOnly(2022, 2, 1).AddDays((int)(Draw(firm, 32) * 55)));
        return text.ToString();
    }

    private static string Visits()
    {
        string[] needs = ["研发费用辅助账如何设立", "知识产权布局辅导", "对接高校实验设备", "科技人员统计口径咨询", "技术改造贷款对接", "招聘研发人员"];
        var text = new StringBuilder("firm,visited_on,subject,visitor,need,need_status,responsible,due_on\n");
        foreach (int firm in Shuffled(Enumerable.Range(0, Count), 33).Take(36))
        {
            var day = new DateOnly(2022, 3, 1).AddDays((int)(Draw(firm, 34) * 130));
            bool open = Draw(firm, 35) < 0.4;
            Line(text, Code(firm), day, "培育走访", "示例专员", needs[firm % needs.Length], open ? "待办" : "已解决", "市科技局", day.AddDays(45));
        }
        return text.ToString();
    }

    private static ReceivedFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    internal static void Line(StringBuilder text, params ReadOnlySpan<object?> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0) text.Append(',');
            if (cells[i] is DateOnly day) text.Append(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            else text.Append(CultureInfo.InvariantCulture, $"{cells[i]}");
        }
        text.Append('\n');
    }
}
