using System.Text;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.City.Tests.Storage;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Tests.Indices;

public sealed class RangesTests
{
    private const string Uncertainty = """
        schema: 1
        scenarios: 200
        seed: 7
        factors:
          - weight-noise: weights
            share: 100%
          - data-error: figures
            relative: 40%
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private static readonly Period Year = Period.InYear(2021);

    private static Dictionary<string, ReadOnlyMemory<byte>> Declared(string uncertainty) => new(MiniIndex.Files(), StringComparer.Ordinal) { [UncertaintyFile.Name] = Encoding.UTF8.GetBytes(uncertainty) };

    private static async Task<IndexDefinition> Declare(TestCity city, string uncertainty) =>
        (await city.Get<DefineIndex>().Run(Actor.Local, "mini", Declared(uncertainty), WriteMode.Commit, Stop)).OrThrow();

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Build_OfAnIndexThatDeclaresWhatIsUncertain_IsStoredWithTheRangesTheEngineGives(Engine engine)
    {
        await using var city = await MiniIndex.Start(engine);
        await Declare(city, Uncertainty);
        var stored = await city.Build();
        var ranges = await city.Get<ReadRanges>().Run(Actor.Local, stored.Id, Stop);
        Assert.NotNull(ranges);
        Assert.Equal((200L, 7L, 0.9, 2L), (ranges.Run.Scenarios, ranges.Run.Seed, ranges.Run.Level, ranges.Run.Edition));
        Assert.Equal(3, ranges.Rows.Length);
        var build = (await city.Get<LoadBuild>().Run(Actor.Local, stored.Id, Stop)).OrThrow();
        var spec = UncertaintyFile.Read(Declared(Uncertainty)).OrThrow().Spec with { Period = Year };
        foreach (var unit in UncertaintyAnalysis.Run(build.Input, build.Recipe, spec, new(1)).OrThrow().Units)
        {
            var row = ranges.Of(unit.Row.Period, unit.Row.Unit)!;
            Assert.Equal((unit.Ranks!.Low, unit.Ranks.Median, unit.Ranks.High, unit.Scores!.Low, unit.Scores.High, unit.ScenariosRanked), (row.Low, row.Median, row.High, row.ScoreLow, row.ScoreHigh, row.ScenariosRanked));
            Assert.Equal((unit.RanksByMethod!.Low, unit.RanksByData!.High), (row.MethodLow, row.DataHigh));
        }
    }

    [Fact]
    public async Task Build_BuiltAgainAfterOnlyTheDeclarationChanged_KeepsItsIdentityAndHasTheNewRanges()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var plain = await city.Build();
        Assert.Null(await city.Get<ReadRanges>().Run(Actor.Local, plain.Id, Stop));
        await Declare(city, Uncertainty);
        Assert.Equal(plain.Id, (await city.Build()).Id);
        Assert.Equal(200, (await city.Get<ReadRanges>().Run(Actor.Local, plain.Id, Stop))!.Run.Scenarios);
        await Declare(city, Uncertainty.Replace("scenarios: 200", "scenarios: 300", StringComparison.Ordinal));
        await city.Build();
        await city.Build();
        Assert.Equal(300, (await city.Get<ReadRanges>().Run(Actor.Local, plain.Id, Stop))!.Run.Scenarios);
        await using var db = await city.Get<IDbContextFactory<City.Storage.CityDb>>().CreateDbContextAsync(Stop);
        Assert.Equal((2, 6), (await db.RangeRuns.CountAsync(Stop), await db.RankRanges.CountAsync(Stop)));
    }

    [Fact]
    public async Task Build_OfADeclarationThatCannotRunOnTheData_StandsWithoutRangesAndSaysWhy()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        await Declare(city, """
            schema: 1
            factors:
              - choice: mean
                alternatives:
                  - arithmetic
                  - code: geometric
                    steps:
                      - aggregate: {mean: geometric, missing: rescale}
            """);
        var built = await city.Get<BuildIndex>().Run(Actor.Local, new("mini", MiniIndex.Year2021, default), Stop);
        var stored = built.OrThrow();
        Assert.Null(await city.Get<ReadRanges>().Run(Actor.Local, stored.Id, Stop));
        var why = Assert.Single(built.AllFindings, f => f.Code == "uncertainty.cannot-run");
        Assert.Equal((Severity.Warning, UncertaintyFile.Name), (why.Severity, why.Where.File));
    }

    [Fact]
    public async Task Declaration_WithAFault_IsRefusedWithTheDefinition()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var outcome = await city.Get<DefineIndex>().Run(Actor.Local, "mini", Declared("schema: 1\n"), WriteMode.Commit, Stop);
        Assert.False(outcome.IsDone(out _));
        Assert.Contains(outcome.AllFindings, f => f.Code == "uncertainty.no-factors");
    }

    [Fact]
    public async Task Robustness_OfABuild_RepeatsTheStoredScenariosAndSplitsTheVarianceOfARank()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        await Declare(city, Uncertainty);
        var stored = await city.Build();
        var ranges = (await city.Get<ReadRanges>().Run(Actor.Local, stored.Id, Stop))!;
        var firm = (await city.Get<LoadRobustness>().Run(Actor.Local, stored.Id, Year, Stop)).OrThrow();
        foreach (var unit in firm.Ranges.Units)
        {
            Assert.Equal((unit.Ranks!.Low, unit.Ranks.High), (ranges.Of(Year, unit.Row.Unit)!.Low, ranges.Of(Year, unit.Row.Unit)!.High));
            Assert.Equal(1, firm.Acceptabilities(unit.Row.Unit).Sum(), 5e-10);
        }
        Assert.Equal(1, firm.ShareAbove(new("420100"), new("420500")) + firm.ShareAbove(new("420500"), new("420100")), 5e-3);
        Assert.Equal(["weights", "figures"], firm.EffectsOn(new("420500")).Factors.Select(f => f.Factor));
        Assert.Same(firm, (await city.Get<LoadRobustness>().Run(Actor.Local, stored.Id, Year, Stop)).OrThrow());
        var plain = await MiniIndex.Start(Engine.Sqlite);
        await using (plain) Assert.Equal("ranges.not-computed", Assert.Single((await plain.Get<LoadRobustness>().Run(Actor.Local, (await plain.Build()).Id, Year, Stop)).AllFindings).Code);
    }

    [Fact]
    public async Task Scenarios_OfAPeriodThatIsItsOwnFrame_DoNotDependOnOtherPeriods()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        await Declare(city, Uncertainty.Replace("  - data-error: figures\n    relative: 40%\n", "", StringComparison.Ordinal));
        await city.SendGood("before.csv", MiniIndex.Returns.Replace(",2021,", ",2020,", StringComparison.Ordinal));
        var alone = await city.Build();
        var both = (await city.Get<BuildIndex>().Run(Actor.Local, new("mini", [Period.InYear(2020), Year], default), Stop)).OrThrow();
        var (one, two) = ((await city.Get<ReadRanges>().Run(Actor.Local, alone.Id, Stop))!, (await city.Get<ReadRanges>().Run(Actor.Local, both.Id, Stop))!);
        Assert.Equal(6, two.Rows.Length);
        Assert.All(one.Rows, r => Assert.Equal((r.Low, r.High, r.ScoreLow), (two.Of(Year, r.Unit)!.Low, two.Of(Year, r.Unit)!.High, two.Of(Year, r.Unit)!.ScoreLow)));
    }
}
