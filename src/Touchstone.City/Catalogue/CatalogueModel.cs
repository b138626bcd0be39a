using Microsoft.EntityFrameworkCore;

namespace Touchstone.City.Catalogue;

internal static class CatalogueModel
{
    public static void Configure(ModelBuilder model) => model.Entity<IndicatorVersion>(indicator =>
    {
        indicator.ToTable("cat_indicator");
        indicator.HasKey(i => new { i.Code, i.Edition });
        indicator.HasIndex(i => new { i.Code, i.ValidFrom }).IsUnique();
    });
}
