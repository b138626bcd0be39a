using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>
/// Collects every finding of one reading. Of one code in one file the first thousand are kept and the rest are counted:
/// a wrong export can repeat one fault a million times, and nobody reads the last of them.
/// </summary>
public sealed class FindingList
{
    private const int Kept = 1000;
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<(string Code, string? File), int> _counts = [];

    private readonly HashSet<string> _faulty = new(StringComparer.Ordinal);

    public bool HasErrors => Errors > 0;

    /// <summary>Errors added so far, those beyond the kept ones included.</summary>
    public int Errors { get; private set; }

    /// <summary>True when an error was found in the file.</summary>
    public bool HasErrorsIn(string file) => _faulty.Contains(file);

    public void Add(Finding finding)
    {
        if (finding.Severity == Severity.Error)
        {
            Errors++;
            if (finding.Where.File is { } file) _faulty.Add(file);
        }
        var key = (finding.Code, finding.Where.File);
        _counts.TryGetValue(key, out int count);
        _counts[key] = count + 1;
        if (count < Kept) _findings.Add(finding);
    }

    public void AddRange(IEnumerable<Finding> findings) { foreach (var finding in findings) Add(finding); }

    /// <summary>Adds what another list collected, also the number of those it did not keep.</summary>
    public void AddAll(FindingList other)
    {
        int errors = Errors + other.Errors;
        AddRange(other._findings);
        foreach (var (key, count) in other._counts) _counts[key] += Math.Max(0, count - Kept);
        Errors = errors;
    }

    public void Error(string code, Place where, Text what, Text fix) => Add(Finding.Error(code, where, what, fix));
    public void Warning(string code, Place where, Text what, Text fix) => Add(Finding.Warning(code, where, what, fix));
    public void Info(string code, Place where, Text what, Text fix) => Add(Finding.Info(code, where, what, fix));

    public ImmutableArray<Finding> ToImmutable()
    {
        var all = _findings.ToList();
        foreach (var ((code, file), count) in _counts)
        {
            if (count <= Kept) continue;
            string more = (count - Kept).ToString(CultureInfo.InvariantCulture);
            var severity = _findings.First(f => f.Code == code && f.Where.File == file).Severity;
            all.Add(new Finding(code, severity, new Place(file),
                new($"同样的问题另有 {more} 处，未逐一列出。", $"The same fault occurs {more} more times; these are not listed."),
                new("先处理已列出的问题，再检查一次。", "Correct those listed, then check again.")));
        }
        return [.. all];
    }
}
