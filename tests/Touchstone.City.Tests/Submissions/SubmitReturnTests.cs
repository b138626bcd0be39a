using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Submissions;
using Touchstone.City.Tests.Storage;
using Touchstone.Model;

namespace Touchstone.City.Tests.Submissions;

public sealed class SubmitReturnTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Return_WithoutErrors_IsRecordedWithItsSourceCell(Engine engine)
    {
        await using var city = await SmallCity.Start(engine);
        var receipt = await city.SendGood("gdp.csv", "420200,GDP,2021,1865.7,亿元,A,Yearbook 2022,B,现价\n420100,GDP,2021,17716.8,亿元,A,Yearbook 2022,B,\n");
        Assert.Equal((2, 2, 0), (receipt.Rows, receipt.Recorded, receipt.Unchanged));

        var cells = await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, AsKnownOn.Now, Stop);
        Assert.Equal(["420100", "420200"], cells.Select(c => c.Key.Area.Value));
        var lineage = await city.Get<TraceObservation>().Run(Actor.Local, cells[1].Preferred.Id, Stop);
        Assert.NotNull(lineage);
        Assert.Equal((1865.7, "gdp.csv", 2L, "value", "Yearbook 2022", SourceTier.B), (lineage.Observation.Value, lineage.Observation.File, lineage.Observation.Row,
            lineage.Observation.Column, lineage.Observation.Citation, lineage.Observation.Tier));
        var original = await city.Get<ReadOriginal>().Run(Actor.Local, lineage.Submission!.FileHash, Stop);
        Assert.Contains("1865.7", System.Text.Encoding.UTF8.GetString(original!.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_WithManyFaults_TellsEveryOneByItsCellAndRecordsNothing()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var receipt = await city.Send("bad.csv", """
            999999,GDP,2021,1,亿元,A,c,A,
            420200,NOPE,2021,1,亿元,A,c,A,
            420200,GDP,last year,1,亿元,A,c,A,
            420200,GDP,2021,"1,865.7",亿元,A,c,A,
            420200,GDP,2020,1641,吨,A,c,A,
            420200,GDP,2019,1700,亿元,Z,c,A,
            420200,GDP,2018,,亿元,A,c,A,
            420200,GDP,2017,1,亿元,O,c,A,
            420200,GDP,2016,1479,亿元,A,c,A,
            420200,GDP,2016,1480,亿元,A,c,A,
            """);
        Assert.Equal(ReturnResult.Refused, receipt.Result);
        Assert.Equal(
            ["2 area area.unknown", "3 indicator indicator.unknown", "4 period period.unreadable", "5 value number.thousands", "6 unit unit.mismatch", "7 status status.unknown",
             "8 value value.missing", "9 status status.contradicts", "11 value row.duplicate"],
            receipt.Findings.Where(f => f.Severity == Severity.Error).Select(f => $"{f.Where.Row} {f.Where.Column} {f.Code}"));
        Assert.Empty(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, AsKnownOn.Now, Stop));
        var kept = await city.Get<ShowSubmission>().Run(Actor.Local, receipt.Submission!.Value, Stop);
        Assert.Equal((SubmissionState.Refused, 9L), (kept!.Submission.State, kept.Submission.Errors));
        Assert.Equal(receipt.Findings, kept.Findings);
        Assert.NotNull(await city.Get<ReadOriginal>().Run(Actor.Local, receipt.FileHash, Stop));
    }

    [Fact]
    public async Task MarkedWorkbook_OfARefusedReturn_IsAcceptedOnceItsCellsAreRight()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var receipt = await city.Send("rd.csv", "420200,RD_GDP,2021,-1.5,‰,A,c,A,\n420100,RD_GDP,2021,3.5,%,A,c,A,\n");
        var template = (await city.Get<MarkedWorkbook>().Run(Actor.Local, receipt.Submission!.Value, "zh-CN", Stop)).OrThrow();
        Assert.Equal("rd.findings.xlsx", template.Name);
        var asSent = (await city.Get<SubmitReturn>().Run(Actor.Local, template, ReturnRequest.DryRun, Stop)).OrThrow();
        Assert.Equal(["2 unit unit.mismatch"], asSent.Findings.Select(f => $"{f.Where.Row} {f.Where.Column} {f.Code}"));
        var again = (await city.Get<SubmitReturn>().Run(Actor.Local, Corrected(template), ReturnRequest.Commit, Stop)).OrThrow();
        Assert.Equal((ReturnResult.Accepted, 2), (again.Result, again.Recorded));
        var cell = Assert.Single(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.Of(new(new("RD_GDP"), new("420200"), Period.InYear(2021))), AsKnownOn.Now, Stop));
        Assert.Equal(-1.5, cell.Value);
    }

    /// <summary>The workbook with its one wrong cell put right, as a person would in a spreadsheet.</summary>
    private static ReceivedFile Corrected(ReceivedFile template)
    {
        var table = Files.XlsxReader.Read(template.Bytes, template.Name);
        var rows = table.Rows.Select(r => (IReadOnlyList<Files.SourceCell>)[.. r.Cells.Select(c => c.Text == "‰" ? Files.SourceCell.OfText("%") : c)]);
        return new(template.Name, Files.XlsxWriter.Write([new(table.Sheet!, [.. table.Header.Select(h => new Files.SheetColumn(h))], rows)]));
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Return_SentTwice_IsRecordedOnce(Engine engine)
    {
        await using var city = await SmallCity.Start(engine);
        var first = await city.SendGood("a.csv", "420200,GDP,2021,1865.7,亿元,A,c,A,\n");
        var second = await city.Send("renamed.csv", "420200,GDP,2021,1865.7,亿元,A,c,A,\n");
        Assert.Equal((ReturnResult.Repeated, first.Submission), (second.Result, second.Submission));
        await using var db = city.Open();
        Assert.Equal((1, 1), (await db.Observations.CountAsync(Stop), await db.Submissions.CountAsync(Stop)));
    }

    [Fact]
    public async Task IdempotencyKey_UsedForAnotherFile_IsRefused()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var key = new ReturnRequest(WriteMode.Commit, "key-1");
        await city.Send("a.csv", "420200,GDP,2021,1865.7,亿元,A,c,A,\n", key);
        Assert.Equal(ReturnResult.Repeated, (await city.Send("a.csv", "420200,GDP,2021,1865.7,亿元,A,c,A,\n", key)).Result);
        var other = await city.Get<SubmitReturn>().Run(Actor.Local, SmallCity.File("b.csv", SmallCity.Header + "420200,GDP,2022,2041,亿元,A,c,A,\n"), key, Stop);
        Assert.Equal("return.key-used", Assert.Single(other.AllFindings).Code);
    }

    [Theory]
    [InlineData("18657000", "万元", 1865.7)]
    [InlineData("186570000", "千元", 1865.7)]
    [InlineData("1865.7", "亿元", 1865.7)]
    [InlineData("1865.7", "100 Million Yuan", 1865.7)]
    public async Task Money_InAnotherUnit_IsConvertedAndKeepsWhatWasWritten(string value, string unit, double stored)
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        await city.SendGood("gdp.csv", $"420200,GDP,2021,{value},{unit},A,c,A,\n");
        var cell = Assert.Single(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, AsKnownOn.Now, Stop));
        Assert.Equal((stored, value, unit), (cell.Value!.Value, cell.Preferred.RawValue, cell.Preferred.RawUnit));
    }

    [Fact]
    public async Task DryRun_OfAGoodReturn_CountsAndWritesNothing()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var receipt = await city.Send("a.csv", "420200,GDP,2021,1865.7,亿元,A,c,A,\n", ReturnRequest.DryRun);
        Assert.Equal((ReturnResult.Tried, null, 1), (receipt.Result, receipt.Submission, receipt.Recorded));
        await using var db = city.Open();
        Assert.Equal((0, 0, 0), (await db.Observations.CountAsync(Stop), await db.Submissions.CountAsync(Stop), await db.Files.CountAsync(Stop)));
    }

    [Fact]
    public async Task Value_FarFromTheLastOne_IsAWarningAndStillRecorded()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        await city.SendGood("a.csv", "420200,GDP,2020,1641,亿元,A,c,A,\n");
        var receipt = await city.SendGood("b.csv", "420200,GDP,2021,18657,亿元,A,c,A,\n420200,GDP,2022,20410,亿元,A,c,A,\n");
        Assert.Equal(["2 value.far-from-last"], receipt.Findings.Select(f => $"{f.Where.Row} {f.Code}"));
    }

    [Fact]
    public async Task Return_FromAnotherMachine_IsRefused()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var outcome = await city.Get<SubmitReturn>().Run(Actor.Remote("10.1.2.3"), SmallCity.File("a.csv", SmallCity.Header), ReturnRequest.Commit, Stop);
        Assert.Equal("actor.may-not-write", Assert.Single(outcome.AllFindings).Code);
    }

    [Fact]
    public async Task NotApplicable_AsAValue_IsKeptAsStatusM()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        await city.SendGood("a.csv", "420200,GDP,2021,n/a,亿元,,c,A,\n");
        var cell = Assert.Single(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, AsKnownOn.Now, Stop));
        Assert.Equal((null, ObsStatus.M), (cell.Value, cell.Preferred.Status));
    }
}
