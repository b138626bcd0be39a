using System.Text.RegularExpressions;
using Touchstone.Testing;

namespace Touchstone.Architecture.Tests;

/// <summary>Chinese is written with Chinese punctuation, on the screen as in the sources.</summary>
public sealed partial class TextsTests
{
    [GeneratedRegex(@"[\u4e00-\u9fff”）》][,;:()!?][\u4e00-\u9fff“（《]", RegexOptions.None, 1000)]
    private static partial Regex HalfWidth();

    internal static IEnumerable<string> HalfWidthPunctuation(string file, IEnumerable<string> lines) =>
        lines.Select((text, at) => (text, at)).Where(l => HalfWidth().IsMatch(l.text)).Select(l => $"{file}:{l.at + 1}: {HalfWidth().Match(l.text).Value} in {l.text.Trim()}");

    [Fact]
    public void Sources_ChineseText_HasFullWidthPunctuation()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".razor").Order(StringComparer.Ordinal);
        Assert.Empty(sources.SelectMany(f => HalfWidthPunctuation(Path.GetRelativePath(Repository.Root, f), File.ReadLines(f))));
    }

    [Fact]
    public void FullWidthPunctuation_BrokenTwin_IsFound() =>
        Assert.Equal(2, HalfWidthPunctuation("Words.cs", ["new(\"已保存,请继续\", \"saved\")", "new(\"排名(初步)\", \"rank\")", "new(\"排名（初步）\", \"rank, provisional\")"]).Count());
}
