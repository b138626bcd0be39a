using CsCheck;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Submissions;
using Touchstone.City.Tests.Storage;
using Touchstone.Model;

namespace Touchstone.City.Tests.Observations;

public sealed class AsKnownOnTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private static readonly string[] AreaCodes = ["420100", "420200", "420500"];
    private static readonly SourceTier[] Tiers = [SourceTier.A, SourceTier.B, SourceTier.C];

    /// <summary>One row of a random return.</summary>
    private sealed record Said(int Area, int Year, int Source, double? Value);

    /// <summary>What an oracle remembers: every row ever accepted, with its day and its order.</summary>
    private sealed record Remembered(string Area, int Year, int Source, double? Value, DateOnly Day, int Order);

    private static readonly Gen<Said> OneRow = Gen.Select(Gen.Int[0, 2], Gen.Int[2020, 2021], Gen.Int[0, 2], Gen.Int[-1, 9], (area, year, source, value) => new Said(area, year, source, value < 0 ? null : value));
    private static readonly Gen<Said[][]> Days = OneRow.Array[1, 5].Array[1, 6];

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task RandomReturnsAndCorrections_AskedForAnyDay_AnswerAsAnOracleInMemory(Engine engine)
    {
        var histories = new List<Said[][]>();
        Days.Sample(histories.Add, seed: "0N0XIzNsQ0O2", iter: engine == Engine.Sqlite ? 12 : 6, threads: 1);
        foreach (var history in histories) await Check(engine, history);
    }

    private static async Task Check(Engine engine, Said[][] history)
    {
        await using var city = await SmallCity.Start(engine);
        var remembered = new List<Remembered>();
        var start = new DateOnly(2026, 1, 5);
        for (int day = 0; day < history.Length; day++)
        {
            // A row of the same cell and source may be in a return once.
            var rows = history[day].DistinctBy(r => (r.Area, r.Year, r.Source)).ToArray();
            string text = string.Concat(rows.Select(r => $"{AreaCodes[r.Area]},GDP,{r.Year},{r.Value},亿元,{(r.Value is null ? "O" : "A")},source {r.Source},{Tiers[r.Source]},\n"));
            var receipt = await city.Send($"day{day}.csv", text);
            Assert.Contains(receipt.Result, (ReturnResult[])[ReturnResult.Accepted, ReturnResult.Repeated]);
            if (receipt.Result == ReturnResult.Accepted)
                foreach (var r in rows)
                {
                    // What the store already has from the source is not recorded again.
                    var last = remembered.LastOrDefault(m => m.Area == AreaCodes[r.Area] && m.Year == r.Year && m.Source == r.Source);
                    if (last is null || last.Value != r.Value) remembered.Add(new(AreaCodes[r.Area], r.Year, r.Source, r.Value, start.AddDays(day), remembered.Count));
                }
            city.Clock.Advance(TimeSpan.FromDays(1));
        }
        for (int day = -1; day <= history.Length; day++)
        {
            var on = start.AddDays(day);
            var cells = await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, AsKnownOn.On(on), Stop);
            Assert.Equal(Expected(remembered, on), cells.Select(c => $"{c.Key.Area} {c.Key.Period} {c.Value} of {c.Candidates.Length}"));
        }
        await using var db = city.Open();
        Assert.Equal(remembered.Count, await db.Observations.CountAsync(Stop));
    }

    private static IEnumerable<string> Expected(List<Remembered> all, DateOnly on) => all.Where(m => m.Day <= on)
        .GroupBy(m => (m.Area, m.Year)).OrderBy(g => g.Key.Area, StringComparer.Ordinal).ThenBy(g => g.Key.Year)
        .Select(cell =>
        {
            var latest = cell.GroupBy(m => m.Source).Select(s => s.MaxBy(m => m.Order)!).ToList();
            var best = latest.OrderBy(m => m.Value is null).ThenBy(m => m.Source).ThenByDescending(m => m.Order).First();   // source 0 is tier A, 1 is B, 2 is C
            return $"{cell.Key.Area} {cell.Key.Year} {best.Value} of {latest.Count}";
        });

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Value_BeforeItsRelease_IsNotGivenOutOnAnyDayAskedFor(Engine engine)
    {
        await using var city = await SmallCity.Start(engine);
        await city.SendGood("air.csv", "420200,AIR_GOOD,2025,88,%,A,c,A,\n");   // released 100 days after 31 December 2025
        foreach (var known in (AsKnownOn[])[AsKnownOn.Now, AsKnownOn.On(new(2026, 12, 31)), AsKnownOn.On(DateOnly.MaxValue)])
            Assert.Empty(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, known, Stop));
        Assert.Empty(await city.Get<ReadHistory>().Run(Actor.Local, new(new("AIR_GOOD"), new("420200"), Period.InYear(2025)), Stop));
        city.Clock.Advance(TimeSpan.FromDays(120));
        Assert.Equal(88, Assert.Single(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, AsKnownOn.Now, Stop)).Value);
        Assert.Empty(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, AsKnownOn.On(new(2026, 2, 1)), Stop));
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task SameCell_FromTwoSources_KeepsBothAndSaysWhyOneWon(Engine engine)
    {
        await using var city = await SmallCity.Start(engine);
        await city.SendGood("a.csv", "420200,GDP,2021,1865.7,亿元,A,Yearbook,A,\n");
        city.Clock.Advance(TimeSpan.FromHours(1));
        await city.SendGood("b.csv", "420200,GDP,2021,1880,亿元,A,Newspaper,B,\n");
        var cell = Assert.Single(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, AsKnownOn.Now, Stop));
        Assert.Equal([1865.7, 1880], cell.Candidates.Select(c => c.Value!.Value));
        Assert.Equal("its source is nearer", cell.Why.En);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Observation_ChangedOrDeleted_IsRefusedByTheStore(Engine engine)
    {
        await using var city = await SmallCity.Start(engine);
        await city.SendGood("a.csv", "420200,GDP,2021,1865.7,亿元,A,c,A,\n");
        await using var db = city.Open();
        var observation = await db.Observations.SingleAsync(Stop);
        db.Entry(observation).Property(o => o.Value).CurrentValue = 2;
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Stop));
        db.Entry(observation).State = EntityState.Unchanged;
        db.Remove(observation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Observations.ExecuteDeleteAsync(Stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Observations.ExecuteUpdateAsync(set => set.SetProperty(o => o.Value, 3), Stop));
        Assert.Equal(1865.7, (await db.Observations.AsNoTracking().SingleAsync(Stop)).Value);
    }

    [Fact]
    public async Task Correction_WithAClockSetBack_IsStillTheLaterOne()
    {
        await using var city = await SmallCity.Start(Engine.Sqlite);
        await city.SendGood("a.csv", "420200,GDP,2021,1865.7,亿元,A,c,A,\n");
        city.Clock.AdjustTime(city.Clock.GetUtcNow().AddDays(-2));
        await city.SendGood("b.csv", "420200,GDP,2021,1866,亿元,A,c,A,\n");
        Assert.Equal(1866, Assert.Single(await city.Get<ReadObservations>().Run(Actor.Local, CellFilter.All, AsKnownOn.Now, Stop)).Value);
        await using var db = city.Open();
        var moments = await db.Observations.OrderBy(o => o.Id).Select(o => o.RecordedAt).ToListAsync(Stop);
        Assert.True(moments[1] > moments[0]);
    }
}
