using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.City.Tests.Storage;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Tests.Indices;

public sealed class SplitChangeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private static readonly Period Year = Period.InYear(2021);
    private static readonly UnitCode Huangshi = new("420200");

    [Fact]
    public async Task Split_BetweenABuildAndItsCorrection_IsRevisionAndAddsUp()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var before = await city.Build();
        city.Clock.Advance(TimeSpan.FromDays(2));
        await city.SendGood("correction.csv", "420200,RD_GDP,2021,3.1,%,A,Yearbook,B,\n");
        var after = await city.Build();
        var split = (await city.Get<SplitChange>().Run(Actor.Local, new(before.Id, Year, after.Id, Year, Huangshi), Stop)).OrThrow();
        Assert.Equal(split.ScoreAfter - split.ScoreBefore, split.Parts.Sum(p => p.Score), 5e-10);
        Assert.Equal(split.RankAfter - split.RankBefore, split.Parts.Sum(p => p.Rank!.Value));
        Assert.True(split.Parts.Single(p => p.Cause == ChangeCause.Revision).Score > 0);
        Assert.Equal(0, split.Parts.Single(p => p.Cause == ChangeCause.ReportedData).Score);
    }

    [Fact]
    public async Task Split_OfAnUnknownBuild_IsRefused()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var build = await city.Build();
        Assert.Equal("build.unknown", Assert.Single((await city.Get<SplitChange>().Run(Actor.Local, new(new BuildId(new string('0', 64)), Year, build.Id, Year, Huangshi), Stop)).AllFindings).Code);
    }
}
