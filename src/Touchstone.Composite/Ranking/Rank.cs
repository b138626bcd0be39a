namespace Touchstone.Composite;

/// <summary>Rank every node within each period, 1 = best; unranked units have a score and no rank.</summary>
/// <param name="Ties">Ties.</param>
/// <param name="Decimals">Scores are rounded (half away from zero) for ranking; null = not rounded.</param>
public sealed record Rank(Ties Ties, int? Decimals) : Step
{ /// <inheritdoc/>
    public override string Kind => "rank";
}
