using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

/// <summary>The HDI and its family 1990–2022 as published by UNDP, 195 countries and 11 aggregates that are scored but not ranked.</summary>
[Trait("Kind", "Reference")]
public sealed class HdiFamilyTests
{
    /// <summary>Half of the last of three decimals, and the error of a double.</summary>
    private const double ThreeDecimals = 0.0005 + 1e-9;

    private static IndexBuild Build(string index)
    {
        var tree = CsvReader.Read(PublishedFiles.Ours(index, "indicators.csv"), "indicators.csv");
        var data = PublishedFiles.Reference("published", "hdi2022", "data.csv");
        var units = PublishedFiles.Reference("published", "hdi2022", "units.csv");
        var given = tree.Rows.Select(r => PublishedFiles.Text(tree, r, "code")).Where(c => data.Find(c) >= 0);
        return PublishedFiles.Build(new(StringComparer.Ordinal)
        {
            ["index.yaml"] = PublishedFiles.Ours(index, "index.yaml"),
            ["indicators.csv"] = PublishedFiles.Ours(index, "indicators.csv"),
            ["data.csv"] = PublishedFiles.Pick(data, given.Select(c => (c, c)).Prepend(("unit", "unit")).Prepend(("year", "period"))),
            ["units.csv"] = CsvWriter.ToBytes(csv =>
            {
                csv.WriteAll("code", "name_en", "ranked", "region").EndRow();
                foreach (var row in units.Rows)
                    csv.Write(PublishedFiles.Text(units, row, "code")).Write(PublishedFiles.Text(units, row, "name"))
                        .Write(PublishedFiles.Text(units, row, "kind") == "country" ? "yes" : "no").Write(PublishedFiles.Text(units, row, "region")).EndRow();
            }),
        });
    }

    [Theory]
    [InlineData("hdi", "hdi", "hdi", 6171, ThreeDecimals)]
    [InlineData("gdi", "gdi", "gdi", 5014, ThreeDecimals)]
    [InlineData("gdi", "hdi_f", "hdi_f", 5014, 1e-9)]
    [InlineData("gdi", "hdi_m", "hdi_m", 5014, 1e-9)]
    [InlineData("gii", "gii", "gii", 4711, ThreeDecimals)]
    [InlineData("ihdi", "ihdi", "ihdi", 2106, ThreeDecimals)]
    [InlineData("ihdi", "loss", "loss", 2106, 1e-8)]
    [InlineData("inequality", "coefficient", "coef_ineq", 2106, 1e-8)]
    [InlineData("phdi", "phdi", "phdi", 5099, ThreeDecimals)]
    public void Index_FromFiles_IsReproducedWithinWhatIsPublished(string index, string node, string code, int count, double tolerance)
    {
        var build = Build(index);
        int place = build.Scores.PlaceOf(new IndicatorCode(node)), values = 0;
        double largest = 0;
        foreach (var (row, score, _) in Published(build, code))
        {
            // In 1994 life expectancy in Rwanda was below its goalpost: no HDI is published, and a PHDI of 0 is; a geometric mean with a zero is missing here, and says so.
            if (code == "phdi" && build.Scores.Rows[row] == new RowKey(Period.InYear(1994), new("RWA"))) { Assert.Null(build.Scores.Score(row, place)); continue; }
            double? ours = build.Scores.Score(row, place);
            Assert.True(ours is not null, $"{build.Scores.Rows[row].Period} {build.Scores.Rows[row].Unit} has no {node}.");
            largest = Math.Max(largest, Math.Abs(ours.Value - score));
            values++;
        }
        PublishedFiles.Print($"{code} 1990–2022", values, largest);
        Assert.Equal(count, values);
        Assert.True(largest <= tolerance, string.Create(CultureInfo.InvariantCulture, $"{code}: largest error {largest}"));
    }

    [Theory]
    [InlineData("hdi", "hdi", "hdi", 193)]
    [InlineData("gii", "equality", "gii", 166)]
    public void Ranks_Of2022_AreAllThePublishedOnes(string index, string node, string code, int count)
    {
        var build = Build(index);
        int place = build.Scores.PlaceOf(new IndicatorCode(node));
        var ranked = Published(build, code).Where(p => p.Rank is not null).ToList();
        int same = ranked.Count(p => build.Scores.Rank(p.Row, place) == p.Rank);
        TestContext.Current.SendDiagnosticMessage($"ranks as published · {code} 2022 · {same} of {ranked.Count}");
        Assert.Equal((count, count), (ranked.Count, same));
    }

    [Fact]
    public void Groups_Of2022_AreAllThePublishedOnes()
    {
        var build = Build("hdi-groups");
        var units = PublishedFiles.Reference("published", "hdi2022", "units.csv");
        string[] groups = ["Low", "Medium", "High", "Very High"];
        var given = units.Rows.Where(r => PublishedFiles.Text(units, r, "hdi_group").Length > 0).ToList();
        int same = given.Count(r => build.Scores.Score(build.Scores.PlaceOf(new RowKey(Period.InYear(2022), new(PublishedFiles.Text(units, r, "code")))), 0) is { } score
            && groups[(int)score - 1] == PublishedFiles.Text(units, r, "hdi_group"));
        TestContext.Current.SendDiagnosticMessage($"groups as published · 2022 · {same} of {given.Count}");
        Assert.Equal((192, 192), (given.Count, same));
    }

    private static IEnumerable<(int Row, double Score, double? Rank)> Published(IndexBuild build, string code)
    {
        var published = PublishedFiles.Reference("published", "hdi2022", "published.csv");
        return published.Rows.Where(r => PublishedFiles.Text(published, r, "code") == code).Select(r =>
            (build.Scores.PlaceOf(new RowKey(Period.InYear((int)PublishedFiles.Number(published, r, "year")), new(PublishedFiles.Text(published, r, "unit")))),
                PublishedFiles.Number(published, r, "score"), PublishedFiles.Text(published, r, "rank").Length == 0 ? (double?)null : PublishedFiles.Number(published, r, "rank")));
    }
}
