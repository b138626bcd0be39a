using Microsoft.EntityFrameworkCore;

namespace Touchstone.City.Registers.Enterprises;

internal static class EnterprisesModel
{
    /// <param name="embedded">True for SQLite, whose indexes have columns of one kind and the number of the row by themselves.</param>
    public static void Configure(ModelBuilder model, bool embedded)
    {
        var firm = model.Table<Firm>("ent_firm");
        // The searched text stands in the indexes by name: a search in their order reads the index alone.
        foreach (string[] before in (string[][])[[], [nameof(Firm.Division)], [nameof(Firm.Zone)], [nameof(Firm.AboveScale)]])
        {
            if (embedded) firm.HasIndex([.. before, nameof(Firm.Name), nameof(Firm.SearchText)]);
            else firm.HasIndex([.. before, nameof(Firm.Name), nameof(Firm.Id)]).HasAnnotation("Npgsql:IndexInclude", new[] { nameof(Firm.SearchText) });
        }
        firm.HasIndex(f => f.Registered);
        firm.HasIndex(f => f.HighTechUntil);
        firm.HasIndex(f => f.TechSmeUntil);
        firm.HasIndex(f => f.Initials);
        Rows(model);
        model.Entity<DoubtfulRow>(doubtful =>
        {
            doubtful.ToTable("ent_doubtful");
            doubtful.HasKey(d => d.Id);
            doubtful.HasIndex(d => new { d.Register, d.Key }).IsUnique();
            doubtful.HasIndex(d => d.State);
        });
        model.Entity<FirmRelation>(relation =>
        {
            relation.ToTable("ent_relation");
            relation.HasKey(r => r.Id);
            relation.HasOne<Firm>().WithMany().HasForeignKey(r => r.From).OnDelete(DeleteBehavior.Restrict);
            relation.HasOne<Firm>().WithMany().HasForeignKey(r => r.Into).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void Rows(ModelBuilder model)
    {
        var year = model.Table<FirmYear>("ent_firm_year");
        year.HasIndex(y => new { y.Firm, y.Year });
        year.HasIndex(y => y.Year);
        year.HasOne<Firm>().WithMany().HasForeignKey(y => y.Firm).OnDelete(DeleteBehavior.Restrict);
        var recognition = model.Table<Recognition>("ent_recognition");
        recognition.HasIndex(r => r.Firm);
        recognition.HasIndex(r => new { r.Rung, r.ValidTo });
        recognition.HasIndex(r => r.ValidTo);
        recognition.HasOne<Firm>().WithMany().HasForeignKey(r => r.Firm).OnDelete(DeleteBehavior.Restrict);
        var judgement = model.Table<Judgement>("ent_judgement");
        judgement.HasIndex(j => j.Firm);
        judgement.HasIndex(j => new { j.Year, j.JudgedOn });
        judgement.HasOne<Firm>().WithMany().HasForeignKey(j => j.Firm).OnDelete(DeleteBehavior.Restrict);
        var application = model.Table<Application>("ent_application");
        application.HasIndex(a => a.Firm);
        application.HasIndex(a => new { a.Year, a.Rung });
        application.HasOne<Firm>().WithMany().HasForeignKey(a => a.Firm).OnDelete(DeleteBehavior.Restrict);
        var cultivation = model.Table<Cultivation>("ent_cultivation");
        cultivation.HasIndex(c => c.Firm);
        cultivation.HasIndex(c => c.EntryYear);
        cultivation.HasOne<Firm>().WithMany().HasForeignKey(c => c.Firm).OnDelete(DeleteBehavior.Restrict);
        var visit = model.Table<Visit>("ent_visit");
        visit.HasIndex(v => v.Firm);
        visit.HasIndex(v => v.VisitedOn);
        visit.HasOne<Firm>().WithMany().HasForeignKey(v => v.Firm).OnDelete(DeleteBehavior.Restrict);
        var filing = model.Table<Filing>("ent_filing");
        filing.HasIndex(f => f.Firm);
        filing.HasIndex(f => new { f.Year, f.Kind });
        filing.HasOne<Firm>().WithMany().HasForeignKey(f => f.Firm).OnDelete(DeleteBehavior.Restrict);
    }
}
