using System.Collections.Immutable;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Files;

/// <summary>A rulebook file: YAML to a checked rulebook, every fault at its line.</summary>
public static class RulebookFile
{
    private const int LargestFile = 4 * 1024 * 1024;

    /// <summary>Reads and checks; refused with all faults. Warnings come with a rulebook that can be used.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">Its name as the user knows it.</param>
    public static Outcome<Rulebook> Read(ReadOnlyMemory<byte> bytes, string name)
    {
        var findings = new FindingList();
        var rulebook = ReadAlone(bytes, name, findings, out _);
        var all = Renamed(findings);
        return rulebook is null || all.HasErrors() ? Outcome.Refused<Rulebook>(all) : Outcome.Done(rulebook, all);
    }

    /// <summary>The rulebook with its places; null where the file is no rulebook at all.</summary>
    internal static Rulebook? ReadAlone(ReadOnlyMemory<byte> bytes, string name, FindingList findings, out Place from)
    {
        from = new Place(name);
        if (bytes.Length > LargestFile)
        {
            findings.Error("rulebook.too-large", from, new("规则文件超过 4 MB。", "The rulebook is larger than 4 MB."), new("检查是否放错了文件。", "Check that this is the right file."));
            return null;
        }
        if (TextBytes.Decode(bytes.Span, name, TextEncoding.Detect, findings) is not { } text) return null;
        var reader = new RulebookReader(name, findings);
        if (reader.Read(text) is not { } rulebook) return null;
        from = reader.PlaceOf("effective");
        bool readable = !findings.HasErrorsIn(name);
        foreach (var finding in RulebookCheck.Of(rulebook))
            if (readable || finding.Code is not ("rulebook.name-unknown" or "rulebook.unused" or "rulebook.group-sum" or "rulebook.full-score"))   // those would only repeat what could not be read
                findings.Add(finding with { Where = reader.PlaceOf(finding.Where.Column ?? "") });
        return rulebook;
    }

    /// <summary>The reader of mappings is shared with recipes; its findings here are about rulebooks.</summary>
    internal static ImmutableArray<Finding> Renamed(FindingList findings) =>
        [.. findings.ToImmutable().Select(f => f.Code.StartsWith("recipe.", StringComparison.Ordinal) ? f with { Code = string.Concat("rulebook.", f.Code.AsSpan("recipe.".Length)) } : f)];
}

/// <summary>A folder of rulebooks.</summary>
public static class RulebookFolder
{
    /// <summary>Reads every <c>.yaml</c> file of a folder; refused where one is faulty or two of one id are in force on the same day.</summary>
    public static Outcome<ImmutableArray<Rulebook>> Read(string folder)
    {
        if (!Directory.Exists(folder))
            return Outcome.Refused<ImmutableArray<Rulebook>>(Finding.Error("rulebook.no-folder", new Place(folder),
                new("没有这个文件夹。", "There is no such folder."), new("用 --rulebooks 指明规则文件夹。", "Say where the rulebooks are with --rulebooks.")));
        var findings = new FindingList();
        var read = new List<(Rulebook Book, Place Where)>();
        foreach (string path in Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            if (RulebookFile.ReadAlone(File.ReadAllBytes(path), Path.GetRelativePath(folder, path), findings, out var from) is { } book) read.Add((book, from));
        foreach (var (book, other) in RulebookCheck.Overlaps(read.Select(r => r.Book)))
            findings.Error("rulebook.dates-overlap", read.First(r => ReferenceEquals(r.Book, book)).Where,
                new($"{book.Id} 的两个版本 {other.Version} 和 {book.Version} 同时有效。", $"Two versions of {book.Id}, {other.Version} and {book.Version}, are in force at once."),
                new("为旧版本写上 effective 的 to。", "Give the older one a date 'to' under effective."));
        var all = RulebookFile.Renamed(findings);
        return all.HasErrors() ? Outcome.Refused<ImmutableArray<Rulebook>>(all) : Outcome.Done(read.Select(r => r.Book).OrderBy(b => b.Id, StringComparer.Ordinal).ThenBy(b => b.From).ToImmutableArray(), all);
    }
}
