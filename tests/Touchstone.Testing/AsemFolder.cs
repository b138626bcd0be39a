using Touchstone.Composite;
using Touchstone.Files;

namespace Touchstone.Testing;

/// <summary>COINr's built-in example (51 countries, 49 indicators, four levels) as an index folder, made from the reference results.</summary>
public static class AsemFolder
{
    /// <summary>The steps of COINr's example: denominate, impute by group, screen, treat, min–max, arithmetic mean, rank.</summary>
    public static Recipe Recipe { get; } = new(new("亚欧可持续互联互通指数（COINr 示例）", "ASEM sustainable connectivity (COINr's example)"),
    [
        new Denominate([]),
        new Impute(PerCode.All(new ImputeRule(ImputeMethod.GroupMean, "EurAsia_group"))),
        new Screen(0.9, null, FailedUnit.Drop, [], []),
        new Treat(PerCode.All(new TreatRule(Limit: new WinsorLimit.Count(5)))),
        new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax))),
        new Aggregate(PerCode.All(new AggregateRule())),
        new Rank(Ties.Min, null),
    ], new FrameRule.PerPeriod());

    /// <summary>The input, or a visible skip where the reference results are absent.</summary>
    public static IndexInput InputOrSkip() => CoinrFiles.Read(new CoinrPair(
        File.ReadAllBytes(Repository.ReferenceOrSkip("coinr", "00_raw", "iData_as_shipped.csv")),
        File.ReadAllBytes(Repository.ReferenceOrSkip("coinr", "00_raw", "iMeta_as_shipped.csv")))).OrThrow();

    /// <summary>Writes the folder.</summary>
    public static void WriteOrSkip(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var (name, bytes) in IndexFolder.Write(InputOrSkip(), Recipe)) File.WriteAllBytes(Path.Combine(directory, name), bytes);
    }
}
