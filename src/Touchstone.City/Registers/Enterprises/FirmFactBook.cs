using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Observations;
using Touchstone.City.Storage;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.City.Registers.Enterprises;

/// <summary>
/// What the register knows of firms, as facts of a rulebook on a day. Where several sources gave a figure, the firm's own comes first, then public notices, then what is used by authorisation.
/// What a firm joined into another is recognised as counts for that one; its figures and points stay its own, since adding them up is the accountant's to decide.
/// </summary>
internal sealed class FirmFactBook
{
    private static readonly (string Code, RowField<FirmYear> Field)[] Fields =
        [.. FirmYearRegister.Instance.RowFields.Where(f => f.Kind is FieldKind.Money or FieldKind.Amount or FieldKind.Choice or FieldKind.Whole && f.Code is not ("year" or "source")).Select(f => (f.Code, f))];

    private readonly Dictionary<long, Firm> _firms;
    private readonly ILookup<long, FirmYear> _years;
    private readonly ILookup<long, Recognition> _recognitions;
    private readonly ILookup<long, Judgement> _judgements;

    private FirmFactBook(List<Firm> firms, List<FirmYear> years, List<Recognition> recognitions, List<Judgement> judgements, FirmMerges merges, DateOnly day)
    {
        (_firms, Day) = (firms.ToDictionary(f => f.Id), day);
        _years = years.OrderBy(y => y.Source).ToLookup(y => y.Firm);
        _recognitions = recognitions.ToLookup(r => merges.RootOf(r.Firm));
        _judgements = judgements.OrderByDescending(j => j.JudgedOn).ToLookup(j => j.Firm);
    }

    public DateOnly Day { get; }
    public IEnumerable<Firm> Firms => _firms.Values;
    public Firm? Firm(long id) => _firms.GetValueOrDefault(id);
    /// <summary>Recognitions that stand on the day, those of firms joined into it included.</summary>
    public IEnumerable<Recognition> Standing(long firm) => _recognitions[firm];
    public bool Holds(long firm, Rung rung) => _recognitions[firm].Any(r => r.Rung == rung);
    public bool HasFigures(long firm) => _years[firm].Any(y => y.Year == Day.Year - 1);

    /// <summary>Firms that are there on the day; all that count for themselves, or those named.</summary>
    public static async Task<FirmFactBook> Load(CityDb db, DateOnly day, List<long>? only, CancellationToken stop)
    {
        var merges = await FirmMerges.On(db, day, stop);
        var (firms, years, recognitions, judgements) = Rows(db, day);
        if (only is not null)
        {
            List<long> all = [.. only.SelectMany(merges.AllOf).Distinct()];
            (firms, years) = (firms.Where(f => EF.Parameter(only).Contains(f.Id)), years.Where(y => EF.Parameter(only).Contains(y.Firm)));
            (recognitions, judgements) = (recognitions.Where(r => EF.Parameter(all).Contains(r.Firm)), judgements.Where(j => EF.Parameter(only).Contains(j.Firm)));
        }
        var there = await firms.OrderBy(f => f.Id).ToListAsync(stop);
        if (only is null) there.RemoveAll(f => merges.IsJoined(f.Id));
        return new(there, await years.ToListAsync(stop), await recognitions.ToListAsync(stop), await judgements.ToListAsync(stop), merges, day);
    }

    /// <summary>The firms of which anything can be said on the day: that hold a recognition, or whose figures of the last fiscal year are known. All others only stand in the register.</summary>
    public static async Task<FirmFactBook> LoadConcerned(CityDb db, DateOnly day, CancellationToken stop)
    {
        var merges = await FirmMerges.On(db, day, stop);
        var (firms, years, recognitions, judgements) = Rows(db, day);
        int last = day.Year - 1;
        List<long> successors = [.. merges.Successors];
        var concerned = recognitions.Select(r => r.Firm).Union(years.Where(y => y.Year == last).Select(y => y.Firm));
        var there = await firms.Where(f => concerned.Contains(f.Id) || EF.Parameter(successors).Contains(f.Id)).OrderBy(f => f.Id).ToListAsync(stop);
        there.RemoveAll(f => merges.IsJoined(f.Id));
        return new(there, await years.ToListAsync(stop), await recognitions.ToListAsync(stop), await judgements.ToListAsync(stop), merges, day);
    }

    /// <summary>All firms that count for themselves, with everything as known then: made from all versions of four registers, and the merges known by then.</summary>
    public static async Task<FirmFactBook> LoadKnown(CityDb db, DateOnly day, KnownUntil until, CancellationToken stop)
    {
        var merges = await FirmMerges.Known(db, day, until, stop);
        var firms = await FirmRegister.Instance.Known(db, until, null, stop);
        var years = await FirmYearRegister.Instance.Known(db, until, null, stop);
        var recognitions = await RecognitionRegister.OfVersions.Known(db, until, null, stop);
        var judgements = await JudgementRegister.OfVersions.Known(db, until, null, stop);
        return new([.. FirmsOn.There(firms.AsQueryable(), day).Where(f => !merges.IsJoined(f.Id))], [.. InYears(years.AsQueryable(), day)], [.. Recognitions.ValidOn(recognitions.AsQueryable(), day)], [.. Judged(judgements.AsQueryable(), day)], merges, day);
    }

    private static (IQueryable<Firm>, IQueryable<FirmYear>, IQueryable<Recognition>, IQueryable<Judgement>) Rows(CityDb db, DateOnly day) =>
        (FirmsOn.There(db.Firms.AsNoTracking(), day), InYears(db.Set<FirmYear>().AsNoTracking(), day), Recognitions.ValidOn(db, day), Judged(db.Set<Judgement>().AsNoTracking(), day));

    private static IQueryable<FirmYear> InYears(IQueryable<FirmYear> years, DateOnly day) => years.Where(y => y.Year >= day.Year - 3 && y.Year < day.Year);
    private static IQueryable<Judgement> Judged(IQueryable<Judgement> judgements, DateOnly day) => judgements.Where(j => j.Year == day.Year && j.JudgedOn <= day);

    /// <summary>The facts of a firm that a rulebook asks for, reviewers' points included, with who gave them.</summary>
    public FirmFacts Facts(long firm, Rulebook rulebook)
    {
        var values = ImmutableDictionary.CreateBuilder<string, Rational>(StringComparer.Ordinal);
        foreach (var input in rulebook.Inputs)
            if (Value(firm, input) is { } value && input.Domain.Holds(value)) values[input.Id] = value;
        var sources = ImmutableDictionary.CreateBuilder<string, Text>(StringComparer.Ordinal);
        foreach (var item in rulebook.Groups.SelectMany(g => g.Items).Where(i => i.IsJudged))
            if (_judgements[firm].FirstOrDefault(j => j.Rulebook == rulebook.Id && j.Edition == rulebook.Version && j.Item == item.Id) is { Points: { } points } judgement)
                (values[item.Id], sources[item.Id]) = (Rational.OfShortest(points), JudgedBy(judgement));
        return new FirmFacts(_firms[firm].Key, values.ToImmutable()) { Sources = sources.ToImmutable() };
    }

    private static Text JudgedBy(Judgement judgement)
    {
        string by = judgement.Reviewer ?? judgement.RecordedBy;
        return new($"{by} {judgement.JudgedOn:yyyy-MM-dd} 评分", $"judged by {by} on {judgement.JudgedOn:yyyy-MM-dd}");
    }

    private Rational? Value(long firm, RuleInput input)
    {
        int last = Day.Year - 1;
        if (input.Series is { } series) return OfYear(firm, CodeOf(series), Day.Year - input.YearsBack, input.Kind);
        switch (input.Id)
        {
            case "registered": return _firms[firm].Registered is { } registered ? FirmFacts.DayNumber(registered) : null;
            case "years": return _firms[firm].Registered is { } from ? Math.Clamp(last - from.Year + 1, 0, 3) : null;
            case "high_tech": return Holds(firm, Rung.HighTech) ? 1 : 0;
            case "tech_sme": return Holds(firm, Rung.TechSme) ? 1 : 0;
            case "title": return Holds(firm, Rung.HighTech) ? 1 : null;
            case "status": return Code(input, Holds(firm, Rung.HighTech) ? "HNTE" : Holds(firm, Rung.TechSme) ? "TSME" : "none");
            case "ip_class": return IpClass(firm, input, last);
            case "manufacturing": return _firms[firm].Manufacturing is { } manufacturing ? manufacturing == YesNo.Yes ? 1 : 0 : null;
        }
        return input.SumOfYears > 0 ? OverYears(firm, input) : OfYear(firm, CodeOf(input.Id), last, input.Kind);
    }

    /// <summary>Operating revenue is sales, main and other business together.</summary>
    private static string CodeOf(string id) => id == "revenue" ? "sales" : id;

    /// <summary>
    /// The sum over some years up to the last, or over those of them in which the firm has existed. A year without a figure counts as what the rulebook assumes of the input; where it assumes nothing, or no year has
    /// a figure, the sum is missing.
    /// </summary>
    private Rational? OverYears(long firm, RuleInput input)
    {
        int last = Day.Year - 1, years = _firms[firm].Registered is { } from ? Math.Clamp(last - from.Year + 1, 1, input.SumOfYears) : input.SumOfYears;
        Rational?[] figures = [.. Enumerable.Range(last - years + 1, years).Select(year => OfYear(firm, CodeOf(input.Id), year, input.Kind))];
        if (figures.All(f => f is null) || (input.Assumed is null && figures.Any(f => f is null))) return null;
        return figures.Aggregate((Rational)0, (sum, figure) => sum + (figure ?? input.Assumed!.Value));
    }

    private Rational? IpClass(long firm, RuleInput input, int last) =>
        OfYear(firm, "class1", last, InputKind.Count) is { } one && one.Sign > 0 ? Code(input, "I")
        : OfYear(firm, "class2", last, InputKind.Count) is { } two ? Code(input, two.Sign > 0 ? "II" : "none") : null;

    private static Rational? Code(RuleInput input, string code)
    {
        for (int i = 0; i < input.Codes.Length; i++) if (input.Codes[i].Code == code) return i;
        return null;
    }

    private Rational? OfYear(long firm, string code, int year, InputKind kind)
    {
        if (Array.Find(Fields, f => f.Code == code).Field is not { } field || !Fits(field.Kind, kind)) return null;
        foreach (var row in _years[firm])
            if (row.Year == year && field.Get(row) is { } value)
                return value switch { long fen when field.Kind == FieldKind.Money => Rational.Of(fen, 100), long number => number, double number => Rational.OfShortest(number), _ => (string)value == "yes" ? 1 : 0 };
        return null;
    }

    private static bool Fits(FieldKind field, InputKind input) => input switch
    {
        InputKind.Money => field == FieldKind.Money,
        InputKind.Count or InputKind.Amount => field is FieldKind.Whole or FieldKind.Amount,
        InputKind.YesNo => field == FieldKind.Choice,
        InputKind.Share or InputKind.Day or InputKind.Choice => false,
    };
}
