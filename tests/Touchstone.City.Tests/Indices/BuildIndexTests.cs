using Touchstone.City.Benchmarks;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Tests.Storage;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Tests.Indices;

public sealed class BuildIndexTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private static readonly Period Year = Period.InYear(2021);
    private static readonly UnitCode Huangshi = new("420200");

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Build_LoadedByAnotherProcess_IsMadeAgainWithTheSameIdentityAndScores(Engine engine)
    {
        await using var city = await MiniIndex.Start(engine);
        var stored = await city.Build();
        await using var other = await TestCity.Reopen(city.Database, city.Clock);
        var build = (await other.Get<LoadBuild>().Run(Actor.Local, stored.Id, Stop)).OrThrow();
        Assert.Equal(stored.Id, build.Id);
        var rows = await other.Get<ReadScores>().Run(Actor.Local, stored.Id, new(), Stop);
        Assert.Equal(build.Scores.Rows.Length * build.Scores.Nodes.Length, rows.Length);
        foreach (var row in rows)
        {
            int r = build.Scores.PlaceOf(new RowKey(Year, row.Unit)), n = build.Scores.PlaceOf(row.Node);
            Assert.Equal((build.Scores.Score(r, n), build.Scores.Rank(r, n), build.Scores.Marks(r, n), build.Scores.Statuses[r]), (row.Score, row.Rank, row.Marks, row.Status));
        }
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Build_OfUnchangedFigures_IsStoredOnce(Engine engine)
    {
        await using var city = await MiniIndex.Start(engine);
        var first = await city.Build();
        city.Clock.Advance(TimeSpan.FromDays(3));
        var second = await city.Build();
        Assert.Equal((first.Id, first.CreatedAt), (second.Id, second.CreatedAt));
        Assert.Single(await city.Get<ListBuilds>().Run(Actor.Local, "mini", Stop));
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Correction_AfterABuild_ChangesTheNextBuildAndNotTheOneAsKnownBefore(Engine engine)
    {
        await using var city = await MiniIndex.Start(engine);
        var before = await city.Build();
        var day = new DateOnly(2026, 1, 5);
        city.Clock.Advance(TimeSpan.FromDays(2));
        await city.SendGood("correction.csv", "420200,RD_GDP,2021,3.1,%,A,Yearbook,B,\n");
        var after = await city.Build();
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal(before.Id, (await city.Build(AsKnownOn.On(day))).Id);
        var comparison = (await city.Get<CompareBuilds>().Run(Actor.Local, before.Id, after.Id, Stop)).OrThrow();
        var cell = Assert.Single(comparison.Cells);
        Assert.Equal((Huangshi, new IndicatorCode("RD_GDP"), 2.2, 3.1), (cell.Row.Unit, cell.Column, cell.Before, cell.After));
        var moved = Assert.Single(comparison.Moves(), m => m.Row.Unit == Huangshi);
        Assert.True(moved.ScoreAfter > moved.ScoreBefore);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Score_Explained_LeadsToTheSourceCellOfEveryFigure(Engine engine)
    {
        await using var city = await MiniIndex.Start(engine);
        var stored = await city.Build();
        var explained = (await city.Get<ExplainScore>().Run(Actor.Local, new(stored.Id, Year, Huangshi), Stop)).OrThrow();
        Assert.Equal(["GDP", "POP_RES", "RD_GDP"], explained.Sources.Keys.Select(k => k.Value));
        var source = explained.Sources[new("RD_GDP")].Observation;
        Assert.Equal(("figures.csv", 9L, "value", "Yearbook", ObsStatus.P), (source.File, source.Row, source.Column, source.Citation, source.Status));
        Assert.Equal(CellMarks.Provisional, explained.Explanation.Node.Marks & CellMarks.Provisional);
    }

    [Fact]
    public async Task Definition_NamingWhatTheCityDoesNotKnow_IsRefusedWithEveryPlace()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        var files = MiniIndex.Files(
            units: MiniIndex.Units.Replace("420500", "999999", StringComparison.Ordinal),
            indicators: MiniIndex.Indicators.Replace("RD_GDP", "RD_UNKNOWN", StringComparison.Ordinal).Replace("亿元", "万元", StringComparison.Ordinal));
        var outcome = await city.Get<DefineIndex>().Run(Actor.Local, "mini", files, WriteMode.Commit, Stop);
        Assert.Equal(["index.indicator-not-in-catalogue", "index.unit-not-an-area", "index.unit-of-measure"], outcome.AllFindings.Select(f => f.Code).Order(StringComparer.Ordinal));
        Assert.All(outcome.AllFindings, f => Assert.NotNull(f.Where.Row));
        Assert.Empty(await city.Get<ListIndices>().Run(Actor.Local, Stop));
    }

    [Fact]
    public async Task Definition_SentAgain_IsTheSameEditionUntilItChanges()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var define = city.Get<DefineIndex>();
        Assert.Equal(1, (await define.Run(Actor.Local, "mini", MiniIndex.Files(), WriteMode.Commit, Stop)).OrThrow().Edition);
        var changed = MiniIndex.Files(recipe: MiniIndex.Recipe.Replace("arithmetic", "geometric", StringComparison.Ordinal).Replace("[0, 100]", "[1, 100]", StringComparison.Ordinal));
        Assert.Equal(2, (await define.Run(Actor.Local, "mini", changed, WriteMode.Commit, Stop)).OrThrow().Edition);
        Assert.Equal(2, Assert.Single(await city.Get<ListIndices>().Run(Actor.Local, Stop)).Edition);
    }

    [Fact]
    public async Task Benchmark_OfACityAgainstItsPeers_AddsUpToTheDifference()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var stored = await city.Build();
        var question = new PeerQuestion(stored.Id, Year, new("420200"), [new("420100"), new("420500")]);
        var table = (await city.Get<CompareWithPeers>().Run(Actor.Local, question, Stop)).OrThrow();
        Assert.Equal(["MINI", "GDP_PC", "RD_GDP"], table.Rows.Select(r => r.Node.Code.Value));
        var root = table.Rows[0];
        Assert.Equal((new UnitCode("420100"), 3), (root.BestPeer, root.RankedUnits));
        var gap = (await city.Get<DecomposeGap>().Run(Actor.Local, question, null, Stop)).OrThrow();
        Assert.Equal(root.Own.Score!.Value - root.PeerMean!.Value, gap.Parts.Sum(p => p.Amount), 5e-10);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task PeerSet_DefinedTwice_IsReplacedWhole(Engine engine)
    {
        await using var city = await MiniIndex.Start(engine);
        var define = city.Get<DefinePeers>();
        PeerChoice Choice(params ChosenPeer[] peers) => new("hand", new("420200"), new("手选", "By hand"), PeerMethod.ByHand, new("会议商定", "agreed at a meeting"), [.. peers]);
        (await define.Run(Actor.Local, Choice(new ChosenPeer(new("420100"), new("省会", "capital"))), WriteMode.Commit, Stop)).OrThrow();
        (await define.Run(Actor.Local, Choice(new ChosenPeer(new("420500"), new("同省", "same province")), new(new("420100"), new("省会", "capital"))), WriteMode.Commit, Stop)).OrThrow();
        var set = Assert.Single(await city.Get<ListPeerSets>().Run(Actor.Local, new("420200"), Stop));
        Assert.Equal(["420500", "420100"], set.Peers.Select(p => p.Area.Value));
        var refused = await define.Run(Actor.Local, Choice(new ChosenPeer(new("420200"), new("", ""))), WriteMode.Commit, Stop);
        Assert.Equal(["peers.twice", "peers.no-reason"], refused.AllFindings.Select(f => f.Code));
    }
}
