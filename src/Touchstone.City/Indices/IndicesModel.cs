using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Storage;

namespace Touchstone.City.Indices;

internal static class IndicesModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<IndexDefinition>(definition =>
        {
            definition.ToTable("idx_definition");
            definition.HasKey(d => new { d.Index, d.Edition });
            definition.HasMany(d => d.Files).WithOne().HasForeignKey(f => new { f.Index, f.Edition }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<IndexDefinitionFile>(file =>
        {
            file.ToTable("idx_definition_file");
            file.HasKey(f => new { f.Index, f.Edition, f.Name });
            file.HasOne<StoredFile>().WithMany().HasForeignKey(f => f.FileHash).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredBuild>(build =>
        {
            build.ToTable("idx_build");
            build.HasKey(b => b.Id);
            build.HasIndex(b => new { b.Index, b.CreatedAt });
            build.HasOne<IndexDefinition>().WithMany().HasForeignKey(b => new { b.Index, b.Edition }).OnDelete(DeleteBehavior.Restrict);
            build.HasMany(b => b.Files).WithOne().HasForeignKey(f => f.Build).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredBuildFile>(file =>
        {
            file.ToTable("idx_build_file");
            file.HasKey(f => new { f.Build, f.Name });
            file.HasOne<StoredFile>().WithMany().HasForeignKey(f => f.FileHash).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ScoreRow>(score =>
        {
            score.ToTable("idx_score");
            score.HasKey(s => new { s.Build, s.Period, s.Unit, s.Node });
            score.HasIndex(s => new { s.Build, s.Node });
            score.Property(s => s.Marks).HasConversion<long>().UseCollation(null);
            score.HasOne<StoredBuild>().WithMany().HasForeignKey(s => s.Build).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<CellOrigin>(origin =>
        {
            origin.ToTable("idx_cell_origin");
            origin.HasKey(o => new { o.Build, o.Period, o.Unit, o.Indicator });
            origin.HasIndex(o => o.Observation);
            origin.HasOne<StoredBuild>().WithMany().HasForeignKey(o => o.Build).OnDelete(DeleteBehavior.Restrict);
            origin.HasOne<Observation>().WithMany().HasForeignKey(o => o.Observation).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RangeRun>(run =>
        {
            run.ToTable("idx_range_run");
            run.HasKey(r => new { r.Build, r.Edition });
            run.HasOne<StoredBuild>().WithMany().HasForeignKey(r => r.Build).OnDelete(DeleteBehavior.Restrict);
            run.HasOne<IndexDefinition>().WithMany().HasForeignKey(r => new { r.Index, r.Edition }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RankRange>(range =>
        {
            range.ToTable("idx_rank_range");
            range.HasKey(r => new { r.Build, r.Edition, r.Period, r.Unit });
            range.HasOne<RangeRun>().WithMany().HasForeignKey(r => new { r.Build, r.Edition }).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<MonitorItem>(item =>
        {
            item.ToTable("idx_monitor_item");
            item.HasKey(m => new { m.Monitor, m.Place });
        });
    }
}
