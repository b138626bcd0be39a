using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Files;

namespace Touchstone.City.Storage;

/// <summary>The city's registers, in the order in which they may know each other.</summary>
public static class CityRegisters
{
    /// <summary>All of them; some check their rows against rulebooks, which are read when the first is needed.</summary>
    public static RegisterBook Book(Lazy<RulebookShelf> rulebooks) => new(
        FirmRegister.Instance, FirmYearRegister.Instance, new RecognitionRegister(rulebooks), new JudgementRegister(rulebooks), ApplicationRegister.Instance, CultivationRegister.Instance, VisitRegister.Instance, FilingRegister.Instance);
}
