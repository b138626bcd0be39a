using System.Text;
using Touchstone.City.Organisation;
using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.City.Tests.Storage;
using Touchstone.Model;

namespace Touchstone.City.Tests.Registers;

/// <summary>Firms for tests, with codes nobody has.</summary>
internal static class Firms
{
    public const string Header = "统一社会信用代码,企业名称,所在区划,功能区,状态,成立日期,规上企业,制造业,注册资本(万元),联系人\n";

    public static string Code(int number) => CreditCode.Reserved(number);
    public static ReceivedFile File(string text, string name = "firms.csv") => new(name, Encoding.UTF8.GetBytes(text));

    public static string Line(int number, string name, string rest = ",,,,,,,,") => $"{Code(number)},{name}{rest}\n";

    public static async Task<Outcome<RowsReceipt>> Import(this TestCity city, string register, ReceivedFile file, RowsRequest? request = null) =>
        await city.Get<ImportRows>().Run(Actor.Local, register, file, request ?? RowsRequest.Commit, TestContext.Current.CancellationToken);

    public static async Task<RegisterPage> Page(this TestCity city, string register, string query)
    {
        var view = RegisterView.Parse(city.Get<RegisterBook>().Find(register)!, query).OrThrow();
        return (await city.Get<ListRows>().Run(Actor.Local, view, TestContext.Current.CancellationToken)).OrThrow();
    }

    public static IEnumerable<string?> Column(this RegisterPage page, string code)
    {
        int at = page.Columns.Select(c => c.Code).ToList().IndexOf(code);
        return page.Rows.Select(r => r.Cells[at].Value?.ToString());
    }

    public static async Task<TestCity> SmallCityWith(Engine engine, string lines)
    {
        var city = await SmallCity.Start(engine);
        (await city.Import("firms", File(Header + lines))).OrThrow();
        return city;
    }
}
