using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Touchstone.Files;

namespace Touchstone.Rules.Tests;

/// <summary>The earliest day: what is said to be certain passes on that day with facts rolled forward by hand; what nobody knows makes a day possible only.</summary>
public sealed class EarliestDayTests
{
    private static readonly Rational Wan = 10_000;
    private static readonly Rulebook HighTech = Shelf.Book("high_tech");
    private static readonly DateOnly Until = new(2026, 12, 31);

    /// <summary>The gates alone: the score is for reviewers.</summary>
    private static readonly Rulebook Gates = HighTech with { Pass = FormulaReader.TryRead("gates", out var gates, out _) ? gates : null, Filing = [] };

    private static FirmHistory History(FirmFacts standing, params IEnumerable<(string Series, int Year, Rational Value)> yearly) =>
        new("firm", standing.Values, yearly.ToImmutableDictionary(y => (y.Series, y.Year), y => y.Value));

    /// <summary>What would be assumed where nothing was ever said is not assumed of a later year, once something was said of this one.</summary>
    [Fact]
    public void YearlyFigure_WithSomethingAssumed_IsOpenInTheNextYear()
    {
        var book = HighTech with { Inputs = [.. HighTech.Inputs.Select(i => i.Id == "rd_y1" ? i with { Assumed = 5_000 * Wan } : i)] };
        var firm = FirmFacts.Of("firm", ("rd_y1", 300 * Wan));
        var later = FirmHistory.Of(firm).On(book, Shelf.Day.AddYears(1), Shelf.Day);
        Assert.Equal(300 * Wan, FirmHistory.Of(firm).On(book, Shelf.Day, Shelf.Day).Values["rd_y1"]);
        Assert.False(later.Values.ContainsKey("rd_y1"));
        Assert.Equal(book.Inputs.Single(i => i.Id == "rd_y1").Domain, later.Between["rd_y1"]);
    }

    private static EarliestDay Find(Rulebook book, FirmHistory history, DateOnly? from = null) => EarliestDay.Of(book, history, from ?? Shelf.Day, Until).OrThrow();

    /// <summary>A firm of 2019 to 2021 with its figures by year; those of some later years are planned.</summary>
    private sealed record Firm(DateOnly Registered, int[] Rd, int[] Sales, int[] SciStaff, int[] HighTech, int[] Abroad, int[] Conversions, int KnownUntil, bool ByYear)
    {
        public const int First = 2018;

        private bool Knows(int year) => year >= First && year >= Registered.Year && year <= KnownUntil;
        private static readonly string[] Single = ["sci_staff", "staff", "income", "high_tech_income"];

        private Rational? Figure(string series, int year) => !Knows(year) ? null : series switch
        {
            "rd" => Rd[year - First] * Wan,
            "sales" => Sales[year - First] * Wan,
            "sci_staff" => SciStaff[year - First],
            "staff" => 100,
            "income" => Sales[year - First] * Wan,
            "high_tech_income" => Sales[year - First] * HighTech[year - First] * Wan / 100,
            "rd_abroad" => Rd[year - First] * Abroad[year - First] * Wan / 100,
            "conversions" => Conversions[year - First],
            _ => throw new ArgumentOutOfRangeException(nameof(series)),
        };

        /// <summary>Rolled forward by hand: every input on a day from the table alone.</summary>
        public FirmFacts On(DateOnly day)
        {
            int years = Math.Min(3, day.Year - Registered.Year);
            var facts = FirmFacts.Of("firm", ("registered", Registered.DayNumber), ("years", years), ("class1", 1), ("class2", 0), ("own_research", 1), ("core_support", 1), ("in_field", 1), ("accident", 0));
            foreach (string series in (string[])["rd", "sales"])
                for (int back = 1; back <= 3; back++) if (Figure(series, day.Year - back) is { } value) facts = facts.With($"{series}_y{back}", value);
            foreach (string id in Single) if (Figure(id, day.Year - 1) is { } value) facts = facts.With(id, value);
            foreach (string id in (string[])["rd_abroad", "conversions"])
            {
                Rational sum = 0;
                bool all = years > 0;
                for (int back = 1; back <= years; back++) { if (Figure(id, day.Year - back) is { } value) sum += value; else all = false; }
                if (all) facts = facts.With(id, sum);
            }
            return facts;
        }

        /// <summary>As a file gives it: figures by year, or those of the day under the names that ask for them then, and later ones by year.</summary>
        public FirmHistory History()
        {
            var today = On(Shelf.Day);
            string[] byYear = ["rd", "sales", "rd_abroad", "conversions", .. Single];
            var yearly = from series in byYear
                         from year in Enumerable.Range(First, 9)
                         where (ByYear || year >= Shelf.Day.Year) && Figure(series, year) is not null
                         select (series, year, Figure(series, year)!.Value);
            var standing = ByYear ? new FirmFacts("firm", today.Values.RemoveRange(today.Values.Keys.Where(id => byYear.Any(s => id == s || id.StartsWith(s + "_y", StringComparison.Ordinal))))) : today;
            return EarliestDayTests.History(standing, yearly);
        }
    }

    private static readonly Gen<Firm> Firms = Gen.Select(Gen.Int[0, 1600], Gen.Int[20, 400].Array[9], Gen.Int[800, 9000].Array[9], Gen.Int[6, 14].Array[9], Gen.Int[50, 80].Array[9], Gen.Int[0, 50].Array[9], Gen.Int[0, 6].Array[9], Gen.Int[2021, 2026])
        .SelectMany((age, rd, sales, staff, high, abroad, conversions, known) => Gen.Bool.Select(byYear => new Firm(Shelf.Day.AddDays(-age), rd, sales, staff, high, abroad, conversions, known, byYear)));

    [Fact]
    public void Certain_OfAnyFirm_PassesOnThatDayRolledForwardByHandAndOnNoDayBefore()
    {
        int certain = 0;
        Gen.Select(Firms, Gen.Int[0, 1600].Array[6]).Sample((firm, before) =>
        {
            var found = Find(Gates, firm.History());
            if (found.Certain is { } day)
            {
                Interlocked.Increment(ref certain);
                Assert.Equal(Verdict.Passes, Shelf.Evaluate(Gates, firm.On(day), day).Verdict);
            }
            foreach (int days in before)
            {
                var earlier = Shelf.Day.AddDays(days);
                if (found.Possible is { } possible ? earlier < possible : earlier <= Until) Assert.Equal(Verdict.Fails, Shelf.Evaluate(Gates, firm.On(earlier), earlier).Verdict);
                else if (!firm.ByYear) continue;   // sums given as one value for the day: the table knows more
                else if (found.Certain is { } sure ? earlier < sure : earlier <= Until) Assert.NotEqual(Verdict.Passes, Shelf.Evaluate(Gates, firm.On(earlier), earlier).Verdict);
            }
        }, iter: 150);
        Assert.True(certain > 10, $"{certain} firms had a day");
    }

    [Fact]
    public void Certain_WithYearsThatGrow_CountsTheYearsThatHavePassed()
    {
        // on 2022-06-15 one fiscal year, R&D 10 of 4000; in 2024 three, 420 of 12,000: 3.50 %, and 5 % is needed
        var from = new DateOnly(2022, 6, 15);
        const string table = "firm,registered,years,rd@2021(万元),rd@2022(万元),rd@2023(万元),sales@2021(万元),sales@2022(万元),sales@2023(万元),staff,sci_staff,income(万元),high_tech_income(万元),class1,class2,own_research,core_support,in_field,rd_abroad,conversions,accident\n"
            + "甲,2021-03-20,1,10,10,400,4000,4000,4000,100,20,4000,3000,2,0,是,是,是,0,16,否\n";
        var history = Assert.Single(FirmsFile.Read(Encoding.UTF8.GetBytes(table), "firms.csv", HighTech).OrThrow());
        var facts = history.On(HighTech, new DateOnly(2024, 6, 15), from);
        Assert.Equal(3, facts.Values["years"]);
        Assert.Equal(Verdict.Fails, Shelf.Evaluate(HighTech, facts, new DateOnly(2024, 6, 15)).Verdict);
        var found = Find(HighTech, history, from);
        Assert.Null(found.Certain);
        Assert.Equal(new DateOnly(2025, 1, 1), found.Possible);   // the figures of 2024 are nobody's yet
        Assert.Superset(new HashSet<string>(["rd_y1", "staff", "sci_staff"]), found.Awaits.Select(a => a.Id).ToHashSet());
    }

    [Fact]
    public void Possible_WhereOneSumCannotRoll_SaysThatItIsWhy()
    {
        var standing = WorkedFirms.HighTechBase().With("registered", new DateOnly(2022, 1, 10).DayNumber).With("years", 0).With("rd_abroad", 5 * Wan);
        (string, int, Rational)[] planned = [("rd", 2022, 380 * Wan), ("sales", 2022, 4900 * Wan), ("staff", 2022, 120), ("sci_staff", 2022, 24), ("income", 2022, 5000 * Wan), ("high_tech_income", 2022, 3900 * Wan)];
        var found = Find(Gates, History(standing, planned));
        Assert.Equal((null, new DateOnly(2023, 1, 10)), (found.Certain, found.Possible!.Value));
        Assert.Equal(["rd_abroad"], found.Awaits.Select(a => a.Id));
        // given by year it rolls, and the day is certain
        var known = Find(Gates, History(standing, [.. planned, ("rd_abroad", 2022, 5 * Wan)]));
        Assert.Equal(new DateOnly(2023, 1, 10), known.Certain);
        Assert.Empty(known.Awaits);
    }

    [Fact]
    public void Certain_OfAYoungFirm_IsTheDayTheYearIsFull()
    {
        var found = Find(HighTech, History(WorkedFirms.HighTechBase().With("registered", new DateOnly(2021, 9, 1).DayNumber)));
        Assert.Equal((new DateOnly(2022, 9, 1), new DateOnly(2022, 9, 1)), (found.Certain!.Value, found.Possible!.Value));
        Assert.Equal((9, 1, Mark.OwnReading), (found.Window!.FromMonth, found.Window.FromDay, found.Window.Mark));
    }

    [Fact]
    public void Certain_WhenTheWindowRollsOn_IsTheFirstDayOfTheYear()
    {
        // 2019 was weak; from 2023 on the window is 2020–2022, with 2022 planned
        var standing = WorkedFirms.HighTechBase().Values.RemoveRange(["rd_y1", "rd_y2", "rd_y3"]);
        (string, int, Rational)[] rd = [("rd", 2019, 40 * Wan), ("rd", 2020, 250 * Wan), ("rd", 2021, 300 * Wan), ("rd", 2022, 380 * Wan)];
        (string, int, Rational)[] rest = [("sales", 2022, 4900 * Wan), ("staff", 2022, 120), ("sci_staff", 2022, 24), ("income", 2022, 5000 * Wan), ("high_tech_income", 2022, 3900 * Wan), ("rd_abroad", 2022, 0), ("rd_abroad", 2021, 0), ("rd_abroad", 2020, 0)];
        var history = History(FirmFacts.Of("firm") with { Values = standing }, [.. rd, .. rest]);
        Assert.Equal(Verdict.Fails, Shelf.Evaluate(Gates, history.On(Gates, Shelf.Day)).Verdict);
        Assert.Equal(new DateOnly(2023, 1, 1), Find(Gates, history).Certain);
        // the same without the plan of 2022's staff: no day is certain
        var unknown = Find(Gates, History(FirmFacts.Of("firm") with { Values = standing }, [.. rd, .. rest.Where(r => r.Item1 != "staff")]));
        Assert.Equal((null, new DateOnly(2023, 1, 1)), (unknown.Certain, unknown.Possible!.Value));
        Assert.Equal(["staff"], unknown.Awaits.Select(a => a.Id));
    }

    [Fact]
    public void Rolled_PointsOfABandWhoseFiguresChanged_AreNoLongerRelied()
    {
        var history = History(WorkedFirms.HighTechBase(), ("net_assets", 2022, 2700 * Wan));
        var rolled = EarliestDay.Rolled(HighTech, history, new DateOnly(2023, 2, 1), Shelf.Day);
        Assert.False(rolled.Values.ContainsKey("growth_net_assets"));
        Assert.False(rolled.Values.ContainsKey("transform"));
        Assert.Equal((5, 6), (rolled.Values["org_system"], rolled.Values["ip_advance"]));
        Assert.Equal(4, EarliestDay.Rolled(HighTech, history, new DateOnly(2022, 12, 1), Shelf.Day).Values["growth_net_assets"]);
    }

    [Fact]
    public void Certain_OutsideTheFilingWindow_WaitsForIt()
    {
        var book = Shelf.OfText("inputs:\n  born: {kind: day, name: {zh: 日, en: day}}\npass: day - born >= 10\nfiling:\n  - {from: 03-01, to: 03-31}");
        Assert.Equal(new DateOnly(2023, 3, 1), Find(book, History(FirmFacts.Of("f", ("born", new DateOnly(2022, 3, 25).DayNumber))), new DateOnly(2022, 1, 1)).Certain);
    }

    [Theory]
    [InlineData("years-run", 2, "2024-06-30")]
    [InlineData("months-run", 17, "2022-07-30")]
    public void Certain_OfTimeRun_IsWhenTheWholeUnitMustHavePassed(string span, int run, string expected)
    {
        // how far into the unit the first day is, nobody knows: the next day it may be full, a whole unit later it must be
        var book = Shelf.OfText($"inputs:\n  run: {{kind: amount, span: {span}, name: {{zh: 时长, en: time run}}}}\npass: run >= {(span == "years-run" ? 4 : 18)}");
        var found = Find(book, History(FirmFacts.Of("f", ("run", run))));
        Assert.Equal(DateOnly.ParseExact(expected, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), found.Certain);
        Assert.Equal(span == "years-run" ? new DateOnly(2023, 6, 30) : new DateOnly(2022, 7, 1), found.Possible);
        Assert.Equal("run", Assert.Single(found.Awaits).Id);
    }

    [Fact]
    public void Certain_WithAnEventThatMayLapse_IsNotReliedOnInALaterYear()
    {
        var book = Shelf.OfText("inputs:\n  born: {kind: day, name: {zh: 日, en: day}}\n  award: {kind: yes-no, span: window, assumed: \"no\", name: {zh: 近三年奖励, en: award in three years}}\n  accident: {kind: yes-no, span: window, name: {zh: 近一年事故, en: accident in a year}}\npass: day - born >= 365 and award and not accident");
        var found = Find(book, History(FirmFacts.Of("f", ("born", new DateOnly(2022, 3, 1).DayNumber), ("award", 1), ("accident", 0))));
        Assert.Equal((null, new DateOnly(2023, 3, 1)), (found.Certain, found.Possible!.Value));
        Assert.Equal(["award"], found.Awaits.Select(a => a.Id));
    }
}
