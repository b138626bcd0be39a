using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>Which change is to be split.</summary>
/// <param name="Before">The build before.</param>
/// <param name="From">Its period.</param>
/// <param name="After">The build after; the same for two periods of one build.</param>
/// <param name="To">Its period.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Node">The node; null = the index itself.</param>
public sealed record SplitQuestion(BuildId Before, Period? From, BuildId After, Period? To, UnitCode Unit, IndicatorCode? Node = null);

/// <summary>A unit's change between two builds, or two periods, as a sum of its causes.</summary>
public sealed class SplitChange(LoadBuild builds)
{
    public async Task<Outcome<ChangeSplit>> Run(Actor actor, SplitQuestion question, CancellationToken stop = default)
    {
        var first = await builds.Run(actor, question.Before, stop);
        if (!first.IsDone(out var before)) return Outcome.Refused<ChangeSplit>(first.AllFindings);
        var second = await builds.Run(actor, question.After, stop);
        if (!second.IsDone(out var after)) return Outcome.Refused<ChangeSplit>(second.AllFindings);
        return await Task.Run(() => ChangeSplit.Between(before, question.From, after, question.To, question.Unit, question.Node), stop);
    }
}
