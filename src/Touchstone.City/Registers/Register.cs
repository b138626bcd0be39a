using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>
/// One register of the city, described once: its fields drive template, import, export, list, form and history. What a register does beyond that is written in its own class.
/// </summary>
public abstract class Register
{
    private protected Register() { }

    /// <summary>Its name in addresses, files and history.</summary>
    public abstract string Code { get; }
    public abstract Text Name { get; }
    /// <summary>What one row is, such as 企业, firm.</summary>
    public abstract Text RowName { get; }
    public abstract RegisterForm Form { get; }
    /// <summary>The fields in the order of template and form.</summary>
    public abstract ImmutableArray<RegisterField> Fields { get; }
    /// <summary>The fields a list shows until others are asked for.</summary>
    public virtual ImmutableArray<RegisterField> ListFields => [.. Fields.Where(f => !f.Is(FieldTraits.Hidden | FieldTraits.Personal) && f.Kind != FieldKind.Note)];
    /// <summary>The field a list is sorted by until another is asked for; <c>-</c> before it: downwards.</summary>
    public abstract string DefaultSort { get; }
    /// <summary>True where rows are found by name, pinyin and initials.</summary>
    public abstract bool IsSearched { get; }

    /// <summary>What can be counted of it, as indicators of the catalogue.</summary>
    public virtual ImmutableArray<RegisterMeasure> Measures => [];

    /// <summary>The field of a code; null: there is none.</summary>
    public RegisterField? Find(string code) => Fields.FirstOrDefault(f => f.Code == code);

    /// <summary>Which template a workbook was made from: the register, and a mark of its fields that changes with them.</summary>
    public string TemplateId => $"{Code}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(';', Fields.Select(f => $"{f.Code}:{f.Kind}:{f.Traits}")))).AsSpan(0, 4))}";

    internal abstract Task<RegisterPage> List(CityDb db, RegisterView view, CancellationToken stop);
    internal abstract Task<RegisterLine?> Row(CityDb db, long id, CancellationToken stop);
    internal abstract IAsyncEnumerable<RegisterLine> All(CityDb db, RegisterView view, CancellationToken stop);
    internal abstract Task<ImportChecked> Check(CityDb db, RegisterReading reading, CancellationToken stop);
    internal abstract Task<ImportChecked> CheckEdit(CityDb db, long? row, IReadOnlyDictionary<string, string?> values, FindingList findings, CancellationToken stop);
    internal abstract Task Write(CityDb db, ImportChecked checkedRows, Entry entry, CancellationToken stop);
    /// <summary>The rows that a text names, by what names them: for references of other registers.</summary>
    internal abstract Task<Dictionary<string, long>> Named(CityDb db, IReadOnlyCollection<string> texts, CancellationToken stop);
    /// <summary>What rows are called, for those that refer to them.</summary>
    internal abstract Task<Dictionary<long, RowLabel>> Labels(CityDb db, IReadOnlyCollection<long> rows, CancellationToken stop);
    /// <summary>A page of the rows as known then.</summary>
    internal abstract Task<RegisterPage> KnownPage(CityDb db, RegisterView view, KnownUntil until, CancellationToken stop);
    /// <summary>All rows of a view as known then.</summary>
    internal abstract IAsyncEnumerable<RegisterLine> KnownAll(CityDb db, RegisterView view, KnownUntil until, CancellationToken stop);
    /// <summary>What rows were called then.</summary>
    internal abstract Task<Dictionary<long, RowLabel>> KnownLabels(CityDb db, IReadOnlyCollection<long> rows, KnownUntil until, CancellationToken stop);
    /// <summary>The rows that a text named then.</summary>
    internal abstract Task<List<long>> KnownNamed(CityDb db, string text, KnownUntil until, CancellationToken stop);
    /// <summary>Rows whose name was like a text then, a bounded number.</summary>
    internal abstract Task<List<long>> KnownSearch(CityDb db, string text, KnownUntil until, CancellationToken stop);
    /// <summary>The personal fields of a row, unmasked.</summary>
    internal abstract Task<IReadOnlyDictionary<string, string?>> Personal(CityDb db, long row, CancellationToken stop);
    /// <summary>Rows whose name is like a text, a bounded number.</summary>
    internal abstract Task<List<long>> Search(CityDb db, string text, CancellationToken stop);
    /// <summary>Makes the pairs by which all its rows are found; gives how many rows there are.</summary>
    internal virtual Task<long> IndexNames(CityDb db, int rowsAtATime, CancellationToken stop) => Task.FromResult(0L);
}

/// <summary>What a row is called.</summary>
public sealed record RowLabel(string Key, string Name);

/// <summary>Where written rows come from, and from when they hold.</summary>
internal sealed record Entry(Actor Actor, DateTime Moment, DateOnly ValidFrom, string? FileHash, string? File, string? Sheet, string? Citation, SourceTier Tier, string? Note);

/// <summary>Every register of the city, in the order in which they may know each other.</summary>
public sealed class RegisterBook(params ImmutableArray<Register> registers)
{
    public ImmutableArray<Register> All => registers;

    /// <summary>The register of a code; null: there is none.</summary>
    public Register? Find(string code) => registers.FirstOrDefault(r => r.Code == code);

    /// <summary>Refusal of a code that no register has.</summary>
    public Finding Unknown(string code) => Finding.Error("register.unknown", Place.Whole,
        new($"没有代码为“{code}”的台账。", $"There is no register '{code}'."),
        new($"可用：{string.Join("、", registers.Select(r => r.Code))}。", $"Known: {string.Join(", ", registers.Select(r => r.Code))}."));
}
