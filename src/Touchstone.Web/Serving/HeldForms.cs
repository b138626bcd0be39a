using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Touchstone.Model;

namespace Touchstone.Web.Serving;

/// <summary>What was typed into a refused form, and why it was refused: shown once more by the page the form came from.</summary>
public sealed record HeldForm(ImmutableDictionary<string, string> Fields, ImmutableArray<Finding> Findings);

/// <summary>Refused forms, held in memory for an hour under a name that cannot be guessed, so that nothing typed is lost by the redirect after a post.</summary>
internal sealed class HeldForms(TimeProvider clock)
{
    private const int Most = 500;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, (HeldForm Form, DateTimeOffset Since)> _forms = new(StringComparer.Ordinal);

    public string Hold(HeldForm form)
    {
        string name = RandomNumberGenerator.GetHexString(16, lowercase: true);
        _forms[name] = (form, clock.GetUtcNow());
        foreach (var (old, _) in _forms.Where(f => clock.GetUtcNow() - f.Value.Since > Kept).ToList()) _forms.TryRemove(old, out _);
        while (_forms.Count > Most) _forms.TryRemove(_forms.MinBy(f => f.Value.Since).Key, out _);
        return name;
    }

    /// <summary>As <see cref="Find"/>, and only once.</summary>
    public HeldForm? Take(string name) => _forms.TryRemove(name, out var held) ? held.Form : null;

    public HeldForm? Find(string name) => _forms.TryGetValue(name, out var held) ? held.Form : null;
}
