using System.Collections.Immutable;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Files;

/// <summary>The rulebooks a city works with: all editions of all schemes, read once. A faulty folder gives an empty shelf that says why.</summary>
public sealed class RulebookShelf
{
    private readonly Dictionary<string, ImmutableArray<Rulebook>> _editions;

    public RulebookShelf(ImmutableArray<Rulebook> books, ImmutableArray<Finding> findings)
    {
        (Books, Findings) = (books, findings);
        _editions = books.GroupBy(b => b.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(b => b.From).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Reads a folder.</summary>
    public static RulebookShelf Open(string folder) => RulebookFolder.Read(folder).Match(
        done => new RulebookShelf(done.Value, done.Findings), refused => new RulebookShelf([], refused.Findings));

    /// <summary>Every edition, by id and then by date.</summary>
    public ImmutableArray<Rulebook> Books { get; }
    /// <summary>What the reading found: errors of a folder that could not be read, or warnings.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>The editions of a scheme, the oldest first; none where the id is not known.</summary>
    public ImmutableArray<Rulebook> Editions(string id) => _editions.GetValueOrDefault(id, []);

    /// <summary>The edition in force on a day; null where there is none.</summary>
    public Rulebook? InForce(string id, DateOnly day) => Editions(id).FirstOrDefault(b => b.IsInForce(day));
}
