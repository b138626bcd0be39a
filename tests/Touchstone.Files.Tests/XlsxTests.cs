using System.IO.Compression;
using System.Text;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

public sealed class XlsxTests
{
    private static void AssertValid(byte[] workbook)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}"));
    }

    private static readonly Gen<SourceCell> AnyCell = Gen.Frequency(
        (2, Gen.Const(SourceCell.Empty)),
        (4, Gen.Char.Where(c => !char.IsSurrogate(c) && c is '\t' or '\n' or >= ' ' and < '\uFFFE' and not '\r').Array[1, 8].Select(c => SourceCell.OfText("t" + new string(c)))),
        (2, Gen.Double.Where(double.IsFinite).Select(SourceCell.OfNumber)),
        (1, Gen.Int[1, 200_000].Select(d => SourceCell.OfDate(DateOnly.FromDayNumber(693_657 + d)))));

    [Fact]
    public void AnyTable_WrittenAndRead_IsTheSame() => AnyCell.Array[3].Array[0, 12].Sample(rows =>
    {
        byte[] workbook = XlsxWriter.Write([new SheetTable("表 1", [new("a"), new("b", ColumnKind.Number), new("c", ColumnKind.Date)], Dated(rows))]);
        var read = XlsxReader.Read(workbook, "t.xlsx");
        Assert.Empty(read.Findings);
        Assert.Equal(("表 1", 1), (read.Sheet, read.HeaderRow));
        var expected = Dated(rows).Select((cells, i) => (Number: i + 2, cells)).Where(r => r.cells.Any(c => !c.IsBlank)).ToList();
        Assert.Equal(expected.Select(r => r.Number), read.Rows.Select(r => r.Number));
        Assert.Equal(expected.SelectMany(r => r.cells), read.Rows.SelectMany(r => r.Cells));
    }, iter: 60);

    /// <summary>Dates go to the date column, for elsewhere they are written as text.</summary>
    private static IEnumerable<IReadOnlyList<SourceCell>> Dated(SourceCell[][] rows) =>
        rows.Select(r => (IReadOnlyList<SourceCell>)[.. r.Select((c, i) => c.Kind == CellKind.Date && i != 2 ? SourceCell.OfText(c.Text) : c)]);

    [Fact]
    public void Template_Written_IsValidHasListsAndItsHiddenId()
    {
        byte[] workbook = XlsxWriter.Write(
            [new SheetTable("填报", [new("area"), new("status") { Choices = ["A", "P", "估计值"] }, new("value", ColumnKind.Number), new("tier") { Choices = ["A", "B", "C"] }], [])], "return-v1");
        AssertValid(workbook);
        Assert.Equal("return-v1", XlsxReader.TemplateOf(workbook));
        Assert.Equal(["填报"], XlsxReader.Sheets(workbook));
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false);
        string xml = document.WorkbookPart!.WorksheetParts.Select(p => new StreamReader(p.GetStream()).ReadToEnd()).Single(x => x.Contains("dataValidations", StringComparison.Ordinal));
        Assert.Contains("_lists!$B$1:$B$3", xml, StringComparison.Ordinal);
        Assert.Contains("state=\"frozen\"", xml, StringComparison.Ordinal);
        Assert.Contains("r=\"A1\"", xml, StringComparison.Ordinal);
        Assert.Null(XlsxReader.TemplateOf(XlsxWriter.Write([new SheetTable("x", [new("a")], [])])));
    }

    [Fact]
    public void ErrorWorkbook_ShowsRowsAsReceived_ColoursWrongCells_AndSaysWhatToDo()
    {
        var received = CsvReader.Read(Encoding.UTF8.GetBytes("area,value\n420200,12\n420281,\"1,5\"\n=1+1,3\n"), "r.csv");
        Finding[] findings =
        [
            Finding.Error("number.thousands", new Place("r.csv", null, 3, "value"), new("数值不清。", "Unclear number."), new("改。", "Correct it.")),
            Finding.Error("area.unknown", new Place("r.csv", null, 4, "area"), new("没有此区划。", "No such area."), new("改。", "Correct it.")),
            Finding.Warning("table.unknown-column", new Place("r.csv", null, 1, "value"), new("列名。", "Column."), new("改。", "Correct it.")),
            Finding.Error("whole", new Place("r.csv"), new("整体。", "The whole."), new("改。", "Correct it.")),
        ];
        byte[] workbook = ErrorWorkbook.Write(received, findings, "zh-CN", "return-v1");
        AssertValid(workbook);
        Assert.Equal("return-v1", XlsxReader.TemplateOf(workbook));
        var back = XlsxReader.Read(workbook, "e.xlsx");
        Assert.Equal(["420200", "420281", "=1+1"], back.Rows.Select(r => r.Cells[0].Text));
        Assert.Equal(["", "【value】数值不清。 改。", "【area】没有此区划。 改。"], back.Rows.Select(r => r.Cells[2].Text));
        Assert.StartsWith(ErrorWorkbook.NoteHeader.Zh, back.Header[2], StringComparison.Ordinal);
        Assert.Equal(4, XlsxReader.Read(workbook, "e.xlsx", new XlsxReading("问题清单")).Rows.Length);
        Assert.Equal(["A4", "B1", "B3"], CellsWithStyle(workbook, XlsxStyles.Wrong));
    }

    private static IEnumerable<string> CellsWithStyle(byte[] workbook, uint style)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), false);
        var cells = document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>());
        return [.. cells.Where(c => c.StyleIndex?.Value == style).Select(c => c.CellReference!.Value!).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void HundredThousandRows_AreWrittenAndReadWhole()
    {
        var rows = Enumerable.Range(0, 100_000).Select(i => (IReadOnlyList<SourceCell>)
            [SourceCell.OfText("u" + i.ToString(System.Globalization.CultureInfo.InvariantCulture)), SourceCell.OfNumber(i / 3.0), SourceCell.OfText("黄石"), SourceCell.OfNumber(i), SourceCell.Empty]);
        byte[] workbook = XlsxWriter.Write([new SheetTable("d", [new("code"), new("x", ColumnKind.Number), new("name"), new("n", ColumnKind.Number), new("note")], rows)]);
        var read = XlsxReader.Read(workbook, "big.xlsx");
        Assert.Empty(read.Findings);
        Assert.Equal(100_000, read.Rows.Length);
        Assert.Equal(Enumerable.Range(0, 100_000).Sum(i => i / 3.0), read.Rows.Sum(r => r.Cells[1].Number), 1e-3);
    }

    /// <summary>A workbook as a spreadsheet writes it: shared strings, a date style, a formula, an error, a percent, a merged cell.</summary>
    private static byte[] Made(string sheet, string extra = "") => Zip(new()
    {
        ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ["xl/workbook.xml"] = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"隐\" sheetId=\"1\" state=\"hidden\" r:id=\"rId2\"/><sheet name=\"表\" sheetId=\"2\" r:id=\"rId1\"/></sheets></workbook>",
        ["xl/_rels/workbook.xml.rels"] = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"w\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"w\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>",
        ["xl/sharedStrings.xml"] = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>code</t></si><si><r><t>val</t></r><r><t>ue</t></r></si><si><t xml:space=\"preserve\"> 黄石 </t><rPh><t>huangshi</t></rPh></si></sst>",
        ["xl/styles.xml"] = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/><numFmt numFmtId=\"171\" formatCode=\"0.0&quot;day&quot;\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>",
        ["xl/worksheets/sheet1.xml"] = $"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{sheet}</sheetData>{extra}</worksheet>",
        ["xl/worksheets/sheet2.xml"] = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>",
    });

    private static byte[] Zip(Dictionary<string, string> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, true))
            foreach (var (name, text) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        return stream.ToArray();
    }

    [Fact]
    public void SpreadsheetsOwnFile_IsReadWithTypesAndPlaces()
    {
        byte[] workbook = Made(
            "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>when</t></is></c></row>" +
            "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>2</v></c><c r=\"B4\"><f>1/8</f><v>0.125</v></c><c r=\"C4\" s=\"1\"><v>44561</v></c></row>" +
            "<row><c><v>420200</v></c><c t=\"e\"><v>#DIV/0!</v></c><c s=\"2\"><v>44561.5</v></c></row>" +
            "<row r=\"9\"><c r=\"B9\" s=\"3\"><v>12</v></c><c r=\"C9\" t=\"b\"><v>1</v></c></row>");
        var read = XlsxReader.Read(workbook, "b.xlsx");
        Assert.Empty(read.Findings);
        Assert.Equal(("表", 2), (read.Sheet, read.HeaderRow));
        Assert.Equal(["code", "value", "when"], read.Header);
        Assert.Equal([4, 5, 9], read.Rows.Select(r => r.Number));
        Assert.Equal([" 黄石 ", "0.125", "2021-12-31"], read.Rows[0].Cells.Select(c => c.Text));
        Assert.Equal([CellKind.Text, CellKind.Number, CellKind.Date], read.Rows[0].Cells.Select(c => c.Kind));
        Assert.Equal(["420200", "#DIV/0!", "2021-12-31T12:00:00"], read.Rows[1].Cells.Select(c => c.Text));
        Assert.Equal([CellKind.Empty, CellKind.Number, CellKind.Boolean], read.Rows[2].Cells.Select(c => c.Kind));
        Assert.Equal("b.xlsx:表:5:value", read.At(read.Rows[1], 1).ToString());
        Assert.False(Numbers.TryRead(read.Rows[1].Cells[1], read.At(read.Rows[1], 1), out _, out var fault));
        Assert.Equal("number.workbook-error", fault.Code);
    }

    [Fact]
    public void ValueOfAnyLength_IsReadWhole()
    {
        string text = string.Concat(Enumerable.Range(0, 400).Select(i => $"{i}&<黄>"));
        string escaped = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        byte[] workbook = Made($"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>b</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"str\" s=\"1\"><v>{escaped}</v></c><c r=\"B2\"><v>7<!-- seven -->.5</v></c></row>");
        Assert.Equal([text, "7.5"], XlsxReader.Read(workbook, "b.xlsx").Rows[0].Cells.Select(c => c.Text));
    }

    [Fact]
    public void DoubtsOfAWorkbook_AreTold()
    {
        byte[] workbook = Made(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row><row r=\"2\"><c r=\"A2\" s=\"4\"><v>0.12</v></c><c r=\"C2\"><v>1</v></c></row><row r=\"3\"><c r=\"A3\"><f>NOW()</f></c></row>",
            "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>");
        Assert.Equal(["C xlsx.cell-outside", "A xlsx.formula-without-value", "a xlsx.percent-format", "A2:A3 xlsx.merged-cells"],
            XlsxReader.Read(workbook, "b.xlsx").Findings.Select(f => $"{f.Where.Column} {f.Code}"));
    }

    [Theory]
    [InlineData("code,value\n", "xlsx.not-a-workbook")]
    [InlineData("", "xlsx.not-a-workbook")]
    [InlineData("PK\u0003\u0004broken", "xlsx.broken")]
    public void OtherBytes_AreRefusedWithAdvice(string text, string code) =>
        Assert.Equal(code, Assert.Single(XlsxReader.Read(Encoding.Latin1.GetBytes(text), "x.xlsx").Findings).Code);

    [Fact]
    public void OldOrLockedWorkbook_IsRefusedWithAdvice() =>
        Assert.Equal("xlsx.old-format", Assert.Single(XlsxReader.Read(new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }, "x.xls").Findings).Code);

    [Fact]
    public void ZipBomb_IsRefusedBeforeItUnfolds()
    {
        byte[] bomb = Made("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + new string('a', 30_000_000) + "</t></is></c></row>");
        Assert.True(bomb.Length < 200_000);
        Assert.Equal("xlsx.too-large", Assert.Single(XlsxReader.Read(bomb, "x.xlsx").Findings).Code);
    }

    [Fact]
    public void MissingSheet_IsNamedWithThoseThereAre()
    {
        var found = Assert.Single(XlsxReader.Read(Made(""), "x.xlsx", new XlsxReading("数据")).Findings);
        Assert.Equal("xlsx.sheet-missing", found.Code);
        Assert.Contains("表", found.Fix.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void WorkbookWithOneByteChanged_NeverThrows()
    {
        byte[] workbook = XlsxWriter.Write([new SheetTable("d", [new("a"), new("b", ColumnKind.Number)], [[SourceCell.OfText("x"), SourceCell.OfNumber(1)]])], "t");
        Gen.Select(Gen.Int[0, workbook.Length - 1], Gen.Byte).Sample((at, b) =>
        {
            byte[] changed = [.. workbook];
            changed[at] = b;
            var read = XlsxReader.Read(changed, "x.xlsx");
            Assert.All(read.Rows, r => Assert.Equal(read.Header.Length, r.Cells.Length));
        }, iter: 400);
    }
}
