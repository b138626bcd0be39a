using System.Collections.Immutable;
using System.Globalization;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>The officer's lists as workbooks; made-up firms say so in a column of their own.</summary>
internal static class EnterpriseSheets
{
    public static byte[] Of(IEnumerable<WorkItem> items) => Write(Words.Enterprises.TabWork, [Words.Enterprises.Urgency, Words.Enterprises.Due, Words.Enterprises.Firm, Words.Enterprises.What, Words.Enterprises.KindHead, Words.Enterprises.Verified], items.Select(Row));

    private static object?[] Row(WorkItem i) => [Words.Enterprises.OfUrgency(i.Urgency), i.Due, i.FirmName, i.Says, Words.Enterprises.OfKind(i.Kind), i.IsDueVerified ? Words.Kit.Yes : Words.Kit.No];

    public static byte[] Of(NearList near) => Write(Words.Enterprises.TabNear, [Words.Enterprises.Firm, Words.Kit.Code, Words.Registers.MadeUp, Words.Enterprises.Nearness, Words.Enterprises.Lacks, Words.Enterprises.StepSize, Words.Rules.Authority],
        near.Firms.Select(f => (object?[])[f.Name, f.Key, f.IsFictitious ? Words.Kit.Yes : Words.Kit.No, Words.Enterprises.OfNearness(f.Nearness), Words.Join(f.Lacks.Select(EnterpriseLinks.Say)), f.Lacks is [{ Relative: { } size }, ..] ? Text.Same(Numbers.Show(size * 100)) : default(Text), Words.Trying.PreAssessment(near.Rulebook.Authority)]));

    public static byte[] Of(RiskList risk) => Write(Words.Enterprises.TabRisk, [Words.Enterprises.Firm, Words.Kit.Code, Words.Registers.MadeUp, Words.Enterprises.HeldUntil, Words.Enterprises.Reasons],
        risk.Firms.Select(f => (object?[])[f.Name, f.Key, f.IsFictitious ? Words.Kit.Yes : Words.Kit.No, f.ValidTo, Words.Join(f.Risks.Select(r => r.Says))]));

    public static byte[] Of(GradientView view) => XlsxWriter.Write(
    [
        Sheet(Words.Enterprises.TabGradient, [Words.Enterprises.Rung, Words.Enterprises.Holders, Words.Enterprises.Applying, Words.Enterprises.Cultivated, Words.Enterprises.Day],
            view.Steps.Select(s => (object?[])[s.Name, s.Holders, s.Applying, s.Cultivated, view.Day])),
        Sheet(Words.Enterprises.Before, [Words.Enterprises.Before, Words.Enterprises.After, Words.Enterprises.Firms, Words.Enterprises.Since, Words.Enterprises.Day],
            view.Flows.Select(f => (object?[])[NameOf(f.From), NameOf(f.To), f.Firms, view.Since, view.Day])),
    ]);

    /// <summary>A firm's file: what stands on the register, its rungs with what is missing, what is to be done, and its rows of every register. Personal data are masked as on the page.</summary>
    /// <param name="file">The file.</param>
    /// <param name="firms">The register of firms.</param>
    /// <param name="assessed">How it stands to each rung on the day.</param>
    public static byte[] Of(FirmFile file, Register firms, ImmutableArray<RungAssessment> assessed) => XlsxWriter.Write(
    [
        Sheet(Words.Enterprises.About, [Words.Enterprises.Figure, Words.Registers.After], firms.Fields.Select((f, i) => (object?[])[f.Name, RegisterCells.Of(f, file.Firm.Cells[i])])),
        Sheet(Words.Enterprises.Ladder, [Words.Enterprises.Rung, Words.Enterprises.HeldUntil, Words.Enterprises.Assessed, Words.Enterprises.Missing, Words.Enterprises.PassesOn], Enum.GetValues<RungTrack>().SelectMany(t => Gradient.Of(t)).Select(r => RungRow(file, r, assessed.FirstOrDefault(a => a.Rung == r)))),
        Sheet(Words.Enterprises.Alerts, [Words.Enterprises.Urgency, Words.Enterprises.Due, Words.Enterprises.Firm, Words.Enterprises.What, Words.Enterprises.KindHead, Words.Enterprises.Verified], file.Work.Select(Row)),
        .. file.Parts.Where(p => !p.Rows.IsEmpty).Select(p => Sheet(p.Register.Name, [.. p.Columns.Select(c => c.Name)], p.Rows.Select(r => p.Columns.Select((c, i) => (object?)RegisterCells.Of(c, r.Cells[i])).ToArray()))),
    ]);

    private static object?[] RungRow(FirmFile file, Rung rung, RungAssessment? assessed)
    {
        var unmet = assessed?.Gap?.Unmet ?? [];
        var words = assessed is null ? null : new FormulaWords(assessed.Evaluation.Rulebook);
        return [Rungs.NameOf(rung), file.Standing.Where(r => r.Rung == rung).Max(r => r.ValidTo), assessed is null ? Words.Enterprises.NoRule : Words.Enterprises.OfVerdict(assessed.Evaluation.Verdict, unmet.Length),
            Words.Join(unmet.Select(u => RuleReading.NameOf(u.Condition, words!))), assessed?.Earliest?.Certain];
    }

    private static Text NameOf(Rung? rung) => rung is { } r ? Rungs.NameOf(r) : Words.Enterprises.OnNone;

    private static byte[] Write(Text name, Text[] heads, IEnumerable<object?[]> rows) => XlsxWriter.Write([Sheet(name, heads, rows)]);

    private static SheetTable Sheet(Text name, Text[] heads, IEnumerable<object?[]> rows) => new(name.Say(), [.. heads.Select(h => new SheetColumn(h.Say(), ColumnKind.Note, 26))], rows.Select(r => (IReadOnlyList<SourceCell>)[.. r.Select(Cell)]));

    private static SourceCell Cell(object? value) => value switch
    {
        null => SourceCell.Empty,
        Text text => SourceCell.OfText(text.IsEmpty ? "" : text.Say()),
        DateOnly day => SourceCell.OfDate(day),
        int number => SourceCell.OfNumber(number),
        _ => SourceCell.OfText(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}
