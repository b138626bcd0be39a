using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>
/// The audit of a build: what does not hang together and what to do about it, with every check behind it. It takes longer than the build does: the last few are kept in memory, and two
/// who ask at once wait for one.
/// </summary>
public sealed class LoadAudit(LoadBuild builds)
{
    private const int Kept = 6;
    private readonly Recent<IndexAudit> _recent = new(Kept);

    public async Task<Outcome<IndexAudit>> Run(Actor actor, BuildId id, CancellationToken stop = default)
    {
        var loaded = await builds.Run(actor, id, stop);
        if (!loaded.IsDone(out var build)) return Outcome.Refused<IndexAudit>(loaded.AllFindings);
        var making = _recent.Keep(id.Value, () => IndexAudit.Of(build));
        return Outcome.Done(await Task.Run(() => making.Value, stop));
    }
}
