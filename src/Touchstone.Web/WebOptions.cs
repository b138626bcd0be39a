using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Touchstone.Web;

/// <summary>How the pages and the interface are served.</summary>
public sealed record WebOptions
{
    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; } = 5080;
    /// <summary>The address to listen on; null = this machine only (loopback, and then only requests that name it).</summary>
    public IPAddress? Listen { get; init; }
    /// <summary>Where keys that protect forms are kept, beside the database; null = for this run only.</summary>
    public string? KeyFolder { get; init; }
    /// <summary>What must be done before the first request is answered, for example bringing the database up to date; it runs while the server is put together.</summary>
    public Func<CancellationToken, Task>? Prepare { get; init; }
    /// <summary>Adds the city: database, use cases, clock.</summary>
    public Action<IServiceCollection>? Services { get; init; }
    /// <summary>Adds endpoints beside the pages.</summary>
    public Action<WebApplication>? Endpoints { get; init; }
}
