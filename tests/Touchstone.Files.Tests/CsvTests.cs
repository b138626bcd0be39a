using System.Text;
using CsCheck;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

public sealed class CsvTests
{
    private static SourceTable Read(string text, CsvReading? reading = null) => CsvReader.Read(Encoding.UTF8.GetBytes(text), "t.csv", reading);

    private static byte[] Write(string[] header, string[][] rows) => CsvWriter.ToBytes(csv =>
    {
        csv.WriteAll(header).EndRow();
        foreach (string[] row in rows) csv.WriteAll(row).EndRow();
    });

    private static string[][] Cells(SourceTable table) => [.. table.Rows.Select(r => r.Cells.Select(c => c.Text).ToArray())];

    private static readonly Gen<char> Letter = Gen.Frequency(
        (4, Gen.Char['a', 'z']), (2, Gen.Int[0, 8].Select(i => ",\"\n\r ;\t='"[i])), (1, Gen.Int[0, 4].Select(i => "黄石é\uFEFF\u2028"[i])));

    private static readonly Gen<string> Cell = Letter.Array[0, 6].Select(c => new string(c));

    private static readonly Gen<string[][]> Table =
        from width in Gen.Int[1, 5]
        from rows in Cell.Array[width].Array[0, 8]
        select rows;

    [Fact]
    public void AnyTable_WrittenAndRead_IsTheSame() => Table.Sample(rows =>
    {
        string[] header = [.. Enumerable.Range(0, rows.Length == 0 ? 2 : rows[0].Length).Select(i => $"c{i}")];
        var read = CsvReader.Read(Write(header, rows), "t.csv");
        Assert.Empty(read.Findings);
        Assert.Equal(header, read.Header);
        Assert.Equal(rows, Cells(read));
    }, iter: 500);

    [Fact]
    public void AnyTable_InGb18030WithChineseNames_IsTheSame()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var read = CsvReader.Read(gb.GetBytes("code,name\r\n420200,黄石市\r\n420281,大冶市𠮷\r\n"), "t.csv");
        Assert.Equal("黄石市", read.Rows[0].Cells[1].Text);
        Assert.Equal("大冶市𠮷", read.Rows[1].Cells[1].Text);
        var told = Assert.Single(read.Findings);
        Assert.Equal(("text.gb18030", Severity.Info), (told.Code, told.Severity));
    }

    [Fact]
    public void AnyDouble_WrittenAndRead_IsTheSameBits() => Gen.Double.Where(double.IsFinite).Sample(value =>
    {
        var read = CsvReader.Read(CsvWriter.ToBytes(csv => { csv.Write("x").EndRow(); csv.Write(value).EndRow(); }), "t.csv");
        Assert.True(Numbers.TryRead(read.Rows[0].Cells[0], Place.Whole, out double? back, out _));
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(back!.Value));
    });

    [Fact]
    public void RandomBytes_Read_NeverThrow() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var table = CsvReader.Read(bytes, "t.csv");
        Assert.All(table.Rows, r => Assert.Equal(table.Header.Length, r.Cells.Length));
    }, iter: 1000);

    [Fact]
    public void RandomText_Read_NeverThrows() => Letter.Array[0, 60].Sample(text =>
    {
        var table = Read(new string(text));
        Assert.All(table.Rows, r => Assert.Equal(table.Header.Length, r.Cells.Length));
    }, iter: 1000);

    [Theory]
    [InlineData("a,b\n1,2\n", "\n")]
    [InlineData("a,b\r\n1,2\r\n", "\r\n")]
    [InlineData("a,b\r1,2\r", "\r")]
    [InlineData("\uFEFFa,b\n1,2", "no end")]
    [InlineData("\n\na,b\n\n1,2\n\n", "empty lines")]
    public void Table_WithAnyLineEnd_IsRead(string text, string what)
    {
        var read = Read(text);
        Assert.True(read.Findings.IsEmpty, what);
        Assert.Equal(["a", "b"], read.Header);
        Assert.Equal([["1", "2"]], Cells(read));
    }

    [Fact]
    public void Rows_AfterAQuotedLineBreak_KnowTheirLine()
    {
        var read = Read("a,b\r\n\"x\r\ny\",1\r\nz,2\r\n");
        Assert.Equal([2, 4], read.Rows.Select(r => r.Number));
        Assert.Equal("x\r\ny", read.Rows[0].Cells[0].Text);
    }

    [Theory]
    [InlineData("a,b\n1\n1,2,3\n", "table.ragged-row", 2, null)]
    [InlineData("a,b\n1,\"2\n", "csv.unclosed-quote", 2, "2")]
    [InlineData("a,b\n\"1\"x,2\n", "csv.text-after-quote", 2, "1")]
    [InlineData("a,a\n1,2\n", "table.header-duplicate", 1, "B")]
    [InlineData("a,\n1,2\n", "table.header-empty", 1, "B")]
    [InlineData("a;b\n1;2\n", "csv.delimiter", 1, null)]
    [InlineData("a\tb\n1\t2\n", "csv.delimiter", 1, null)]
    [InlineData("", "table.empty", null, null)]
    [InlineData("a,\"b\0\"\n", "text.binary", 1, null)]
    public void BrokenTable_Read_SaysWhereAndWhatToDo(string text, string code, int? row, string? column)
    {
        var found = Read(text).Findings.First();
        Assert.Equal((code, Severity.Error, row, column), (found.Code, found.Severity, found.Where.Row, found.Where.Column));
        Assert.False(string.IsNullOrEmpty(found.What.Zh) || string.IsNullOrEmpty(found.What.En) || string.IsNullOrEmpty(found.Fix.Zh) || string.IsNullOrEmpty(found.Fix.En));
    }

    [Fact]
    public void BrokenTable_Read_GivesAllFaultsAtOnce()
    {
        var found = Read("a,b,b\n1\n1,2,3\n1,2,3,4\n").Findings;
        Assert.Equal(["table.header-duplicate", "table.ragged-row", "table.ragged-row"], found.Select(f => f.Code));
    }

    [Fact]
    public void AMillionTimesTheSameFault_IsToldAThousandTimesAndCounted()
    {
        var found = Read("a,b\n" + string.Concat(Enumerable.Repeat("1\n", 5000))).Findings;
        Assert.Equal(1001, found.Length);
        Assert.Contains("4000", found[^1].What.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,234.5", "number.thousands")]
    [InlineData("1 234", "number.thousands")]
    [InlineData("1.234,5", "number.thousands")]
    [InlineData("12,5", "number.thousands")]
    [InlineData("NaN", "number.not-finite")]
    [InlineData("-Infinity", "number.not-finite")]
    [InlineData("1e999", "number.not-finite")]
    [InlineData("12%", "number.percent")]
    [InlineData("--", "number.placeholder")]
    [InlineData("NA", "number.placeholder")]
    [InlineData("12万", "number.unreadable")]
    [InlineData("\uFF11", "number.unreadable")]
    [InlineData("12\uFF05", "number.percent")]
    [InlineData("1\uFF0C234", "number.thousands")]
    [InlineData("0x1F", "number.unreadable")]
    [InlineData("1_000", "number.unreadable")]
    public void Number_WrittenOtherwise_IsRefusedWithItsOwnAdvice(string text, string code)
    {
        Assert.False(Numbers.TryRead(SourceCell.OfText(text), new Place("t.csv", null, 3, "x"), out double? value, out var fault));
        Assert.Null(value);
        Assert.Equal((code, "t.csv:3:x"), (fault.Code, fault.Where.ToString()));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("  ", null)]
    [InlineData(" 12.5 ", 12.5)]
    [InlineData("-3", -3d)]
    [InlineData("+1.5E-3", 0.0015)]
    [InlineData(".5", 0.5)]
    public void Number_WrittenPlainly_IsRead(string text, double? expected)
    {
        Assert.True(Numbers.TryRead(SourceCell.OfText(text), Place.Whole, out double? value, out _));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86")]
    [InlineData("-cmd")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void FormulaLikeText_ForPeople_IsLedByAnApostrophe(string text)
    {
        byte[] people = CsvWriter.ToBytes(csv => { csv.Write("name").Write("x").EndRow(); csv.Write(text).Write(-1.5).EndRow(); }, CsvFor.People);
        Assert.Equal([0xEF, 0xBB, 0xBF], people[..3]);
        var row = CsvReader.Read(people, "t.csv").Rows[0];
        Assert.Equal(["'" + text, "-1.5"], row.Cells.Select(c => c.Text));
        byte[] programs = Write(["name"], [[text]]);
        Assert.Equal(text, CsvReader.Read(programs, "t.csv").Rows[0].Cells[0].Text);
    }
}
