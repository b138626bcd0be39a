using CsCheck;

namespace Touchstone.Model.Tests;

public class CasesTests
{
    private static readonly Gen<int> s_some = Gen.Int[0, 1000];

    [Fact]
    public void Sample_Twice_DrawsTheSameManyCases()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TOUCHSTONE_EXPLORE") is not null, "Exploring draws new cases.");
        List<int> first = [], again = [];
        s_some.Sample(first.Add, iter: 200);
        s_some.Sample(again.Add, iter: 200);
        Assert.Equal(first, again);
        Assert.True(first.Distinct().Count() > 100);
    }

    [Fact]
    public void Sample_PropertyThatFailsOfSomeCases_FailsAndNamesASmallerCaseAndItsSeed()
    {
        var failed = Assert.Throws<CsCheckException>(() => s_some.Sample(value => Assert.True(value < 900), iter: 200));
        Assert.Contains("seed", failed.Message, StringComparison.Ordinal);
        Assert.Throws<CsCheckException>(() => s_some.Sample(value => value < 900, iter: 200));
    }
}
