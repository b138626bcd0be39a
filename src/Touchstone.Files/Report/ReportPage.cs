using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>What every section of a report needs: the build, the language, the names, the period shown, and where to write.</summary>
internal sealed class ReportPage
{
    private const int MostCompared = 500;

    private readonly Dictionary<UnitCode, Text> _names;
    private readonly Lazy<WholeTableComparison?> _methods;

    /// <param name="build">The build.</param>
    /// <param name="language"><c>zh…</c>, else English.</param>
    /// <param name="period">The period shown; the last where the build has no such.</param>
    public ReportPage(IndexBuild build, string language, Period? period = null)
    {
        (Build, Language) = (build, language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh" : "en");
        _methods = new(() => RankedAt(0) is < 2 or > MostCompared ? null : Extras.Audit?.Methods ?? WholeTableComparison.Of(build).Match(d => d.Value, WholeTableComparison? (_) => null));
        _names = build.Input.Units.ToDictionary(u => u.Code, u => u.Name);
        Periods = [.. Scores.Rows.Select(r => r.Period).Distinct()];
        Period = Periods.Contains(period) ? period : Periods.Length == 0 ? null : Periods[^1];
        Rows = [.. Enumerable.Range(0, Scores.Rows.Length).Where(r => Nullable.Equals(Scores.Rows[r].Period, Period))
            .OrderBy(r => Scores.Rank(r, 0) ?? double.MaxValue).ThenByDescending(r => Scores.Score(r, 0) ?? double.MinValue).ThenBy(r => Scores.Rows[r])];
        Aggregates = [.. Enumerable.Range(0, Scores.Nodes.Length).Where(n => Scores.Nodes[n].Kind == NodeKind.Aggregate)];
        Indicators = [.. Enumerable.Range(0, Scores.Nodes.Length).Where(n => Scores.Nodes[n].Kind == NodeKind.Indicator)];
        Dimensions = [.. Enumerable.Range(0, Scores.Nodes.Length).Where(n => Scores.Nodes[n].Parent == Scores.Nodes[0].Code)];
    }

    public IndexBuild Build { get; }
    /// <summary>What was computed beside the build.</summary>
    public ReportExtras Extras { get; init; } = ReportExtras.None;
    /// <summary>The unit that the reader looks for among the others.</summary>
    public UnitCode? Own { get; init; }
    /// <summary>Where everything is that is not shown; null = in a file, named where it is cut.</summary>
    public Text? Whole { get; init; }
    /// <summary>The ranges of ranks over the scenarios; null = not computed.</summary>
    public UncertaintyResult? Ranges => Extras.Ranges;
    /// <summary>Methods of the whole table beside the index, where there are enough units and not too many for a page.</summary>
    public WholeTableComparison? Methods => _methods.Value;
    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; }
    public HtmlText Html { get; } = new();
    public ScoreTable Scores => Build.Scores;
    /// <summary>The periods that checks look at: the audit's, or the last.</summary>
    public PeriodScope Over => Extras.Audit?.Periods ?? PeriodScope.Last.In(Build);
    /// <summary>The same in words, to stand with "rows"; nothing where there is one period only.</summary>
    public Text OverWords => Periods.Length < 2 ? new("", "") : Over.Period is { } period ? new($"{period} 期", $" of {period}") : new("各期", " of all periods");
    public Period?[] Periods { get; }
    /// <summary>The period shown.</summary>
    public Period? Period { get; }
    /// <summary>The rows of that period, best rank first, unranked last.</summary>
    public int[] Rows { get; }
    public int[] Aggregates { get; }
    public int[] Indicators { get; }
    /// <summary>The children of the root.</summary>
    public int[] Dimensions { get; }
    /// <summary>The marks shown so far, for the legend.</summary>
    public CellMarks Shown { get; set; }

    public string Say(string zh, string en) => Language == "zh" ? zh : en;
    public string Say(Text text) => text.For(Language);

    public string NameOf(UnitCode unit) => _names.TryGetValue(unit, out var name) && Say(name) is { Length: > 0 } said ? said : unit.Value;
    public string NameOf(int row) => NameOf(Scores.Rows[row].Unit);
    public string NameOf(IndicatorCode code) => Build.Input.Framework.Find(code) is { } node && Say(node.Name) is { Length: > 0 } said ? said : code.Value;
    public int RankedAt(int node) => Rows.Count(r => Scores.Rank(r, node) is not null);

    /// <summary>A score with two decimals and its signs.</summary>
    public string Score(int row, int node)
    {
        if (Scores.Score(row, node) is not { } score) return "—";
        Shown |= Scores.Marks(row, node);
        return score.ToString("F2", CultureInfo.InvariantCulture) + MarkSigns.Of(Scores.Marks(row, node));
    }

    public static string Rank(double? rank) => rank?.ToString("0.#", CultureInfo.InvariantCulture) ?? "";
    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);
    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + "%";
    public static string Exact(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A value in raw units, short: thousands separated, three significant digits below one.</summary>
    public static string Value(double? value) => value switch
    {
        null => "—",
        { } v when Math.Abs(v) >= 1000 => v.ToString("#,0.#", CultureInfo.InvariantCulture),
        { } v when Math.Abs(v) >= 1 || v == 0 => v.ToString("0.###", CultureInfo.InvariantCulture),
        { } v => v.ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>Opens a section with its heading.</summary>
    public void Section(string id, string zh, string en)
    {
        Html.Open("section", "id", id).Element("h2", Say(zh, en));
    }

    public void EndSection() => Html.Close("section");

    /// <summary>A paragraph.</summary>
    public void Paragraph(string zh, string en, string css = "") => Html.Element("p", Say(zh, en), "class", css);

    /// <summary>A table that scrolls in its own box, can be reached by keyboard, and names itself. A heading that begins with # stands over numbers.</summary>
    public void Table(string zh, string en, IEnumerable<string> headings, Action body, string css = "")
    {
        string caption = Say(zh, en);
        Html.Open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption).Open("table", "class", css).Element("caption", caption).Raw("<thead><tr>");
        foreach (string heading in headings)
            if (heading.StartsWith('#')) Html.Element("th", heading[1..], "scope", "col", "class", "n");
            else Html.Element("th", heading, "scope", "col");
        Html.Raw("</tr></thead><tbody>");
        body();
        Html.Raw("</tbody>").Close("table").Close("div");
    }

    /// <summary>A row of text cells; the first heads the row, those that begin with a digit, sign or dash are set as numbers.</summary>
    public void Row(params ReadOnlySpan<string> cells)
    {
        Html.Raw("<tr>");
        for (int i = 0; i < cells.Length; i++)
        {
            if (i == 0) Html.Element("th", cells[i], "scope", "row");
            else if (IsNumber(cells[i])) Html.Element("td", cells[i], "class", "n");
            else Html.Element("td", cells[i]);
        }
        Html.Raw("</tr>\n");
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell is "—" || cell.Length > 1 && cell[0] is '-' or '−' or '+' or '<' && char.IsAsciiDigit(cell[1]));

    /// <summary>Says that only a part is shown, where it is.</summary>
    public void Cut(int shown, int all, string file)
    {
        if (shown < all) Paragraph($"仅列出 {Count(shown)} 项，共 {Count(all)} 项；全部见 {Whole?.Zh ?? file}。", $"{Count(shown)} of {Count(all)} are shown, to keep the page light; {Whole?.En ?? file} has them all.", "note");
    }
}
