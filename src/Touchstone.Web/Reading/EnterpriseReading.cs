using System.Collections.Immutable;
using System.Globalization;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.Rules;

namespace Touchstone.Web.Reading;

/// <summary>What several enterprise pages ask.</summary>
internal static class EnterpriseReading
{
    /// <summary>The first day of the latest recognition in the register, where none reaches the day asked for; null where one does, or there is none at all.</summary>
    public static async Task<DateOnly?> LatestDay(ListRows list, Actor actor, DateOnly day)
    {
        var latest = await list.Run(actor, new(RecognitionCode) { Sort = "valid_to", Direction = SortDirection.Down, Columns = ["valid_to"], Size = 1 });
        if (!latest.IsDone(out var page) || page.Rows.IsEmpty || page.Rows[0].Cells[0].Value is not DateOnly ends || ends >= day) return null;
        var begins = (await list.Run(actor, new(RecognitionCode) { Sort = "valid_from", Direction = SortDirection.Down, Columns = ["valid_from"], Size = 1 })).OrThrow();
        return begins.Rows[0].Cells[0].Value as DateOnly?;
    }

    /// <summary>
    /// The day a page opens on where its address names none and no recognition reaches today, as in a demonstration: the first day of the latest recognition, so that there is work to see. Null: today.
    /// </summary>
    public static async Task<string?> OpeningDay(ListRows list, Actor actor, Here here, TimeProvider clock) =>
        here["day"] is null && here["asof"] is null && await LatestDay(list, actor, RuleReading.DayOf(here, clock)) is { } latest ? latest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private const string RecognitionCode = "recognitions";

    /// <summary>What a rung lacks, for the note of the cultivation library: each unmet condition and its smallest change.</summary>
    public static string GapInWords(Gap gap, FormulaWords words) => string.Join(Language.IsChinese ? "；" : "; ", gap.Unmet.Select(u => u.Smallest is [var change, ..]
        ? Words.Trying.ChangeOf(RuleReading.NameOf(u.Condition, words), RuleValues.Of(change.From, RuleShape.Of(change.Input)), RuleValues.Of(change.To, RuleShape.Of(change.Input))).Say()
        : RuleReading.NameOf(u.Condition, words).Say()));

    /// <summary>The figures of a page of years side by side: a row a figure, a column a year and source; figures nobody gave are left out.</summary>
    public static ImmutableArray<(RegisterField Field, ImmutableArray<RegisterCell> Cells)> Pivot(RegisterPage years) =>
        [.. years.Columns.Select((f, i) => (Field: f, Cells: years.Rows.Select(l => l.Cells[i]).ToImmutableArray())).Where(r => r.Field.Code is not ("firm" or "year" or "source") && r.Cells.Any(c => c.Value is not null))];

    /// <summary>The cell of a field in a line of a page; nothing where the page does not show the field.</summary>
    public static RegisterCell Cell(RegisterPage page, RegisterLine line, string field) => page.Columns.Select((c, i) => (c, i)).FirstOrDefault(c => c.c.Code == field) is { c: not null } found ? line.Cells[found.i] : default;
}
