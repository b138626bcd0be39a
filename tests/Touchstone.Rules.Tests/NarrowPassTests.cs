using CsCheck;

namespace Touchstone.Rules.Tests;

/// <summary>Conditions that are met only just: the worsening that is named fails, and none of the moved inputs fails for less.</summary>
public sealed class NarrowPassTests
{
    private static readonly Rational Wan = 10_000;
    private static readonly Rulebook HighTech = Shelf.Book("high_tech");
    private static readonly RuleProgram Program = RuleProgram.Of(HighTech).OrThrow();

    private static NarrowScreening Within(int percent) => new(Program, Shelf.Day, Rational.Of(percent, 100));

    [Fact]
    public void HighTech_StaffAtElevenPerCent_IsNarrowByWhatItTakes()
    {
        // 12 of 111: a mean of 11.088 is 9.99 %, a thousandth of 12 more is still 10 %; ten more staff would be 9 % of 111, which is more than 7.6 % of 12
        var narrow = Within(10).Of(WorkedFirms.HighTechBase().With("sci_staff", 12).With("staff", 111)).Single(n => n.Condition == "sci_staff_share");
        Assert.Equal(("sci_staff", Rational.Of(-912, 1000)), (narrow.Smallest.Input.Id, narrow.Smallest.Amount));
        Assert.DoesNotContain(Within(7).Of(WorkedFirms.HighTechBase().With("sci_staff", 12).With("staff", 111)), n => n.Condition == "sci_staff_share");
        // 60 % of 5000: 3001 is 20 thousandths of a per cent above the border
        var income = Within(5).Of(WorkedFirms.HighTechBase().With("high_tech_income", 3001 * Wan)).Single(n => n.Condition == "high_tech_share");
        Assert.Equal(("income", 2 * Wan), (income.Smallest.Input.Id, income.Smallest.Amount));
    }

    [Fact]
    public void HighTech_FarFromEveryBorder_IsNotNarrow()
    {
        var far = WorkedFirms.HighTechBase().With("sci_staff", 60).With("rd_y1", 900 * Wan).With("ip_advance", 8).With("ip_core", 8);
        Assert.Empty(Within(5).Of(far));
        Assert.NotEmpty(Within(90).Of(far));
    }

    [Fact]
    public void HighTech_MissingOrFailedConditions_AreNotNarrow()
    {
        var firm = WorkedFirms.HighTechBase().With("sci_staff", 11).Without("income");
        Assert.DoesNotContain(Within(50).Of(firm), n => n.Condition is "sci_staff_share" or "high_tech_share");
    }

    private static readonly Gen<FirmFacts> Firms = Gen.Select(Gen.Int[8, 40], Gen.Int[60, 300], Gen.Int[150, 400].Array[3], Gen.Int[2000, 5200].Array[3], Gen.Int[55, 80], Gen.Int[0, 300])
        .Select((sci, staff, rd, sales, high, abroad) =>
        {
            var facts = WorkedFirms.HighTechBase().With("sci_staff", sci).With("staff", staff).With("rd_abroad", abroad * Wan).With("income", sales[0] * Wan).With("high_tech_income", sales[0] * high * Wan / 100);
            for (int y = 0; y < 3; y++) facts = facts.With($"rd_y{y + 1}", rd[y] * Wan).With($"sales_y{y + 1}", sales[y] * Wan);
            return facts;
        });

    [Fact]
    public void Narrow_OfAnyFirm_FailsThereAndNothingSmallerDoes() => Firms.Sample(firm =>
    {
        string[] moved = ["sci_staff", "staff", "rd_y1", "rd_abroad", "sales_y1", "income", "high_tech_income"];
        var narrow = Within(8).Of(firm);
        var now = Shelf.Evaluate(HighTech, firm);
        foreach (var gate in now.Gates.Where(g => g.Value.IsTrue))
        {
            var found = narrow.FirstOrDefault(n => n.Condition == gate.Id);
            if (found is not null) Assert.True(Fails(firm.With(found.Smallest.Input.Id, found.Smallest.To), gate.Id), gate.Id);
            // by hand: forty points along each input either way, nearer than what was found, all still hold
            var least = found?.Smallest.RelativeSize ?? Rational.Of(8, 100);
            foreach (string input in moved.Where(firm.Values.ContainsKey))
                for (int i = 1; i <= 20; i++)
                    foreach (int sign in (int[])[-1, 1])
                    {
                        var step = HighTech.Inputs.Single(x => x.Id == input) is { Kind: InputKind.Money } ? Wan : 1;
                        var amount = Rational.Floor(Rational.Abs(firm.Values[input]) * least * i / 20 / step) * step;
                        if (amount.Sign == 0 || amount / Rational.Abs(firm.Values[input]) >= least) continue;
                        Assert.False(Fails(firm.With(input, firm.Values[input] + amount * sign), gate.Id), $"{gate.Id} {input} {amount * sign}");
                    }
        }

        static bool Fails(FirmFacts facts, string gate) => Shelf.Evaluate(HighTech, facts).Find(gate)!.Value.IsFalse;
    }, iter: 8);
}
