using System.Collections.Immutable;
using Touchstone.City.Organisation;
using Touchstone.City.Registers.Enterprises;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Web.Reading;

/// <summary>A policy what-if over a table of firms, or over the register, that stands in the address: the numbers changed (<c>p.staff_share=8%</c>), a reward for each firm, a value to sum.</summary>
internal sealed record RuleChange(Rulebook Book, DateOnly Day, ImmutableDictionary<string, string> Values, ImmutableArray<FirmFacts> Firms, ImmutableArray<Finding> Findings)
{
    /// <summary>Before a parameter's id in the address.</summary>
    public const string Prefix = "p.";

    public PolicyWhatIf? WhatIf { get; private init; }
    public Rational? Reward { get; private init; }
    public RuleInput? Summed { get; private init; }

    /// <summary>What the change could do to the catalogue's indicators that count the rung, as bounds; empty where the firms are a file's.</summary>
    public ImmutableArray<CountEffect> Effects { get; private init; } = [];

    public static RuleChange Of(Rulebook book, DateOnly day, Here here, ReceivedFile? file, RegisterFacts? register)
    {
        var findings = new List<Finding>();
        var values = here.Query.Where(p => p.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToImmutableDictionary(p => p.Key[Prefix.Length..], p => p.Value.Trim(), StringComparer.Ordinal);
        var firms = register?.Firms ?? [];
        if (file is not null)
        {
            var read = FirmsFile.Read(file.Bytes, file.Name, book);
            findings.AddRange(read.AllFindings);
            firms = read.IsDone(out var done) ? [.. done.Select(f => f.On(book, day))] : [];
        }
        var change = new RuleChange(book, day, values, firms, [.. findings])
        {
            Reward = FormulaReader.TryNumber(here["reward"] ?? "", out var reward) ? reward * 10_000 : null,
            Summed = book.Inputs.FirstOrDefault(i => i.Id == here["sum"]),
        };
        if (firms.IsEmpty) return change;
        return PolicyWhatIf.With(book, values).Match(
            after => PolicyWhatIf.Of(book, after.Value, firms, day).Match(
                done => change with { WhatIf = done.Value, Effects = file is null && register is not null ? register.Effects(done.Value) : [] }, refused => change with { Findings = [.. findings, .. refused.Findings] }),
            refused => change with { Findings = [.. findings, .. refused.Findings] });
    }
}
