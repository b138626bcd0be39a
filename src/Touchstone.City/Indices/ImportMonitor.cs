using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>
/// Registers a monitor from <c>monitor.csv</c>: <c>heading,heading_zh,heading_en,indicator,origin,target,target_period,target_document,why_empty_zh,why_empty_en</c>.
/// The list replaces the one of the same name. A target without a document is refused. All or nothing.
/// </summary>
public sealed class ImportMonitor(IDbContextFactory<CityDb> store)
{
    public async Task<Outcome<ImportReceipt>> Run(Actor actor, string monitor, ReceivedFile file, WriteMode mode, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<ImportReceipt>(not);
        await using var db = await store.CreateDbContextAsync(stop);
        var catalogue = await db.Indicators.Select(i => i.Code).Distinct().ToHashSetAsync(stop);
        var table = new ReferenceTable(file);
        var read = Read(table, monitor, catalogue);
        if (table.Findings.HasErrors) return Outcome.Refused<ImportReceipt>(table.Findings.ToImmutable());
        var known = await db.MonitorItems.Where(m => m.Monitor == monitor).ToDictionaryAsync(m => m.Place, stop);
        int added = 0, changed = 0;
        foreach (var item in read)
        {
            if (!known.Remove(item.Place, out var there)) { db.MonitorItems.Add(item); added++; continue; }
            Take(there, item);
            if (db.Entry(there).State == EntityState.Modified) changed++;
        }
        db.MonitorItems.RemoveRange(known.Values);
        if (mode == WriteMode.Commit) await db.SaveChangesAsync(stop);
        return Outcome.Done(new ImportReceipt(mode, read.Count, added, changed, read.Count - added - changed), table.Findings.ToImmutable());
    }

    private static void Take(MonitorItem there, MonitorItem item)
    {
        (there.Heading, there.HeadingZh, there.HeadingEn, there.Indicator, there.Origin) = (item.Heading, item.HeadingZh, item.HeadingEn, item.Indicator, item.Origin);
        (there.Target, there.TargetPeriod, there.TargetDocument, there.WhyEmptyZh, there.WhyEmptyEn) = (item.Target, item.TargetPeriod, item.TargetDocument, item.WhyEmptyZh, item.WhyEmptyEn);
    }

    private static List<MonitorItem> Read(ReferenceTable table, string monitor, HashSet<IndicatorCode> catalogue)
    {
        var c = table.Columns;
        int heading = c.Required("heading"), zh = c.Required("heading_zh"), en = c.Required("heading_en"), indicator = c.Required("indicator"), origin = c.Required("origin");
        int target = c.Optional("target"), period = c.Optional("target_period"), document = c.Optional("target_document"), whyZh = c.Optional("why_empty_zh"), whyEn = c.Optional("why_empty_en");
        c.RefuseOthers();
        var read = new List<MonitorItem>();
        foreach (var row in table.Rows)
        {
            var code = new IndicatorCode(table.Required(row, indicator));
            if (code.Value.Length > 0 && !catalogue.Contains(code))
                table.Findings.Error("indicator.unknown", table.Table.At(row, indicator), new($"指标目录中没有“{code}”。", $"The catalogue has no indicator '{code}'."),
                    new("改正代码，或先在指标目录中登记。", "Correct the code, or register the indicator in the catalogue first."));
            double? aim = c.Number(row, target);
            if (aim is not null && ReferenceTable.Optional(row, document) is null)
                table.Findings.Error("monitor.target-without-document", table.Table.At(row, target), new("目标值没有文件依据。", "The target has no document."),
                    new("填写目标所在的文件，或删去目标值。", "Name the document that sets it, or remove the target."));
            if (aim is not null && !Period.TryParse(ReferenceTable.Text(row, period), out _))
                table.Findings.Error("monitor.target-without-period", table.Table.At(row, period), new("目标值没有可读的时期。", "The target has no period that can be read."),
                    new("写明目标为哪一时期而定，如 2025。", "Say for when it is set, such as 2025."));
            read.Add(new()
            {
                Monitor = monitor,
                Place = read.Count + 1,
                Heading = table.Required(row, heading),
                HeadingZh = table.Required(row, zh),
                HeadingEn = table.Required(row, en),
                Indicator = code,
                Origin = table.Required(row, origin),
                Target = aim,
                TargetPeriod = ReferenceTable.Optional(row, period),
                TargetDocument = ReferenceTable.Optional(row, document),
                WhyEmptyZh = ReferenceTable.Optional(row, whyZh),
                WhyEmptyEn = ReferenceTable.Optional(row, whyEn),
            });
        }
        return read;
    }
}
