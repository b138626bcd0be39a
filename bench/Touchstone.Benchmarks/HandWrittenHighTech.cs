using Touchstone.Rules;

namespace Touchstone.Benchmarks;

/// <summary>Firms whose figures are whole yuan and people, with every fact known and every item judged.</summary>
internal static class RandomFirms
{
    public static FirmTable Table(RuleProgram program, int firms, DateOnly day)
    {
        var table = new FirmTable(program, firms);
        var random = new Random(20220718);
        for (int f = 0; f < firms; f++)
        {
            int staff = random.Next(10, 400), years = random.Next(10) == 0 ? random.Next(1, 3) : 3;
            double sales = Math.Round(Math.Exp(random.NextDouble() * 6) * 2_000_000), previous = Math.Round(sales * (0.75 + random.NextDouble() * 0.4)), first = Math.Round(previous * (0.75 + random.NextDouble() * 0.4));
            double rate = 0.02 + random.NextDouble() * 0.09, net = Math.Round(sales * (0.3 + random.NextDouble()));
            void Set(string id, double value) => table[id][f] = value;
            Set("registered", day.DayNumber - random.Next(200, 6000));
            Set("years", years);
            Set("staff", staff);
            Set("sci_staff", random.Next(0, staff / 3 + 1));
            Set("sales_y1", sales); Set("sales_y2", previous); Set("sales_y3", first);
            Set("rd_y1", Math.Round(sales * rate)); Set("rd_y2", Math.Round(previous * rate)); Set("rd_y3", Math.Round(first * rate));
            Set("rd_abroad", Math.Round(sales * rate * random.NextDouble()));
            Set("income", Math.Round(sales * 1.02));
            Set("high_tech_income", Math.Round(sales * (0.45 + random.NextDouble() * 0.5)));
            Set("class1", Math.Max(0, random.Next(-4, 4))); Set("class2", random.Next(0, 12));
            Set("own_research", random.Next(5) > 0 ? 1 : 0); Set("core_support", random.Next(20) > 0 ? 1 : 0); Set("in_field", random.Next(20) > 0 ? 1 : 0); Set("accident", random.Next(50) == 0 ? 1 : 0);
            Set("standards", random.Next(6) == 0 ? 1 : 0);
            Set("conversions", random.Next(0, 25));
            Set("net_assets_y1", net); Set("net_assets_y2", Math.Round(net * (0.7 + random.NextDouble() * 0.4))); Set("net_assets_y3", Math.Round(net * (0.5 + random.NextDouble() * 0.5)));
            foreach (string id in (string[])["ip_advance", "ip_core"]) Set(id, random.Next(4, 9));
            Set("ip_count", 8); Set("ip_way", 6); Set("ip_standards", 2); Set("transform", 30); Set("growth_net_assets", 10); Set("growth_sales", 10);
            Set("org_system", random.Next(3, 7)); Set("org_body", random.Next(3, 7)); Set("org_conversion", random.Next(2, 5)); Set("org_people", random.Next(2, 5));
        }
        return table;
    }
}

/// <summary>The same rules as one would write them, in decimals: exact on every border.</summary>
internal readonly struct HandWrittenFirm
{
    private readonly decimal _sciStaff, _staff, _rd1, _rd2, _rd3, _abroad, _sales1, _sales2, _sales3, _income, _highTech, _net1, _net2, _net3;
    private readonly int _registered, _years, _class1, _class2, _conversions, _advance, _core, _count, _way, _standardsPoints, _transform, _o1, _o2, _o3, _o4, _growthNet, _growthSales;
    private readonly bool _own, _support, _field, _accident, _standards;

    private HandWrittenFirm(FirmTable t, int f)
    {
        decimal D(string id) => (decimal)t[id][f];
        int I(string id) => (int)t[id][f];
        bool B(string id) => t[id][f] > 0;
        (_registered, _years, _class1, _class2, _conversions) = (I("registered"), I("years"), I("class1"), I("class2"), I("conversions"));
        (_sciStaff, _staff, _rd1, _rd2, _rd3, _abroad) = (D("sci_staff"), D("staff"), D("rd_y1"), D("rd_y2"), D("rd_y3"), D("rd_abroad"));
        (_sales1, _sales2, _sales3, _income, _highTech) = (D("sales_y1"), D("sales_y2"), D("sales_y3"), D("income"), D("high_tech_income"));
        (_net1, _net2, _net3) = (D("net_assets_y1"), D("net_assets_y2"), D("net_assets_y3"));
        (_own, _support, _field, _accident, _standards) = (B("own_research"), B("core_support"), B("in_field"), B("accident"), B("standards"));
        (_advance, _core, _count, _way, _standardsPoints, _transform) = (I("ip_advance"), I("ip_core"), I("ip_count"), I("ip_way"), I("ip_standards"), I("transform"));
        (_o1, _o2, _o3, _o4, _growthNet, _growthSales) = (I("org_system"), I("org_body"), I("org_conversion"), I("org_people"), I("growth_net_assets"), I("growth_sales"));
    }

    public static HandWrittenFirm Of(FirmTable table, int firm) => new(table, firm);

    public bool Passes(DateOnly day)
    {
        decimal rd = _rd1 + (_years >= 2 ? _rd2 : 0) + (_years >= 3 ? _rd3 : 0), sales = _sales1 + (_years >= 2 ? _sales2 : 0) + (_years >= 3 ? _sales3 : 0);
        decimal needed = _sales1 <= 50_000_000m ? 0.05m : _sales1 <= 200_000_000m ? 0.04m : 0.03m;
        if (day.DayNumber - _registered < 365 || _class1 + _class2 < 1 || !_support || !_field || _accident) return false;
        if (_staff == 0 || _sciStaff / _staff < 0.10m || sales == 0 || rd / sales < needed || rd == 0 || (rd - _abroad) / rd < 0.60m || _income == 0 || _highTech / _income < 0.60m) return false;
        return Score() > 70;
    }

    private int Score()
    {
        int ip = Math.Clamp(_advance, 0, 8) + Math.Clamp(_core, 0, 8)
            + (_class1 >= 1 ? Math.Clamp(_count, 7, 8) : _class2 >= 5 ? Math.Clamp(_count, 5, 6) : _class2 >= 3 ? Math.Clamp(_count, 3, 4) : _class2 >= 1 ? Math.Clamp(_count, 1, 2) : 0)
            + (_class1 + _class2 == 0 ? 0 : _own ? Math.Clamp(_way, 1, 6) : Math.Clamp(_way, 1, 3)) + (_standards ? Math.Clamp(_standardsPoints, 1, 2) : 0);
        decimal average = (decimal)_conversions / Math.Min(3, Math.Max(1, _years));
        int transform = average >= 5 ? Math.Clamp(_transform, 25, 30) : average >= 4 ? Math.Clamp(_transform, 19, 24) : average >= 3 ? Math.Clamp(_transform, 13, 18) : average >= 2 ? Math.Clamp(_transform, 7, 12)
            : average >= 1 ? Math.Clamp(_transform, 1, 6) : average > 0 ? Math.Clamp(_transform, 0, 6) : 0;
        int organisation = Math.Clamp(_o1, 0, 6) + Math.Clamp(_o2, 0, 6) + Math.Clamp(_o3, 0, 4) + Math.Clamp(_o4, 0, 4);
        return Math.Min(30, ip) + transform + organisation + Band(Growth(_net1, _net2, _net3), _growthNet) + Band(Growth(_sales1, _sales2, _sales3), _growthSales);
    }

    private decimal? Growth(decimal y1, decimal y2, decimal y3)
    {
        if (_years < 2 || y2 <= 0) return null;
        decimal last = Math.Max(0, y1) / y2;
        return _years < 3 || y3 <= 0 ? last - 1 : (y2 / y3 + last) / 2 - 1;
    }

    private static int Band(decimal? growth, int points) => growth is not { } g ? 0 : g >= 0.35m ? Math.Clamp(points, 9, 10) : g >= 0.25m ? Math.Clamp(points, 7, 8) : g >= 0.15m ? Math.Clamp(points, 5, 6)
        : g >= 0.05m ? Math.Clamp(points, 3, 4) : g > 0 ? Math.Clamp(points, 1, 2) : 0;
}
