using Touchstone.Model;

namespace Touchstone.Web.Components.Shell;

/// <summary>A room of the rail. A room that does not exist yet is not listed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Href">Its first page.</param>
/// <param name="Key">The key after g.</param>
internal sealed record Room(Text Name, string Href, char Key);

/// <summary>The rooms in the order of the flow.</summary>
internal static class Rooms
{
    public static IReadOnlyList<Room> All { get; } =
    [
        new(Words.Shell.Cockpit, "/", 'c'),
        new(Words.Shell.Data, "/data", 'r'),
        new(Words.Enterprises.Room, "/enterprises", 'e'),
        new(Words.Registers.Room, "/registers", 'k'),
        new(Words.Rules.Room, "/rules", 'l'),
        new(Words.Shell.Indicators, "/indicator", 'd'),
        new(Words.Shell.Index, "/index", 'i'),
        new(Words.Monitor.Room, "/monitor", 'm'),
        new(Words.Shell.Benchmark, "/benchmark", 'b'),
        new(Words.Levers.Room, "/levers", 'v'),
        new(Words.Shell.Builds, "/builds", 'u'),
        new(Words.Shell.Interface, "/api/", 'a'),
    ];

    /// <summary>The room a path is in: the longest address that it begins with.</summary>
    public static Room? Of(string path) => All.Where(r => r.Href == "/" ? path == "/" : path == r.Href || path.StartsWith(r.Href + "/", StringComparison.Ordinal))
        .MaxBy(r => r.Href.Length);
}
