using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>How a number of a rulebook was come by. Only <see cref="Verified"/> is shown without a remark.</summary>
public enum Mark
{
    /// <summary>Read in a published copy of the text. Written <c>V</c>.</summary>
    Verified,
    /// <summary>Read in an encoding of the rule, not in its text. Written <c>V2</c>.</summary>
    SecondHand,
    /// <summary>From memory, not seen in a published page. Written <c>M</c>.</summary>
    FromMemory,
    /// <summary>A reading chosen here where the text is silent. Written <c>D</c>.</summary>
    OwnReading,
    /// <summary>Looked for and not found: a parameter without a value. Written <c>?</c>.</summary>
    Unknown,
}

/// <summary>What a rulebook is about: the heading it stands under. It decides nothing.</summary>
public enum RuleTrack
{
    /// <summary>Technology SME, high-tech enterprise, gazelle, unicorn.</summary>
    Gradient,
    /// <summary>Innovative SME, specialised SME, little giant.</summary>
    Specialised,
    /// <summary>Tax effects.</summary>
    Tax,
    /// <summary>Incubators and makerspaces.</summary>
    Carriers,
    /// <summary>R&amp;D bodies and platforms.</summary>
    Bodies,
    /// <summary>Loan schemes.</summary>
    Loans,
    Other,
}

/// <summary>Recognition or eligibility rules as dated data: inputs, formulas, gates, scores, routes, and when they pass.</summary>
public sealed record Rulebook
{
    public required string Id { get; init; }
    public required string Version { get; init; }
    public required Text Name { get; init; }
    public required Text Authority { get; init; }
    public RuleTrack Track { get; init; } = RuleTrack.Other;
    public required DateOnly From { get; init; }
    /// <summary>The last day in force; null: still in force.</summary>
    public DateOnly? To { get; init; }
    public required string Document { get; init; }
    public required Text Source { get; init; }
    /// <summary>What a reader must know of the whole.</summary>
    public Text Note { get; init; }
    public ImmutableArray<RuleInput> Inputs { get; init; } = [];
    public ImmutableArray<RuleParameter> Parameters { get; init; } = [];
    public ImmutableArray<Definition> Definitions { get; init; } = [];
    public ImmutableArray<Gate> Gates { get; init; } = [];
    public ImmutableArray<ScoreGroup> Groups { get; init; } = [];
    public ImmutableArray<Gate> Routes { get; init; } = [];
    /// <summary>The pass condition; null: the rulebook computes outputs only.</summary>
    public Formula? Pass { get; init; }
    /// <summary>What a full score is: as the file says, else the sum of the groups' caps; null: there are no groups.</summary>
    public Rational? FullScore { get; init; }
    public ImmutableArray<Flag> Flags { get; init; } = [];
    public ImmutableArray<Consequence> Consequences { get; init; } = [];
    public ImmutableArray<NumberPattern> Patterns { get; init; } = [];
    /// <summary>When applications are taken each year; empty: any day.</summary>
    public ImmutableArray<FilingWindow> Filing { get; init; } = [];

    public bool IsInForce(DateOnly day) => From <= day && (To is not { } to || day <= to);
    public override string ToString() => $"{Id} {Version}";
}

/// <summary>What an input is.</summary>
public enum InputKind
{
    /// <summary>Yuan.</summary>
    Money,
    /// <summary>A whole number of things or people, not negative.</summary>
    Count,
    /// <summary>A number, whole or not, not negative: areas, monthly means of staff, ages.</summary>
    Amount,
    /// <summary>A share, 0 to 1 unless the input says otherwise.</summary>
    Share,
    /// <summary>A day.</summary>
    Day,
    /// <summary>Yes or no.</summary>
    YesNo,
    /// <summary>One of some codes.</summary>
    Choice,
}

/// <summary>What time an input is about: what becomes of a value once the day of evaluation has moved on.</summary>
public enum InputSpan
{
    /// <summary>A state on the day; it stays until something is done about it.</summary>
    Now,
    /// <summary>A figure of the last fiscal year, or of its end; a later day asks for a later year's.</summary>
    Year,
    /// <summary>One value for several years, or an event within them; it cannot roll on. An event that has not happened stays so where nothing else changes.</summary>
    Window,
    /// <summary>Fiscal years of operation: one more with every calendar year, up to the input's most.</summary>
    FiscalYears,
    /// <summary>Years since something: after n more full years between n and n + 1 more, as the fraction of a year is not known.</summary>
    YearsRun,
    /// <summary>Months since something: after n more full months between n and n + 1 more.</summary>
    MonthsRun,
}

/// <summary>Which way an input helps.</summary>
public enum Better { Either, Up, Down }

/// <summary>A typed input. A yearly one is a series: <c>rd_y1</c> is the last fiscal year, <c>rd_y2</c> the year before.</summary>
public sealed record RuleInput(string Id, InputKind Kind, Text Name)
{
    public Text Unit { get; init; }
    /// <summary>What it is about: last fiscal year, at the application …</summary>
    public Text Period { get; init; }
    /// <summary>What time it is about; null: not said, and then no value of it is relied on in a later year.</summary>
    public InputSpan? Span { get; init; }
    /// <summary>The series it belongs to; null: none.</summary>
    public string? Series { get; init; }
    /// <summary>1 = the last fiscal year before the day of evaluation.</summary>
    public int YearsBack { get; init; }
    /// <summary>For a window: the number of last fiscal years of which it is the sum, where it is one; then it rolls on to the years whose figures are known. 0: it is no sum.</summary>
    public int SumOfYears { get; init; }
    /// <summary>The input that says how many of those years the firm has existed; null: all count.</summary>
    public string? SumFrom { get; init; }
    public Rational? Least { get; init; }
    public Rational? Most { get; init; }
    public ImmutableArray<RuleCode> Codes { get; init; } = [];
    /// <summary>Assumed where nothing is said, and shown as assumed; null: missing stays missing.</summary>
    public Rational? Assumed { get; init; }
    /// <summary>When it is asked at all; where not, it counts as zero.</summary>
    public Formula? Applies { get; init; }
    /// <summary>How it can be changed; null: it is history or a fact, and no gap proposes to change it.</summary>
    public Lever? Lever { get; init; }

    /// <summary>For a figure of one fiscal year: the series and how many years back; a single figure of the last year is a series of its own.</summary>
    public (string Series, int YearsBack)? FigureOf => Series is { } series ? (series, YearsBack) : Span == InputSpan.Year ? (Id, 1) : null;

    public bool IsWhole => Kind is InputKind.Count or InputKind.Day or InputKind.YesNo or InputKind.Choice;

    /// <summary>The values it may take while it is missing.</summary>
    public Reach Domain => Kind switch
    {
        InputKind.Money => Reach.Between(Least, Most),
        InputKind.Count or InputKind.Amount => Reach.Between(Least ?? 0, Most),
        InputKind.Share => Reach.Between(Least ?? 0, Most ?? 1),
        InputKind.Day => Reach.Between(Least ?? 0, Most ?? DateOnly.MaxValue.DayNumber),
        InputKind.YesNo => Reach.Between(0, 1),
        InputKind.Choice => Reach.Between(0, Math.Max(0, Codes.Length - 1)),
    };
}

/// <summary>One code of a choice.</summary>
public sealed record RuleCode(string Code, Text Name);

/// <summary>How an input can be changed: in which steps, which way, up to which value or up to another input of which it is a part. Steps are a planning choice, not the rule's.</summary>
public sealed record Lever(Rational Step, Better Better = Better.Up, Rational? Limit = null, string? Within = null);

/// <summary>A number of the rule, with the mark of how it was come by; without a value it is unknown.</summary>
public sealed record RuleParameter(string Id, Text Name, Rational? Value, Mark Mark)
{
    public Text Unit { get; init; }
    public Text Clause { get; init; }
    /// <summary>The word it was written in, for a choice of readings.</summary>
    public ImmutableArray<RuleCode> Codes { get; init; } = [];
}

/// <summary>A quantity computed from others; the first case whose condition holds gives the value, the last has none.</summary>
public sealed record Definition(string Id, Text Name, ImmutableArray<DefinitionCase> Cases)
{
    public Text Unit { get; init; }
    public Text Clause { get; init; }
    public Mark Mark { get; init; }
    /// <summary>True when it is a result people ask for: a rate, an amount.</summary>
    public bool IsOutput { get; init; }
    public ImmutableArray<Flag> Flags { get; init; } = [];
}

/// <summary>One case of a definition.</summary>
public sealed record DefinitionCase(Formula? When, Formula Value, string? Flag = null, Text Says = default);

/// <summary>Something to tell with the result when a condition holds.</summary>
public sealed record Flag(string Id, Text Says, Formula When)
{
    /// <summary>True when a person must look before anyone relies on the result.</summary>
    public bool NeedsReview { get; init; }
}

/// <summary>Where a rule says something: article, annex, number.</summary>
public static class Clauses
{
    public static readonly Text NotStated = new("所用副本未标条款号", "clause not stated in our copy");

    /// <summary>The clause, or that our copy states none.</summary>
    public static Text Said(Text clause) => clause.IsEmpty ? NotStated : clause;
}

/// <summary>A condition with its clause: a gate that all must pass, or a route that by itself is enough.</summary>
public sealed record Gate(string Id, Text Name, Formula Test)
{
    public Text Clause { get; init; }
    public Mark Mark { get; init; }
    /// <summary>What shows that it holds.</summary>
    public Text Evidence { get; init; }
}

/// <summary>Items whose points are added up, never beyond the cap.</summary>
public sealed record ScoreGroup(string Id, Text Name, Rational Cap, ImmutableArray<ScoreItem> Items)
{
    public Text Clause { get; init; }
    public Mark Mark { get; init; }
}

/// <summary>One scored item; of several scales the better counts. Where a band leaves room, a reviewer sets the point inside it.</summary>
public sealed record ScoreItem(string Id, Text Name, Rational Most, ImmutableArray<Scale> Scales)
{
    public Text Clause { get; init; }
    public Mark Mark { get; init; }
    /// <summary>A bonus does not count towards the group's full score.</summary>
    public bool IsBonus { get; init; }
    public Text Evidence { get; init; }
    /// <summary>True when some band leaves room for a reviewer.</summary>
    public bool IsJudged => Scales.Any(s => s.Bands.Any(b => b.Points.Low != b.Points.High));
}

/// <summary>How points follow: from bands over a value, from conditions in order, or from a formula.</summary>
public sealed record Scale(ImmutableArray<Band> Bands)
{
    /// <summary>The value that bands with an interval are over; null: the bands have conditions, the first that holds counts.</summary>
    public Formula? Value { get; init; }
    /// <summary>Points by formula; then there are no bands.</summary>
    public Formula? Points { get; init; }
    public Text Name { get; init; }
    /// <summary>Points where the value is undefined.</summary>
    public Rational WhenUndefined { get; init; }
    /// <summary>The part of the line that the bands must cover; null: all of it.</summary>
    public Interval? Domain { get; init; }
}

/// <summary>A band: where it applies, and the points it allows.</summary>
public sealed record Band(PointRange Points)
{
    public Interval? In { get; init; }
    public Formula? When { get; init; }
    public string? Label { get; init; }
    /// <summary>Counted until a reviewer has judged; null: until then the range is open.</summary>
    public Rational? Unjudged { get; init; }
}

/// <summary>Points from low to high, both included.</summary>
public readonly record struct PointRange(Rational Low, Rational High);

/// <summary>What follows from passing: validity, deadlines, tax effect.</summary>
public sealed record Consequence(string Id, Text Says, Text Clause, Mark Mark);

/// <summary>The shape of a number that a national system gives; named groups are its parts.</summary>
public sealed record NumberPattern(string Id, Text Name, string Pattern, Text Clause, Mark Mark);

/// <summary>Days of the year, both included, on which applications are taken.</summary>
public sealed record FilingWindow(int FromMonth, int FromDay, int ToMonth, int ToDay, Mark Mark)
{
    /// <summary>Where the dates come from, and what they are of.</summary>
    public Text Says { get; init; }

    public bool Holds(DateOnly day)
    {
        int at = day.Month * 100 + day.Day, from = FromMonth * 100 + FromDay, to = ToMonth * 100 + ToDay;
        return from <= to ? at >= from && at <= to : at >= from || at <= to;
    }
}
