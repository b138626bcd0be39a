using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>What the values of a field are, and as what they are stored.</summary>
public enum FieldKind
{
    /// <summary>A line of text; <see cref="string"/>.</summary>
    Text,
    /// <summary>Lines of text; <see cref="string"/>.</summary>
    Note,
    /// <summary>One of a list of codes; the code, <see cref="string"/>.</summary>
    Choice,
    /// <summary>A whole number; <see cref="long"/>.</summary>
    Whole,
    /// <summary>A number; <see cref="double"/>.</summary>
    Amount,
    /// <summary>Money: fen inside (<see cref="long"/>), 万元 in files and on screen.</summary>
    Money,
    /// <summary>A day; <see cref="DateOnly"/>.</summary>
    Day,
    /// <summary>A division or functional zone; its code, <see cref="string"/>.</summary>
    Area,
    /// <summary>A row of another register; its number, <see cref="long"/>.</summary>
    Reference,
}

/// <summary>What is special about a field.</summary>
[Flags]
public enum FieldTraits
{
    None = 0,
    /// <summary>Part of the natural key; always needed.</summary>
    Key = 1,
    /// <summary>May not be empty.</summary>
    Required = 2,
    /// <summary>About a person: masked in lists and files, and every look at it is logged.</summary>
    Personal = 4,
    /// <summary>Set by the register itself: shown and exported, never taken from a file.</summary>
    Derived = 8,
    /// <summary>Filtered and sorted by an index, so that it answers at a million rows.</summary>
    Indexed = 16,
    /// <summary>Left out of the list until it is asked for.</summary>
    Hidden = 32,
}

/// <summary>One code of a list.</summary>
public sealed record FieldChoice(string Code, Text Name);

/// <summary>One field of a register, as template, import, list, form, export and history read it.</summary>
public abstract class RegisterField
{
    private protected RegisterField(string code, Text name, FieldKind kind, FieldTraits traits) => (Code, Name, Kind, Traits) = (code, name, kind, traits);

    /// <summary>The name in code, in addresses and in CSV for programs.</summary>
    public string Code { get; }
    public Text Name { get; }
    public FieldKind Kind { get; }
    public FieldTraits Traits { get; }
    /// <summary>The unit of measure as shown; money is in 万元.</summary>
    public Text Unit { get; init; }
    /// <summary>The codes of a choice.</summary>
    public ImmutableArray<FieldChoice> Choices { get; init; } = [];
    /// <summary>The least value allowed; null: none.</summary>
    public double? Least { get; init; }
    /// <summary>The most allowed; null: no limit.</summary>
    public double? Most { get; init; }
    /// <summary>What a person must know to fill it in.</summary>
    public Text Help { get; init; }
    /// <summary>For a reference: the register it points into.</summary>
    public string? Target { get; init; }
    /// <summary>What is wrong with a text beyond its kind; null: nothing.</summary>
    internal Func<string, FieldFault?>? Check { get; init; }

    /// <summary>One spelling of what is written in several; null: as written.</summary>
    internal Func<string, string>? Normal { get; init; }

    public bool Is(FieldTraits trait) => (Traits & trait) != FieldTraits.None;
    public bool IsNeeded => Is(FieldTraits.Key | FieldTraits.Required);

    /// <summary>The heading in a file: the name, with the unit where there is one.</summary>
    public string Heading(string language) => Unit.IsEmpty ? Name.For(language) : $"{Name.For(language)}({Unit.For(language)})";
}

/// <summary>What is wrong with one value.</summary>
internal sealed record FieldFault(string Code, Text What, Text Fix);
