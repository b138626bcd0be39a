using System.Globalization;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Files.Tests.Samples;

/// <summary>The demo city's folder holds together: every figure has an area, an indicator, a unit, a source and a tier, and nothing is said twice.</summary>
public sealed class HuangshiTests
{
    private const string Huangshi = "420200";
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "huangshi");

    /// <summary>A row of a table, by column, with the place it stood in for messages.</summary>
    private sealed record Line(SourceTable Table, SourceRow Row)
    {
        public string this[string column] => Table.Find(column) is var at and >= 0
            ? SourceTable.Cell(Row, at).Text.Trim()
            : throw new ArgumentException($"{Table.File} has no column {column}.", nameof(column));
        public override string ToString() => $"{Table.File}:{Row.Number}";
    }

    private static Line[] Read(params string[] path)
    {
        string file = Path.Combine([Folder, .. path]);
        var table = CsvReader.Read(File.ReadAllBytes(file), Path.GetRelativePath(Folder, file));
        Assert.Empty(table.Findings);
        return [.. table.Rows.Select(row => new Line(table, row))];
    }

    private static Line[] Returns() =>
        [.. Directory.GetFiles(Path.Combine(Folder, "returns"), "*.csv").Order(StringComparer.Ordinal).SelectMany(file => Read("returns", Path.GetFileName(file)))];

    private static ILookup<string, Line> Catalogue() => Read("catalogue.csv").ToLookup(i => i["code"]);

    private static string[] InnovationCities() => [.. Read("areas.csv").Where(a => a["innovation_city"] == "yes").Select(a => a["code"])];

    private static void AllHold(IEnumerable<Line> lines, Func<Line, bool> holds) => Assert.Empty(lines.Where(line => !holds(line)).Select(line => line.ToString()));

    [Fact]
    public void InnovationCities_OfPrefectureLevel_AreNinetySevenEachUnderItsProvince()
    {
        var areas = Read("areas.csv");
        var codes = areas.Select(a => a["code"]).ToHashSet();
        Assert.Equal(areas.Length, codes.Count);
        var cities = areas.Where(a => a["innovation_city"] == "yes").ToList();
        Assert.Equal(97, cities.Count);
        Assert.Contains(Huangshi, cities.Select(c => c["code"]));
        AllHold(cities, c => c["kind"] == "prefecture" && c["parent"] == c["code"][..2] + "0000" && c["batch"].Length > 0 && c["source"].Length > 0);
        AllHold(areas, a => a["parent"].Length == 0 || codes.Contains(a["parent"]));
        AllHold(areas, a => a["name_zh"].Length > 0 && a["name_en"].Length > 0);
    }

    [Fact]
    public void FunctionalZones_HaveNoNationalCode_AndAreMarkedAsOurs()
    {
        var zones = Read("areas.csv").Where(a => a["kind"] == "zone").ToList();
        Assert.NotEmpty(zones);
        AllHold(zones, z => z["code"].StartsWith("Z-", StringComparison.Ordinal) && z["source"].Contains("own code", StringComparison.Ordinal));
        AllHold(Read("areas.csv").Where(a => a["kind"] != "zone"), a => a["code"].Length == 6 && a["code"].All(char.IsAsciiDigit));
    }

    [Fact]
    public void Catalogue_EveryIndicator_IsNamedInBothLanguagesWithUnitDirectionMarkAndDepartment()
    {
        var departments = Read("departments.csv").Select(d => d["code"]).ToHashSet();
        var catalogue = Read("catalogue.csv");
        AllHold(catalogue, i => new[] { "code", "name_zh", "name_en", "unit_zh", "unit_en", "definition_zh", "definition_en", "source_zh", "source_en" }.All(c => i[c].Length > 0));
        AllHold(catalogue, i => i["direction"] is "+" or "-" or "0");
        AllHold(catalogue, i => i["mark"] is "V" or "V2" or "M" or "?" or "D");
        AllHold(catalogue, i => departments.Contains(i["department"]));
        AllHold(catalogue, i => DateOnly.TryParseExact(i["valid_from"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        Assert.Equal(catalogue.Length, catalogue.Select(i => (i["code"], i["version"])).Distinct().Count());
        Assert.All(Catalogue(), versions => Assert.Single(versions.Select(v => v["unit_zh"]).Distinct()));
    }

    [Fact]
    public void Duties_NoneChecked_NameKnownDepartmentsAndIndicators()
    {
        var departments = Read("departments.csv").Select(d => d["code"]).ToHashSet();
        var catalogue = Catalogue();
        var duties = Read("duties.csv");
        AllHold(duties, d => departments.Contains(d["department"]) && d["verified"] == "no" && d["basis"].Contains("to be confirmed by the city", StringComparison.Ordinal));
        AllHold(duties, d => d["indicators"].Split(';', StringSplitOptions.RemoveEmptyEntries).All(catalogue.Contains));
    }

    [Fact]
    public void Returns_EveryFigure_HasKnownAreaIndicatorPeriodUnitSourceAndTier()
    {
        var areas = Read("areas.csv").Select(a => a["code"]).ToHashSet();
        var catalogue = Catalogue();
        var returns = Returns();
        AllHold(returns, r => areas.Contains(r["area"]));
        AllHold(returns, r => catalogue.Contains(r["indicator"]));
        AllHold(returns, r => catalogue[r["indicator"]].All(i => i["unit_zh"] == r["unit"]));
        AllHold(returns, r => Period.TryParse(r["period"], out var period) && period.ToString() == r["period"]);
        AllHold(returns, r => Numbers.TryParse(r["value"], out _));
        AllHold(returns, r => r["status"] is "A" or "B" or "U");
        AllHold(returns, r => r["tier"] is "A" or "B" or "C");
        AllHold(returns, r => r["citation"].Length > 0 && r["note"].Contains(" | ", StringComparison.Ordinal));
    }

    [Fact]
    public void Returns_OneFile_NeverSaysACellTwice()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Folder, "returns"), "*.csv"))
        {
            var rows = Read("returns", Path.GetFileName(file));
            Assert.Equal(rows.Length, rows.Select(r => (r["area"], r["indicator"], r["period"])).Distinct().Count());
        }
    }

    [Fact]
    public void Returns_OneCellTwice_ComesFromTwoSources()
    {
        var twice = Returns().GroupBy(r => (r["area"], r["indicator"], r["period"])).Where(cell => cell.Count() > 1).ToList();
        Assert.Contains((Huangshi, "TECH_CONTRACT_GDP", "2021"), twice.Select(cell => cell.Key));
        Assert.All(twice, cell => Assert.Equal(cell.Count(), cell.Select(r => r["citation"]).Distinct().Count()));
    }

    [Theory]
    [InlineData("GDP", "2020", 97)]
    [InlineData("GDP", "2022", 97)]
    [InlineData("POP_RES", "2021", 97)]
    [InlineData("INV_GRANT", "2019", 97)]
    [InlineData("PAT_GRANT", "2022", 97)]
    [InlineData("FDI", "2020", 80)]
    [InlineData("FDI", "2021", 79)]
    [InlineData("FDI", "2022", 55)]
    [InlineData("INNO_INDEX", "2022", 53)]
    public void Returns_OfTheCities_CoverWhatTheReadmeSays(string indicator, string period, int cities)
    {
        var named = InnovationCities().ToHashSet();
        Assert.Equal(cities, Returns().Where(r => r["indicator"] == indicator && r["period"] == period && named.Contains(r["area"])).Select(r => r["area"]).Distinct().Count());
    }

    [Fact]
    public void Returns_OfResearchSpending_DoNotExist()
    {
        Assert.DoesNotContain(Returns(), r => r["indicator"].StartsWith("RD_", StringComparison.Ordinal));
        Assert.Contains(Read("monitor.csv"), m => m["indicator"] == "RD_GDP" && m["why_empty_zh"].Length > 0 && m["why_empty_en"].Length > 0);
    }

    [Fact]
    public void OpenBenchmark_Units_AreTheInnovationCities() =>
        Assert.Equal(InnovationCities().Order(StringComparer.Ordinal), Read("indices", "open-benchmark", "units.csv").Select(u => u["code"]).Order(StringComparer.Ordinal));

    [Fact]
    public void OpenBenchmark_Columns_AgreeWithTheCatalogueAndRestOnReturns()
    {
        var catalogue = Catalogue();
        var returned = Returns().Select(r => r["indicator"]).ToHashSet();
        var columns = Read("indices", "open-benchmark", "indicators.csv").Where(n => n["kind"] != "aggregate").ToList();
        AllHold(columns, n => catalogue[n["code"]].Any(i => i["name_zh"] == n["name_zh"] && i["unit_zh"] == n["unit_zh"] && i["direction"] == n["direction"]));
        AllHold(columns, n => n["kind"] == "context" == returned.Contains(n["code"]));
    }

    [Fact]
    public void Monitor_OfTheGuide_HasSixHeadingsAndTargetsOnlyWithADocument()
    {
        var monitor = Read("monitor.csv");
        var catalogue = Catalogue();
        Assert.Equal(6, monitor.Select(m => m["heading"]).Distinct().Count());
        Assert.Equal(monitor.Length, monitor.Select(m => m["indicator"]).Distinct().Count());
        AllHold(monitor, m => catalogue.Contains(m["indicator"]) && m["origin"] is "list" or "supplement");
        AllHold(monitor, m => m["target"].Length > 0 == (m["target_document"].Length > 0 && m["target_period"].Length > 0));
    }

    [Fact]
    public void Indices_Listed_HaveAFolderAndPeriods()
    {
        var indices = Read("indices.csv");
        Assert.Equal(indices.Select(i => i["index"]).Order(StringComparer.Ordinal), Directory.GetDirectories(Path.Combine(Folder, "indices")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        AllHold(indices, i => i["periods"].Split(';').All(p => Period.TryParse(p, out _)));
    }
}
