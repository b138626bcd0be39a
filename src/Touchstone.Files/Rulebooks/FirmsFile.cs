using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Files;

/// <summary>
/// Firms from a table: a row a firm; a heading is an input's id or its name in either language, with a unit where it is not the rulebook's (<c>rd_y1(万元)</c>), and with a
/// year where the figure belongs to one (<c>rd@2021(万元)</c>). Empty is missing. Columns of other matters are passed over and said.
/// </summary>
public static class FirmsFile
{
    private static readonly string[] Names = ["firm", "企业", "企业名称", "name", "code", "统一社会信用代码"];

    /// <summary>Reads firms from a CSV, xlsx or JSON file; refused with every fault of the file.</summary>
    public static Outcome<ImmutableArray<FirmHistory>> Read(ReadOnlyMemory<byte> bytes, string file, Rulebook rulebook)
    {
        var findings = new FindingList();
        var table = Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".JSON" => Json(bytes, file, findings),
            ".CSV" or ".TXT" => Table(CsvReader.Read(bytes, file), findings),
            ".XLSX" => Table(XlsxReader.Read(bytes, file), findings),
            _ => Unknown(file, findings),
        };
        var firms = table is null ? [] : Firms(table, rulebook, findings);
        return findings.HasErrors ? Outcome.Refused<ImmutableArray<FirmHistory>>(findings.ToImmutable()) : Outcome.Done(firms, findings.ToImmutable());
    }

    /// <summary>Reads firms from a received table.</summary>
    public static Outcome<ImmutableArray<FirmHistory>> Read(SourceTable table, Rulebook rulebook)
    {
        var findings = new FindingList();
        var firms = Firms(Table(table, findings), rulebook, findings);
        return findings.HasErrors ? Outcome.Refused<ImmutableArray<FirmHistory>>(findings.ToImmutable()) : Outcome.Done(firms, findings.ToImmutable());
    }

    /// <summary>Rows of texts with their places, whatever file they came in.</summary>
    private sealed record Sheet(ImmutableArray<(string Heading, Place Where)> Headings, ImmutableArray<ImmutableArray<(string Text, Place Where)>> Rows, Place Where);

    private static Sheet? Unknown(string file, FindingList findings)
    {
        findings.Error("firms.format", new Place(file), new("不认识这种文件。", "This kind of file is not known."), new("用 .csv、.json 或 .xlsx。", "Use .csv, .json or .xlsx."));
        return null;
    }

    private static Sheet Table(SourceTable table, FindingList findings)
    {
        findings.AddRange(table.Findings);
        return new Sheet([.. table.Header.Select((h, i) => (h, table.AtHeader(i)))],
            [.. table.Rows.Where(r => !r.IsBlank).Select(r => r.Cells.Select((c, i) => (c.Text, table.At(r, i))).ToImmutableArray())], new Place(table.File, table.Sheet, table.HeaderRow));
    }

    private static Sheet? Json(ReadOnlyMemory<byte> bytes, string file, FindingList findings)
    {
        using var document = JsonText.Parse(bytes, file, findings);
        if (document is null) return null;
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object) root = root.TryGetProperty("firms", out var inner) ? inner : root;
        var objects = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root];
        if (objects.Exists(o => o.ValueKind != JsonValueKind.Object))
        {
            findings.Error("firms.json", new Place(file), new("JSON 应是企业对象的列表。", "The JSON is a list of objects, one a firm."), new("写成 [{\"firm\": \"…\", \"staff\": 120}]。", "Write [{\"firm\": \"…\", \"staff\": 120}]."));
            return null;
        }
        var headings = objects.SelectMany(o => o.EnumerateObject().Select(p => p.Name)).Distinct(StringComparer.Ordinal).ToList();
        var rows = objects.Select((o, r) => headings.Select(h => (o.TryGetProperty(h, out var value) ? JsonCell(value) : "", new Place(file, null, r + 1, h))).ToImmutableArray());
        return new Sheet([.. headings.Select(h => (h, new Place(file, null, null, h)))], [.. rows], new Place(file));
    }

    private static string JsonCell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.GetRawText(),
    };

    private sealed record Column(int Place, string Id, int? Year, string Unit);

    private static ImmutableArray<FirmHistory> Firms(Sheet sheet, Rulebook rulebook, FindingList findings)
    {
        var reader = new FactReader(rulebook);
        int name = sheet.Headings.Select(h => h.Heading).ToList().FindIndex(h => Names.Contains(h, StringComparer.Ordinal));
        if (name < 0 && sheet.Headings.Length > 0)
            findings.Error("firms.no-name", sheet.Where, new("没有企业名称列。", "There is no column of firms."), new($"加一列，列名用：{string.Join("、", Names)}。", $"Add one, named {string.Join(", ", Names)}."));
        var columns = Columns(sheet, rulebook, reader, findings);
        var firms = ImmutableArray.CreateBuilder<FirmHistory>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var faults = new List<Finding>();
        foreach (var row in sheet.Rows)
        {
            string firm = name >= 0 && name < row.Length ? row[name].Text.Trim() : "";
            if (name >= 0 && firm.Length == 0) findings.Error("firms.name-missing", row[name].Where, new("此行没有企业名称。", "This row has no firm."), new("填写企业名称或代码。", "Give the firm's name or code."));
            else if (name >= 0 && !seen.Add(firm)) findings.Error("firms.name-duplicate", row[name].Where, new($"企业“{firm}”出现了两次。", $"The firm '{firm}' is there twice."), new("每家企业一行。", "One row a firm."));
            var standing = ImmutableDictionary.CreateBuilder<string, Rational>(StringComparer.Ordinal);
            var yearly = ImmutableDictionary.CreateBuilder<(string, int), Rational>();
            foreach (var column in columns)
            {
                var (text, where) = row[column.Place];
                if (reader.Read(column.Id, column.Unit, text, where, faults) is not { } value) continue;
                if (column.Year is { } year) yearly[(rulebook.Inputs.First(i => i.Id == column.Id).FigureOf?.Series ?? column.Id, year)] = value;
                else standing[column.Id] = value;
            }
            firms.Add(new FirmHistory(firm, standing.ToImmutable(), yearly.ToImmutable()));
        }
        findings.AddRange(faults);
        return firms.ToImmutable();
    }

    private static List<Column> Columns(Sheet sheet, Rulebook rulebook, FactReader reader, FindingList findings)
    {
        var columns = new List<Column>();
        var taken = new HashSet<(string, int?)>();
        for (int i = 0; i < sheet.Headings.Length; i++)
        {
            var (heading, where) = sheet.Headings[i];
            if (heading.Length == 0 || Names.Contains(heading, StringComparer.Ordinal)) continue;
            var (written, unit) = FactReader.Heading(heading);
            if (Find(written, rulebook, reader) is not { } found)
            {
                findings.Info("firms.column-passed", where, new($"列“{heading}”与本规则无关，未读。", $"The column '{heading}' is of no matter to this rulebook and was not read."), new("如应读入，请核对列名。", "If it should be read, check its heading."));
                continue;
            }
            if (reader.CheckUnit(found.Id, unit, where) is { } fault) findings.Add(fault);
            if (!taken.Add(found)) findings.Error("firms.column-twice", where, new($"“{found.Id}”有两列。", $"There are two columns of '{found.Id}'."), new("只保留一列。", "Keep one."));
            columns.Add(new Column(i, found.Id, found.Year, unit));
        }
        return columns;
    }

    private static (string Id, int? Year)? Find(string written, Rulebook rulebook, FactReader reader)
    {
        int at = written.LastIndexOf('@');
        if (at > 0 && int.TryParse(written.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int year))
            return rulebook.Inputs.FirstOrDefault(i => (i.FigureOf is { YearsBack: 1 } figure && figure.Series == written[..at]) || (i.SumOfYears > 0 && i.Id == written[..at])) is { } figure ? (figure.Id, year) : null;
        if (reader.Knows(written)) return (written, null);
        foreach (var input in rulebook.Inputs) if (input.Name.Zh == written || input.Name.En == written) return (input.Id, null);
        return null;
    }
}
