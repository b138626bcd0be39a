using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;
using ColumnKind = Touchstone.Files.ColumnKind;

namespace Touchstone.Web.Reading;

/// <summary>Pre-assessments and what-ifs as workbooks; the first sheet says that it is a pre-assessment, and of which rule on which day.</summary>
internal static class RuleSheets
{
    public static byte[] Of(PreAssessment tried, FormulaWords words)
    {
        var e = tried.Evaluation!;
        var about = About(tried.Book, tried.Day, [(Words.WhatIf.Firm, Text.Same(tried.Facts.Firm)), (Words.Trying.Verdict, Words.Trying.OfVerdict(e.Verdict)), (Words.Trying.Scores, e.Total is { } total ? Text.Same(RuleValues.Points(total)) : default)]);
        var conditions = Sheet(Words.Trying.Conditions, [Words.Rules.Condition, Words.Trying.State, Words.Trying.FirmHas, Words.Rules.Required, Words.Rules.Clause, Words.Rules.MarkHead],
            e.Gates.Concat(e.Routes).Select(c => (Text[])[c.Name, StateOf(c.Value), Words.Join(c.Children.Select(n => Words.Rules.WithValue(n.Name, RuleValues.Of(n)))), words.Of(c.Formula!), c.ClauseSaid, Words.Rules.OfMark(c.Mark)]));
        var gap = Sheet(Words.Trying.Answer, [Words.Rules.Condition, Words.Rules.Name, Words.WhatIf.Before, Words.WhatIf.After],
            (tried.Gap?.Unmet ?? []).SelectMany(u => u.Smallest.Select(c => (Text[])[RuleReading.NameOf(u.Condition, words), c.Input.Name, RuleValues.Of(c.From, RuleShape.Of(c.Input)), RuleValues.Of(c.To, RuleShape.Of(c.Input))])));
        var trace = Sheet(Words.Trying.Trace, [Words.Rules.Name, Words.Rules.Value, Words.Rules.Formula, Words.Rules.Clause, Words.Rules.MarkHead, Words.Kit.Code],
            e.Roots.SelectMany(r => r.All()).DistinctBy(n => n.Id).Select(n => (Text[])[n.Name, RuleValues.Of(n), n.Formula is { } f ? words.Of(f) : default, n.ClauseSaid, Words.Rules.OfMark(n.Mark), Text.Same(n.Id)]));
        return XlsxWriter.Write([about, conditions, gap, trace]);
    }

    public static byte[] Of(RuleChange change)
    {
        var w = change.WhatIf!;
        var about = About(change.Book, change.Day, [.. change.Values.Select(v => (change.Book.Parameters.First(p => p.Id == v.Key).Name, Text.Same(v.Value)))]);
        var firms = Sheet(Words.WhatIf.AllFirms, [Words.WhatIf.Firm, Words.WhatIf.Before, Words.WhatIf.After, Words.WhatIf.Matrix],
            w.Firms.Select(f => (Text[])[Text.Same(f.Facts.Firm), Words.Trying.OfVerdict(f.Before), Words.Trying.OfVerdict(f.After), MoveOf(f)]));
        if (change.Effects.IsEmpty) return XlsxWriter.Write([about, firms]);
        var effects = Sheet(Words.WhatIf.Indicators, [Words.WhatIf.Indicator, Words.Rules.Name, Words.WhatIf.Now, Words.WhatIf.AtMost, Words.WhatIf.AtLeast, Words.Rules.Note],
            change.Effects.Select(e => (Text[])[Text.Same(e.Indicator), e.Name, .. ((Rational[])[e.Now, e.AtMost, e.AtLeast]).Select(v => RuleValues.Of(v, e.IsShare ? new RuleShape(InputKind.Share, default, []) : new RuleShape(null, new("家", "firms"), []))), Words.WhatIf.BoundsMean]));
        return XlsxWriter.Write([about, firms, effects]);
    }

    /// <summary>An empty table of firms for a rulebook: a column for each input, money in 万元.</summary>
    public static byte[] Template(Rulebook book)
    {
        var items = book.Groups.SelectMany(g => g.Items).Where(i => i.IsJudged);
        var columns = book.Inputs.Select(i => new SheetColumn(i.Kind == InputKind.Money ? i.Id + "(万元)" : i.Kind == InputKind.Share ? i.Id + "(%)" : i.Id, i.Kind is InputKind.Money or InputKind.Count or InputKind.Amount or InputKind.Share ? ColumnKind.Number : i.Kind == InputKind.Day ? ColumnKind.Date : ColumnKind.Text)
        {
            Choices = i.Kind == InputKind.YesNo ? [Words.Kit.Yes.Say(), Words.Kit.No.Say()] : i.Kind == InputKind.Choice ? [.. i.Codes.Select(c => c.Code)] : [],
        });
        var names = Sheet(Words.Rules.Inputs, [Words.Kit.Code, Words.Rules.Name, Words.Rules.PeriodHead], book.Inputs.Select(i => (Text[])[Text.Same(i.Id), i.Name, i.Period]).Concat(items.Select(i => (Text[])[Text.Same(i.Id), i.Name, Words.Rules.Judged])));
        var firms = new SheetTable(Words.WhatIf.Firm.Say(), [new SheetColumn("firm", Width: 30), .. columns, .. items.Select(i => new SheetColumn(i.Id, ColumnKind.Number))], []);
        return XlsxWriter.Write([firms, names]);
    }

    public static Text MoveOf(FirmUnderBoth firm) => (firm.Before == Verdict.Passes, firm.After == Verdict.Passes) switch
    {
        (false, true) => Words.WhatIf.Entering,
        (true, false) => Words.WhatIf.Leaving,
        _ => default,
    };

    private static Text StateOf(Reach truth) => truth.IsTrue ? Words.Trying.Met : truth.IsFalse ? Words.Trying.NotMet : Words.Trying.MayBe;

    private static SheetTable About(Rulebook book, DateOnly day, IEnumerable<(Text Name, Text Value)> rows) => Sheet(Words.Rules.Name, [Words.Rules.Item, Words.Rules.Value],
        [
            [Words.Rules.Name, Words.Rules.BookTitle(book.Name, book.Version)], [Words.Rules.Document, Text.Same(book.Document)], [Words.Rules.Day, Text.Same(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))],
            [Words.Rules.Note, Words.Trying.PreAssessment(book.Authority)], .. rows.Select(r => (Text[])[r.Name, r.Value]),
        ]);

    private static SheetTable Sheet(Text name, Text[] heads, IEnumerable<Text[]> rows) => new(name.Say(), [.. heads.Select(h => new SheetColumn(h.Say(), ColumnKind.Note, 28))],
        rows.Select(r => (IReadOnlyList<SourceCell>)[.. r.Select(t => SourceCell.OfText(t.IsEmpty ? "" : t.Say()))]));
}
