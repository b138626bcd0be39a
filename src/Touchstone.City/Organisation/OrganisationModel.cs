using Microsoft.EntityFrameworkCore;

namespace Touchstone.City.Organisation;

internal static class OrganisationModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Area>(area =>
        {
            area.ToTable("org_area");
            area.HasKey(a => a.Code);
            area.HasIndex(a => a.Parent);
        });
        model.Entity<AreaOverlap>(overlap =>
        {
            overlap.ToTable("org_area_overlap");
            overlap.HasKey(o => new { o.Zone, o.Division });
            overlap.HasOne<Area>().WithMany().HasForeignKey(o => o.Zone).OnDelete(DeleteBehavior.Restrict);
            overlap.HasOne<Area>().WithMany().HasForeignKey(o => o.Division).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Department>(department =>
        {
            department.ToTable("org_department");
            department.HasKey(d => d.Code);
        });
        model.Entity<Duty>(duty =>
        {
            duty.ToTable("org_duty");
            duty.HasKey(d => d.Id);
            duty.HasOne<Department>().WithMany().HasForeignKey(d => d.Department).OnDelete(DeleteBehavior.Restrict);
            duty.HasMany(d => d.Indicators).WithOne().HasForeignKey(i => i.DutyId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<DutyIndicator>(indicator =>
        {
            indicator.ToTable("org_duty_indicator");
            indicator.HasKey(i => new { i.DutyId, i.Indicator });
            indicator.HasIndex(i => i.Indicator);
        });
    }
}
