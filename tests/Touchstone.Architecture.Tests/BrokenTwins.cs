#pragma warning disable CA1812, CA1822, RS0030 // never made, no state, and forbidden on purpose: each type here breaks one rule so that the rule is seen to fail

namespace Touchstone.Architecture.Tests.Broken.City.Organisation
{
    internal sealed class AreaThatKnowsBenchmarks
    {
        public Benchmarks.PeerSet? Peers { get; init; }
    }
}

namespace Touchstone.Architecture.Tests.Broken.City.Benchmarks
{
    internal sealed class PeerSet;
}

namespace Touchstone.Architecture.Tests.Broken.City.Registers
{
    internal sealed class RowThatKnowsFirms
    {
        public Enterprises.FirmThatKnowsParks? Firm { get; init; }
    }
}

namespace Touchstone.Architecture.Tests.Broken.City.Registers.Enterprises
{
    internal sealed class FirmThatKnowsParks
    {
        public Parks.Park? Park { get; init; }
    }
}

namespace Touchstone.Architecture.Tests.Broken.City.Registers.Parks
{
    internal sealed class Park;
}

namespace Touchstone.Architecture.Tests.Broken
{
    internal sealed class EngineThatReadsFiles
    {
        public string Read(string path) => System.IO.File.ReadAllText(path);
    }

    public sealed class NormalisationHelper;

    public class UseCaseWithTwoDoors
    {
        public int Run() => 1;
        public int Also() => 2;
    }
}
