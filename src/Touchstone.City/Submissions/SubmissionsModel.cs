using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Storage;

namespace Touchstone.City.Submissions;

internal static class SubmissionsModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Submission>(submission =>
        {
            submission.ToTable("sub_submission");
            submission.HasKey(s => s.Id);
            submission.HasIndex(s => s.FileHash).IsUnique().HasFilter("\"State\" = 'Accepted'").HasDatabaseName("IX_sub_submission_accepted_once");
            submission.HasIndex(s => s.IdempotencyKey).IsUnique();
            submission.HasOne<StoredFile>().WithMany().HasForeignKey(s => s.FileHash).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SubmissionFinding>(finding =>
        {
            finding.ToTable("sub_finding");
            finding.HasKey(f => f.Id);
            finding.HasOne<Submission>().WithMany().HasForeignKey(f => f.Submission).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Observation>().HasOne<Submission>().WithMany().HasForeignKey(o => o.Submission).OnDelete(DeleteBehavior.Restrict);
    }
}
