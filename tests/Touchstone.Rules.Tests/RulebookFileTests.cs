using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Rules.Tests;

/// <summary>What is wrong with a rulebook is said at its line, all at once, in both languages.</summary>
public sealed class RulebookFileTests
{
    private const string Score = """
        inputs:
          share: {kind: share, span: now, name: {zh: 比例, en: share}}
        groups:
          - id: g
            name: {zh: 组, en: group}
            cap: 10
            items:
              - id: item
                max: 10
                name: {zh: 项, en: item}
                value: share
                bands:
                  - {in: "[5%, +inf)", points: 10}
                  - {in: "(-inf, 5%)", points: 0}
        pass: total >= 10
        """;

    private static (string Code, int? Row)[] Faults(string yaml)
    {
        var findings = Shelf.Read(Shelf.Head + yaml).AllFindings;
        Assert.All(findings, f => Assert.False(f.What.IsEmpty || f.Fix.IsEmpty || f.What.Zh.Length == 0 || f.What.En.Length == 0 || f.Where.File != "book.yaml"));
        return [.. findings.Select(f => (f.Code, f.Where.Row))];
    }

    [Fact]
    public void Rulebooks_OfTheRepository_AreSoundWithoutWarnings() => Assert.Empty(RulebookFolder.Read(Path.Combine(Repository.Root, "rulebooks")).AllFindings);

    [Fact]
    public void Rulebooks_EveryText_IsInBothLanguages()
    {
        foreach (var book in Shelf.Books)
        {
            Text[] texts = [book.Name, book.Authority, book.Source, .. book.Inputs.Select(i => i.Name), .. book.Parameters.Select(p => p.Name), .. book.Definitions.Select(d => d.Name), .. book.Gates.Select(g => g.Name),
                .. book.Routes.Select(g => g.Name), .. book.Groups.Select(g => g.Name), .. book.Groups.SelectMany(g => g.Items).Select(i => i.Name), .. book.Consequences.Select(c => c.Says), .. book.Flags.Select(f => f.Says)];
            Assert.All(texts, t => Assert.True(t.Zh is { Length: > 0 } && t.En is { Length: > 0 } && t.Zh != t.En, $"{book.Id}: {t.Zh} / {t.En}"));
        }
    }

    [Fact]
    public void Book_Sound_HasNoFinding() => Assert.Empty(Faults(Score));

    [Fact]
    public void Bands_WithAGap_AreFoundAtTheLine() => Assert.Equal([("rulebook.band-gap", 21)], Faults(Score.Replace("[5%, +inf)", "(5%, +inf)", StringComparison.Ordinal)));

    [Fact]
    public void Bands_Overlapping_AreFoundAtTheLine() => Assert.Equal([("rulebook.band-overlap", 21)], Faults(Score.Replace("(-inf, 5%)", "(-inf, 5%]", StringComparison.Ordinal)));

    [Fact]
    public void Bands_NotReachingTheEnds_AreFound() => Assert.Equal([("rulebook.band-gap", 22)], Faults(Score.Replace("(-inf, 5%)", "[0, 5%)", StringComparison.Ordinal)));

    [Fact]
    public void Items_NotSummingToTheCap_AreFoundAtTheGroup() => Assert.Equal([("rulebook.group-sum", 12)], Faults(Score.Replace("cap: 10", "cap: 12", StringComparison.Ordinal)));

    [Fact]
    public void Caps_NotSummingToTheFullScore_AreFound() => Assert.Contains("rulebook.full-score", Faults(Score + "\nfull_score: 100").Select(f => f.Code));

    [Fact]
    public void Points_AboveTheItemsMost_AreFoundAtTheBand() => Assert.Equal([("rulebook.points", 21)], Faults(Score.Replace("points: 10", "points: 11", StringComparison.Ordinal)));

    [Fact]
    public void Names_NotDeclared_AreFoundWithWhatWasMeant()
    {
        var finding = Assert.Single(Shelf.Read(Shelf.Head + Score.Replace("value: share", "value: shore", StringComparison.Ordinal)).AllFindings, f => f.Code == "rulebook.name-unknown");
        Assert.Contains("share", finding.Fix.En, StringComparison.Ordinal);
        Assert.Equal(19, finding.Where.Row);
    }

    [Fact]
    public void Inputs_NotUsed_AreRefusedAtTheLine()
    {
        string idle = Score.Replace("inputs:\n", "inputs:\n  idle: {kind: count, span: now, name: {zh: 闲, en: idle}}\n", StringComparison.Ordinal);
        Assert.Equal([("rulebook.unused", (int?)10)], Faults(idle));
        Assert.False(Shelf.Read(Shelf.Head + idle).IsDone(out _));
    }

    [Fact]
    public void Inputs_WithoutASpan_AreAWarningAtTheLine()
    {
        string silent = Score.Replace(" span: now,", "", StringComparison.Ordinal);
        Assert.Equal([("rulebook.input-span", (int?)10)], Faults(silent));
        Assert.True(Shelf.Read(Shelf.Head + silent).IsDone(out var book));
        Assert.True(book.Inputs[0] is { Span: null, Period.IsEmpty: true });
    }

    [Fact]
    public void Period_NotWritten_FollowsFromTheSpan()
    {
        var inputs = Shelf.OfText("inputs:\n  a: {kind: money, span: year, name: {zh: 甲, en: a}}\n  b: {kind: money, years: 3, name: {zh: 乙, en: b}}\n  c: {kind: money, span: year, period: {zh: 上年末, en: end of last year}, name: {zh: 丙, en: c}}\npass: a + b_y1 + b_y2 + b_y3 + c > 1").Inputs;
        Assert.Equal(["last fiscal year", "last 3 fiscal years", "last 3 fiscal years", "last 3 fiscal years", "end of last year"], inputs.Select(i => i.Period.En));
    }

    [Theory]
    [InlineData("b: {kind: money, years: 3, span: now, name: {zh: 乙, en: b}}", "b_y1")]
    [InlineData("b: {kind: money, span: now, sums: 3, name: {zh: 乙, en: b}}", "b")]
    public void Span_ThatContradictsTheYears_IsRefused(string input, string name) =>
        Assert.Contains("rulebook.input-span", Faults($"inputs:\n  {input}\npass: {name} > 1").Select(f => f.Code));

    [Fact]
    public void Clauses_StatedForSome_AreMissedForTheOthersUnlessTheCopyStatesNone()
    {
        static string Book(string second) => "inputs:\n  a: {kind: count, span: now, name: {zh: 甲, en: a}}\ngates:\n  - {id: one, name: {zh: 一, en: one}, test: a > 1, clause: {zh: 第一条, en: art. 1}}\n"
            + $"  - {{id: two, name: {{zh: 二, en: two}}, test: a > 2{second}}}\npass: gates";
        Assert.Equal([("rulebook.clause-missing", (int?)13)], Faults(Book("")));
        Assert.Empty(Faults(Book(", clause: \"?\"")));
        Assert.Empty(Faults(Book(", clause: {zh: 第二条, en: art. 2}")));
        Assert.Empty(Faults(Book("").Replace(", clause: {zh: 第一条, en: art. 1}", "", StringComparison.Ordinal)));
        Assert.Equal(Clauses.NotStated, Clauses.Said(Shelf.OfText(Book(", clause: \"?\"")).Gates[1].Clause));
    }

    [Fact]
    public void FullScore_NotWritten_IsTheSumOfTheCaps() => Assert.Equal(10, Shelf.OfText(Score).FullScore);

    [Fact]
    public void Formulas_InACircle_AreFound() => Assert.Contains("rulebook.circle", Faults("""
        definitions:
          a: {name: {zh: 甲, en: a}, formula: b + 1}
          b: {name: {zh: 乙, en: b}, formula: a + 1}
        pass: a > 1
        """).Select(f => f.Code));

    [Fact]
    public void Conditions_ThatAreNumbers_AreFound() => Assert.Contains("rulebook.formula-kind", Faults("inputs:\n  n: {kind: count, name: {zh: 数, en: n}}\npass: n + 1").Select(f => f.Code));

    [Theory]
    [InlineData("total >=")]
    [InlineData("total > 3 4")]
    [InlineData("(total > 3")]
    [InlineData("total > 'x")]
    [InlineData("sqrt(total) > 1")]
    [InlineData("min(total) > 1")]
    [InlineData("total > 1..2")]
    public void Formulas_Unreadable_AreFoundAtTheLine(string formula) =>
        Assert.Contains(("rulebook.formula", (int?)23), Faults(Score.Replace("total >= 10", $"\"{formula}\"", StringComparison.Ordinal)));

    [Fact]
    public void Faults_OfOneFile_AreFoundAllAtOnce()
    {
        var codes = Faults(Score.Replace("(-inf, 5%)", "(-inf, 4%)", StringComparison.Ordinal).Replace("max: 10", "max: 9", StringComparison.Ordinal) + "\nnonsense: 1").Select(f => f.Code).ToHashSet();
        Assert.Superset(new HashSet<string> { "rulebook.band-gap", "rulebook.points", "rulebook.unknown-key" }, codes);
    }

    [Fact]
    public void Parameters_WithoutAValue_AreMarkedUnknown()
    {
        string Book(string mark) => $"parameters:\n  p: {{name: {{zh: 参, en: p}}, mark: {mark}}}\npass: p > 1";
        Assert.Contains("rulebook.parameter-mark", Faults(Book("V")).Select(f => f.Code));
        Assert.Empty(Faults(Book("\"?\"")));
    }

    [Fact]
    public void Versions_InForceAtOnce_AreRefused()
    {
        string folder = Directory.CreateTempSubdirectory("rulebooks").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a.yaml"), Shelf.Head + Score);
            File.WriteAllText(Path.Combine(folder, "b.yaml"), Shelf.Head.Replace("2020-01-01", "2021-01-01", StringComparison.Ordinal) + Score);
            var finding = Assert.Single(RulebookFolder.Read(folder).AllFindings);
            Assert.Equal(("rulebook.dates-overlap", "b.yaml", (int?)6), (finding.Code, finding.Where.File, finding.Where.Row));
        }
        finally { Directory.Delete(folder, true); }
    }

    [Fact]
    public void Reader_OfRandomEdits_NeverThrows()
    {
        string whole = File.ReadAllText(Path.Combine(Repository.Root, "rulebooks", "high-tech-enterprise.yaml"));
        var random = new Random(7);
        for (int i = 0; i < 60; i++)
        {
            int at = random.Next(whole.Length - 40), length = random.Next(1, 40);
            string edited = random.Next(2) == 0 ? whole.Remove(at, length) : whole.Insert(at, whole.Substring(random.Next(whole.Length - 40), length));
            Shelf.Read(edited).Match(d => d.Value.Id.Length, r => r.Findings.Length);
        }
    }
}
