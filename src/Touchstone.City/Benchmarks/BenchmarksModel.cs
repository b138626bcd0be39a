using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;

namespace Touchstone.City.Benchmarks;

internal static class BenchmarksModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<PeerSet>(set =>
        {
            set.ToTable("ben_peer_set");
            set.HasKey(s => s.Code);
            set.HasIndex(s => s.Focus);
            set.HasOne<Area>().WithMany().HasForeignKey(s => s.Focus).OnDelete(DeleteBehavior.Restrict);
            set.HasMany(s => s.Peers).WithOne().HasForeignKey(p => p.PeerSet).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<PeerMember>(peer =>
        {
            peer.ToTable("ben_peer");
            peer.HasKey(p => new { p.PeerSet, p.Area });
            peer.HasOne<Area>().WithMany().HasForeignKey(p => p.Area).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
