using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Storage;
using Touchstone.City.Tests.Registers;

namespace Touchstone.City.Tests.Storage;

public sealed class BulkRowsTests
{
    /// <summary>Every kind of value a row holds, and each of them missing.</summary>
    [Fact]
    public async Task Rows_InsertedManyAtATime_StandAsTheChangeTrackerWritesThem()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var city = await Firms.SmallCityWith(Engine.Sqlite, Firms.Line(1, "示例厂"));
        await using var db = city.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        db.AddRange(Rows(10));
        await db.SaveChangesAsync(stop);
        await BulkRows.Insert(db, Rows(20).OfType<Firm>().ToList(), stop);
        await BulkRows.Insert(db, Rows(20).OfType<Judgement>().ToList(), stop);
        foreach (string table in (string[])["ent_firm", "ent_judgement"])
        {
            var tracked = await Written(table, 10);
            Assert.Equal(3, tracked.Count);
            Assert.Equal(tracked, await Written(table, 20));
        }

        static IEnumerable<object> Rows(int first)
        {
            var moment = new DateTime(2022, 7, 1, 3, 4, 5, DateTimeKind.Utc).AddTicks(1_234_567);
            yield return new Firm
            {
                Id = first,
                Key = "a" + first.ToString(CultureInfo.InvariantCulture),
                Name = "黄石“𠮷”\n'厂' \0 x",
                SearchText = new string('名', 600),
                Registered = new(2001, 2, 3),
                AboveScale = YesNo.Yes,
                Capital = long.MaxValue,
                Division = new("420281"),
                RecordedAt = moment,
                Version = 7,
                Fictitious = YesNo.No,
            };
            yield return new Firm { Id = first + 1, Key = "b" + first.ToString(CultureInfo.InvariantCulture), Name = "", RecordedAt = moment.Date, Capital = -1 };
            yield return new Firm { Id = first + 2, Key = "c" + first.ToString(CultureInfo.InvariantCulture), Name = "c", RecordedAt = moment.AddYears(3), AboveScale = YesNo.No };
            for (int i = 0; i < 3; i++)
                yield return new Judgement
                {
                    Id = first + i,
                    Key = $"j{first}-{i}",
                    Firm = 1,
                    Rulebook = "r",
                    Edition = "e",
                    Year = 2022 + i,
                    Item = "i",
                    Points = i == 0 ? null : i * 0.1,
                    JudgedOn = i == 1 ? null : new DateOnly(2022, 1, 1 + i),
                    RecordedBy = "我",
                    RecordedAt = moment,
                };
        }

        async Task<List<string>> Written(string table, int first)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
            var columns = new List<string>();
            command.CommandText = $"SELECT name FROM pragma_table_info('{table}') WHERE name NOT IN ('Id', 'Key')";
            await using (var reader = await command.ExecuteReaderAsync(stop)) while (await reader.ReadAsync(stop)) columns.Add(reader.GetString(0));
            command.CommandText = $"SELECT {string.Join(" || '|' || ", columns.Select(c => $"'{c} ' || typeof(\"{c}\") || ' ' || quote(\"{c}\")"))} FROM \"{table}\" WHERE Id BETWEEN {first} AND {first + 2} ORDER BY Id";
            var rows = new List<string>();
            await using (var reader = await command.ExecuteReaderAsync(stop)) while (await reader.ReadAsync(stop)) rows.Add(reader.GetString(0));
            return rows;
        }
    }

    [Fact]
    public async Task File_ThatIsNew_HasPagesForLargeImports()
    {
        await using var city = await TestCity.Start(Engine.Sqlite);
        await using var db = city.Open();
        Assert.Equal(16384, await db.Database.SqlQueryRaw<int>("SELECT page_size AS Value FROM pragma_page_size").SingleAsync(TestContext.Current.CancellationToken));
        Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task MadeAhead_GivenUpWhileItWaitsForOthersThatNobodyReads_Ends()
    {
        var stop = TestContext.Current.CancellationToken;
        var first = new MadeAhead<string>(Enumerable.Repeat("", 1_000_000), Task.CompletedTask);
        var second = new MadeAhead<string>(["later"], first.Made);
        await second.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), stop);
        await first.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), stop);
        Assert.True(first.Made.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task MadeAhead_ThatFails_FailsInItsReaderAfterWhatWasMade()
    {
        await using var rows = new MadeAhead<string>(Rows(), Task.CompletedTask);
        var read = new List<string>();
        var fault = Assert.ThrowsAny<InvalidOperationException>(() => read.AddRange(rows.Read()));
        Assert.Contains("no more", fault.ToString(), StringComparison.Ordinal);

        static IEnumerable<string> Rows()
        {
            for (int i = 0; i < 1_500; i++) yield return "row";
            throw new InvalidOperationException("no more");
        }
    }
}
