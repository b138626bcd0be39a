namespace Touchstone.Rules.Tests;

/// <summary>Small worked firms of our own: the base of the high-tech cases and variations on it.</summary>
internal static class WorkedFirms
{
    /// <summary>Passes with 72 points: 24 + 26 + 15 + 7.</summary>
    public static FirmFacts HighTechBase()
    {
        Rational wan = 10_000;
        return FirmFacts.Of("base", ("registered", Shelf.Day.AddDays(-2200).DayNumber), ("years", 3), ("sci_staff", 24), ("staff", 120),
            ("rd_y3", 260 * wan), ("rd_y2", 310 * wan), ("rd_y1", 380 * wan), ("rd_abroad", 0), ("sales_y3", 4200 * wan), ("sales_y2", 4600 * wan), ("sales_y1", 4900 * wan),
            ("income", 5000 * wan), ("high_tech_income", 3900 * wan), ("class1", 2), ("class2", 9), ("own_research", 1), ("core_support", 1), ("in_field", 1), ("conversions", 16),
            ("net_assets_y3", 2000 * wan), ("net_assets_y2", 2300 * wan), ("net_assets_y1", 2600 * wan), ("accident", 0),
            ("ip_advance", 6), ("ip_core", 6), ("ip_count", 7), ("ip_way", 5), ("transform", 26), ("org_system", 5), ("org_body", 4), ("org_conversion", 3), ("org_people", 3),
            ("growth_net_assets", 4), ("growth_sales", 3));
    }
}
