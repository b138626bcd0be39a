using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.City.Benchmarks;
using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Submissions;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Hosting.Demo;

/// <summary>What the demo city holds.</summary>
public sealed record DemoReport(int Areas, int Indicators, int Returns, int Observations, ImmutableArray<StoredBuild> Builds, ImmutableArray<Finding> Findings)
{
    /// <summary>Made-up firms in the register.</summary>
    public int Firms { get; init; }
    /// <summary>Figures counted of the registers.</summary>
    public int Measures { get; init; }
}

/// <summary>
/// Fills an empty database with the demo city from its folder, through the same use cases a bureau would use: areas, departments, duties, catalogue, returns in the order of their
/// names, monitor, indices, peers. The first thing refused stops it.
/// </summary>
/// <param name="services">A city that is migrated and empty.</param>
/// <param name="folder">The folder, such as <c>samples/huangshi</c>.</param>
public sealed class DemoCity(IServiceProvider services, string folder)
{
    /// <summary>The city the demo is about.</summary>
    public static AreaCode Focus { get; } = new("420200");
    /// <summary>The name of the demo's monitor.</summary>
    public const string Monitor = "monitor";

    private static readonly Actor Actor = Actor.Local with { Id = "demo", Name = "示范数据 · demo data" };
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    /// <summary>Thrown inside only, to leave by the one door below.</summary>
    private sealed class RefusedException(ImmutableArray<Finding> findings) : Exception
    {
        public ImmutableArray<Finding> Findings { get; } = findings;
    }

    /// <param name="progress">Told what is being done.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Outcome<DemoReport>> Fill(Action<Text>? progress = null, CancellationToken stop = default)
    {
        try
        {
            progress?.Invoke(new("登记地区、部门、职责、指标目录", "registering areas, departments, duties and the catalogue"));
            var areas = Take(await Get<ImportAreas>().Run(Actor, Read("areas.csv"), WriteMode.Commit, stop));
            Take(await Get<ImportDepartments>().Run(Actor, Read("departments.csv"), WriteMode.Commit, stop));
            Take(await Get<ImportDuties>().Run(Actor, Read("duties.csv"), WriteMode.Commit, stop));
            var catalogue = Take(await Get<ImportCatalogue>().Run(Actor, Read("catalogue.csv"), WriteMode.Commit, stop));
            var (returns, observations) = await Submit(progress, stop);
            int measures = await Registers(progress, stop);
            if (File.Exists(Path.Combine(folder, "monitor.csv"))) Take(await Get<ImportMonitor>().Run(Actor, Monitor, Read("monitor.csv"), WriteMode.Commit, stop));
            var builds = await BuildIndices(progress, stop);
            foreach (var build in builds) await FindPeers(build, stop);
            return Outcome.Done(new DemoReport(areas.Rows, catalogue.Rows, returns, observations, builds, _findings.ToImmutable()) { Firms = DemoFirms.Count, Measures = measures });
        }
        catch (RefusedException refused)
        {
            return Outcome.Refused<DemoReport>(refused.Findings);
        }
    }

    private T Get<T>() where T : notnull => services.GetRequiredService<T>();

    private ReceivedFile Read(string name) => new(Path.GetFileName(name), File.ReadAllBytes(Path.Combine(folder, name)));

    private T Take<T>(Outcome<T> outcome) => outcome.Match(
        done => { _findings.AddRange(done.Findings); return done.Value; },
        refused => throw new RefusedException(refused.Findings));

    private async Task<(int Returns, int Observations)> Submit(Action<Text>? progress, CancellationToken stop)
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(folder, "returns"), "*.csv").Order(StringComparer.Ordinal)];
        int observations = 0;
        foreach (string file in files)
        {
            string name = Path.GetFileName(file);
            progress?.Invoke(new($"接收填报 {name}", $"receiving the return {name}"));
            var receipt = Take(await Get<SubmitReturn>().Run(Actor, Read(Path.Combine("returns", name)), ReturnRequest.Commit, stop));
            if (receipt.Result == ReturnResult.Refused) throw new RefusedException(receipt.Findings);
            _findings.AddRange(receipt.Findings);
            observations += receipt.Recorded;
        }
        return (files.Length, observations);
    }

    /// <summary>The made-up firms, and what is counted of them: the figures of the paper's report, and the same by division.</summary>
    private async Task<int> Registers(Action<Text>? progress, CancellationToken stop)
    {
        foreach (var (register, file) in DemoFirms.Files()) await Register(register, file);
        if (await DemoPoints.File(services, Actor, stop) is { } points) await Register("judgements", points);
        progress?.Invoke(new("台账计数", "counting the registers"));
        var year = Period.InYear(2021);
        var toDate = Period.YearTo(DemoFirms.Today);
        List<CellKey> cells = [new(new("HTE_SCALE_SHARE"), Focus, year), new(new("HTE_APPLIED"), Focus, toDate), new(new("HTE_FIRST"), Focus, toDate), new(new("HTE_CULTIVATED"), Focus, toDate)];
        var areas = await Get<ListAreas>().Run(Actor, stop);
        foreach (var area in areas.Where(a => a.Code == Focus || (a.Parent == Focus && a.Kind == AreaKind.County)))
            cells.AddRange([new(new("HTE"), area.Code, year), new(new("TSME"), area.Code, year), new(new("TSME"), area.Code, toDate)]);
        return Take(await Get<MeasureRegisters>().Run(Actor, cells, stop)).Recorded;

        async Task Register(string register, ReceivedFile file)
        {
            progress?.Invoke(new($"登记虚构示范企业：{file.Name}", $"registering made-up firms: {file.Name}"));
            Take(await Get<ImportRows>().Run(Actor, register, file, RowsRequest.Commit with { ValidFrom = DemoFirms.Today, Citation = DemoFirms.Source, Tier = SourceTier.C }, stop));
        }
    }

    private async Task<ImmutableArray<StoredBuild>> BuildIndices(Action<Text>? progress, CancellationToken stop)
    {
        var builds = ImmutableArray.CreateBuilder<StoredBuild>();
        foreach (var (index, periods) in PeriodsByIndex())
        {
            progress?.Invoke(new($"测算指数 {index}", $"building the index {index}"));
            var files = Take(IndexFolder.Load(Path.Combine(folder, "indices", index)));
            Take(await Get<DefineIndex>().Run(Actor, index, files, WriteMode.Commit, stop));
            builds.Add(Take(await Get<BuildIndex>().Run(Actor, new(index, periods, AsKnownOn.Now), stop)));
        }
        return builds.ToImmutable();
    }

    /// <summary>From <c>indices.csv</c>: for which periods each index is built.</summary>
    private List<(string Index, ImmutableArray<Period> Periods)> PeriodsByIndex()
    {
        var file = Read("indices.csv");
        var table = CsvReader.Read(file.Bytes, file.Name);
        if (!table.IsSound) throw new RefusedException(table.Findings);
        int index = table.Find("index"), periods = table.Find("periods");
        return [.. table.Rows.Where(r => !r.IsBlank).Select(row => (Columns.Text(row, index), Columns.Text(row, periods).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Period.TryParse(text, out var period) ? period : throw new RefusedException([Finding.Error("period.unreadable", table.At(row, periods),
                new($"“{text}”不是时期。", $"'{text}' is not a period."), new("写成 2021 的样子，用分号分隔。", "Write it like 2021, separated by semicolons."))])).ToImmutableArray()))];
    }

    /// <summary>Cities like the demo's by size and income, where the index has those columns.</summary>
    private async Task FindPeers(StoredBuild build, CancellationToken stop)
    {
        SimilarityColumn[] wanted = [new(new("POP_RES"), 1, SimilarityScale.Log), new(new("GDP_PER_RES"), 1, SimilarityScale.Log)];
        var loaded = Take(await Get<LoadBuild>().Run(Actor, build.Id, stop));
        ImmutableArray<SimilarityColumn> columns = [.. wanted.Where(c => loaded.Input.Framework.Find(c.Code) is not null)];
        if (columns.IsEmpty || loaded.Scores.PlaceOf(new RowKey(build.PeriodList.Last(), new(Focus.Value))) < 0) return;
        var suggested = Take(await Get<SuggestPeers>().Run(Actor, new(build.Id, build.PeriodList.Last(), Focus, columns), stop));
        Take(await Get<DefinePeers>().Run(Actor, suggested.Choice, WriteMode.Commit, stop));
    }
}
