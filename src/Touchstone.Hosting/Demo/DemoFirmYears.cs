using System.Text;

namespace Touchstone.Hosting.Demo;

/// <summary>
/// Yearly figures of the demo's firms, made up from the seed. High-tech firms mostly meet the conditions, a few no longer do; of the others some pass, some lack one thing only, most lack several.
/// </summary>
internal static class DemoFirmYears
{
    private const string Columns = "firm,year,source,purpose,consent_on,sales,main_revenue,income,high_tech_income,cost,assets,debt,net_assets,rd,rd_abroad,staff,sci_staff,rd_staff,"
        + "class1,class2,inventions,utility_models,software,conversions,own_research,core_support,in_field,accident,resident,banned_class,misconduct\n";

    /// <summary>What a firm lacks, if anything.</summary>
    private enum Weakness
    {
        None,
        Research,
        People,
        Income,
        Property,
        Several,
    }

    public static string All()
    {
        var text = new StringBuilder(Columns, 600_000);
        for (int firm = 0; firm < DemoFirms.Count; firm++)
            for (int year = 2019; year <= 2021; year++)
                if (year >= DemoFirms.RegisteredYear(firm)) Year(text, firm, year);
        return text.ToString();
    }

    private static Weakness Of(int firm)
    {
        double draw = DemoFirms.Draw(firm, 41);
        if (firm < DemoFirms.HighTech) return draw < 0.03 ? Weakness.Research : draw < 0.05 ? Weakness.People : draw < 0.07 ? Weakness.Income : Weakness.None;
        return draw switch { < 0.10 => Weakness.None, < 0.14 => Weakness.Research, < 0.18 => Weakness.People, < 0.22 => Weakness.Income, < 0.30 => Weakness.Property, _ => Weakness.Several };
    }

    private static void Year(StringBuilder text, int firm, int year)
    {
        double D(int question) => DemoFirms.Draw(firm, question);
        var weakness = Of(firm);
        double growth = 1.02 + D(42) * 0.25, sales = Math.Round((DemoFirms.IsAboveScale(firm) ? 2_100 * Math.Pow(25, D(43)) : 250 * Math.Pow(7, D(43))) * Math.Pow(growth, year - 2021), 2);
        double tier = sales <= 5_000 ? 0.05 : sales <= 20_000 ? 0.04 : 0.03;
        double research = weakness switch { Weakness.Research => tier * (0.90 + 0.09 * D(44)), Weakness.Several => tier * (0.2 + 0.6 * D(44)), _ => tier * (1.15 + 0.5 * D(44)) + 0.012 };
        double rd = Math.Round(sales * research, 2), income = Math.Round(sales * (1 + 0.02 * D(45)), 2);
        double highTech = Math.Round(income * (weakness switch { Weakness.Income => 0.55 + 0.045 * D(46), Weakness.Several => 0.1 + 0.4 * D(46), _ => 0.63 + 0.3 * D(46) }), 2);
        int staff = Math.Max(8, (int)(sales / (25 + 50 * D(47))));
        int science = (int)Math.Floor(staff * (weakness switch { Weakness.People => 0.085 + 0.013 * D(48), Weakness.Several => 0.02 + 0.06 * D(48), _ => 0.13 + 0.2 * D(48) }));
        if (weakness is not (Weakness.People or Weakness.Several)) science = Math.Max(science, (staff + 7) / 8);
        bool withoutRights = weakness is Weakness.Property || (weakness is Weakness.Several && D(49) < 0.7);
        int class1 = withoutRights ? 0 : 1 + (int)(4 * D(50)), class2 = withoutRights ? 0 : 2 + (int)(9 * D(51));
        int conversions = weakness is Weakness.Several ? (int)(2 * D(52)) : 4 + (int)(3 * D(52));
        double assets = Math.Round(sales * (0.8 + 0.6 * D(53)), 2), debt = Math.Round(assets * (0.25 + 0.3 * D(54)) / Math.Pow(1.03, 2021 - year), 2);
        DemoFirms.Line(text, DemoFirms.Code(firm), year, "企业提供", "高企培育（虚构示范）", new DateOnly(2022, 3, 1), sales, Math.Round(sales * 0.96, 2), income, highTech, Math.Round(sales * 0.93, 2), assets, debt, Math.Round(assets - debt, 2),
            rd, 0, staff, science, Math.Max(0, science - 1), class1, class2, class1, class2 / 2, class2 - class2 / 2, conversions,
            withoutRights ? "否" : "是", withoutRights ? "否" : "是", "是", "否", "是", "否", "否");
    }
}
