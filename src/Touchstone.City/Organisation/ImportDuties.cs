using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Organisation;

/// <summary>
/// Registers duties from <c>duties.csv</c>: <c>department,duty_zh,duty_en,indicators,from,to,basis,verified</c>. A duty is known by department, words and first day;
/// a known one takes the new last day, basis, verification and indicators. All or nothing.
/// </summary>
public sealed class ImportDuties(IDbContextFactory<CityDb> store)
{
    private static readonly Dictionary<string, Verification> Words = new(StringComparer.Ordinal) { ["yes"] = Verification.Verified, ["no"] = Verification.Unverified };

    public async Task<Outcome<ImportReceipt>> Run(Actor actor, ReceivedFile file, WriteMode mode, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<ImportReceipt>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        var departments = await db.Departments.Select(d => d.Code).ToHashSetAsync(stop);
        var table = new ReferenceTable(file);
        var read = Read(table, departments);
        if (table.Findings.HasErrors) return Outcome.Refused<ImportReceipt>(table.Findings.ToImmutable());

        var known = (await db.Duties.Include(d => d.Indicators).ToListAsync(stop)).ToDictionary(Key);
        int added = 0, changed = 0;
        foreach (var duty in read)
        {
            if (!known.TryGetValue(Key(duty), out var there)) { db.Duties.Add(duty); added++; continue; }
            if (Take(there, duty)) { there.Version++; changed++; }
        }
        if (mode == WriteMode.Commit) await db.SaveChangesAsync(stop);
        return Outcome.Done(new ImportReceipt(mode, read.Count, added, changed, read.Count - added - changed), table.Findings.ToImmutable());
    }

    private static (string, string, DateOnly) Key(Duty duty) => (duty.Department, duty.DutyZh, duty.From);

    private static bool Take(Duty there, Duty duty)
    {
        bool same = (there.To, there.Basis, there.Verification) == (duty.To, duty.Basis, duty.Verification);
        (there.To, there.Basis, there.Verification) = (duty.To, duty.Basis, duty.Verification);
        var wanted = duty.Indicators.Select(i => i.Indicator).ToHashSet();
        int gone = there.Indicators.RemoveAll(i => !wanted.Contains(i.Indicator));
        var missing = wanted.Except(there.Indicators.Select(i => i.Indicator)).ToList();
        there.Indicators.AddRange(missing.Select(i => new DutyIndicator { Indicator = i }));
        return !same || gone > 0 || missing.Count > 0;
    }

    private static List<Duty> Read(ReferenceTable table, HashSet<string> departments)
    {
        var c = table.Columns;
        int department = c.Required("department"), zh = c.Required("duty_zh"), en = c.Required("duty_en"), indicators = c.Optional("indicators");
        int from = c.Required("from"), to = c.Optional("to"), basis = c.Required("basis"), verified = c.Optional("verified");
        c.RefuseOthers();
        var seen = new HashSet<(string, string, DateOnly)>();
        var read = new List<Duty>();
        foreach (var row in table.Rows)
        {
            string code = table.Required(row, department);
            if (code.Length > 0 && !departments.Contains(code)) table.Findings.Add(ReferenceTable.UnknownDepartment(table.Table.At(row, department), code));
            var duty = new Duty
            {
                Department = code,
                DutyZh = table.Required(row, zh),
                DutyEn = table.Required(row, en),
                From = table.RequiredDate(row, from),
                To = table.Date(row, to),
                Basis = table.Required(row, basis),
                Verification = c.Word(row, verified, Words, Verification.Unverified),
                Indicators = [.. ReferenceTable.Text(row, indicators).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Distinct(StringComparer.Ordinal).Select(i => new DutyIndicator { Indicator = new(i) })],
            };
            if (duty.To < duty.From)
                table.Findings.Error("duty.ends-before-it-begins", table.Table.At(row, to), new("截止日早于起始日。", "The last day is before the first."), new("改正日期。", "Correct the dates."));
            if (seen.Add(Key(duty))) read.Add(duty);
            else
                table.Findings.Error("duty.duplicate", table.Table.At(row, zh), new("同一部门、职责、起始日出现了两次。", "The same duty of the department from the same day is there twice."),
                    new("只保留一行。", "Keep one row."));
        }
        return read;
    }
}
