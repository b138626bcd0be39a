using CsCheck;

namespace Touchstone.Model.Tests;

public sealed class PeriodTests
{
    private static readonly Gen<Period> AnyPeriod =
        Gen.Select(Gen.Int[1, 9998], Gen.Int[1, 12], Gen.Int[1, 28], Gen.Int[0, 5]).Select((year, month, day, kind) => kind switch
        {
            0 => Period.InYear(year),
            1 => Period.InHalf(year, month > 6 ? 2 : 1),
            2 => Period.InQuarter(year, (month + 2) / 3),
            3 => Period.InMonth(year, month),
            4 => Period.On(new(year, month, day)),
            _ => Period.YearTo(new(year, month, day)),
        });

    [Fact]
    public void Parse_OfWhatWasWritten_GivesThePeriodBack() =>
        AnyPeriod.Sample(period => Period.TryParse(period.ToString(), out var read) && read == period);

    [Fact]
    public void Parse_AnyText_NeverThrows() => Gen.String.Sample(text => { _ = Period.TryParse(text, out _); });

    [Fact]
    public void Compare_ThreePeriods_IsATotalOrder() =>
        Gen.Select(AnyPeriod, AnyPeriod, AnyPeriod).Sample((a, b, c) =>
            Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
            && (a.CompareTo(b) != 0 || a == b)
            && !(a.CompareTo(b) <= 0 && b.CompareTo(c) <= 0 && a.CompareTo(c) > 0));

    [Theory]
    [InlineData("2021-13")]
    [InlineData("2021-Q5")]
    [InlineData("2021-S3")]
    [InlineData("2021-02-30")]
    [InlineData("21")]
    [InlineData("2021Q1")]
    [InlineData("0000")]
    [InlineData("")]
    [InlineData(null)]
    public void Parse_NotAPeriod_IsRefused(string? text) => Assert.False(Period.TryParse(text, out _));

    [Fact]
    public void YearToDate_OfTheMeeting_RunsFromNewYear()
    {
        Assert.True(Period.TryParse("2022-YTD-07-16", out var period));
        Assert.Equal(new DateOnly(2022, 1, 1), period.First);
        Assert.Equal(new DateOnly(2022, 7, 16), period.Last);
        Assert.Equal(Frequency.YearToDate, period.Frequency);
    }
}
