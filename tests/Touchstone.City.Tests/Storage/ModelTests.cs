using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Touchstone.City.Storage;

namespace Touchstone.City.Tests.Storage;

public sealed class ModelTests
{
    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Migrations_OfThisVersion_LeaveNoModelChangePending(Engine engine)
    {
        await using var city = await TestCity.Start(engine);
        await using var db = city.Open();
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task StorageTypes_OfEveryColumn_AreThoseBothDatabasesSort(Engine engine)
    {
        Type[] sorted = [typeof(DateTime), typeof(DateOnly), typeof(double), typeof(long), typeof(string)];
        await using var city = await TestCity.Start(engine);
        await using var db = city.Open();
        var wrong = db.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Where(property => !sorted.Contains(StoredAs(property)) && property is not { Name: nameof(StoredFile.Bytes), DeclaringType.ClrType.Name: nameof(StoredFile) })
            .Select(property => $"{property.DeclaringType.DisplayName()}.{property.Name} is stored as {StoredAs(property).Name}");
        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Tables_OfEverySlice_CarryItsPrefix(Engine engine)
    {
        await using var city = await TestCity.Start(engine);
        await using var db = city.Open();
        Dictionary<string, string> prefixes = new()
        {
            ["Organisation"] = "org_",
            ["Catalogue"] = "cat_",
            ["Observations"] = "obs_",
            ["Submissions"] = "sub_",
            ["Indices"] = "idx_",
            ["Benchmarks"] = "ben_",
            ["Storage"] = "sto_",
            ["Registers"] = "reg_",
            ["Enterprises"] = "ent_",
        };
        Assert.All(db.Model.GetEntityTypes(), entity => Assert.StartsWith(prefixes[entity.ClrType.Namespace!.Split('.')[^1]], entity.GetTableName(), StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Text_OfMixedCaseAndScript_SortsByItsBytesOnBothDatabases(Engine engine)
    {
        await using var city = await TestCity.Start(engine);
        await using var db = city.Open();
        string[] codes = ["b", "B", "a1", "A", "黄石", "é", "a_", "a-"];
        foreach (string code in codes) db.Departments.Add(new() { Code = code, NameZh = "", NameEn = "" });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var sorted = await db.Departments.OrderBy(d => d.Code).Select(d => d.Code).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([.. codes.Order(StringComparer.Ordinal)], sorted);
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task Row_ChangedByTwoWriters_IsNoticedByTheSecond(Engine engine)
    {
        await using var city = await TestCity.Start(engine);
        await using (var db = city.Open())
        {
            db.Departments.Add(new() { Code = "kjj", NameZh = "科技局", NameEn = "Science Bureau" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await using var first = city.Open();
        await using var second = city.Open();
        (await first.Departments.SingleAsync(TestContext.Current.CancellationToken)).NameEn = "first";
        (await second.Departments.SingleAsync(TestContext.Current.CancellationToken)).NameEn = "second";
        await first.SaveChangesAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    private static Type StoredAs(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }
}
