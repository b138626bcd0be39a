using Touchstone.City.Registers;
using Touchstone.City.Storage;
using Touchstone.City.Tests.Storage;

namespace Touchstone.City.Tests.Registers;

public sealed class RegisterViewTests
{
    private static Register FirmsRegister => CityRegisters.Book(new(() => new([], []))).Find("firms")!;

    [Theory]
    [InlineData("q=%E5%8D%8E%E7%A7%91&division=420281,420222&registered=2015-01-01..2020-12-31&sort=-name&columns=name,division&page=3&size=20")]
    [InlineData("high_tech_until=2022-01-01..")]
    [InlineData("zone=none")]
    [InlineData("")]
    public void View_WrittenAndReadBack_IsTheSameAddress(string query) => Assert.Equal(query, RegisterView.Parse(FirmsRegister, query).OrThrow().ToQuery());

    [Fact]
    public void View_OfUnknownFields_IsRefusedWithEveryOne()
    {
        var refused = RegisterView.Parse(FirmsRegister, "colour=red&sort=-size_of_cat&columns=name,nope&page=zero");
        Assert.Equal(["view.field-unknown", "view.field-unknown", "view.field-unknown", "view.not-a-number"], refused.AllFindings.Select(f => f.Code));
    }

    [Theory, MemberData(nameof(TestCity.Engines), MemberType = typeof(TestCity))]
    public async Task List_FilteredAndSorted_GivesTheSameRowsOnBothDatabases(Engine engine)
    {
        await using var city = await Firms.SmallCityWith(engine,
            Firms.Line(1, "示例丙（虚构）", ",420200,,存续,2015-03-01,是,是,100,") + Firms.Line(2, "示例甲（虚构）", ",420100,,注销,2018-03-01,是,否,20,")
            + Firms.Line(3, "示例乙（虚构）", ",420200,Z-1,,2021-03-01,否,,,") + Firms.Line(4, "示例丁（虚构）", ",,,,,,,0.5,"));
        Assert.Equal(["示例丙（虚构）", "示例乙（虚构）"], (await city.Page("firms", "division=420200&sort=-name&columns=name")).Column("name").Order(StringComparer.Ordinal));
        Assert.Equal(["1", "3"], Numbers(await city.Page("firms", "division=420200&sort=credit_code")));
        Assert.Equal(["1", "2"], Numbers(await city.Page("firms", "capital=20..100&sort=registered")));
        Assert.Equal(["4"], Numbers(await city.Page("firms", "division=none")));
        Assert.Equal(["3", "2"], Numbers(await city.Page("firms", "registered=2016-01-01..&sort=-registered")));
        Assert.Equal(["2"], Numbers(await city.Page("firms", "status=closed,moved_away")));
        Assert.Equal(["2", "3"], Numbers(await city.Page("firms", "sort=credit_code&size=2&page=1&credit_code=" + Firms.Code(2) + "," + Firms.Code(3))));
        Assert.Equal(["3", "4"], Numbers(await city.Page("firms", "sort=credit_code&size=2&page=2")));
        Assert.Equal(new RowCount(4, true), (await city.Page("firms", "sort=credit_code&size=2&page=2")).Count);

        static IEnumerable<string> Numbers(RegisterPage page) => page.Rows.Select(r => r.Key.Substring(8, 8).TrimStart('0'));
    }
}
