using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Hosting;
using Touchstone.Model;

namespace Touchstone.Benchmarks;

/// <summary>
/// What an officer waits for: a workbook of a hundred thousand firms, against the time MiniExcel needs to read it; and a page of a register of a million firms.
/// <c>registers [import|list] [postgres connection string]</c>; the list is filled once and kept under the temporary folder.
/// </summary>
internal static class RegisterBench
{
    private const int ImportRowsCount = 100_000, ListRowsCount = 1_000_000;
    private const string Characters = "华恒瑞晶蓝锐远博鼎汇凌星川宏启泰云融卓劲磐青朗固同盛长新科智力德金海天安达成源创信通航谷峰泽恩铭佳康能域极步捷韵越岳清桥禾木正乐行原威基为万里江山春秋明月松竹梅兰龙凤虎鹏飞跃腾骏振兴隆昌富贵祥和顺利吉庆";
    private static readonly string[] Places = ["黄石", "大冶", "阳新", "西塞", "下陆", "新港", "磁湖", "铁山"], Trades = ["机电", "模具", "电子", "电路", "材料", "特钢", "生物", "药业", "环保", "软件", "检测", "能源", "装备", "食品", "化工", "科技"];
    private static readonly string[] Divisions = ["420202", "420203", "420204", "420205", "420222", "420281"];

    public static async Task Run(string[] args)
    {
        if (args.Length == 0 || args[0] == "import") await Import();
        if (args.Length == 0 || args[0] == "list") await Lists(args.Length > 1 ? args[1] : null);
    }

    private static Firm FirmOf(int i)
    {
        var random = new Random(i);
        string brand = string.Concat(Enumerable.Range(0, 3).Select(_ => Characters[random.Next(Characters.Length)]));
        return new Firm
        {
            Key = CreditCode.Reserved(i),
            Name = $"{Places[random.Next(Places.Length)]}{brand}{Trades[random.Next(Trades.Length)]}有限公司",
            Division = new(Divisions[random.Next(Divisions.Length)]),
            Zone = random.Next(3) == 0 ? new("Z-420200-02") : null,
            Registered = new DateOnly(1995, 1, 1).AddDays(random.Next(9_800)),
            AboveScale = random.Next(10) == 0 ? YesNo.Yes : YesNo.No,
            Manufacturing = random.Next(2) == 0 ? YesNo.Yes : YesNo.No,
            Capital = random.Next(1, 9_999) * 1_000_000L,
        };
    }

    private static async Task Import()
    {
        string[] header = ["credit_code", "name", "division", "registered", "above_scale", "manufacturing", "capital", "address"];
        byte[] workbook = XlsxWriter.Write([new SheetTable("firms", [.. header.Select(h => new SheetColumn(h))], Enumerable.Range(0, ImportRowsCount).Select(i =>
        {
            var firm = FirmOf(i);
            return (IReadOnlyList<SourceCell>)[SourceCell.OfText(firm.Key), SourceCell.OfText(firm.Name), SourceCell.OfText(firm.Division!.Value.Value), SourceCell.OfDate(firm.Registered!.Value),
                SourceCell.OfText(firm.AboveScale == YesNo.Yes ? "是" : "否"), SourceCell.OfText(firm.Manufacturing == YesNo.Yes ? "是" : "否"), SourceCell.OfNumber(firm.Capital!.Value / 1_000_000.0), SourceCell.OfText("示例路 1 号")];
        }))]);
        for (int run = 0; run < 5; run++)
        {
            var mini = Time(() => { using var stream = new MemoryStream(workbook); if (stream.Query(useHeaderRow: true).Count() != ImportRowsCount) throw new InvalidOperationException("MiniExcel read another number of rows."); });
            var read = Time(() => { if (XlsxReader.Read(workbook, "firms.xlsx").Rows.Length != ImportRowsCount) throw new InvalidOperationException("We read another number of rows."); });
            string path = Path.Combine(Path.GetTempPath(), $"touchstone-bench-{Environment.ProcessId}-{run.ToString(CultureInfo.InvariantCulture)}.db");
            await using var city = await Open(new DatabaseChoice.SqliteFile(path));
            var tried = await Time(() => city.GetRequiredService<ImportRows>().Run(Actor.Local, "firms", new("firms.xlsx", workbook), RowsRequest.DryRun));
            var written = await Time(() => city.GetRequiredService<ImportRows>().Run(Actor.Local, "firms", new("firms.xlsx", workbook), RowsRequest.Commit));
            foreach (var (what, spent) in new[] { ("MiniExcel reads", mini), ("ours reads", read), ("ours reads and checks", tried), ("ours reads, checks and writes with history and search", written) })
                Console.WriteLine(FormattableString.Invariant($"| run {run + 1} | {what} | {spent.Wall:0.00} s | {spent.Wall / mini.Wall:0.00}× | {spent.Cpu:0.00} s | {spent.Cpu / mini.Cpu:0.00}× |"));
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            File.Delete(path);
        }
    }

    private static async Task Lists(string? postgres)
    {
        await List("SQLite", new DatabaseChoice.SqliteFile(Path.Combine(Path.GetTempPath(), "touchstone-bench-million.db")));
        if (postgres is not null) await List("PostgreSQL", DatabaseChoice.Parse(postgres));
    }

    private static async Task List(string name, DatabaseChoice database)
    {
        await using var city = await Open(database);
        await Fill(city);
        (string What, string Query)[] views =
        [
            ("first page", ""), ("filter by division", "division=420281"), ("filter and sort downwards", "above_scale=yes&sort=-name"), ("sort by day", "sort=-registered"), ("range of days", "registered=2019-01-01..2019-03-31&sort=registered"),
            ("name, two characters, rare", "q=鹏骏"), ("name, two characters, frequent", "q=黄石"), ("name, in every name", "q=公司"), ("name and filter", "q=电子&division=420205"), ("frequent beginning of names and filter", "q=黄石&division=420205"), ("name and a filter that most meet", "q=电子&above_scale=no"), ("name and filter, sorted by name", "q=电子&division=420205&sort=name"), ("name, sorted by name", "q=电子&sort=name"), ("frequent beginning of names, sorted by name", "q=黄石&sort=name"), ("frequent beginning of names, sorted by name downwards", "q=黄石&sort=-name"), ("two characters, found nowhere", "q=鹏鹿"), ("four characters", "q=黄石腾飞"),
            ("pinyin", "q=tengfei"), ("initials", "q=hshr"), ("code", "q=" + CreditCode.Reserved(777_777)), ("page 100", "page=100"),
        ];
        var registers = city.GetRequiredService<RegisterBook>();
        foreach (var (what, query) in views)
        {
            var view = RegisterView.Parse(registers.Find("firms")!, query).OrThrow();
            var times = new List<double>();
            RegisterPage page = null!;
            for (int i = 0; i < 42; i++)
            {
                var clock = Stopwatch.StartNew();
                page = (await city.GetRequiredService<ListRows>().Run(Actor.Local, view)).OrThrow();
                if (i >= 2) times.Add(clock.Elapsed.TotalMilliseconds);
            }
            times.Sort();
            Console.WriteLine(FormattableString.Invariant($"| {name} | {what} | {times[20]:0.0} | {times[37]:0.0} | {page.Rows.Length} of {(page.Count.IsExact ? "" : "more than ")}{page.Count.Number} |"));
        }
    }

    private static async Task Fill(ServiceProvider city)
    {
        await using var db = await city.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync();
        int there = await db.Firms.CountAsync();
        var clock = Stopwatch.StartNew();
        for (int first = there; first < ListRowsCount; first += 100_000)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var moment = await Recording.Begin(db, TimeProvider.System, default);
            var writes = Enumerable.Range(first, 100_000).Select(i => new RowWrite<Firm>(FirmOf(i), RowChange.Added, null, null)).ToList();
            await FirmRegister.Instance.Write(db, writes, new(Actor.Local, moment, new(2022, 1, 1), null, null, null, null, SourceTier.Unstated, null), default);
            await transaction.CommitAsync();
            Console.WriteLine(FormattableString.Invariant($"{first + 100_000} firms in {clock.Elapsed.TotalSeconds:0} s"));
        }
        if (there < ListRowsCount) await db.Database.ExecuteSqlRawAsync(db.Database.ProviderName!.EndsWith("PostgreSQL", StringComparison.Ordinal) ? "VACUUM ANALYZE" : "ANALYZE");   // what a server does by itself within a minute
    }

    private static async Task<ServiceProvider> Open(DatabaseChoice database)
    {
        var services = new ServiceCollection().AddTouchstone(new(database)).BuildServiceProvider();
        await services.MigrateAsync();
        await using var db = await services.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync();
        if (await db.Areas.AnyAsync()) return services;
        foreach (string code in (string[])["420200", .. Divisions, "Z-420200-02"]) db.Areas.Add(new() { Code = new(code), Kind = code == "420200" ? AreaKind.Prefecture : AreaKind.County, NameZh = code, NameEn = code });
        await db.SaveChangesAsync();
        return services;
    }

    private static (double Wall, double Cpu) Time(Action work) => Time(() => { work(); return Task.FromResult(Outcome.Done(0)); }).GetAwaiter().GetResult();

    /// <summary>By the clock, and the process's own time: on a machine with other work, the clock alone says little.</summary>
    private static async Task<(double Wall, double Cpu)> Time<T>(Func<Task<Outcome<T>>> work)
    {
        GC.Collect();
        var (before, clock) = (Cpu(), Stopwatch.StartNew());
        (await work()).OrThrow();
        return (clock.Elapsed.TotalSeconds, (Cpu() - before).TotalSeconds);
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
