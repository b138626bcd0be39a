using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;
using Formula = Touchstone.Rules.Formula;

namespace Touchstone.Web.Reading;

/// <summary>What the pages on rules ask of the shelf: the day in the address, the edition that is meant, what is not verified.</summary>
internal static class RuleReading
{
    /// <summary>The day of evaluation: the page's own, else the reader's "as known on", else today.</summary>
    public static DateOnly DayOf(Here here, TimeProvider clock)
    {
        foreach (string? written in (string?[])[here["day"], here["asof"]])
            if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        return DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
    }

    /// <summary>The edition the address names, else the one in force on the day, else the nearest before it, else the first.</summary>
    public static Rulebook? EditionOf(this RulebookShelf shelf, string id, string? edition, DateOnly day)
    {
        var editions = shelf.Editions(id);
        return editions.FirstOrDefault(b => b.Version == edition) ?? shelf.InForce(id, day) ?? editions.LastOrDefault(b => b.From <= day) ?? editions.FirstOrDefault();
    }

    /// <summary>The numbers, readings and conditions of a rulebook that are not verified.</summary>
    public static int NotVerified(Rulebook book) => MarksOf(book).Count(m => m != Mark.Verified);

    public static ImmutableArray<Mark> MarksOf(Rulebook book) =>
    [
        .. book.Parameters.Select(p => p.Mark), .. book.Definitions.Select(d => d.Mark), .. book.Gates.Concat(book.Routes).Select(g => g.Mark),
        .. book.Groups.SelectMany(g => g.Items).Select(i => i.Mark), .. book.Consequences.Select(c => c.Mark), .. book.Patterns.Select(p => p.Mark), .. book.Filing.Select(f => f.Mark),
    ];

    public static CellMarks Signed(Mark mark) => mark == Mark.Verified ? CellMarks.None : CellMarks.Unverified;

    public static Text Dates(Rulebook book) => book.To is { } to ? Words.Rules.FromUntil(book.From, to) : Words.Rules.From(book.From);

    /// <summary>The score that must be reached or passed: the border beside <c>total</c> in the pass condition.</summary>
    public static Rational? PassMark(Rulebook book) => book.Pass is null ? null : Comparisons(book.Pass)
        .Where(c => c.Left is Formula.Name { Id: "total" }).Select(c => c.Right switch
        {
            Formula.Name n => book.Parameters.FirstOrDefault(p => p.Id == n.Id)?.Value,
            Formula.Number n => n.Value,
            _ => null,
        }).FirstOrDefault(v => v is not null);

    private static IEnumerable<Formula.Binary> Comparisons(Formula formula) => formula switch
    {
        Formula.Binary { Operation: Operation.And or Operation.Or } both => Comparisons(both.Left).Concat(Comparisons(both.Right)),
        Formula.Binary { Operation: Operation.AtLeast or Operation.Above } one => [one],
        _ => [],
    };

    /// <summary>A part of the pass condition has no name of its own: its formula in words says what it is.</summary>
    public static Text NameOf(TraceNode condition, FormulaWords words) => condition.Kind == TraceKind.Pass ? words.Of(condition.Formula!) : condition.Name;

    public static string Page(string id) => "/rules/" + Uri.EscapeDataString(id);
    public static string TryPage(string id) => Page(id) + "/try";
    public static string WhatIfPage(string id) => Page(id) + "/whatif";
}
