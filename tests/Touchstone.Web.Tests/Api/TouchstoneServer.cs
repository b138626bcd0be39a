using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Catalogue;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.City.Submissions;
using Touchstone.Hosting;
using Touchstone.Model;

namespace Touchstone.Web.Tests.Api;

/// <summary>A small city behind a real server on a free port: three areas, two indicators, a few observations of two sources.</summary>
public class TouchstoneServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("touchstone-web-").FullName;
    private WebApplication _app = default!;

    public HttpClient Http { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        var database = new DatabaseChoice.SqliteFile(Path.Combine(_folder, "city.db"));
        var options = new WebOptions { Port = 0, Services = s => s.AddTouchstone(new TouchstoneOptions(database)) };
        var setting = new ServiceCollection().AddTouchstone(new TouchstoneOptions(database)).BuildServiceProvider();
        await setting.MigrateAsync();
        await Fill(setting);
        await setting.DisposeAsync();
        _app = (await TouchstoneWeb.Start(options)).OrThrow();
        Http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(TouchstoneWeb.AddressOf(_app).Replace("localhost", "127.0.0.1", StringComparison.Ordinal)),
        };
        Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    /// <summary>Fills the database before the server starts.</summary>
    protected virtual async Task Fill(IServiceProvider city)
    {
        await using var db = await city.GetRequiredService<IDbContextFactory<CityDb>>().CreateDbContextAsync();
        await SmallCity.Fill(db);
    }

    /// <summary>A file as a browser sends it.</summary>
    public static MultipartFormDataContent Form(string text, string name) => new() { { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(text)), "file", name } };

    public virtual async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    public async Task<JsonElement> Get(string path)
    {
        using var answer = await Http.GetAsync(path);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The problem of a refused request, after checking its status and type.</summary>
    public async Task<JsonElement> Problem(int status, string path)
    {
        using var answer = await Http.GetAsync(path);
        return await ProblemOf(status, answer);
    }

    public static async Task<JsonElement> ProblemOf(int status, HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement;
    }
}

/// <summary>Invented figures of invented cities.</summary>
internal static class SmallCity
{
    private static readonly DateTime Recorded = new(2026, 1, 5, 1, 0, 0, DateTimeKind.Utc);

    public static async Task Fill(CityDb db)
    {
        db.Areas.AddRange(Area("420000", AreaKind.Province, "某省", "Some province", null), Area("420200", AreaKind.Prefecture, "甲市", "City A", "420000"), Area("420600", AreaKind.Prefecture, "乙市", "City B", "420000"));
        db.Indicators.AddRange(Indicator("GDP", "地区生产总值", "Gross domestic product"), Indicator("POP", "常住人口", "Resident population"));
        db.Files.Add(new StoredFile { Hash = "f0", Bytes = [1], Length = 1, KeptAt = Recorded });
        db.Submissions.Add(new Submission
        {
            Id = 1,
            FileHash = "f0",
            FileName = "return.csv",
            ReceivedAt = Recorded,
            Actor = "local",
            State = SubmissionState.Accepted,
            Rows = 5,
            Recorded = 5,
            Corrections = 1,
            Unchanged = 0,
            Errors = 0,
            Warnings = 0,
        });
        db.Observations.AddRange(
            Seen("GDP", "420200", "2020", 100.5, SourceTier.B, "yearbook", 0), Seen("GDP", "420200", "2020", 101.25, SourceTier.A, "bulletin", 1),
            Seen("GDP", "420200", "2021", null, SourceTier.A, "bulletin", 2), Seen("GDP", "420600", "2020", 0.1, SourceTier.C, null, 3), Seen("POP", "420200", "2022-YTD-07-16", 250, SourceTier.A, "bulletin", 4));
        await db.SaveChangesAsync();
    }

    private static Area Area(string code, AreaKind kind, string zh, string en, string? parent) => new()
    {
        Code = new(code),
        Kind = kind,
        NameZh = zh,
        NameEn = en,
        Parent = parent is null ? null : new AreaCode(parent),
        Designation = kind == AreaKind.Prefecture ? Designation.InnovationCity : Designation.None,
    };

    private static IndicatorVersion Indicator(string code, string zh, string en) => new()
    {
        Code = new(code),
        Edition = "1",
        ValidFrom = new(2016, 1, 1),
        NameZh = zh,
        NameEn = en,
        UnitZh = "亿元",
        UnitEn = "100 million yuan",
        Direction = Direction.HigherIsBetter,
        Mark = CatalogueMark.Verified,
        Frequency = Frequency.Annual,
    };

    private static Observation Seen(string indicator, string area, string period, double? value, SourceTier tier, string? citation, int minute)
    {
        Assert.True(Period.TryParse(period, out var p));
        return new()
        {
            Indicator = new(indicator),
            Area = new(area),
            Period = p,
            PeriodFirst = p.First,
            PeriodLast = p.Last,
            Value = value,
            Status = value is null ? ObsStatus.L : ObsStatus.A,
            RecordedAt = Recorded.AddMinutes(minute),
            ReleasedAt = Recorded,
            Actor = "local",
            Submission = 1,
            Line = citation ?? "sender",
            FileHash = "f0",
            File = "return.csv",
            Row = 2 + minute,
            Column = "value",
            Citation = citation,
            Tier = tier,
        };
    }
}
