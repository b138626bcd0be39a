using System.Collections.Immutable;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>What a report shows beside the build, where it was computed: it takes longer than the build does.</summary>
/// <param name="Ranges">Ranges of ranks over the scenarios.</param>
/// <param name="Effects">What moves the ranking: effects on the mean rank shift.</param>
/// <param name="Audit">The whole audit; without it the report has the parts that are quick.</param>
/// <param name="Imputation">Imputations held against each other, the recipe's own first; default = not computed.</param>
public sealed record ReportExtras(UncertaintyResult? Ranges = null, OutputEffects? Effects = null, IndexAudit? Audit = null, ImmutableArray<ImputationCheck> Imputation = default)
{
    /// <summary>Nothing beside the build.</summary>
    public static ReportExtras None { get; } = new();
}
