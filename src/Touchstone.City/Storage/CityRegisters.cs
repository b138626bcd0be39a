using Touchstone.City.Registers;
using Touchstone.City.Registers.Enterprises;

namespace Touchstone.City.Storage;

/// <summary>The city's registers, in the order in which they may know each other.</summary>
public static class CityRegisters
{
    public static RegisterBook Book { get; } = new(FirmRegister.Instance);
}
