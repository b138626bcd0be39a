using Touchstone.City.Indices;
using Touchstone.City.Levers;
using Touchstone.City.Organisation;
using Touchstone.City.Tests.Storage;
using Touchstone.Decision;
using Touchstone.Model;

namespace Touchstone.City.Tests.Indices;

public sealed class AskLeversTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private static readonly Period Year = Period.InYear(2021);
    private static readonly UnitCode Huangshi = new("420200");
    private static readonly IndicatorCode Rd = new("RD_GDP");

    [Fact]
    public async Task Levers_OfTheLast_SayWhatAFigureBringsAndWhatReachesARank()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var build = await city.Build();
        var answer = (await city.Get<AskLevers>().Run(Actor.Local, new(build.Id, Year, Huangshi, [new(Rd, 2.6)], 2), Stop)).OrThrow();
        Assert.Equal(3, answer.Gains.Now.Rank);
        var gain = answer.Gains.Gains.Single(g => g.Column == Rd);
        Assert.True(gain.ScoreAfterStep > 0);
        Assert.Equal(3.5, gain.Best);
        // R&D from 2.2 to 2.6 of a scale from 2.2 to 3.5, half the weight.
        Assert.Equal(answer.Gains.Now.Score!.Value + 50 * (0.4 / 1.3), answer.Tried.Frozen.Score!.Value, 5e-10);
        // R&D alone makes 50 points at most, and the second has 60; both figures together reach it.
        Assert.Null(answer.Smallest.Single(c => c.Column == Rd).Frozen);
        Assert.True(answer.Together!.IsDone(out var plan));
        Assert.Equal(["GDP", "RD_GDP"], plan.Moves.Select(m => m.Column.Value).Order(StringComparer.Ordinal));
        var asked = (await city.Get<LoadWhatIf>().Run(Actor.Local, build.Id, Year, Huangshi, Stop)).OrThrow();
        Assert.True(asked.With(plan.Figures).Frozen.Rank <= 2);
        Assert.Null(answer.Best);
        Assert.Empty(answer.Gains.Missing);
    }

    /// <summary>Both figures together reach the second (see above); where one of them takes longer than the horizon, the other cannot alone.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(9, false)]
    public async Task Levers_Together_KeepToTheLimitsAndLeadTimesDeclared(int leadYears, bool reaches)
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var files = MiniIndex.Files();
        files["levers.yaml"] = System.Text.Encoding.UTF8.GetBytes($"schema: 1\nhorizon-years: 3\nlevers:\n  - {{column: RD_GDP, limit: 3}}\n  - {{column: GDP, lead-years: {leadYears}}}\n");
        (await city.Get<DefineIndex>().Run(Actor.Local, "mini", files, WriteMode.Commit, Stop)).OrThrow();
        var build = await city.Build();
        var together = (await city.Get<AskLevers>().Run(Actor.Local, new(build.Id, Year, Huangshi, [], 2), Stop)).OrThrow().Together!;
        Assert.Equal(reaches, together.IsDone(out var plan));
        if (reaches) Assert.True(plan!.Moves.Single(m => m.Column == Rd).To <= 3);
        else Assert.Equal("levers.out-of-reach", Assert.Single(together.AllFindings).Code);
    }

    [Fact]
    public async Task Levers_OfWhatIsNotThere_AreRefusedWithEveryFault()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var build = await city.Build();
        var ask = city.Get<AskLevers>();
        Assert.Equal(["levers.set", "levers.set", "levers.reach"], (await ask.Run(Actor.Local, new(build.Id, Year, Huangshi, [new(new("NONE"), 1), new(Rd, double.NaN)], 0), Stop)).AllFindings.Select(f => f.Code));
        Assert.Equal("levers.unit-unknown", Assert.Single((await ask.Run(Actor.Local, new(build.Id, Year, new("999999"), [], null), Stop)).AllFindings).Code);
    }

    [Fact]
    public async Task Question_AfterAnother_StartsFromTheFiguresAsTheyAre()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var build = await city.Build();
        var unit = (await city.Get<LoadWhatIf>().Run(Actor.Local, build.Id, Year, Huangshi, Stop)).OrThrow();
        var now = unit.With([]);
        unit.With([new ChangedFigure(Rd, 3.4)]);
        Assert.Equal(now, unit.With([]));
    }
}
