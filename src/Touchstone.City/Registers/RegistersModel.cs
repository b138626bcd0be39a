using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>The tables that all registers share, and what each register's own table has in common with the others.</summary>
internal static class RegistersModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<RowVersion>(version =>
        {
            version.ToTable("reg_version");
            version.HasKey(v => v.Id);
            version.HasIndex(v => new { v.Register, v.Row, v.Number }).IsUnique();
        });
        model.Entity<RegisterImport>(import =>
        {
            import.ToTable("reg_import");
            import.HasKey(i => i.Id);
            import.HasOne<StoredFile>().WithMany().HasForeignKey(i => i.FileHash).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RowNumbers>(numbers =>
        {
            numbers.ToTable("reg_numbers");
            numbers.HasKey(n => n.Register);
        });
        model.Entity<NamePair>(gram =>
        {
            gram.ToTable("reg_name_pair");
            gram.HasKey(g => new { g.Register, g.Gram, g.First });
        });
        model.Entity<GramReading>(reading =>
        {
            reading.ToTable("reg_gram_reading");
            reading.HasKey(r => new { r.Pinyin, r.Gram });
        });
        model.Entity<PersonalLook>(look =>
        {
            look.ToTable("reg_personal_look");
            look.HasKey(l => l.Id);
            look.HasIndex(l => new { l.Register, l.Row });
        });
    }

    /// <summary>A register's own table: numbered by us, one row a key.</summary>
    public static EntityTypeBuilder<TRow> Table<TRow>(this ModelBuilder model, string name) where TRow : RegisterRow
    {
        var table = model.Entity<TRow>();
        table.ToTable(name);
        table.HasKey(r => r.Id);
        table.Property(r => r.Id).ValueGeneratedNever();
        table.HasIndex(r => r.Key).IsUnique();
        return table;
    }
}
