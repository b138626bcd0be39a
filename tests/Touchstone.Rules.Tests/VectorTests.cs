using System.Globalization;
using System.Text.Json;
using Touchstone.Testing;

namespace Touchstone.Rules.Tests;

/// <summary>Worked cases made elsewhere, with their expected values. Absent files skip, visibly.</summary>
[Trait("Kind", "Reference")]
public sealed partial class VectorTests
{
    private static readonly string File = Path.GetFullPath(Path.Combine(Repository.Reference, "..", "vectors", "enterprise-rules.json"));
    private static readonly Dictionary<string, Action<JsonElement, JsonElement, string>> Checks = new(StringComparer.Ordinal)
    {
        ["HNTE"] = HighTech,
        ["HNTE-growth"] = HighTechGrowth,
        ["HNTE-cert"] = Certificate,
        ["HNTE-panel"] = Panel,
        ["HNTE-rd"] = RdCost,
        ["TSME"] = TechSme,
        ["TSME-number"] = TechSmeNumber,
        ["INNOV-SME"] = InnovativeSme,
        ["ZJTX"] = Specialised,
        ["ZJTX-growth"] = SpecialisedGrowth,
        ["GIANT"] = LittleGiant,
        ["HUBEI-GAZELLE"] = Gazelle,
        ["HUBEI-POTENTIAL-UNICORN"] = PotentialUnicorn,
        ["HUBEI-BODIES"] = Bodies,
        ["SUPERDEDUCT"] = SuperDeduction,
        ["COVERAGE"] = Coverage,
    };

    public static TheoryData<string> Cases
    {
        get
        {
            if (!System.IO.File.Exists(File)) return ["(absent)"];
            return [.. All().Select(e => $"{e.GetProperty("rule").GetString()} {e.GetProperty("id").GetString()}")];
        }
    }

    private static List<JsonElement> All() => [.. JsonDocument.Parse(System.IO.File.ReadAllText(File)).RootElement.EnumerateArray()];

    [Theory, MemberData(nameof(Cases))]
    public void Vector_IsReproduced(string name)
    {
        Assert.SkipUnless(System.IO.File.Exists(File), $"Worked cases are absent: {File}.");
        var one = All().Single(e => $"{e.GetProperty("rule").GetString()} {e.GetProperty("id").GetString()}" == name);
        Checks[one.GetProperty("rule").GetString()!](one.GetProperty("inputs"), one.GetProperty("result"), one.GetProperty("id").GetString()!);
    }

    // --- reading -------------------------------------------------------------------------------------------------

    private static Rational Number(JsonElement e) => e.ValueKind == JsonValueKind.String
        ? Rational.TryParse(e.GetString(), out var r) ? r : throw new FormatException(e.GetString())
        : Rational.TryParse(e.GetRawText(), out var n) ? n : throw new FormatException(e.GetRawText());

    private static Rational Money(JsonElement e) => Number(e) * 10_000;
    private static bool Flag(JsonElement e, string name, bool standard = false) => e.TryGetProperty(name, out var v) ? v.GetBoolean() : standard;
    private static bool Names(JsonElement e, string list, string word) => e.TryGetProperty(list, out var l) && l.EnumerateArray().Any(x => x.GetString() == word);
    private static string Percent(Reach reach) => (reach.Value!.Value * 100).Rounded(2) + "%";
    private static string Text(JsonElement e, string name) => e.GetProperty(name).GetString()!;
    private static void Passes(JsonElement result, Evaluation evaluation, string property = "PASS") => Assert.Equal(result.GetProperty(property).GetBoolean() ? Verdict.Passes : Verdict.Fails, evaluation.Verdict);
    private static void Scores(JsonElement result, string name, Evaluation evaluation, string id) => Assert.Equal(Number(result.GetProperty(name)), evaluation.Find(id)!.Value.Value);
    private static void Shares(JsonElement result, string name, Evaluation evaluation, string id) => Assert.Equal(Text(result, name), Percent(evaluation.Find(id)!.Value));

    private static void Conditions(JsonElement result, string name, Evaluation evaluation, params (string Theirs, string Ours)[] pairs)
    {
        foreach (var (theirs, ours) in pairs) Assert.Equal(result.GetProperty(name).GetProperty(theirs).GetBoolean(), evaluation.Find(ours)!.Value.IsTrue);
        Assert.Equal(result.GetProperty(name).EnumerateObject().Count(), pairs.Length);
    }

    /// <summary>Yearly figures, the earliest first, as a series of ours: y1 is the last.</summary>
    private static IEnumerable<(string, Rational)> Series(string id, JsonElement years) =>
        years.EnumerateArray().Reverse().Select((v, i) => ($"{id}_y{(i + 1).ToString(CultureInfo.InvariantCulture)}", Money(v)));
}
