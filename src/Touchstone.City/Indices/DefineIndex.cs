using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Organisation;
using Touchstone.City.Storage;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>
/// Registers how an index is made: <c>index.yaml</c>, <c>units.csv</c>, <c>indicators.csv</c>, and what is not certain of it, <c>uncertainty.yaml</c>, if anything is declared. Units are areas, and columns that are not derived are indicators of the catalogue.
/// The same content is the same edition; other content under the same name is the next one.
/// </summary>
public sealed class DefineIndex(IDbContextFactory<CityDb> store, TimeProvider clock)
{
    /// <param name="actor">Who.</param>
    /// <param name="index">The short name: letters, digits, hyphens.</param>
    /// <param name="files">The files by name; a <c>data.csv</c> is refused, for the data come from the observations.</param>
    /// <param name="mode">Tried or carried out.</param>
    /// <param name="stop">Cancels.</param>
    public async Task<Outcome<IndexDefinition>> Run(Actor actor, string index, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, WriteMode mode, CancellationToken stop = default)
    {
        if (actor.WhyNotWrite() is { } not) return Outcome.Refused<IndexDefinition>(not);
        if (CheckName(index, files) is { } fault) return Outcome.Refused<IndexDefinition>(fault);
        var read = IndexFolder.ReadDesign(files);
        if (!read.IsDone(out var design)) return Outcome.Refused<IndexDefinition>(read.AllFindings);
        var uncertainty = files.ContainsKey(UncertaintyFile.Name) ? UncertaintyFile.Read(files).AllFindings : [];
        await using var db = await store.CreateDbContextAsync(stop);
        ImmutableArray<Finding> findings = [.. read.AllFindings, .. uncertainty.Except(read.AllFindings), .. await DesignCheck.Run(db, design, clock.Today(), stop)];
        if (findings.HasErrors()) return Outcome.Refused<IndexDefinition>(findings);

        string content = ContentHash(files);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var latest = await db.IndexDefinitions.AsNoTracking().Include(d => d.Files).Where(d => d.Index == index).OrderByDescending(d => d.Edition).FirstOrDefaultAsync(stop);
        if (latest?.ContentHash == content) return Outcome.Done(latest, findings);
        var definition = new IndexDefinition
        {
            Index = index,
            Edition = (latest?.Edition ?? 0) + 1,
            NameZh = design.Recipe.Name.Zh,
            NameEn = design.Recipe.Name.En,
            ContentHash = content,
            CreatedAt = clock.Moment(),
            Actor = actor.Id,
        };
        if (mode == WriteMode.DryRun) return Outcome.Done(definition, findings);
        foreach (var (name, bytes) in files)
            definition.Files.Add(new() { Index = index, Edition = definition.Edition, Name = name, FileHash = await StoredFiles.Keep(db, bytes, definition.CreatedAt, stop) });
        db.IndexDefinitions.Add(definition);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Outcome.Done(definition, findings);
    }

    private static Finding? CheckName(string index, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        if (index.Length is 0 or > 64 || index.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            return Finding.Error("index.name", Place.Whole, new($"“{index}”不能作指数的短名。", $"'{index}' cannot be the short name of an index."),
                new("用字母、数字和连字符，最多 64 个字符。", "Use letters, digits and hyphens, at most 64 of them."));
        if (files.ContainsKey("data.csv"))
            return Finding.Error("index.data-given", new Place("data.csv"), new("指数的数据取自已登记的指标值，不能随定义给出。", "The data of an index come from the observations; they are not part of its definition."),
                new("把数据作为填报导入，定义中删去 data.csv。", "Import the data as a return, and leave data.csv out of the definition."));
        return null;
    }

    private static string ContentHash(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        var text = new StringBuilder();
        foreach (var (name, bytes) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            text.Append(name).Append('\n').Append(StoredFile.HashOf(bytes.Span)).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
