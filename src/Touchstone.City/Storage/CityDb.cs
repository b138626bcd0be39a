using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Touchstone.City.Benchmarks;
using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Submissions;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Storage;

/// <summary>The city's store. Knows every slice; each slice describes its own tables.</summary>
public sealed class CityDb(DbContextOptions<CityDb> options) : DbContext(options)
{
    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<Area> Areas => Set<Area>();
    public DbSet<AreaOverlap> AreaOverlaps => Set<AreaOverlap>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Duty> Duties => Set<Duty>();

    public DbSet<IndicatorVersion> Indicators => Set<IndicatorVersion>();

    public DbSet<Observation> Observations => Set<Observation>();
    internal DbSet<RecordingClock> RecordingClock => Set<RecordingClock>();

    public DbSet<Firm> Firms => Set<Firm>();

    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<SubmissionFinding> SubmissionFindings => Set<SubmissionFinding>();

    public DbSet<IndexDefinition> IndexDefinitions => Set<IndexDefinition>();
    public DbSet<StoredBuild> Builds => Set<StoredBuild>();
    public DbSet<ScoreRow> Scores => Set<ScoreRow>();
    public DbSet<CellOrigin> CellOrigins => Set<CellOrigin>();
    public DbSet<RangeRun> RangeRuns => Set<RangeRun>();
    public DbSet<RankRange> RankRanges => Set<RankRange>();
    public DbSet<MonitorItem> MonitorItems => Set<MonitorItem>();

    public DbSet<PeerSet> PeerSets => Set<PeerSet>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<StoredFile>(file =>
        {
            file.ToTable("sto_file");
            file.HasKey(f => f.Hash);
        });
        OrganisationModel.Configure(modelBuilder);
        CatalogueModel.Configure(modelBuilder);
        ObservationsModel.Configure(modelBuilder);
        RegistersModel.Configure(modelBuilder);
        EnterprisesModel.Configure(modelBuilder, embedded: Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal));
        SubmissionsModel.Configure(modelBuilder);
        IndicesModel.Configure(modelBuilder);
        BenchmarksModel.Configure(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            if (entity.ClrType.IsAssignableTo(typeof(IVersioned)))
                modelBuilder.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Both databases sort text by its bytes, as the engine does; PostgreSQL would sort by the locale of the machine.
        string? bytewise = Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal) ? "C" : null;
        AsText<string>();
        AsText<AreaCode>().HaveConversion<AreaCodeAsString>();
        AsText<IndicatorCode>().HaveConversion<IndicatorCodeAsString>();
        AsText<UnitCode>().HaveConversion<UnitCodeAsString>();
        AsText<BuildId>().HaveConversion<BuildIdAsString>();
        AsText<Period>().HaveConversion<PeriodAsString>();
        AsText<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTime>();

        PropertiesConfigurationBuilder<T> AsText<T>()
        {
            var properties = configurationBuilder.Properties<T>();
            return bytewise is null ? properties : properties.UseCollation(bytewise);
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        Guard();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        Guard();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Append-only rows are neither updated nor deleted; rows with a version count it up.</summary>
    private void Guard()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            if (entry is { Entity: IAppendOnly, State: EntityState.Modified or EntityState.Deleted })
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name} is append-only: write a new row that supersedes it.");
            if (entry is { Entity: IVersioned versioned, State: EntityState.Modified }) versioned.Version++;
        }
    }
}
