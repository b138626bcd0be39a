using System.Collections.Immutable;
using Touchstone.City.Catalogue;
using Touchstone.City.Indices;
using Touchstone.City.Observations;
using Touchstone.City.Organisation;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>A row of a monitor's table: a line, and one of its figures (of one frequency); none where nothing is published.</summary>
public sealed record MonitorRow(MonitorLine Line, MonitorValue? Value)
{
    public Observation? Used => Value?.Cell.Preferred;
    public Text Name => Line.Indicator?.Name ?? Text.Same(Line.Item.Indicator.Value);
    public Text Unit => Line.Indicator?.Unit ?? default;
    public bool IsSupplement => Line.Item.Origin == "supplement";
    public bool IsVerified => Line.Indicator is null or { IsVerified: true };
    public CellMarks Marks => (Used is { } o ? ObsStatuses.MarksOf(o.Status, o.Tier) : CellMarks.None) | (IsVerified ? CellMarks.None : CellMarks.Unverified);

    /// <summary>The mark of the indicator's description, as the city's own documents write it.</summary>
    public string Mark => Line.Indicator?.Mark switch
    {
        CatalogueMark.Verified => "V",
        CatalogueMark.SecondHand => "V2",
        CatalogueMark.Memory => "M",
        CatalogueMark.Unknown => "?",
        CatalogueMark.Ours => "D",
        null => "",
    };

    /// <summary>Why there is no figure: the reason stated in the list, else who is to report it.</summary>
    public Text Why =>
        !Line.Item.WhyEmpty.IsEmpty ? Line.Item.WhyEmpty
        : !Line.Values.IsEmpty ? Words.Monitor.OtherFrequency(Words.Join(Line.Values.Select(v => Words.FrequencyName(v.Frequency))))
        : Line.Responsible.IsEmpty ? Words.Monitor.NobodyNamed
        : Words.Monitor.ToBeReported(Words.Join(Line.Responsible.Select(r => r.Name)));
}

/// <summary>A heading of the guide with its lines.</summary>
public sealed record MonitorHeading(string Code, Text Name, ImmutableArray<MonitorLine> Lines, ImmutableArray<MonitorRow> Rows)
{
    public string Key => Code.ToLowerInvariant();
    /// <summary>Lines that have a figure, of whatever frequency.</summary>
    public int WithValue => Lines.Count(l => !l.Values.IsEmpty);
    public int Supplements => Lines.Count(l => l.Item.Origin == "supplement");
    public Period? Latest => Lines.SelectMany(l => l.Values).Select(v => (Period?)v.Cell.Key.Period).OrderByDescending(p => p!.Value.Last).FirstOrDefault();

    /// <summary>What is missing: who owes how many of the lines without a figure.</summary>
    public Text Missing => Words.Join(Lines.Where(l => l.Values.IsEmpty).SelectMany(l => l.Responsible).GroupBy(r => r.Department, StringComparer.Ordinal)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => Words.Monitor.Owes(g.First().Name, g.Count())));
}

/// <summary>A monitor as the page shows it: by heading, at one frequency or the latest of each. No score is made of it.</summary>
public sealed class MonitorReading
{
    public MonitorReading(ImmutableArray<MonitorLine> lines, Frequency? frequency)
    {
        (Lines, Frequency) = (lines, frequency);
        Headings = [.. lines.GroupBy(l => l.Item.Heading, StringComparer.Ordinal).Select(g => new MonitorHeading(g.Key, g.First().Item.HeadingName, [.. g], [.. g.SelectMany(Rows)]))];
    }

    public ImmutableArray<MonitorLine> Lines { get; }
    /// <summary>The frequency shown; null = the latest of each.</summary>
    public Frequency? Frequency { get; }
    public ImmutableArray<MonitorHeading> Headings { get; }
    /// <summary>The frequencies that have a figure.</summary>
    public IEnumerable<Frequency> Frequencies => Lines.SelectMany(l => l.Values).Select(v => v.Frequency).Distinct().Order();
    public int WithValue => Lines.Count(l => !l.Values.IsEmpty);
    public int Targets => Lines.Count(l => l.Distance is not null);
    public CellMarks Marks => Headings.SelectMany(h => h.Rows).Aggregate(CellMarks.None, (m, r) => m | r.Marks | (r.Line.Responsible.Any(p => p.Verification == Verification.Unverified) ? CellMarks.Unverified : CellMarks.None));

    /// <summary>The catalogue marks that the page shows, for its legend.</summary>
    public IEnumerable<CatalogueMark> CatalogueMarks => Lines.Select(l => l.Indicator?.Mark).OfType<CatalogueMark>().Distinct().Order();

    /// <summary>A frequency as the address writes it: annual, half-yearly …</summary>
    public static string KeyOf(Frequency frequency) => Words.FrequencyName(frequency).En.Replace(' ', '-');

    public static Frequency? FrequencyOf(string? key) => Enum.GetValues<Frequency>().Where(f => KeyOf(f) == key).Select(f => (Frequency?)f).FirstOrDefault();

    private IEnumerable<MonitorRow> Rows(MonitorLine line)
    {
        var shown = line.Values.Where(v => Frequency is null || v.Frequency == Frequency).ToList();
        return shown.Count == 0 ? [new(line, null)] : shown.Select(v => new MonitorRow(line, v));
    }
}
