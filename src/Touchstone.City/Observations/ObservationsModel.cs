using Microsoft.EntityFrameworkCore;

namespace Touchstone.City.Observations;

internal static class ObservationsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Observation>(observation =>
        {
            observation.ToTable("obs_observation");
            observation.HasKey(o => o.Id);
            observation.HasIndex(o => new { o.Indicator, o.Area, o.Period, o.Line, o.RecordedAt }).IsUnique();
            observation.HasIndex(o => new { o.Area, o.Indicator });
            observation.HasIndex(o => o.Submission);
            observation.HasOne<Observation>().WithMany().HasForeignKey(o => o.Supersedes).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<RecordingClock>(clock =>
        {
            clock.ToTable("obs_clock");
            clock.HasKey(c => c.Id);
            clock.Property(c => c.Id).ValueGeneratedNever();
            clock.HasData(new RecordingClock { Id = RecordingClock.TheOne, LastRecordedAt = DateTime.UnixEpoch });
        });
    }
}
