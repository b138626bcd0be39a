using System.Collections.Immutable;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Web.Reading;

/// <summary>
/// A rulebook held against values that stand in the address (<c>i.staff=120</c>): what was given, what is wrong with it, the verdict, the gap, the earliest day.
/// Money is given in 万元 and held in yuan.
/// </summary>
public sealed record PreAssessment(Rulebook Book, DateOnly Day, FirmFacts Facts, ImmutableDictionary<string, string> Written, ImmutableArray<Finding> Findings)
{
    /// <summary>Before an input's id in the address.</summary>
    public const string Prefix = "i.";
    /// <summary>Before the id of an input whose cost is given: 10,000 yuan for one unit; for money, yuan for one yuan.</summary>
    public const string CostPrefix = "c.";
    /// <summary>Before the id of an input whose furthest value is given, in its field's unit.</summary>
    public const string LimitPrefix = "l.";
    private const int YearsAhead = 5;

    public Evaluation? Evaluation { get; private init; }
    public Gap? Gap { get; private init; }
    /// <summary>What may move, how far, at what cost.</summary>
    public LeverChoice Choice { get; private init; } = LeverChoice.Standard;
    public EarliestDay? Earliest { get; private init; }
    /// <summary>What the register says of the firm; values in the address that differ from it are tried.</summary>
    public FirmFacts? Known { get; private init; }
    public bool HasValues => !Facts.Values.IsEmpty;

    public Finding? FaultOf(string id) => Findings.FirstOrDefault(f => f.Where.Column == id);
    public bool IsTried(string id) => Known is { } known && Facts.Values.TryGetValue(id, out var now) && (!known.Values.TryGetValue(id, out var before) || now != before);

    /// <summary>Reads the address and evaluates.</summary>
    internal static PreAssessment Of(Rulebook book, DateOnly day, Here here, FirmFacts? known = null)
    {
        var findings = new List<Finding>();
        var written = here.Query.Where(p => p.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToImmutableDictionary(p => p.Key[Prefix.Length..], p => p.Value, StringComparer.Ordinal);
        var reader = new FactReader(book);
        var values = (known?.Values ?? ImmutableDictionary<string, Rational>.Empty).ToBuilder();
        foreach (var (id, text) in written)
        {
            if (!reader.Knows(id)) { findings.Add(Unknown(id)); continue; }
            string unit = book.Inputs.FirstOrDefault(i => i.Id == id)?.Kind switch { InputKind.Money => "万元", InputKind.Share => "%", _ => "" };
            if (reader.Read(id, unit, text, new Place(Column: id), findings) is { } value) values[id] = value;
        }
        string firm = here["name"] ?? known?.Firm ?? "";
        var sources = (known?.Sources ?? ImmutableDictionary<string, Text>.Empty).Where(s => values.TryGetValue(s.Key, out var now) && now == known!.Values[s.Key]);
        var facts = new FirmFacts(firm, values.ToImmutable()) { Sources = sources.ToImmutableDictionary(StringComparer.Ordinal) };
        var choice = ChoiceOf(book, here, findings);
        var assessment = new PreAssessment(book, day, facts, written, [.. findings]) { Known = known, Choice = choice };
        return Evaluation.Of(book, facts, day).Match(done => assessment.With(done.Value), refused => assessment with { Findings = [.. findings, .. refused.Findings] });
    }

    /// <summary>What was written under a prefix, by input.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Under(Here here, string prefix) =>
        here.Query.Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal) && p.Value.Trim().Length > 0).Select(p => KeyValuePair.Create(p.Key[prefix.Length..], p.Value.Trim()));

    /// <summary>Costs and limits of the address; one that cannot be read is a finding and the rest counts.</summary>
    private static LeverChoice ChoiceOf(Rulebook book, Here here, List<Finding> findings)
    {
        var choice = LeverChoice.Standard;
        foreach (var (id, text) in Under(here, CostPrefix))
            if (LeverChoice.Read(book, [KeyValuePair.Create(id, text)], [], []) is var read && read.IsDone(out var one)) choice = choice with { Costs = choice.Costs.Add(id, one.Costs[id] * (IsMoney(id) ? 1 : 10_000)) };
            else findings.AddRange(read.AllFindings.Select(f => f with { Where = new Place(Column: CostPrefix + id) }));
        foreach (var (id, text) in Under(here, LimitPrefix))
            if (LeverChoice.Read(book, [], [KeyValuePair.Create(id, text)], []) is var read && read.IsDone(out var one)) choice = choice with { Limits = choice.Limits.Add(id, one.Limits[id] * (IsMoney(id) ? 10_000 : 1) / (IsShare(id) && !text.EndsWith('%') ? 100 : 1)) };
            else findings.AddRange(read.AllFindings.Select(f => f with { Where = new Place(Column: LimitPrefix + id) }));
        return choice;

        bool IsMoney(string id) => book.Inputs.Any(i => i.Id == id && i.Kind == InputKind.Money);
        bool IsShare(string id) => book.Inputs.Any(i => i.Id == id && i.Kind == InputKind.Share);
    }

    private PreAssessment With(Evaluation evaluation) => this with
    {
        Evaluation = evaluation,
        Gap = Book.Pass is null ? null : Gap.Of(Book, Facts, Day, Choice).IsDone(out var gap) ? gap : null,
        Earliest = Book.Pass is null || evaluation.Verdict == Verdict.Passes ? null : EarliestDay.Of(Book, FirmHistory.Of(Facts), Day, Day.AddYears(YearsAhead)).IsDone(out var earliest) ? earliest : null,
    };

    /// <summary>The address in which some changes are tried.</summary>
    internal static string Trying(Here here, IEnumerable<Change> changes) =>
        here.With([.. changes.Select(c => (Prefix + c.Input.Id, (string?)RuleValues.InField(c.To, c.Input)))]);

    private static Finding Unknown(string id) => Finding.Warning("fact.unknown", new Place(Column: id), new($"本规则没有输入“{id}”，未用。", $"This rulebook has no input '{id}'; it was not used."), new("核对编号，或换一个版本。", "Check the id, or choose another edition."));
}
