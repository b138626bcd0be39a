using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>Finds the work of a day, kind by kind.</summary>
internal sealed class WorkFinding(CityDb db, RulebookShelf rulebooks, WorkRequest request)
{
    private const int SoonDays = 30, ShownFromMonth = 3;
    private readonly List<WorkItem> _items = [];
    private readonly DateOnly _day = request.Day;

    private sealed record Held(long Row, long Firm, string Name, Rung Rung, DateOnly? ValidFrom, DateOnly? ValidTo);

    public async Task<List<WorkItem>> All(CancellationToken stop)
    {
        var held = await HeldRows(stop);
        await Updates(held, stop);
        await Reports(held, stop);
        await Renewals(held, stop);
        await Changes(held, stop);
        await Expected(stop);
        await Points(stop);
        await Needs(stop);
        if (request.Firm is null) await Doubts(stop);
        return _items;
    }

    private async Task<List<Held>> HeldRows(CancellationToken stop)
    {
        var from = new DateOnly(_day.Year - 1, 1, 1);
        return await db.Set<Recognition>().AsNoTracking().Where(r => r.Status == RecognitionStatus.Valid && r.ValidTo >= from && (request.Firm == null || r.Firm == request.Firm))
            .Join(db.Firms.Where(f => f.Status == FirmStatus.Active && (f.LeftOn == null || f.LeftOn > _day)), r => r.Firm, f => f.Id, (r, f) => new Held(r.Id, f.Id, f.Name, r.Rung, r.ValidFrom, r.ValidTo)).ToListAsync(stop);
    }

    /// <summary>Technology SMEs of last year's library that have not updated this year, from 1 January to the end of the year.</summary>
    private async Task Updates(List<Held> held, CancellationToken stop)
    {
        var filed = await Filed(FilingKind.SmeUpdate, _day.Year, stop);
        foreach (var row in held.Where(h => h.Rung == Rung.TechSme && h.ValidFrom is { } from && from.Year == _day.Year - 1).DistinctBy(h => h.Firm))
            if (!filed.Contains(row.Firm) && !held.Exists(h => h.Firm == row.Firm && h.Rung == Rung.TechSme && h.ValidFrom?.Year == _day.Year))
                Add(WorkKind.SmeUpdate, row, new($"更新 {_day.Year} 年科技型中小企业信息", $"update of the technology SME's information for {_day.Year}"), new(_day.Year, 3, 31));
    }

    /// <summary>High-tech firms of last year that have not filed their report, from March on.</summary>
    private async Task Reports(List<Held> held, CancellationToken stop)
    {
        if (_day.Month < ShownFromMonth) return;
        var lastDay = new DateOnly(_day.Year - 1, 12, 31);
        var filed = await Filed(FilingKind.AnnualReport, _day.Year - 1, stop);
        foreach (var row in held.Where(h => h.Rung == Rung.HighTech && h.ValidFrom <= lastDay && h.ValidTo >= lastDay).DistinctBy(h => h.Firm))
            if (!filed.Contains(row.Firm)) Add(WorkKind.AnnualReport, row, new($"报送 {_day.Year - 1} 年度高企年报", $"annual report for {_day.Year - 1}"), new(_day.Year, 5, 31));
    }

    private async Task Renewals(List<Held> held, CancellationToken stop)
    {
        var applied = await Applied(Rung.HighTech, stop);
        foreach (var row in held.Where(h => h.Rung is Rung.HighTech or Rung.Specialised or Rung.LittleGiant or Rung.Gazelle && h.ValidTo >= _day && h.ValidTo <= _day.AddDays(request.RenewalDays)))
        {
            if (held.Exists(h => h.Firm == row.Firm && h.Rung == row.Rung && h.ValidTo > row.ValidTo) || (row.Rung == Rung.HighTech && applied.Contains(row.Firm))) continue;
            var due = row.Rung == Rung.HighTech && row.ValidTo!.Value.Year == _day.Year && request.LastBatch < row.ValidTo ? request.LastBatch : row.ValidTo!.Value;
            Add(WorkKind.Renewal, row, new($"{Rungs.NameOf(row.Rung).Zh} {row.ValidTo:yyyy-MM-dd} 到期，准备重新认定", $"{Rungs.NameOf(row.Rung).En} ends on {row.ValidTo:yyyy-MM-dd}: prepare the renewal"), due);
        }
    }

    /// <summary>Holders whose name changed within the last three months and the three before, without a report since.</summary>
    private async Task Changes(List<Held> held, CancellationToken stop)
    {
        var since = _day.AddMonths(-6);
        var changed = await db.Set<RowVersion>().AsNoTracking().Where(v => v.Register == "firms" && v.Number > 1 && v.ValidFrom >= since && v.ValidFrom <= _day && (request.Firm == null || v.Row == request.Firm)).OrderBy(v => v.RecordedAt).ToListAsync(stop);
        if (changed.Count == 0) return;
        var reported = (await db.Set<Filing>().AsNoTracking().Where(f => f.Kind == FilingKind.ChangeReport && f.FiledOn >= since).ToListAsync(stop)).ToLookup(f => f.Firm);
        var firms = (await db.Firms.AsNoTracking().Where(f => f.FormerNames != null).Select(f => new { f.Id, f.FormerNames }).ToListAsync(stop)).ToDictionary(f => f.Id, f => f.FormerNames!);
        foreach (var version in changed.Where(v => firms.ContainsKey(v.Row)).DistinctBy(v => v.Row))
        {
            if (held.Find(h => h.Firm == version.Row && h.ValidTo >= _day && h.Rung is Rung.HighTech or Rung.TechSme) is not { } row || reported[version.Row].Any(f => f.FiledOn >= version.ValidFrom)) continue;
            Add(WorkKind.ChangeReport, row, new($"{version.ValidFrom:yyyy-MM-dd} 更名，三个月内报告", $"name changed on {version.ValidFrom:yyyy-MM-dd}: report within three months"), version.ValidFrom.AddMonths(3));
        }
    }

    private async Task Expected(CancellationToken stop)
    {
        var rows = await db.Set<Cultivation>().AsNoTracking().Where(c => c.Status == CultivationStatus.InTraining && c.ExpectedYear <= _day.Year && (request.Firm == null || c.Firm == request.Firm))
            .Join(db.Firms.Where(f => f.Status == FirmStatus.Active), c => c.Firm, f => f.Id, (c, f) => new { c.Id, c.Firm, c.Rung, c.ExpectedYear, f.Name }).ToListAsync(stop);
        foreach (var rung in rows.GroupBy(r => r.Rung))
        {
            var applied = await Applied(rung.Key, stop);
            foreach (var row in rung.Where(r => !applied.Contains(r.Firm)))
                Add(new(WorkKind.ExpectedApplication, row.Firm, row.Name, new($"后备库企业预计 {row.ExpectedYear} 年申报{Rungs.NameOf(rung.Key).Zh}，尚未申报", $"in the cultivation library, expected to apply as {Rungs.NameOf(rung.Key).En} in {row.ExpectedYear}, and has not"),
                    request.LastBatch, WorkUrgency.Later, ("cultivation", row.Id)));
        }
    }

    /// <summary>
    /// Firms with an application of this year that the city has not yet recommended, or expected to apply by this year from the cultivation library, that nothing but reviewers' points keeps from a verdict:
    /// with the most that may be given they would pass.
    /// </summary>
    private async Task Points(CancellationToken stop)
    {
        var asked = await db.Set<Application>().AsNoTracking().Where(a => a.Year == _day.Year && (request.Firm == null || a.Firm == request.Firm) && (a.Stage == ApplicationStage.Preparing || a.Stage == ApplicationStage.Filed || a.Stage == ApplicationStage.CityChecked))
            .OrderBy(a => a.Id).Select(a => new { Register = "applications", Row = a.Id, a.Firm, a.Rung }).ToListAsync(stop);
        asked.AddRange(await db.Set<Cultivation>().AsNoTracking().Where(c => c.Status == CultivationStatus.InTraining && c.ExpectedYear <= _day.Year && (request.Firm == null || c.Firm == request.Firm))
            .OrderBy(c => c.Id).Select(c => new { Register = "cultivation", Row = c.Id, c.Firm, c.Rung }).ToListAsync(stop));
        if (asked.Count == 0) return;
        var book = await FirmFactBook.Load(db, _day, [.. asked.Select(a => a.Firm).Distinct()], stop);
        foreach (var row in asked.DistinctBy(a => (a.Firm, a.Rung)))
        {
            if (book.Firm(row.Firm) is not { Status: FirmStatus.Active } firm || book.Holds(row.Firm, row.Rung) || rulebooks.InForce(Rungs.RulebookOf(row.Rung), _day) is not { Pass: not null } rulebook) continue;
            if (!Evaluation.Of(rulebook, book.Facts(row.Firm, rulebook), _day).IsDone(out var evaluation) || !IsForReviewers(evaluation)) continue;
            string zh = string.Join("、", evaluation.Deciding.Select(d => d.Name.Zh)), en = string.Join(", ", evaluation.Deciding.Select(d => d.Name.En));
            Add(new(WorkKind.ReviewPoints, row.Firm, firm.Name, new($"{Rungs.NameOf(row.Rung).Zh}预评估待评审评分：{zh}", $"pre-assessment as {Rungs.NameOf(row.Rung).En} waits for reviewers' points: {en}"), request.LastBatch, WorkUrgency.Later, (row.Register, row.Row)) { Rulebook = rulebook.Id });
        }
    }

    private static bool IsForReviewers(Evaluation evaluation) =>
        evaluation.Verdict == Verdict.Undecided && evaluation.Deciding is { IsEmpty: false } deciding && deciding.All(d => d is { Kind: TraceKind.Item, Origin: Origin.Missing });

    private async Task Needs(CancellationToken stop)
    {
        var rows = await db.Set<Visit>().AsNoTracking().Where(v => (v.NeedStatus == NeedStatus.Open || v.NeedStatus == NeedStatus.HandedOn) && (request.Firm == null || v.Firm == request.Firm))
            .Join(db.Firms, v => v.Firm, f => f.Id, (v, f) => new { v.Id, v.Firm, v.Need, v.Subject, v.DueOn, f.Name }).ToListAsync(stop);
        foreach (var row in rows) Add(new(WorkKind.Need, row.Firm, row.Name, new($"诉求待办：{row.Need ?? row.Subject}", $"open need: {row.Need ?? row.Subject}"), row.DueOn, WorkUrgency.Later, ("visits", row.Id)));
    }

    private async Task Doubts(CancellationToken stop)
    {
        foreach (var row in await db.Set<DoubtfulRow>().AsNoTracking().Where(d => d.State == DoubtState.Open).OrderBy(d => d.Id).ToListAsync(stop))
            Add(new(WorkKind.DoubtfulRow, null, row.WrittenName ?? row.WrittenCode ?? "", new($"公告中的企业待确认：{row.ReasonZh}", $"a published firm is to be settled: {row.ReasonEn}"), null, WorkUrgency.Later, (row.Register, row.Id)));
    }

    private async Task<HashSet<long>> Filed(FilingKind kind, long year, CancellationToken stop) =>
        await db.Set<Filing>().AsNoTracking().Where(f => f.Kind == kind && f.Year == year && f.FiledOn <= _day).Select(f => f.Firm).ToHashSetAsync(stop);

    private async Task<HashSet<long>> Applied(Rung rung, CancellationToken stop) =>
        await db.Set<Application>().AsNoTracking().Where(a => a.Rung == rung && a.Year == _day.Year && a.Stage != ApplicationStage.Preparing && a.Stage != ApplicationStage.Withdrawn).Select(a => a.Firm).ToHashSetAsync(stop);

    private void Add(WorkKind kind, Held row, Text says, DateOnly due) => Add(new(kind, row.Firm, row.Name, says, due, WorkUrgency.Later, (RecognitionRegister.RegisterCode, row.Row)));

    private void Add(WorkItem item) => _items.Add(item with { Urgency = item.Due is not { } due ? WorkUrgency.Later : due < _day ? WorkUrgency.Overdue : due <= _day.AddDays(SoonDays) ? WorkUrgency.Soon : WorkUrgency.Later });
}
