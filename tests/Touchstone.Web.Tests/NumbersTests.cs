using System.Globalization;

namespace Touchstone.Web.Tests;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("zh-CN", 193812345678.5, "1,938亿")]
    [InlineData("zh-CN", 50423000.0, "5,042万")]
    [InlineData("zh-CN", 12345.0, "1.23万")]
    [InlineData("zh-CN", 0.12345, "0.123")]
    [InlineData("en", 193812345678.5, "194 bn")]
    [InlineData("en", 5042300.0, "5.04 m")]
    [InlineData("en", 12345.0, "12,345")]
    public void Short_Value_HasTheWordsOfTheLanguage(string language, double value, string shown) => In(language, () => Assert.Equal(shown, Numbers.Show(value, NumberForm.Brief)));

    [Fact]
    public void Show_Missing_IsADashNeverZero() => In("zh-CN", () =>
    {
        Assert.All(Enum.GetValues<NumberForm>(), form => Assert.Equal("—", Numbers.Show(null, form)));
        Assert.All(Enum.GetValues<NumberForm>(), form => Assert.NotEqual("—", Numbers.Show(0, form)));
    });

    [Fact]
    public void Exact_AnyDouble_ReadsBack() => Always(x => Assert.Equal(x, double.Parse(Numbers.Exact(x), CultureInfo.InvariantCulture)));

    private static void Always(Action<double> law)
    {
        var random = new Random(7);
        for (int i = 0; i < 1000; i++) law(BitConverter.Int64BitsToDouble(random.NextInt64()) is var x && double.IsFinite(x) ? x : i / 3.0);
    }

    internal static void In(string language, Action check)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try { check(); }
        finally { CultureInfo.CurrentUICulture = before; }
    }
}
