using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>
/// Recognitions as published. A row is matched to a firm by its code, then by its name; where that leaves a doubt, it is set aside for a person and the rest of the file is taken.
/// </summary>
internal sealed class RecognitionRegister(Lazy<RulebookShelf> rulebooks) : FirmRowRegister<Recognition>
{
    public const string RegisterCode = "recognitions";

    /// <summary>For reading versions only: nothing is checked, so no rulebook is needed.</summary>
    public static RecognitionRegister OfVersions { get; } = new(new(() => throw new InvalidOperationException("Versions are read without rulebooks.")));

    public override string Code => RegisterCode;
    public override Text Name { get; } = new("认定与入库", "Recognitions");
    public override Text RowName { get; } = new("认定", "recognition");
    public override string DefaultSort => "-valid_to";
    public override RegisterForm Form { get; } = FormFor(new("掌握企业认定及有效期", "knowing which firms are recognised, until when"), new("主管部门公告和国家系统导出", "the authorities' notices and exports of national systems"));

    public override ImmutableArray<RegisterMeasure> Measures => FirmMeasures.OfRecognitions;

    private static readonly ChoiceNames<RecognitionStatus> Statuses = new((RecognitionStatus.Valid, "valid", new("有效", "valid")), (RecognitionStatus.Revoked, "revoked", new("撤销", "revoked")));

    protected override FieldList<Recognition> Describe() => new FieldList<Recognition>()
        .Reference(FirmField, FirmName, "firms", r => r.Firm, FieldTraits.None, new("公告无代码时填企业名称", "where the notice has no code, give the name"), CreditCode.Normal)
        .Text("name_as_written", new("企业名称", "name as written"), r => r.NameAsWritten)
        .Choice("rung", new("类别", "rung"), r => r.Rung, Rungs.Names, FieldTraits.Required)
        .Text("number", new("编号", "number"), r => r.Number)
        .Text("batch", new("批次", "batch"), r => r.Batch)
        .Day("notice_on", new("公示日期", "notice on"), r => r.NoticeOn, FieldTraits.Hidden)
        .Day("recognised_on", new("认定（发证）日期", "recognised on"), r => r.RecognisedOn)
        .Day("effective_from", new("生效日期", "effective from"), r => r.EffectiveFrom, FieldTraits.Hidden)
        .Day("valid_from", new("有效期自", "valid from"), r => r.ValidFrom, FieldTraits.Required)
        .Day("valid_to", new("有效期至", "valid to"), r => r.ValidTo, FieldTraits.Required | FieldTraits.Indexed)
        .Text("issuer", new("认定机关", "issuer"), r => r.Issuer, FieldTraits.Hidden)
        .Choice("status", new("状态", "status"), r => r.Status, Statuses, FieldTraits.None)
        .Day("revoked_on", new("撤销日期", "revoked on"), r => r.RevokedOn, FieldTraits.Hidden)
        .Text("document", new("公告文号", "notice"), r => r.Document)
        .Note("remark", new("备注", "remark"), r => r.Remark);

    /// <summary>A number is the authority's own key; where there is none, firm and first day are.</summary>
    protected override string KeyOf(Recognition row) => row.Number is { Length: > 0 } number ? $"{Rungs.Names.CodeOf(row.Rung)}|{number}"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Rungs.Names.CodeOf(row.Rung)}|{row.Firm}|{row.ValidFrom:yyyy-MM-dd}");

    internal string KeyFor(Recognition row) => KeyOf(row);

    protected override void CheckRow(Recognition row, RowFindings findings)
    {
        if (row.ValidTo < row.ValidFrom)
            findings.Error("valid_to", "recognition.ends-before-it-begins", new("有效期截止日早于起始日。", "The last day is before the first."), new("改正日期。", "Correct the dates."));
        if (row.RecognisedOn < row.NoticeOn)
            findings.Warning("recognised_on", "recognition.before-notice", new("认定日期早于公示日期。", "The day of recognition is before the notice."), new("核对两个日期。", "Check both days."));
        if (row.Status == RecognitionStatus.Revoked && row.RevokedOn is null)
            findings.Error("revoked_on", "recognition.no-day-of-revocation", new("已撤销的须填撤销日期。", "A revoked recognition needs the day."), new("填写撤销日期。", "Give the day."));
        CheckNumber(row, findings);
    }

    private void CheckNumber(Recognition row, RowFindings findings)
    {
        if (row.Number is not { Length: > 0 } number || rulebooks.Value.InForce(Rungs.RulebookOf(row.Rung), row.ValidFrom ?? DateOnly.MaxValue) is not { Patterns: [var pattern, ..] }) return;
        if (RegistrationNumber.Read(pattern, number).HasShape) return;
        var name = pattern.Name;
        findings.Error("number", "recognition.number-shape", new($"“{FieldText.Shown(number)}”不是{name.Zh}的样式。", $"'{FieldText.Shown(number)}' has not the shape of a {name.En}."), new("按证书或公告改正。", "Correct it from the certificate or notice."));
    }

    /// <summary>By code, then by name.</summary>
    protected override async Task Resolve(CityDb db, List<CheckedRow<Recognition>> rows, CancellationToken stop)
    {
        var matching = await FirmMatching.Load(db, [.. rows.Select(r => (r.References.GetValueOrDefault(FirmField), r.Row.NameAsWritten))], stop);
        foreach (var row in rows)
        {
            string? code = row.References.GetValueOrDefault(FirmField), name = row.Row.NameAsWritten;
            if (row.Row.Firm != 0 && code is null) continue;   // an edit that leaves the firm as it was
            if (code is null && string.IsNullOrWhiteSpace(name))
            {
                row.Findings.Error(FirmField, "recognition.no-firm", new("既无统一社会信用代码，也无企业名称。", "There is neither a code nor a name."), new("至少填写一项。", "Give at least one."));
                continue;
            }
            if (code is not null && CreditCode.Check(code) is { } fault) { row.Findings.Error(FirmField, fault.Code, fault.What, fault.Fix); continue; }
            if (matching.Of(code, name) is { } match && match.Firm is { } firm) { row.Row.Firm = firm; continue; }
            row.IsSetAside = true;
            row.Doubt = matching.Doubt(code, name);
        }
    }

    protected override async Task AfterWrite(CityDb db, IReadOnlyList<RowWrite<Recognition>> rows, Entry entry, CancellationToken stop) => await FirmStanding.Refresh(db, [.. rows.Select(r => r.Row.Firm).Concat(rows.Select(FirmBefore).OfType<long>()).Distinct()], stop);

    /// <summary>The firm that a row was of before.</summary>
    private static long? FirmBefore(RowWrite<Recognition> write) => write.Before is [{ } firm, ..] ? long.Parse(firm, System.Globalization.CultureInfo.InvariantCulture) : null;

    protected override async Task SetAside(CityDb db, IReadOnlyList<CheckedRow<Recognition>> rows, Entry entry, CancellationToken stop)
    {
        var known = await db.Set<DoubtfulRow>().AsNoTracking().Where(d => d.Register == Code).Select(d => d.Key).ToHashSetAsync(stop);
        foreach (var row in rows)
        {
            string? code = row.References.GetValueOrDefault(FirmField);
            string key = $"{KeyOf(row.Row)}|{code}|{row.Row.NameAsWritten}";
            if (!known.Add(key)) continue;
            db.Add(new DoubtfulRow
            {
                Register = Code,
                Key = key,
                Values = ValuesAsJson(row.Row),
                WrittenCode = code,
                WrittenName = row.Row.NameAsWritten,
                ReasonZh = row.Doubt!.Reason.Zh,
                ReasonEn = row.Doubt.Reason.En,
                Candidates = string.Join(',', row.Doubt.Candidates),
                FileHash = entry.FileHash,
                File = entry.File,
                FileRow = row.FileRow,
                Citation = entry.Citation,
                RecordedAt = entry.Moment,
                Actor = entry.Actor.Id,
            });
        }
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }
}

/// <summary>What the firm's own row says of its recognitions, so that lists can be filtered and sorted by it.</summary>
internal static class FirmStanding
{
    public static async Task Refresh(CityDb db, IReadOnlyList<long> firms, CancellationToken stop)
    {
        foreach (var chunk in firms.Chunk(1000).Select(c => c.ToList()))
            await db.Firms.Where(f => EF.Parameter(chunk).Contains(f.Id)).ExecuteUpdateAsync(set => set
                .SetProperty(f => f.HighTechUntil, f => db.Set<Recognition>().Where(r => r.Firm == f.Id && r.Rung == Rung.HighTech && r.Status == RecognitionStatus.Valid).Max(r => r.ValidTo))
                .SetProperty(f => f.TechSmeUntil, f => db.Set<Recognition>().Where(r => r.Firm == f.Id && r.Rung == Rung.TechSme && r.Status == RecognitionStatus.Valid).Max(r => r.ValidTo)), stop);
    }
}
