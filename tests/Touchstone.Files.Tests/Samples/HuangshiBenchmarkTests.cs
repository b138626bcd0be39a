using Touchstone.Composite;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Files.Tests.Samples;

/// <summary>The open benchmark of the demo city is built from the returns as a city would build it, and says of itself what its README says.</summary>
public sealed class HuangshiBenchmarkTests
{
    private static readonly UnitCode Huangshi = new("420200");
    private static readonly IndicatorCode Fdi = new("FDI_USD_GDP");
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "huangshi");
    private static readonly Dictionary<(string Indicator, string Period, string Area), double> Figures = ReadFigures();

    /// <summary>The preferred figure of each cell; second sources stand in a file that is read first and overwritten.</summary>
    private static Dictionary<(string, string, string), double> ReadFigures()
    {
        var figures = new Dictionary<(string, string, string), double>();
        foreach (string file in Directory.GetFiles(Path.Combine(Folder, "returns"), "*.csv").Order(StringComparer.Ordinal))
        {
            var table = CsvReader.Read(File.ReadAllBytes(file), Path.GetFileName(file));
            int indicator = table.Find("indicator"), period = table.Find("period"), area = table.Find("area"), value = table.Find("value");
            foreach (var row in table.Rows)
                if (Numbers.TryParse(SourceTable.Cell(row, value).Text, out double number))
                    figures[(SourceTable.Cell(row, indicator).Text, SourceTable.Cell(row, period).Text, SourceTable.Cell(row, area).Text)] = number;
        }
        return figures;
    }

    private static double? Figure(string indicator, int year, UnitCode city) =>
        Figures.TryGetValue((indicator, Period.InYear(year).ToString(), city.Value), out double value) ? value : null;

    private static IndexBuild Build(params int[] years)
    {
        var design = IndexFolder.ReadDesign(Path.Combine(Folder, "indices", "open-benchmark")).OrThrow();
        var columns = design.Framework.Context.Select(n => n.Code).Concat(design.Framework.Indicators.Select(n => n.Code)).ToList();
        var rows = years.SelectMany(year => design.Units.Select(u => new RowKey(Period.InYear(year), u.Code))).ToList();
        var cells = rows.SelectMany(row => columns.Select(code => new Cell(row, code, Figure(code.Value, row.Period!.Value.Year, row.Unit), CellMarks.None, Place.Whole)));
        var data = DataTable.Create(rows, columns, cells.Where(c => c.Value is not null)).OrThrow();
        return IndexBuild.Run(new IndexInput(design.Framework, design.Units, data), design.Recipe).OrThrow();
    }

    private static double? Score(IndexBuild build, int year, UnitCode city, IndicatorCode node) =>
        build.Scores.Score(build.Scores.PlaceOf(new RowKey(Period.InYear(year), city)), build.Scores.PlaceOf(node));

    private static UnitCode[] Ranked(IndexBuild build, int year) =>
        [.. Enumerable.Range(0, build.Scores.Rows.Length).Where(r => build.Scores.Rows[r].Period == Period.InYear(year) && build.Scores.Statuses[r] == RowStatus.Ranked).Select(r => build.Scores.Rows[r].Unit)];

    [Theory]
    [InlineData(2020)]
    [InlineData(2021)]
    public void OpenBenchmark_CityWithoutFdi_HasNoIndexAndNoRank(int year)
    {
        var build = Build(2020, 2021);
        var root = build.Input.Framework.Root.Code;
        foreach (var unit in build.Input.Units)
        {
            bool known = Figure("FDI", year, unit.Code) is not null;
            int row = build.Scores.PlaceOf(new RowKey(Period.InYear(year), unit.Code));
            Assert.Equal(known, build.Scores.Statuses[row] == RowStatus.Ranked);
            Assert.Equal(known, Score(build, year, unit.Code, root) is not null);
            Assert.Equal(known, build.Scores.Rank(row, build.Scores.PlaceOf(root)) is not null);
            Assert.NotNull(Score(build, year, unit.Code, new IndicatorCode("PATENTS")));
        }
    }

    [Fact]
    public void OpenBenchmark_NothingIsInvented_NoCellImputedAndNoWeightRescaled()
    {
        var scores = Build(2020, 2021).Scores;
        for (int row = 0; row < scores.Rows.Length; row++)
            for (int node = 0; node < scores.Nodes.Length; node++)
            {
                Assert.Equal(CellMarks.None, scores.Marks(row, node) & (CellMarks.Imputed | CellMarks.CarriedForward | CellMarks.Rescaled));
                Assert.Equal(0, scores.Rescaled(row, node));
            }
    }

    [Fact]
    public void OpenBenchmark_OfAYearWithFewFdiFigures_LosesTheIndicatorAtTheGate()
    {
        Assert.DoesNotContain(Build(2022).Scores.Nodes, n => n.Code == Fdi);
        Assert.Contains(Build(2020, 2021).Scores.Nodes, n => n.Code == Fdi);
    }

    /// <summary>2020 has no outlier to treat, so plain arithmetic over the ranked cities gives the same index.</summary>
    [Fact]
    public void OpenBenchmark_HuangshiIn2020_IsWhatArithmeticByHandGives()
    {
        var build = Build(2020, 2021);
        var ranked = Ranked(build, 2020);
        double By(string above, string below, UnitCode city) => Figure(above, 2020, city)!.Value / Figure(below, 2020, city)!.Value;
        double Scaled(string above, string below)
        {
            double[] all = [.. ranked.Select(c => By(above, below, c))];
            return 100 * ((By(above, below, Huangshi) - all.Min()) / (all.Max() - all.Min()));
        }
        double byHand = (Scaled("GDP", "POP_RES") + (Scaled("INV_GRANT", "POP_RES") + Scaled("INV_GRANT", "PAT_GRANT")) / 2 + Scaled("FDI", "GDP")) / 3;
        Assert.Equal(byHand, Score(build, 2020, Huangshi, build.Input.Framework.Root.Code)!.Value, 1e-9);
    }

    /// <summary>The README's warning holds: the benchmark goes with the ISTIC index, and total GDP alone goes with it more closely.</summary>
    [Theory]
    [InlineData(2020)]
    [InlineData(2021)]
    public void OpenBenchmark_BesideTheIsticIndex_DoesNoBetterThanGdpAlone(int year)
    {
        var build = Build(2020, 2021);
        var cities = Ranked(build, year).Where(c => Figure("INNO_INDEX", 2022, c) is not null).ToArray();
        double[] istic = [.. cities.Select(c => Figure("INNO_INDEX", 2022, c)!.Value)];
        double ours = Spearman(istic, [.. cities.Select(c => Score(build, year, c, build.Input.Framework.Root.Code)!.Value)]);
        double gdp = Spearman(istic, [.. cities.Select(c => Figure("GDP", year, c)!.Value)]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{year}: {cities.Length} cities of the published top; benchmark {ours:0.000}, GDP alone {gdp:0.000}; Huangshi not among them.");
        Assert.DoesNotContain(Huangshi, cities);
        Assert.InRange(ours, 0.5, gdp);
    }

    /// <summary>Pearson over average ranks.</summary>
    private static double Spearman(double[] a, double[] b)
    {
        static double[] Ranks(double[] values) => [.. values.Select(v => (double)values.Count(other => other < v) + (values.Count(other => other.Equals(v)) + 1) / 2.0)];
        double[] ra = Ranks(a), rb = Ranks(b);
        double ma = ra.Average(), mb = rb.Average();
        double cross = ra.Zip(rb, (x, y) => (x - ma) * (y - mb)).Sum();
        return cross / Math.Sqrt(ra.Sum(x => (x - ma) * (x - ma)) * rb.Sum(y => (y - mb) * (y - mb)));
    }
}
