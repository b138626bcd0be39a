using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>What every row of every register has. What it says beyond that is its register's own, in columns of its own.</summary>
public abstract class RegisterRow : IVersioned
{
    /// <summary>The row's number in its register; given once, never again to another.</summary>
    public long Id { get; set; }
    /// <summary>The natural key: what a file or a person names the row by. One row a key.</summary>
    public string Key { get; set; } = "";
    /// <summary>When we last recorded something of it, UTC.</summary>
    public DateTime RecordedAt { get; set; }
    /// <summary>Counts the changes; the concurrency token.</summary>
    public long Version { get; set; }
}

/// <summary>A row of a register that has a name by which people look for it.</summary>
public abstract class NamedRow : RegisterRow
{
    public string Name { get; set; } = "";
    /// <summary>The name, and earlier names below it, in the form that is searched.</summary>
    public string SearchText { get; set; } = "";
    /// <summary>The readings of the names, a line each, without spaces.</summary>
    public string Pinyin { get; set; } = "";
    /// <summary>The first letters of the readings, a line each.</summary>
    public string Initials { get; set; } = "";
}

/// <summary>Yes or no, where missing is neither.</summary>
public enum YesNo
{
    No,
    Yes,
}
