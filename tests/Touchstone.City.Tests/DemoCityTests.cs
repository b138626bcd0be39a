using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Benchmarks;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Composite;
using Touchstone.Hosting;
using Touchstone.Hosting.Demo;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.City.Tests;

public sealed class DemoCityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("touchstone-demo-").FullName;
    private static readonly string Samples = Path.Combine(Repository.Root, "samples", "huangshi");
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_MadeFromTheSamples_RanksTheCitiesAndKnowsTheSourceOfEveryFigure()
    {
        var file = new DatabaseChoice.SqliteFile(Path.Combine(_folder, "demo.db"));
        var made = (await DemoDatabase.Make(file, Samples, DemoStart.Keep, null, Stop)).OrThrow();
        Assert.NotNull(made.Report);
        int lines = Directory.GetFiles(Path.Combine(Samples, "returns"), "*.csv").Sum(f => File.ReadLines(f).Count(l => l.Length > 0) - 1);
        Assert.Equal(lines, made.Report.Observations);
        Assert.False(File.Exists(file.Path + ".new"));

        await using var services = new ServiceCollection().AddTouchstone(new(file)).BuildServiceProvider();
        var build = Assert.Single(await services.GetRequiredService<ListBuilds>().Run(Actor.Local, "open-benchmark", Stop));
        Assert.Equal(["2020", "2021"], build.PeriodList.Select(p => p.ToString()));
        var explained = (await services.GetRequiredService<ExplainScore>().Run(Actor.Local, new(build.Id, Period.InYear(2021), new(DemoCity.Focus.Value)), Stop)).OrThrow();
        Assert.NotNull(explained.Explanation.Node.Score);
        Assert.All(explained.Sources.Values, s => Assert.NotNull(s.Observation.Citation));
        var peers = Assert.Single(await services.GetRequiredService<ListPeerSets>().Run(Actor.Local, DemoCity.Focus, Stop));
        Assert.Equal(8, peers.Peers.Count);
        var monitor = await services.GetRequiredService<ReadMonitor>().Run(Actor.Local, new(DemoCity.Monitor, DemoCity.Focus), Stop);
        Assert.Null(monitor.Single(m => m.Item.Indicator.Value == "RD_GDP").Latest);
        Assert.NotNull(monitor.Single(m => m.Item.Indicator.Value == "AIR_GOOD").Latest);
        Assert.All(monitor, m => Assert.Null(m.Distance));
    }

    [Fact]
    public async Task Demo_BesideThePublishedIndex_PrintsWhatHasToBePrintedWithIt()
    {
        var file = new DatabaseChoice.SqliteFile(Path.Combine(_folder, "demo.db"));
        var made = (await DemoDatabase.Make(file, Samples, DemoStart.Keep, null, Stop)).OrThrow();
        await using var services = new ServiceCollection().AddTouchstone(new(file)).BuildServiceProvider();
        foreach (int year in new[] { 2020, 2021 })
        {
            var beside = (await services.GetRequiredService<CompareWithPublished>().Run(Actor.Local,
                new(made.Report!.Builds[0].Id, Period.InYear(year), new("INNO_INDEX"), Period.InYear(2022), new("GDP"), DemoCity.Focus), Stop)).OrThrow();
            TestContext.Current.TestOutputHelper?.WriteLine($"{year}: n = {beside.Units.Length} of {beside.PublishedUnits} published and {beside.RankedUnits} ranked; index {beside.Beside.Value:0.000}, GDP alone {beside.Alone.Value:0.000}, GDP held fixed {beside.Partial.Value:0.000}");
            Assert.False(beside.FocusIsPublished);
            Assert.Equal(53, beside.PublishedUnits);
            Assert.Empty(beside.WithoutFixed);
            Assert.All(new[] { beside.Beside, beside.Alone, beside.IndexAndFixed, beside.Partial }, r => Assert.Equal((beside.Units.Length, (NoCorrelation?)null), (r.Count, r.Why)));
            Assert.True(beside.Partial.Value < beside.Beside.Value);
        }
    }

    [Fact]
    public async Task Demo_CountedOfItsMadeUpFirms_GivesTheFiguresOfThePaper()
    {
        var file = new DatabaseChoice.SqliteFile(Path.Combine(_folder, "demo.db"));
        (await DemoDatabase.Make(file, Samples, DemoStart.Keep, null, Stop)).OrThrow();
        await using var services = new ServiceCollection().AddTouchstone(new(file)).BuildServiceProvider();
        var (year, toDate) = (Period.InYear(2021), Period.YearTo(new(2022, 7, 16)));
        (string Indicator, Period Period, double Value)[] published = [("HTE", year, 478), ("TSME", year, 961), ("TSME", toDate, 872), ("HTE_APPLIED", toDate, 355), ("HTE_FIRST", toDate, 137), ("HTE_CULTIVATED", toDate, 101)];
        foreach (var (indicator, period, value) in published)
        {
            var cell = new CellKey(new(indicator), DemoCity.Focus, period);
            var known = Assert.Single(await services.GetRequiredService<ReadObservations>().Run(Actor.Local, CellFilter.Of(cell), AsKnownOn.Now, Stop));
            // The published figure, where there is one, stays preferred: what is counted of made-up firms is never nearer.
            var own = Assert.Single(known.Candidates, o => o.Submission is null);
            Assert.Equal((value, SourceTier.C), (own.Value!.Value, own.Tier));
            var counted = (await services.GetRequiredService<CountRegister>().Run(Actor.Local, cell, Stop)).OrThrow();
            Assert.Equal(value, counted.Rows.Length);
            Assert.All(counted.Rows, r => Assert.True(CreditCode.IsReserved(r.Key) && r.Name.EndsWith("（虚构）", StringComparison.Ordinal)));
        }
        var byDivision = await services.GetRequiredService<ReadObservations>().Run(Actor.Local, new([new("HTE")], [], [year]), AsKnownOn.Now, Stop);
        Assert.Equal(478, byDivision.Where(c => c.Key.Area != DemoCity.Focus).Sum(c => c.Value));
        var near = (await services.GetRequiredService<NearTheLine>().Run(Actor.Local, Rung.HighTech, new(2022, 7, 16), stop: Stop)).OrThrow();
        var risk = (await services.GetRequiredService<AtRisk>().Run(Actor.Local, Rung.HighTech, new(2022, 7, 16), stop: Stop)).OrThrow();
        var work = await services.GetRequiredService<Worklist>().Run(Actor.Local, new(new(2022, 7, 16)), Stop);
        var gradient = await services.GetRequiredService<Gradient>().Run(Actor.Local, RungTrack.Technology, new(2022, 7, 16), new(2021, 7, 16), Stop);
        TestContext.Current.TestOutputHelper?.WriteLine($"near {string.Join(' ', near.Firms.CountBy(f => f.Nearness))} of {near.LookedAt}; at risk {risk.Firms.Length} of {risk.Holders}: {string.Join(' ', risk.Firms.SelectMany(f => f.Risks).CountBy(r => r.Kind))}; work {string.Join(' ', work.CountBy(w => w.Kind))}; flows {string.Join(' ', gradient.Flows)}");
        Assert.All(Enum.GetValues<Nearness>(), nearness => Assert.InRange(near.Firms.Count(f => f.Nearness == nearness), 10, 200));
        Assert.Equal(3, (await services.GetRequiredService<FindDuplicates>().Run(Actor.Local, stop: Stop)).Pairs.Count(p => p.Reasons.Contains(DuplicateReason.SameName)));
        Assert.InRange(risk.Firms.Length, 10, 400);
        var warned = (await services.GetRequiredService<AtRisk>().Run(Actor.Local, Rung.HighTech, new(2022, 7, 16), narrow: Touchstone.Rules.Rational.Of(5, 100), stop: Stop)).OrThrow();
        Assert.Equal(risk.Firms.Select(f => f.Firm), warned.Firms.Where(f => !f.IsOnlyNarrow).Select(f => f.Firm));   // early warnings come behind, and change nothing of the rest
        Assert.Contains(warned.Firms, f => f.IsOnlyNarrow);
        Assert.Equal(gradient.Steps.Single(s => s.Rung == Rung.HighTech).Holders, risk.Holders);
        Assert.Contains(work, w => w.Kind == WorkKind.DoubtfulRow);
        var first = await services.GetRequiredService<FindRows>().Run(Actor.Local, "huake", stop: Stop);
        Assert.NotEmpty(first);
    }

    [Fact]
    public async Task Demo_StartedAgain_IsKeptUnlessFresh()
    {
        var file = new DatabaseChoice.SqliteFile(Path.Combine(_folder, "demo.db"));
        (await DemoDatabase.Make(file, Samples, DemoStart.Keep, null, Stop)).OrThrow();
        Assert.Null((await DemoDatabase.Make(file, Samples, DemoStart.Keep, null, Stop)).OrThrow().Report);
        Assert.NotNull((await DemoDatabase.Make(file, Samples, DemoStart.Fresh, null, Stop)).OrThrow().Report);
    }

    [Fact]
    public async Task Demo_WithABrokenReturn_LeavesTheDemoThatWasThere()
    {
        string broken = Path.Combine(_folder, "samples");
        foreach (string path in Directory.EnumerateFiles(Samples, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(broken, Path.GetRelativePath(Samples, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        File.AppendAllText(Directory.GetFiles(Path.Combine(broken, "returns")).Max()!, "420200,NO_SUCH,2021,1,亿元,A,c,A,\n");
        var file = new DatabaseChoice.SqliteFile(Path.Combine(_folder, "demo.db"));
        File.WriteAllText(file.Path, "the demo that was there");
        var outcome = await DemoDatabase.Make(file, broken, DemoStart.Fresh, null, Stop);
        Assert.Contains(outcome.AllFindings, f => f.Code == "indicator.unknown");
        Assert.Equal("the demo that was there", File.ReadAllText(file.Path));
        Assert.Equal([file.Path], Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
