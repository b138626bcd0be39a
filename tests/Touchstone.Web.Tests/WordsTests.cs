using System.Reflection;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Tests;

public sealed class WordsTests
{
    /// <summary>Every word of the product: the fields, and the functions called with a sample of each kind of argument.</summary>
    public static TheoryData<string> Members => [.. All().Select(m => m.Name)];

    [Theory, MemberData(nameof(Members))]
    public void Word_EveryMember_SpeaksBothLanguages(string name)
    {
        var text = All().First(m => m.Name == name).Text;
        Assert.False(string.IsNullOrWhiteSpace(text.Zh), "no Chinese");
        Assert.False(string.IsNullOrWhiteSpace(text.En), "no English");
        Assert.DoesNotContain("!", text.Zh + text.En, StringComparison.Ordinal);
        if (!NotOfItsLanguage.Contains(name))
        {
            Assert.Contains(text.Zh, c => c is >= '\u4e00' and <= '\u9fff');
            Assert.DoesNotContain(text.En, c => c is >= '\u4e00' and <= '\u9fff');
        }
    }

    [Fact]
    public void Mark_EverySign_HasWordsAndASign() =>
        Assert.All(Components.Kit.MarkSign.All, mark => Assert.NotEqual("", Components.Kit.MarkSign.For(mark)));

    /// <summary>The switch names the other language; a scale is figures only.</summary>
    private static readonly HashSet<string> NotOfItsLanguage = ["Shell.OtherLanguage", "Cockpit.ScoreScale"];

    private static IEnumerable<(string Name, Text Text)> All()
    {
        foreach (var slice in typeof(Words).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Append(typeof(Words)))
        {
            foreach (var field in slice.GetFields(BindingFlags.Static | BindingFlags.Public).Where(f => f.FieldType == typeof(Text)))
                yield return ($"{slice.Name}.{field.Name}", (Text)field.GetValue(null)!);
            foreach (var method in slice.GetMethods(BindingFlags.Static | BindingFlags.Public).Where(m => m.ReturnType == typeof(Text)))
                foreach (var (arguments, i) in Samples(method).Select((a, i) => (a, i)))
                    yield return ($"{slice.Name}.{method.Name} {i}", (Text)method.Invoke(null, arguments)!);
        }
    }

    /// <summary>Enums go through every value, numbers through none, one and several; the rest has one sample.</summary>
    private static IEnumerable<object?[]> Samples(MethodInfo method)
    {
        var kinds = method.GetParameters().Select(p => p.ParameterType).ToArray();
        int most = kinds.Max(k => Values(Nullable.GetUnderlyingType(k) ?? k).Length);
        for (int i = 0; i < most; i++)
            yield return [.. kinds.Select(k => Values(Nullable.GetUnderlyingType(k) ?? k) is var v ? v[i % v.Length] : null)];
    }

    private static object[] Values(Type kind) =>
        kind.IsEnum ? [.. Enum.GetValues(kind).Cast<object>()]
        : kind == typeof(int) ? [0, 1, 7]
        : kind == typeof(long) ? [0L, 1L, 7L]
        : kind == typeof(IEnumerable<Text>) ? [new[] { new Text("黄石", "Huangshi"), new Text("宜昌", "Yichang") }]
        : kind == typeof(IReadOnlyCollection<Text>) ? [new[] { new Text("黄石", "Huangshi") }, Enumerable.Repeat(new Text("宜昌", "Yichang"), 9).ToArray()]
        : kind == typeof(double) ? [0.0, 1.5, -2.25]
        : kind == typeof(bool) ? [true, false]
        : kind == typeof(string) ? ["12"]
        : kind == typeof(Text) ? [new Text("黄石", "Huangshi")]
        : kind == typeof(Period) ? [Period.InYear(2021)]
        : kind == typeof(DateOnly) ? [new DateOnly(2022, 7, 16)]
        : kind == typeof(Rules.FilingWindow) ? [new Rules.FilingWindow(1, 1, 10, 31, Rules.Mark.OwnReading) { Says = new("通知", "a notice") }]
        : kind == typeof(CellMarks) ? [CellMarks.Imputed]
        : throw new InvalidOperationException($"Give the words test a sample of {kind}.");
}
