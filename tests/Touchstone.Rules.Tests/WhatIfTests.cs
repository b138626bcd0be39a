using System.Text;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.Rules.Tests;

public sealed class WhatIfTests
{
    private static readonly Rational Wan = 10_000;
    private static readonly Rulebook HighTech = Shelf.Book("high_tech");

    private static Rulebook With(params (string, string)[] values) => PolicyWhatIf.With(HighTech, values.ToDictionary(v => v.Item1, v => v.Item2, StringComparer.Ordinal)).OrThrow();

    private static readonly FirmFacts[] Firms =
    [
        WorkedFirms.HighTechBase() with { Firm = "passes" },
        WorkedFirms.HighTechBase().With("sci_staff", 11) with { Firm = "staff 9.2 %" },
        WorkedFirms.HighTechBase().With("rd_y3", 150 * Wan).With("rd_y2", 160 * Wan).With("rd_y1", 180 * Wan) with { Firm = "R&D 3.6 %" },
        WorkedFirms.HighTechBase().Without("income") with { Firm = "open" },
    ];

    [Fact]
    public void WhatIf_LowerThreshold_LetsFirmsIn()
    {
        var result = PolicyWhatIf.Of(HighTech, With(("staff_share", "9%"), ("rd_small", "3%")), Firms, Shelf.Day).OrThrow();
        Assert.Equal(["staff 9.2 %", "R&D 3.6 %"], result.Entering.Select(f => f.Facts.Firm));
        Assert.Empty(result.Leaving);
        Assert.Equal((1, 3, 1), (result.PassingBefore, result.PassingAfter, result.Open));
        Assert.Equal((10 * Wan, 30 * Wan), result.Cost(10 * Wan));
        var effect = result.Effect(HighTech.Inputs.Single(i => i.Id == "rd_y1"));
        Assert.Equal((380 * Wan, 940 * Wan, 0), (effect.Before, effect.After, effect.Missing));
    }

    [Fact]
    public void WhatIf_HigherThreshold_LetsFirmsGo() =>
        Assert.Equal(["passes"], PolicyWhatIf.Of(HighTech, With(("pass_above", "75")), Firms, Shelf.Day).OrThrow().Leaving.Select(f => f.Facts.Firm));

    [Fact]
    public void WhatIf_UnknownParameterAndWrongValue_AreBothRefused() =>
        Assert.Equal(["whatif.parameter", "whatif.value"], PolicyWhatIf.With(HighTech, new Dictionary<string, string>(StringComparer.Ordinal) { ["nope"] = "1", ["rd_small"] = "many" }).AllFindings.Select(f => f.Code));

    private static Outcome<System.Collections.Immutable.ImmutableArray<FirmHistory>> Read(string name, string text) => FirmsFile.Read(Encoding.UTF8.GetBytes(text), name, HighTech);

    [Fact]
    public void Firms_FromCsv_AreConvertedToYuanAndYears()
    {
        var firm = Assert.Single(Read("firms.csv", "firm,sci_staff,rd@2021(万元),rd@2020(千元),销售额,registered,accident\n甲,12.5,380,3100,9,2015/3/1,否\n").OrThrow());
        var facts = firm.On(HighTech, Shelf.Day);
        Assert.Equal((Rational.Of(25, 2), 380 * Wan, 310 * Wan, (Rational)0), (facts.Values["sci_staff"], facts.Values["rd_y1"], facts.Values["rd_y2"], facts.Values["accident"]));
        Assert.Equal(380 * Wan, firm.On(HighTech, Shelf.Day.AddYears(1)).Values["rd_y2"]);
    }

    [Fact]
    public void Firms_FromJson_AreRead()
    {
        var firm = Assert.Single(Read("firms.json", """[{"firm": "甲", "class1": 2, "in_field": true, "rd_y1(万元)": "12000/11", "staff": null}]""").OrThrow());
        var facts = firm.On(HighTech, Shelf.Day);
        Assert.Equal((2, 1, Rational.Of(120_000_000, 11)), (facts.Values["class1"], facts.Values["in_field"], facts.Values["rd_y1"]));
        Assert.False(facts.Values.ContainsKey("staff"));
    }

    [Fact]
    public void Firms_BadCells_AreFoundAllAtOnceWithTheirPlaces()
    {
        var findings = Read("firms.csv", "firm,sci_staff,class1,in_field,registered,rd_y1(亩)\n甲,many,1.5,maybe,soon,1\n甲,-3,2,是,2015-01-01,2\n").AllFindings;
        Assert.Equal(["fact.not-whole", "fact.range", "fact.unit", "fact.unreadable", "fact.unreadable", "fact.unreadable", "firms.name-duplicate"], findings.Select(f => f.Code).Order(StringComparer.Ordinal));
        Assert.All(findings, f => Assert.Equal("firms.csv", f.Where.File));
        Assert.Contains(findings, f => f is { Code: "fact.range", Where: { Row: 3, Column: "sci_staff" } });
    }
}
