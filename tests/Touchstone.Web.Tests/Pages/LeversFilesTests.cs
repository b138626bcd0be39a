using System.Net;
using Touchstone.Files;
using Touchstone.Web.Tests.Api;

namespace Touchstone.Web.Tests.Pages;

/// <summary>The levers and the split of a change as workbooks, read back.</summary>
public sealed class LeversFilesTests(SteeredServer server) : IClassFixture<SteeredServer>
{
    private const double Score = (100 * ((60 - 20) / 80.0) + 100 * ((200 - 100) / 400.0)) / 2;

    private async Task<byte[]> Book(string path) => await server.Http.GetByteArrayAsync(path);

    internal static Dictionary<string, SourceRow> Rows(IEnumerable<SourceRow> rows) => rows.ToDictionary(r => r.Cells[0].Text, StringComparer.Ordinal);

    internal static SourceTable Table(byte[] book, string sheet)
    {
        var table = XlsxReader.Read(book, "book.xlsx", new(sheet));
        Assert.Empty(table.Findings);
        return table;
    }

    private static double Number(SourceTable table, SourceRow row, string column)
    {
        var cell = row.Cells[table.Header.IndexOf(column)];
        Assert.Equal(CellKind.Number, cell.Kind);
        return cell.Number;
    }

    [Fact]
    public async Task Levers_AsAWorkbook_SayWhichBuildWhichRecipeAndWhen()
    {
        var build = (await server.Get("/api/v1/builds")).GetProperty("items").EnumerateArray().Last();
        var sheet = Table(await Book("/levers.xlsx?city=420200&lang=en"), "About");
        var about = Rows(sheet.Rows.Where(r => !r.Cells[0].IsBlank));
        Assert.Equal(build.GetProperty("id").GetString(), about["Build identity"].Cells[1].Text);
        Assert.Matches("^[0-9a-f]{64}$", about["Recipe hash"].Cells[1].Text);
        Assert.Equal("Small index", about["Index"].Cells[1].Text);
        Assert.Equal("2021", about["Period"].Cells[1].Text);
        Assert.Equal(DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)), DateOnly.ParseExact(about["Written on"].Cells[1].Text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains(sheet.Rows, r => r.Cells[^1].Text == Words.Levers.Lead.En);
    }

    [Fact]
    public async Task Levers_AsAWorkbook_GivesGainsChangesAndPlansAsNumbersOfTheFormula()
    {
        byte[] book = await Book("/levers.xlsx?city=420200&reach=2&lang=en");
        var gains = Table(book, "Marginal gains");
        Assert.Equal(2, gains.Rows.Length);
        foreach (var row in gains.Rows)
        {
            double gain = Number(gains, row, "After a step: Gain (In the frame)");
            Assert.Equal(Score + gain, Number(gains, row, "After a step: Score (In the frame)"), 1e-9);
            Assert.True(gain > 0 && Number(gains, row, "At the best of anyone: Gain (Rebuilt)") > gain);
        }
        // A tenth of the way from 32 to 91, the 10th and the 90th percentile of 20, 60, 70 and 100.
        Assert.Equal(5.9, Number(gains, gains.Rows.Single(r => r.Cells[1].Text == "INCOME"), "A step"), 1e-9);

        // The second has 51.25: 82 of income, or 310 patents.
        var smallest = Table(book, "Smallest change");
        Assert.Equal(82, Number(smallest, smallest.Rows.Single(r => r.Cells[1].Text == "INCOME"), "Needed, in the frame"), 1e-6);
        Assert.Equal(110, Number(smallest, smallest.Rows.Single(r => r.Cells[1].Text == "PATENTS"), "Change (Rebuilt)"), 1e-6);

        // Forty of the fund are forty patents, an eighth of a point each.
        var budget = Table(book, "Budgets and shadow prices");
        Assert.Equal([40, 40], new[] { Number(budget, budget.Rows[0], "Amount"), Number(budget, budget.Rows[0], "Used") });
        Assert.Equal(0.125, Number(budget, budget.Rows[0], "Shadow price (points for one unit more)"), 1e-6);
        var plan = Table(book, "Best use of budgets");
        Assert.Equal(240, Number(plan, plan.Rows.Single(), "To"), 1e-6);
        var standings = Rows(Table(book, "Where it would stand").Rows);
        Assert.Equal(Score, standings["Now"].Cells[1].Number, 1e-9);
        Assert.Equal(Score + 5, standings["Best use of budgets"].Cells[1].Number, 1e-6);
        Assert.Equal(Score + 5, standings["Best use of budgets"].Cells[3].Number, 1e-6);
    }

    [Theory]
    [InlineData("zh", "会到哪里")]
    [InlineData("en", "Where it would stand")]
    public async Task Levers_AsAWorkbook_HasTheFiguresTriedInTheReadersLanguage(string language, string sheet)
    {
        var table = Table(await Book($"/levers.xlsx?city=420200&s.PATENTS=300&lang={language}"), sheet);
        Assert.Contains(table.Rows, r => r.Cells[1].Number is var score && Math.Abs(score - (Score + 12.5)) < 1e-9);
    }

    [Fact]
    public async Task Scenarios_AsAWorkbook_AreWhatTheInterfaceTells()
    {
        string id = (await server.Get("/api/v1/builds")).GetProperty("items").EnumerateArray().Last().GetProperty("id").GetString()!;
        var told = await server.Get($"/api/v1/builds/{id}/levers/scenarios?unit=420200&rank=2&share=0.8");
        byte[] book = await Book("/levers/scenarios.xlsx?city=420200&reach=2&in=80&lang=en");
        var about = Rows(Table(book, "About").Rows.Where(r => !r.Cells[0].IsBlank));
        Assert.Equal([0.8, told.GetProperty("shareNow").GetDouble(), 256], new[] { "Share of scenarios asked", "Scenarios with that rank as it is", "Scenarios used" }.Select(n => about[n].Cells[1].Number));
        var steps = Table(book, "How firm is the advice");
        Assert.Equal(told.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("gain").GetProperty("low").GetDouble()), steps.Rows.Select(r => Number(steps, r, "Range of the gain: low")));
        var goal = Table(book, "Smallest change");
        foreach (var change in told.GetProperty("smallest").EnumerateArray())
            Assert.Equal(change.GetProperty("needed").GetDouble(), Number(goal, goal.Rows.Single(r => r.Cells[1].Text == change.GetProperty("column").GetString()), "Needed"));
    }

    [Theory]
    [InlineData("/levers.xlsx?city=420200&s.NONE=3", "/levers?city=420200&s.NONE=3")]
    [InlineData("/levers/scenarios.xlsx?city=420200&in=0", "/levers/scenarios?city=420200&in=0")]
    [InlineData("/builds/split.xlsx?a=000000", "/builds/split?a=000000")]
    public async Task Workbook_OfWhatCannotBeAnswered_LeadsToThePageThatSaysWhy(string book, string page)
    {
        using var answer = await server.Http.GetAsync(book);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(page, answer.Headers.Location!.ToString());
    }
}
