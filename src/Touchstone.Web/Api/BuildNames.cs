using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Web.Serving;

namespace Touchstone.Web.Api;

/// <summary>A build that was asked for: found and run again, or the refusal.</summary>
internal sealed record OpenedBuild(StoredBuild? Stored, IndexBuild? Build, ProblemHttpResult? Problem)
{
    /// <summary>Why there is no build.</summary>
    public ProblemHttpResult Refusal => Problem ?? throw new InvalidOperationException("The build was opened.");
}

/// <summary>Opens builds for the interface, by their identity or the beginning of it.</summary>
internal sealed class OpenBuilds(ListBuilds list, LoadBuild load)
{
    public async Task<OpenedBuild> Open(HttpContext http, string id, CancellationToken stop)
    {
        var actor = Caller.Of(http);
        if (await BuildNames.Find(list, actor, id, stop) is not { } stored) return new(null, null, BuildNames.NotFound(id));
        var loaded = await load.Run(actor, stored.Id, stop);
        return loaded.IsDone(out var build) ? new(stored, build, null) : new(stored, null, Problems.Refused(loaded.AllFindings));
    }
}

/// <summary>Finds a build by its identity or the beginning of it.</summary>
internal static class BuildNames
{
    /// <summary>So many characters at least name a build.</summary>
    public const int Least = 6;

    public static string Short(BuildId id) => id.Value[..Math.Min(Reading.Links.ShortBuild, id.Value.Length)];

    /// <summary>The build; null when there is none, or more than one.</summary>
    public static async Task<StoredBuild?> Find(ListBuilds list, Actor actor, string start, CancellationToken stop = default)
    {
        if (start.Length < Least) return null;
        var found = (await list.Run(actor, null, stop)).Where(b => b.Id.Value.StartsWith(start, StringComparison.OrdinalIgnoreCase)).ToList();
        return found is [var one] ? one : null;
    }

    public static ProblemHttpResult NotFound(string id) => Problems.NotFound(new("测算批次", "build"), id);
}
