using Microsoft.EntityFrameworkCore;

namespace Touchstone.City.Registers.Enterprises;

internal static class EnterprisesModel
{
    public static void Configure(ModelBuilder model)
    {
        var firm = model.Table<Firm>("ent_firm");
        firm.HasIndex(f => f.Name);
        firm.HasIndex(f => new { f.Division, f.Name });
        firm.HasIndex(f => new { f.Zone, f.Name });
        firm.HasIndex(f => new { f.AboveScale, f.Name });
        firm.HasIndex(f => f.Registered);
        firm.HasIndex(f => f.HighTechUntil);
        firm.HasIndex(f => f.TechSmeUntil);
        firm.HasIndex(f => f.Initials);
    }
}
