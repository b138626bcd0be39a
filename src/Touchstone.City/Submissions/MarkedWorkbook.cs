using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Submissions;

/// <summary>The return as it came, as a workbook: wrong cells coloured, what is wrong beside each row. Refused where the file cannot be read as a table.</summary>
public sealed class MarkedWorkbook(IDbContextFactory<CityDb> store)
{
    public async Task<Outcome<ReceivedFile>> Run(Actor actor, long submission, string language, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        if (await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == submission, stop) is not { } sent) return Outcome.Refused<ReceivedFile>(CorrectedTemplate.Unknown(submission));
        var original = await db.Files.AsNoTracking().SingleAsync(f => f.Hash == sent.FileHash, stop);
        var table = ReturnFile.Read(new(sent.FileName, original.Bytes));
        if (!table.IsSound) return Outcome.Refused<ReceivedFile>(table.Findings);
        var findings = (await db.SubmissionFindings.AsNoTracking().Where(f => f.Submission == submission).OrderBy(f => f.Id).ToListAsync(stop)).ConvertAll(f => f.ToFinding());
        return Outcome.Done(new ReceivedFile(Path.GetFileNameWithoutExtension(sent.FileName) + ".findings.xlsx", ErrorWorkbook.Write(table, findings, language)));
    }
}
