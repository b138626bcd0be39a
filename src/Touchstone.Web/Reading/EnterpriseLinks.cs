using System.Globalization;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Web.Reading;

/// <summary>The addresses of the enterprise pages, and the rung in one.</summary>
internal static class EnterpriseLinks
{
    public static string Firm(long id) => string.Create(CultureInfo.InvariantCulture, $"/enterprises/{id}");
    /// <summary>A rung's rulebook held against a firm of the register.</summary>
    public static string WhyNot(Here here, string rulebook, long firm) => here.To(RuleReading.TryPage(rulebook), ("firm", firm.ToString(CultureInfo.InvariantCulture)), ("day", here["day"]));

    /// <summary>Where a thing to do is done: the form of points, the doubtful rows, or the row it is about.</summary>
    public static string Work(Here here, WorkItem item, DateOnly day) => item switch
    {
        { Kind: WorkKind.DoubtfulRow } => here.To("/enterprises/doubts"),
        { Rulebook: { } rulebook, Firm: { } firm } => here.To(RuleReading.TryPage(rulebook), ("firm", firm.ToString(CultureInfo.InvariantCulture)), ("day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))) + "#judge",
        _ => here.To(RegisterCells.Row(item.Row.Register, item.Row.Row)),
    };

    /// <summary>The recognitions that are valid on a day: who stands on the rung.</summary>
    public static string Holders(Here here, Rung rung, DateOnly day)
    {
        string on = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return here.To(RegisterCells.Page("recognitions"), ("rung", Rungs.CodeOf(rung)), ("valid_from.to", on), ("valid_to.from", on));
    }

    /// <summary>The rung an address names by its code; the high-tech rung where none is.</summary>
    public static Rung RungOf(Here here) => Enum.GetValues<Rung>().Cast<Rung?>().FirstOrDefault(r => Rungs.CodeOf(r!.Value) == here["rung"]) ?? Rung.HighTech;

    /// <summary>Early warnings are for worsenings of 5 % where the address says nothing.</summary>
    public const int StandardNarrow = 5;

    /// <summary>The size of a step that counts as near, in per cent of what the firm has; null: any.</summary>
    public static Rational? WithinOf(Here here) => FormulaReader.TryNumber(here["within"] ?? "", out var percent) && percent.Sign > 0 ? percent / 100 : null;

    /// <summary>The worsening that an early warning looks for; null: none is asked for.</summary>
    public static Rational? NarrowOf(Here here) => !FormulaReader.TryNumber(here["narrow"] ?? "", out var percent) ? Rational.Of(StandardNarrow, 100) : percent.Sign > 0 && percent <= 100 ? percent / 100 : null;

    public static string Amount(Lack lack) => lack.Unit.Zh == "元" ? Language.IsChinese ? Numbers.Show(lack.Amount / 10_000) : Numbers.Show(lack.Amount) : lack.Unit.Zh == "%" ? Numbers.Show(lack.Amount * 100) : Numbers.Show(lack.Amount);
    public static Text UnitOf(Lack lack) => lack.Unit.Zh == "元" ? new("万元", "yuan") : lack.Unit;
    public static Text Say(Lack lack) => lack.Input.IsEmpty ? NameOf(lack) : Words.Enterprises.LackOf(NameOf(lack), lack.Input, Amount(lack), UnitOf(lack));

    /// <summary>A part of the pass condition comes as its formula, which belongs on the page behind "why": here its kind is enough.</summary>
    private static Text NameOf(Lack lack) => lack.Condition.En.StartsWith("overall:", StringComparison.Ordinal) ? Words.Enterprises.Overall : lack.Condition;
}
