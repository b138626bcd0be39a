using Touchstone.Rules;

namespace Touchstone.Benchmarks;

/// <summary>The same rules as one would write them, in doubles: faster, and wrong on some borders.</summary>
internal readonly struct HandWrittenDoubleFirm
{
    private readonly double _sciStaff, _staff, _rd1, _rd2, _rd3, _abroad, _sales1, _sales2, _sales3, _income, _highTech, _net1, _net2, _net3;
    private readonly int _registered, _years, _class1, _class2, _conversions, _advance, _core, _count, _way, _standardsPoints, _transform, _o1, _o2, _o3, _o4, _growthNet, _growthSales;
    private readonly bool _own, _support, _field, _accident, _standards;

    private HandWrittenDoubleFirm(FirmTable t, int f)
    {
        double D(string id) => (double)t[id][f];
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

    public static HandWrittenDoubleFirm Of(FirmTable table, int firm) => new(table, firm);

    public bool Passes(DateOnly day)
    {
        double rd = _rd1 + (_years >= 2 ? _rd2 : 0) + (_years >= 3 ? _rd3 : 0), sales = _sales1 + (_years >= 2 ? _sales2 : 0) + (_years >= 3 ? _sales3 : 0);
        double needed = _sales1 <= 50_000_000 ? 0.05 : _sales1 <= 200_000_000 ? 0.04 : 0.03;
        if (day.DayNumber - _registered < 365 || _class1 + _class2 < 1 || !_support || !_field || _accident) return false;
        if (_staff == 0 || _sciStaff / _staff < 0.10 || sales == 0 || rd / sales < needed || rd == 0 || (rd - _abroad) / rd < 0.60 || _income == 0 || _highTech / _income < 0.60) return false;
        return Score() > 70;
    }

    private int Score()
    {
        int ip = Math.Clamp(_advance, 0, 8) + Math.Clamp(_core, 0, 8)
            + (_class1 >= 1 ? Math.Clamp(_count, 7, 8) : _class2 >= 5 ? Math.Clamp(_count, 5, 6) : _class2 >= 3 ? Math.Clamp(_count, 3, 4) : _class2 >= 1 ? Math.Clamp(_count, 1, 2) : 0)
            + (_class1 + _class2 == 0 ? 0 : _own ? Math.Clamp(_way, 1, 6) : Math.Clamp(_way, 1, 3)) + (_standards ? Math.Clamp(_standardsPoints, 1, 2) : 0);
        double average = (double)_conversions / Math.Min(3, Math.Max(1, _years));
        int transform = average >= 5 ? Math.Clamp(_transform, 25, 30) : average >= 4 ? Math.Clamp(_transform, 19, 24) : average >= 3 ? Math.Clamp(_transform, 13, 18) : average >= 2 ? Math.Clamp(_transform, 7, 12)
            : average >= 1 ? Math.Clamp(_transform, 1, 6) : average > 0 ? Math.Clamp(_transform, 0, 6) : 0;
        int organisation = Math.Clamp(_o1, 0, 6) + Math.Clamp(_o2, 0, 6) + Math.Clamp(_o3, 0, 4) + Math.Clamp(_o4, 0, 4);
        return Math.Min(30, ip) + transform + organisation + Band(Growth(_net1, _net2, _net3), _growthNet) + Band(Growth(_sales1, _sales2, _sales3), _growthSales);
    }

    private double? Growth(double y1, double y2, double y3)
    {
        if (_years < 2 || y2 <= 0) return null;
        double last = Math.Max(0, y1) / y2;
        return _years < 3 || y3 <= 0 ? last - 1 : (y2 / y3 + last) / 2 - 1;
    }

    private static int Band(double? growth, int points) => growth is not { } g ? 0 : g >= 0.35 ? Math.Clamp(points, 9, 10) : g >= 0.25 ? Math.Clamp(points, 7, 8) : g >= 0.15 ? Math.Clamp(points, 5, 6)
        : g >= 0.05 ? Math.Clamp(points, 3, 4) : g > 0 ? Math.Clamp(points, 1, 2) : 0;
}
