using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Files.Tests;

public sealed class CoinrFilesTests
{
    private static readonly string[] Meta = ["coinr", "00_raw", "iMeta_as_shipped.csv"];

    private static CoinrPair Shipped(params string[] data) =>
        new(File.ReadAllBytes(Repository.ReferenceOrSkip(data)), File.ReadAllBytes(Repository.ReferenceOrSkip(Meta)));

    [Fact]
    [Trait("Kind", "Reference")]
    public void Asem_AsShipped_IsReadWhole()
    {
        var outcome = CoinrFiles.Read(Shipped("coinr", "00_raw", "iData_as_shipped.csv"));
        Assert.Empty(outcome.AllFindings);
        var input = outcome.OrThrow();
        Assert.Equal((49, 11, 4, 51), (input.Framework.Indicators.Length, input.Framework.Aggregates.Length, input.Framework.Context.Length, input.Units.Length));
        Assert.Equal(("Index", 4), (input.Framework.Root.Code.Value, input.Framework.Level(input.Framework.Root.Code)));
        Assert.All(input.Data.Rows, r => Assert.Equal(Period.InYear(2018), r.Period));
        Assert.Equal("Europe", input.Units.Single(u => u.Code.Value == "AUT").Groups["EurAsia_group"]);
        var flights = input.Framework.Find(new("Flights"))!;
        Assert.Equal(("Population", 200.33265549999999), (flights.Denominator!.Value.Value, flights.Target!.Value));
    }

    [Fact]
    [Trait("Kind", "Reference")]
    public void AsemPanel_AsShipped_IsReadWhole()
    {
        var outcome = CoinrFiles.Read(Shipped("coinr", "12_panel", "iData_p_as_shipped.csv"));
        Assert.DoesNotContain(outcome.AllFindings, f => f.Severity == Severity.Error);
        var input = outcome.OrThrow();
        Assert.Equal((255, 51), (input.Data.Rows.Length, input.Units.Length));
        Assert.Equal([2018, 2019, 2020, 2021, 2022], input.Data.Rows.Select(r => r.Period!.Value.Year).Distinct());
    }

    [Theory]
    [Trait("Kind", "Reference")]
    [InlineData("00_raw", "iData_as_shipped.csv")]
    [InlineData("12_panel", "iData_p_as_shipped.csv")]
    public void AsemPair_WrittenAndRead_IsTheSameIndex(string folder, string file)
    {
        var first = CoinrFiles.Read(Shipped("coinr", folder, file)).OrThrow();
        var written = CoinrFiles.Write(first);
        Assert.Empty(written.AllFindings);
        var second = CoinrFiles.Read(written.OrThrow()).OrThrow();
        var recipe = new Recipe(new("", ""), [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax)))], new FrameRule.Pooled());
        Assert.Equal(IndexFolder.Write(first, recipe), IndexFolder.Write(second, recipe));
    }

    [Fact]
    public void BrokenPair_GivesAllFindings()
    {
        var pair = new CoinrPair(
            Some.Bytes("uCode,Time,A,B,X\nu1,2020,1,NA,1\nu1,2020,2,3,1\nu2,20,1,2,1\nu3,2020,x,2,1\n"),
            Some.Bytes("Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type\n1,A,A,2,1,,,,I,Indicator\n1,B,B,1,1,,,,J,Indicator\n2,I,I,1,1,,,,,Aggregate\n,G,G,,,,,,,Grup\n"));
        var found = CoinrFiles.Read(pair).AllFindings.Select(f => $"{f.Where} {f.Code}").ToList();
        Assert.Contains("iMeta.csv:2:Direction coinr.direction", found);
        Assert.Contains("iMeta.csv:3:Parent framework.unknown-parent", found);
        Assert.Contains("iMeta.csv:5:Type table.unknown-word", found);
        Assert.Contains("iData.csv:1:X table.unknown-column", found);
        Assert.Contains("iData.csv:3:uCode data.duplicate-row", found);
        Assert.Contains("iData.csv:4:Time period.unreadable", found);
        Assert.Contains("iData.csv:5:A number.unreadable", found);
    }

    [Fact]
    public void Level_ThatContradictsTheParents_IsTold()
    {
        var pair = new CoinrPair(Some.Bytes("uCode,A\nu1,1\n"),
            Some.Bytes("Level,iCode,iName,Direction,Weight,Unit,Target,Denominator,Parent,Type\n1,A,A,1,1,,,,I,Indicator\n3,I,I,1,1,,,,,Aggregate\n"));
        var found = Assert.Single(CoinrFiles.Read(pair).AllFindings);
        Assert.Equal("iMeta.csv:3:Level coinr.level", $"{found.Where} {found.Code}");
    }

    [Fact]
    public void ScaleFactor_WrittenAndRead_IsTheSame()
    {
        string[] lines = Some.Indicators.TrimEnd('\n').Split('\n');
        string scaled = string.Join('\n', lines.Select((l, i) => l + (i == 0 ? ",denominator_scale" : l.StartsWith("A,", StringComparison.Ordinal) ? ",10000" : ",")));
        var index = IndexFolder.Read(Some.Folder(indicators: scaled)).OrThrow();
        var read = CoinrFiles.Read(CoinrFiles.Write(index.Input).OrThrow()).OrThrow();
        Assert.Equal(10000, read.Framework.Find(new("A"))!.DenominatorScale);
    }

    [Fact]
    public void Write_SaysWhatHasNoPlace()
    {
        var index = IndexFolder.Read(Some.Folder()).OrThrow();
        Assert.Equal(["goalpost_low", "ranked", "mark"], CoinrFiles.Write(index.Input).AllFindings.Select(f => f.Where.Column));
    }
}
