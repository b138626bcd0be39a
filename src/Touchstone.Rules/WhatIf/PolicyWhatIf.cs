using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>What a change of the rules does to a set of firms, before the document is issued.</summary>
/// <param name="Before">The rulebook as it is.</param>
/// <param name="After">The rulebook as it would be.</param>
/// <param name="Firms">Every firm with its verdict under both.</param>
public sealed record PolicyWhatIf(Rulebook Before, Rulebook After, ImmutableArray<FirmUnderBoth> Firms)
{
    public IEnumerable<FirmUnderBoth> Entering => Firms.Where(f => f.Before != Verdict.Passes && f.After == Verdict.Passes);
    public IEnumerable<FirmUnderBoth> Leaving => Firms.Where(f => f.Before == Verdict.Passes && f.After != Verdict.Passes);
    public int PassingBefore => Firms.Count(f => f.Before == Verdict.Passes);
    public int PassingAfter => Firms.Count(f => f.After == Verdict.Passes);
    /// <summary>Firms whose verdict is open under either: the counts may still grow by as many.</summary>
    public int Open => Firms.Count(f => f.Before == Verdict.Undecided || f.After == Verdict.Undecided);

    /// <summary>The cost of a reward for each firm that passes: before, after.</summary>
    public (Rational Before, Rational After) Cost(Rational eachFirm) => (eachFirm * PassingBefore, eachFirm * PassingAfter);

    /// <summary>What an indicator that sums an input over the passing firms becomes; firms without the fact are counted apart.</summary>
    public IndicatorEffect Effect(RuleInput input)
    {
        Rational before = 0, after = 0;
        int missing = 0;
        foreach (var firm in Firms)
        {
            bool passes = firm.Before == Verdict.Passes, wouldPass = firm.After == Verdict.Passes;
            if (!passes && !wouldPass) continue;
            if (!firm.Facts.Values.TryGetValue(input.Id, out var value)) { missing++; continue; }
            if (passes) before += value;
            if (wouldPass) after += value;
        }
        return new(input, before, after, missing);
    }

    /// <summary>Judges every firm under both rulebooks; refused where one is faulty or has no pass condition.</summary>
    public static Outcome<PolicyWhatIf> Of(Rulebook before, Rulebook after, IReadOnlyList<FirmFacts> firms, DateOnly day)
    {
        foreach (var book in (Rulebook[])[before, after])
            if (book.Pass is null)
                return Outcome.Refused<PolicyWhatIf>(Finding.Error("whatif.no-pass", Place.Whole, new($"规则 {book.Id} 没有通过条件，谈不上进出。", $"The rulebook {book.Id} has no pass condition: nobody enters or leaves."), new("换一个规则。", "Choose another rulebook.")));
        if (RuleProgram.Of(before) is Outcome<RuleProgram>.Refused faulty) return Outcome.Refused<PolicyWhatIf>(faulty.Findings);
        if (RuleProgram.Of(after) is Outcome<RuleProgram>.Refused changed) return Outcome.Refused<PolicyWhatIf>(changed.Findings);
        var both = ImmutableArray.CreateBuilder<FirmUnderBoth>(firms.Count);
        var programs = new Dictionary<string, (RuleProgram Before, RuleProgram After)>(StringComparer.Ordinal);
        foreach (var firm in firms)
        {
            string[] given = [.. Evaluation.GivenDefinitions(before, firm)];
            string key = string.Join(' ', given);
            if (!programs.TryGetValue(key, out var pair)) programs[key] = pair = (RuleProgram.Of(before, given).OrThrow(), RuleProgram.Of(after, given).OrThrow());
            both.Add(new FirmUnderBoth(firm, VerdictOf(pair.Before, firm, day), VerdictOf(pair.After, firm, day)));
        }
        return Outcome.Done(new PolicyWhatIf(before, after, both.ToImmutable()));
    }

    private static Verdict VerdictOf(RuleProgram program, FirmFacts firm, DateOnly day)
    {
        var (facts, given) = firm.For(program, day);
        var pass = ExactRun.Of(program, facts, given)[program.PassSlot];
        return pass.IsTrue ? Verdict.Passes : pass.IsFalse ? Verdict.Fails : Verdict.Undecided;
    }

    /// <summary>A rulebook with other values of parameters; refused where one is not there or not a value of it.</summary>
    public static Outcome<Rulebook> With(Rulebook rulebook, IReadOnlyDictionary<string, string> values)
    {
        var findings = new List<Finding>();
        var parameters = rulebook.Parameters.ToBuilder();
        foreach (var (id, written) in values)
        {
            int place = rulebook.Parameters.Select(p => p.Id).ToList().IndexOf(id);
            if (place < 0)
            {
                string list = string.Join(", ", rulebook.Parameters.Select(p => p.Id));
                findings.Add(Finding.Error("whatif.parameter", Place.Whole, new($"规则 {rulebook.Id} 没有参数“{id}”。", $"The rulebook {rulebook.Id} has no parameter '{id}'."), new($"可用：{list}。", $"Known: {list}.")));
                continue;
            }
            var parameter = parameters[place];
            int code = parameter.Codes.Select(c => c.Code).ToList().IndexOf(written);
            if (code >= 0) parameters[place] = parameter with { Value = code, Mark = Mark.OwnReading };
            else if (parameter.Codes.IsEmpty && FormulaReader.TryNumber(written, out var value)) parameters[place] = parameter with { Value = value, Mark = Mark.OwnReading };
            else findings.Add(Finding.Error("whatif.value", Place.Whole, new($"参数“{id}”不能取“{written}”。", $"The parameter '{id}' cannot be '{written}'."),
                parameter.Codes.IsEmpty ? new("写数，如 4%、3000万。", "Write a number, such as 4%, 3000万.") : new($"可用：{string.Join("、", parameter.Codes.Select(c => c.Code))}。", $"Known: {string.Join(", ", parameter.Codes.Select(c => c.Code))}.")));
        }
        return findings.Count > 0 ? Outcome.Refused<Rulebook>(findings) : Outcome.Done(rulebook with { Parameters = parameters.ToImmutable() });
    }
}

/// <summary>A firm with its verdict before and after a change.</summary>
public sealed record FirmUnderBoth(FirmFacts Facts, Verdict Before, Verdict After);

/// <summary>The sum of an input over the firms that pass, before and after; and the firms without the fact.</summary>
public sealed record IndicatorEffect(RuleInput Input, Rational Before, Rational After, int Missing);
