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
    private readonly Dictionary<Rung, HashSet<long>> _applied = [];
    private readonly DateOnly _day = request.Day;
    private readonly bool _all = request.Firm is null;
    private FirmMerges _merges = null!;
    /// <summary>The firm asked for and those joined into it; empty where it counts for another itself, whose work it then is.</summary>
    private List<long> _asked = [];

    private sealed record Held(long Row, long Firm, string Name, Rung Rung, DateOnly? ValidFrom, DateOnly? ValidTo);

    public async Task<List<WorkItem>> All(CancellationToken stop)
    {
        _merges = await FirmMerges.On(db, _day, stop);
        _asked = request.Firm is { } firm && !_merges.IsJoined(firm) ? [.. _merges.AllOf(firm)] : [];
        var held = await HeldRows(stop);
        await Updates(held, stop);
        await Reports(held, stop);
        await YearlyUpdates(held, stop);
        await Renewals(held, stop);
        await Changes(held, stop);
        await Expected(stop);
        await Points(stop);
        await Needs(stop);
        if (request.Firm is null) await Doubts(stop);
        return _items;
    }

    /// <summary>What the firms that are there hold, or held last year; what a firm joined into another holds is that one's.</summary>
    private async Task<List<Held>> HeldRows(CancellationToken stop)
    {
        var (from, all, asked) = (new DateOnly(_day.Year - 1, 1, 1), _all, _asked);
        var rows = await db.Set<Recognition>().AsNoTracking().Where(r => r.Status == RecognitionStatus.Valid && r.ValidTo >= from && (all || asked.Contains(r.Firm)))
            .Select(r => new Held(r.Id, r.Firm, "", r.Rung, r.ValidFrom, r.ValidTo)).ToListAsync(stop);
        return await Named(rows, FirmsOn.There(db.Firms.AsNoTracking(), _day), stop);
    }

    private async Task<List<Held>> Named(List<Held> rows, IQueryable<Firm> firms, CancellationToken stop)
    {
        var roots = rows.ConvertAll(r => r with { Firm = _merges.RootOf(r.Firm) });
        var names = await FirmsOn.Named(firms, roots.Select(r => r.Firm), stop);
        return [.. roots.Where(r => names.ContainsKey(r.Firm)).Select(r => r with { Name = names[r.Firm].Name })];
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

    /// <summary>Innovative, specialised and little-giant firms recognised before this year that have not updated their information, from March on: who does not by 30 April loses the right to a re-check.</summary>
    private async Task YearlyUpdates(List<Held> held, CancellationToken stop)
    {
        if (_day.Month < ShownFromMonth) return;
        var due = new DateOnly(_day.Year, 4, 30);
        var filed = await Filed(FilingKind.YearlyUpdate, _day.Year, stop);
        foreach (var rows in held.Where(h => h.Rung is Rung.InnovativeSme or Rung.Specialised or Rung.LittleGiant && h.ValidFrom?.Year < _day.Year && h.ValidTo >= due && States(h.Rung, "update", due)).GroupBy(h => h.Firm))
        {
            if (filed.Contains(rows.Key)) continue;
            var rungs = rows.Select(r => r.Rung).Distinct().Order().ToList();
            Add(WorkKind.YearlyUpdate, rows.First(), new($"更新 {_day.Year} 年信息：{string.Join("、", rungs.Select(r => Rungs.NameOf(r).Zh))}", $"update of the information for {_day.Year}: {string.Join(", ", rungs.Select(r => Rungs.NameOf(r).En))}"), due);
        }
    }

    /// <summary>Recognitions that end, of every rung whose rule says how long one holds. The technology SME's is renewed by its yearly update.</summary>
    private async Task Renewals(List<Held> held, CancellationToken stop)
    {
        var lasting = Enum.GetValues<Rung>().Where(r => r != Rung.TechSme && rulebooks.Editions(Rungs.RulebookOf(r)).Any(b => b.Consequences.Any(c => c.Id == "validity"))).ToHashSet();
        foreach (var row in held.Where(h => lasting.Contains(h.Rung) && h.ValidTo >= _day && h.ValidTo <= _day.AddDays(request.RenewalDays)))
        {
            if (held.Exists(h => h.Firm == row.Firm && h.Rung == row.Rung && h.ValidTo > row.ValidTo) || (await Applied(row.Rung, stop)).Contains(row.Firm)) continue;
            var (ends, batch) = (row.ValidTo!.Value, BatchOf(row.Rung));
            bool byBatch = row.Rung == Rung.HighTech && ends.Year == _day.Year && batch.Day < ends;
            string zh = Rungs.NameOf(row.Rung).Zh, en = Rungs.NameOf(row.Rung).En;
            Text says = row.Rung == Rung.HighTech ? new($"{zh} {ends:yyyy-MM-dd} 到期，准备重新认定", $"{en} ends on {ends:yyyy-MM-dd}: prepare the renewal") : new($"{zh} {ends:yyyy-MM-dd} 到期，准备复核或重新遴选", $"{en} ends on {ends:yyyy-MM-dd}: prepare the re-check or new selection");
            AddBy(byBatch ? batch : new(ends, true), WorkKind.Renewal, row, says);
        }
    }

    /// <summary>What holders are to report within three months, for six months from the day it held, unless a report was registered since. A firm that moved away is shown too: its certificate goes with it.</summary>
    private async Task Changes(List<Held> held, CancellationToken stop)
    {
        var (since, all, asked) = (_day.AddMonths(-6), _all, _asked);
        var moved = await db.Firms.AsNoTracking().Where(f => f.Status == FirmStatus.MovedAway && f.LeftOn > since && f.LeftOn <= _day && (all || asked.Contains(f.Id))).Select(f => f.Id).ToListAsync(stop);
        var theirs = await db.Set<Recognition>().AsNoTracking().Where(r => r.Status == RecognitionStatus.Valid && r.ValidTo >= _day && moved.Contains(r.Firm)).Select(r => new Held(r.Id, r.Firm, "", r.Rung, r.ValidFrom, r.ValidTo)).ToListAsync(stop);
        var holders = held.Concat(await Named(theirs, db.Firms.AsNoTracking(), stop)).Where(h => h.ValidTo >= _day && States(h.Rung, "change", _day)).OrderBy(h => h.Rung == Rung.HighTech ? 0 : 1).ThenBy(h => h.Row)
            .GroupBy(h => h.Firm).ToDictionary(g => g.Key, g => g.First());
        if (holders.Count == 0) return;
        var changes = await new FirmChanges(db, _merges, since, _day).Of(holders.Keys, stop);
        var reported = (await db.Set<Filing>().AsNoTracking().Where(f => f.Kind == FilingKind.ChangeReport && f.FiledOn >= since && f.FiledOn <= _day).Select(f => new { f.Firm, f.FiledOn }).ToListAsync(stop)).ToLookup(f => _merges.RootOf(f.Firm), f => f.FiledOn);
        foreach (var change in changes.Where(c => !reported[c.Firm].Any(on => on >= c.On)))
            Add(WorkKind.ChangeReport, holders[change.Firm], new($"{change.On:yyyy-MM-dd} {change.What.Zh}，三个月内报告", $"{change.What.En} on {change.On:yyyy-MM-dd}: report within three months"), change.On.AddMonths(3));
    }

    private async Task Expected(CancellationToken stop)
    {
        var (all, asked) = (_all, _asked);
        var rows = await db.Set<Cultivation>().AsNoTracking().Where(c => c.Status == CultivationStatus.InTraining && c.ExpectedYear <= _day.Year && (all || asked.Contains(c.Firm))).Select(c => new { c.Id, c.Firm, c.Rung, c.ExpectedYear }).ToListAsync(stop);
        var names = await FirmsOn.Named(FirmsOn.There(db.Firms.AsNoTracking(), _day), rows.Select(r => _merges.RootOf(r.Firm)), stop);
        foreach (var row in rows)
        {
            long firm = _merges.RootOf(row.Firm);
            if (!names.TryGetValue(firm, out var name) || (await Applied(row.Rung, stop)).Contains(firm)) continue;
            var batch = BatchOf(row.Rung);
            Add(new(WorkKind.ExpectedApplication, firm, name.Name, new($"后备库企业预计 {row.ExpectedYear} 年申报{Rungs.NameOf(row.Rung).Zh}，尚未申报", $"in the cultivation library, expected to apply as {Rungs.NameOf(row.Rung).En} in {row.ExpectedYear}, and has not"),
                batch.Day, WorkUrgency.Later, ("cultivation", row.Id))
            {
                IsDueVerified = batch.IsVerified,
            });
        }
    }

    /// <summary>
    /// Firms with an application of this year that the city has not yet recommended, or expected to apply by this year from the cultivation library, that nothing but reviewers' points keeps from a verdict:
    /// with the most that may be given they would pass.
    /// </summary>
    private async Task Points(CancellationToken stop)
    {
        var (all, firms) = (_all, _asked);
        var asked = await db.Set<Application>().AsNoTracking().Where(a => a.Year == _day.Year && (all || firms.Contains(a.Firm)) && (a.Stage == ApplicationStage.Preparing || a.Stage == ApplicationStage.Filed || a.Stage == ApplicationStage.CityChecked))
            .OrderBy(a => a.Id).Select(a => new { Register = "applications", Row = a.Id, a.Firm, a.Rung }).ToListAsync(stop);
        asked.AddRange(await db.Set<Cultivation>().AsNoTracking().Where(c => c.Status == CultivationStatus.InTraining && c.ExpectedYear <= _day.Year && (all || firms.Contains(c.Firm)))
            .OrderBy(c => c.Id).Select(c => new { Register = "cultivation", Row = c.Id, c.Firm, c.Rung }).ToListAsync(stop));
        if (asked.Count == 0) return;
        asked = asked.ConvertAll(a => new { a.Register, a.Row, Firm = _merges.RootOf(a.Firm), a.Rung });
        var book = await FirmFactBook.Load(db, _day, [.. asked.Select(a => a.Firm).Distinct()], stop);
        foreach (var row in asked.DistinctBy(a => (a.Firm, a.Rung)))
        {
            if (book.Firm(row.Firm) is not { } firm || book.Holds(row.Firm, row.Rung) || rulebooks.InForce(Rungs.RulebookOf(row.Rung), _day) is not { Pass: not null } rulebook) continue;
            if (!Evaluation.Of(rulebook, book.Facts(row.Firm, rulebook), _day).IsDone(out var evaluation) || !IsForReviewers(evaluation)) continue;
            int items = evaluation.Deciding.Length;
            var batch = BatchOf(row.Rung);
            Add(new(WorkKind.ReviewPoints, row.Firm, firm.Name, new($"{Rungs.NameOf(row.Rung).Zh}预评估待评审评分：{items} 项", $"pre-assessment as {Rungs.NameOf(row.Rung).En} waits for reviewers' points: {items} {(items == 1 ? "item" : "items")}"), batch.Day, WorkUrgency.Later, (row.Register, row.Row))
            {
                Rulebook = rulebook.Id,
                IsDueVerified = batch.IsVerified,
            });
        }
    }

    private static bool IsForReviewers(Evaluation evaluation) =>
        evaluation.Verdict == Verdict.Undecided && evaluation.Deciding is { IsEmpty: false } deciding && deciding.All(d => d is { Kind: TraceKind.Item, Origin: Origin.Missing });

    private async Task Needs(CancellationToken stop)
    {
        var (all, asked) = (_all, _asked);
        var rows = await db.Set<Visit>().AsNoTracking().Where(v => (v.NeedStatus == NeedStatus.Open || v.NeedStatus == NeedStatus.HandedOn) && (all || asked.Contains(v.Firm))).Select(v => new { v.Id, v.Firm, v.Need, v.Subject, v.DueOn }).ToListAsync(stop);
        var names = await FirmsOn.Named(db.Firms.AsNoTracking(), rows.Select(r => _merges.RootOf(r.Firm)), stop);
        foreach (var row in rows)
            Add(new(WorkKind.Need, _merges.RootOf(row.Firm), names[_merges.RootOf(row.Firm)].Name, new($"诉求待办：{row.Need ?? row.Subject}", $"open need: {row.Need ?? row.Subject}"), row.DueOn, WorkUrgency.Later, ("visits", row.Id)));
    }

    private async Task Doubts(CancellationToken stop)
    {
        foreach (var row in await db.Set<DoubtfulRow>().AsNoTracking().Where(d => d.State == DoubtState.Open).OrderBy(d => d.Id).ToListAsync(stop))
            Add(new(WorkKind.DoubtfulRow, null, row.WrittenName ?? row.WrittenCode ?? "", new($"公告中的企业待确认：{row.ReasonZh}", $"a published firm is to be settled: {row.ReasonEn}"), null, WorkUrgency.Later, (row.Register, row.Id)));
    }

    private async Task<HashSet<long>> Filed(FilingKind kind, long year, CancellationToken stop) =>
        [.. (await db.Set<Filing>().AsNoTracking().Where(f => f.Kind == kind && f.Year == year && f.FiledOn <= _day).Select(f => f.Firm).ToListAsync(stop)).Select(_merges.RootOf)];

    private async Task<HashSet<long>> Applied(Rung rung, CancellationToken stop)
    {
        if (!_applied.TryGetValue(rung, out var firms))
            _applied.Add(rung, firms = [.. (await db.Set<Application>().AsNoTracking().Where(a => a.Rung == rung && a.Year == _day.Year && a.Stage != ApplicationStage.Preparing && a.Stage != ApplicationStage.Withdrawn).Select(a => a.Firm).ToListAsync(stop)).Select(_merges.RootOf)]);
        return firms;
    }

    /// <summary>The rule of the rung, in force on the day, says that this follows.</summary>
    private bool States(Rung rung, string consequence, DateOnly day) => rulebooks.InForce(Rungs.RulebookOf(rung), day) is { } book && book.Consequences.Any(c => c.Id == consequence);

    private FilingTerm BatchOf(Rung rung) => FilingTerm.Of(rulebooks.InForce(Rungs.RulebookOf(rung), _day), request);

    private void Add(WorkKind kind, Held row, Text says, DateOnly due) => AddBy(new(due, true), kind, row, says);

    private void AddBy(FilingTerm due, WorkKind kind, Held row, Text says) => Add(new(kind, row.Firm, row.Name, says, due.Day, WorkUrgency.Later, (RecognitionRegister.RegisterCode, row.Row)) { IsDueVerified = due.IsVerified });

    private void Add(WorkItem item) => _items.Add(item with { Urgency = item.Due is not { } due ? WorkUrgency.Later : due < _day ? WorkUrgency.Overdue : due <= _day.AddDays(SoonDays) ? WorkUrgency.Soon : WorkUrgency.Later });
}
