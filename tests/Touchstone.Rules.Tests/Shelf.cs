using System.Collections.Immutable;
using System.Text;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Rules.Tests;

/// <summary>The rulebooks of the repository, and small ones written in a test.</summary>
internal static class Shelf
{
    public static readonly DateOnly Day = new(2022, 6, 30);
    private static readonly Lazy<ImmutableArray<Rulebook>> All = new(() => RulebookFolder.Read(Path.Combine(Repository.Root, "rulebooks")).OrThrow());

    public static ImmutableArray<Rulebook> Books => All.Value;

    public static Rulebook Book(string id, DateOnly? day = null) => All.Value.Single(b => b.Id == id && b.IsInForce(day ?? (All.Value.Count(x => x.Id == id) == 1 ? b.From : Day)));

    public static Outcome<Rulebook> Read(string yaml) => RulebookFile.Read(Encoding.UTF8.GetBytes(yaml), "book.yaml");

    public static Rulebook OfText(string parts) => Read(Head + parts).OrThrow();

    public const string Head = """
        schema: 1
        id: small
        version: "1"
        name: {zh: 小规则, en: Small}
        authority: {zh: 无, en: none}
        effective: {from: 2020-01-01}
        document: none
        source: {zh: 测试, en: test}

        """;

    /// <summary>Evaluates on the day, facts as pairs; a string is a code of a choice, a bool a truth.</summary>
    public static Evaluation Evaluate(Rulebook book, FirmFacts facts, DateOnly? day = null) => Evaluation.Of(book, facts, day ?? Day).OrThrow();

    public static FirmFacts Facts(Rulebook book, params (string Id, object Value)[] values) => FirmFacts.Of("firm", values.Select(v => (v.Id, Of(book, v.Id, v.Value))));

    public static Rational Of(Rulebook book, string id, object value) => value switch
    {
        bool b => b ? 1 : 0,
        int i => i,
        long l => l,
        decimal d => d,
        Rational r => r,
        DateOnly day => FirmFacts.DayNumber(day),
        string code => book.Inputs.Single(i => i.Id == id).Codes.Select(c => c.Code).ToList().IndexOf(code) is >= 0 and var place ? place : throw new FormatException($"{id} has no code {code}"),
        _ => throw new FormatException($"{id}: {value}"),
    };
}
