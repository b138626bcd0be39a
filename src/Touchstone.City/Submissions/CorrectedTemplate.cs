using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Submissions;

/// <summary>
/// The return as it came, each row with what is wrong with it beside it: to be corrected and sent again as it is. Refused where the file cannot be read as a table.
/// </summary>
public sealed class CorrectedTemplate(IDbContextFactory<CityDb> store)
{
    internal const string FindingsColumn = "findings";

    public async Task<Outcome<ReceivedFile>> Run(Actor actor, long submission, string language, CancellationToken stop = default)
    {
        await using var db = await store.CreateDbContextAsync(stop);
        if (await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == submission, stop) is not { } sent)
            return Outcome.Refused<ReceivedFile>(Unknown(submission));
        var original = await db.Files.AsNoTracking().SingleAsync(f => f.Hash == sent.FileHash, stop);
        var table = ReturnFile.Read(new(sent.FileName, original.Bytes));
        if (!table.IsSound) return Outcome.Refused<ReceivedFile>(table.Findings);   // a template would leave out the rows that could not be read
        var findings = (await db.SubmissionFindings.AsNoTracking().Where(f => f.Submission == submission).OrderBy(f => f.Id).ToListAsync(stop)).ConvertAll(f => f.ToFinding());
        string name = Path.GetFileNameWithoutExtension(sent.FileName) + ".findings.csv";
        return Outcome.Done(new ReceivedFile(name, CsvWriter.ToBytes(csv => Write(csv, table, findings, language), CsvFor.People)));
    }

    internal static Finding Unknown(long submission) => Finding.Error("return.unknown", Place.Whole,
        new($"没有编号为 {submission} 的填报。", $"There is no return number {submission}."), new("从填报列表中选择。", "Choose one from the list of returns."));

    private static void Write(CsvWriter csv, SourceTable table, List<Finding> findings, string language)
    {
        int[] kept = [.. Enumerable.Range(0, table.Header.Length).Where(i => table.Header[i] != FindingsColumn)];
        csv.WriteAll(kept.Select(i => table.Header[i])).Write(FindingsColumn).EndRow();
        var byRow = findings.Where(f => f.Severity != Severity.Info && f.Where.Row is not null).ToLookup(f => f.Where.Row!.Value);
        foreach (var row in table.Rows)
        {
            foreach (int i in kept)
            {
                // A number stays one: as text, a leading minus would be guarded like a formula.
                string text = SourceTable.Cell(row, i).Text;
                if (Numbers.TryParse(text, out double number)) csv.Write(number);
                else csv.Write(text);
            }
            csv.Write(string.Join(" | ", byRow[row.Number].Select(f => $"[{f.Where.Column}] {f.What.For(language)} {f.Fix.For(language)}")));
            csv.EndRow();
        }
    }
}
