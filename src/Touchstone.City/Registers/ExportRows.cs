using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>In which form rows are given out.</summary>
public enum RowsFormat
{
    /// <summary>A workbook; it can be changed and imported again.</summary>
    Xlsx,
    /// <summary>CSV with BOM, for spreadsheets.</summary>
    Csv,
}

/// <summary>
/// Exactly what a view shows, as a file: its rows, its columns, its order. Personal fields stay masked. As known on a day, it is what would have been given out at the end of that day, with a last
/// column that says the day: such a file is no form, and an import refuses it.
/// </summary>
public sealed class ExportRows(IDbContextFactory<CityDb> store, RegisterBook registers, TimeProvider clock)
{
    private static readonly Text KnownOn = new("数据截至", "as known on");

    public async Task<Outcome<ReceivedFile>> Run(Actor actor, RegisterView view, RowsFormat format, string language, CancellationToken stop = default)
    {
        if (registers.Find(view.Register) is not { } register) return Outcome.Refused<ReceivedFile>(registers.Unknown(view.Register));
        await using var db = await store.CreateDbContextAsync(stop);
        var columns = view.Columns.IsEmpty ? register.ListFields : [.. view.Columns.Select(register.Find).OfType<RegisterField>()];
        var asked = view with { Columns = [.. columns.Select(c => c.Code)] };
        var until = view.Known.Until(clock);
        DateOnly? day = view.Known.Day is { } known ? until.IsNow ? clock.Today() : known : null;
        SourceCell[] said = day is { } on ? [SourceCell.OfDate(on)] : [];
        var rows = new List<IReadOnlyList<SourceCell>>();
        await foreach (var line in until.IsNow ? register.All(db, asked, stop) : register.KnownAll(db, asked, until, stop)) rows.Add([.. line.Cells.Select((cell, i) => Cell(columns[i], cell, language)), .. said]);
        ImmutableArray<SheetColumn> headings = [.. columns.Select(c => WriteTemplate.Column(c, language)), .. said.Select(_ => new SheetColumn(KnownOn.For(language), ColumnKind.Date))];
        byte[] bytes = format switch
        {
            RowsFormat.Xlsx => XlsxWriter.Write([new SheetTable(register.Name.For(language), headings, rows)], day is null ? register.TemplateId : null),
            RowsFormat.Csv => CsvWriter.ToBytes(csv => Write(csv, [.. headings.Select(h => h.Header)], rows), CsvFor.People),
        };
        return Outcome.Done(new ReceivedFile(NameOf(register, day, format), bytes));
    }

    private static string NameOf(Register register, DateOnly? day, RowsFormat format) =>
        string.Create(CultureInfo.InvariantCulture, $"{register.Code}{(day is { } on ? $".known-on-{on:yyyy-MM-dd}" : "")}.{(format == RowsFormat.Xlsx ? "xlsx" : "csv")}");

    private static SourceCell Cell(RegisterField field, RegisterCell cell, string language) => cell switch
    {
        { IsMasked: true } => SourceCell.OfText(new Text("（已隐去）", "(masked)").For(language)),
        { Key: { } key } => SourceCell.OfText(key),
        _ => FieldText.Cell(field, cell.Value, language),
    };

    private static void Write(CsvWriter csv, string[] headings, List<IReadOnlyList<SourceCell>> rows)
    {
        csv.WriteAll(headings).EndRow();
        foreach (var row in rows)
        {
            foreach (var cell in row)
                if (cell.Kind == CellKind.Number) csv.Write(cell.Number);
                else csv.Write(cell.Text);
            csv.EndRow();
        }
    }
}

/// <summary>The workbook to fill in: headings with units, lists of choices, frozen header, the hidden mark of the template, and a sheet that says what each column is and what the form is for.</summary>
public sealed class WriteTemplate(IDbContextFactory<CityDb> store, RegisterBook registers)
{
    public async Task<Outcome<ReceivedFile>> Run(Actor actor, string register, string language, CancellationToken stop = default)
    {
        if (registers.Find(register) is not { } found) return Outcome.Refused<ReceivedFile>(registers.Unknown(register));
        await using var db = await store.CreateDbContextAsync(stop);
        var areas = found.Fields.Any(f => f.Kind == FieldKind.Area) ? await Areas(db, language, stop) : [];
        RegisterField[] fields = [.. found.Fields.Where(f => !f.Is(FieldTraits.Derived))];
        var form = new SheetTable(found.Name.For(language), [.. fields.Select(f => f.Kind == FieldKind.Area ? Column(f, language) with { Choices = areas } : Column(f, language))], []);
        return Outcome.Done(new ReceivedFile($"{found.Code}.template.xlsx", XlsxWriter.Write([form, TemplateGuide.Of(found, fields, language)], found.TemplateId)));
    }

    internal static SheetColumn Column(RegisterField field, string language) => new(field.Heading(language), field.Kind switch
    {
        FieldKind.Whole or FieldKind.Amount or FieldKind.Money => ColumnKind.Number,
        FieldKind.Day => ColumnKind.Date,
        FieldKind.Note => ColumnKind.Note,
        FieldKind.Text or FieldKind.Choice or FieldKind.Area or FieldKind.Reference => ColumnKind.Text,
    }, field.Kind == FieldKind.Note ? 40 : Math.Clamp(field.Heading(language).Length * 2.2, 12, 40))
    { Choices = [.. field.Choices.Select(c => c.Name.For(language))] };

    /// <summary>The city's own divisions and zones: those that the most areas of a lower level stand under are left to typing.</summary>
    private static async Task<ImmutableArray<string>> Areas(CityDb db, string language, CancellationToken stop)
    {
        var areas = await db.Areas.AsNoTracking().Where(a => a.Kind == AreaKind.County || a.Kind == AreaKind.Zone).OrderBy(a => a.Code).ToListAsync(stop);
        return [.. areas.Select(a => a.Name.For(language)).Distinct(StringComparer.Ordinal)];
    }
}

/// <summary>The second sheet of a template.</summary>
internal static class TemplateGuide
{
    public static SheetTable Of(Register register, RegisterField[] fields, string language)
    {
        string Say(string zh, string en) => new Text(zh, en).For(language);
        var rows = new List<IReadOnlyList<SourceCell>>();
        void Add(string what, string said) => rows.Add([SourceCell.OfText(what), SourceCell.OfText(said)]);
        var form = register.Form;
        string none = Say("未定", "not given");
        Add(Say("表名", "Form"), register.Name.For(language));
        Add(Say("表号", "Form number"), form.Number ?? none);
        Add(Say("制定机关", "Issued by"), form.Issuer.For(language));
        Add(Say("批准文号", "Approval"), form.Approval ?? none);
        Add(Say("有效期", "Valid"), form.ValidFrom is null && form.ValidTo is null ? none : $"{FieldText.Canonical(form.ValidFrom)} – {FieldText.Canonical(form.ValidTo)}");
        Add(Say("用途", "Purpose"), form.Purpose.For(language));
        Add(Say("依据", "Legal basis"), form.Basis.For(language));
        foreach (var field in fields) Add(field.Heading(language), About(field, language));
        return new SheetTable(Say("填表说明", "How to fill in"), [new(Say("项目", "Item"), Width: 34), new(Say("说明", "Explanation"), ColumnKind.Note, 90)], rows);
    }

    private static string About(RegisterField field, string language)
    {
        var parts = new List<Text> { KindOf(field.Kind) };
        if (field.IsNeeded) parts.Add(new("必填", "must be filled in"));
        if (field.Is(FieldTraits.Personal)) parts.Add(new("个人信息，按最小必要填写", "personal: only what is needed"));
        if (!field.Help.IsEmpty) parts.Add(field.Help);
        if (!field.Choices.IsEmpty) parts.Add(new(string.Join("、", field.Choices.Select(c => c.Name.Zh)), string.Join(", ", field.Choices.Select(c => c.Name.En))));
        return string.Join(new Text("；", "; ").For(language), parts.Select(p => p.For(language)));
    }

    private static Text KindOf(FieldKind kind) => kind switch
    {
        FieldKind.Text => new("文字", "text"),
        FieldKind.Note => new("文字，可多行", "text of several lines"),
        FieldKind.Choice => new("从下拉列表选择", "chosen from the list"),
        FieldKind.Whole => new("整数", "whole number"),
        FieldKind.Amount => new("数字", "number"),
        FieldKind.Money => new("金额，单位见列名", "money, in the unit of the heading"),
        FieldKind.Day => new("日期，如 2022-07-01", "date, such as 2022-07-01"),
        FieldKind.Area => new("行政区划或功能区的代码或名称", "code or name of a division or functional zone"),
        FieldKind.Reference => new("所属记录的代码", "the code of the row it belongs to"),
    };
}
