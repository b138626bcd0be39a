using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Touchstone.City.Observations;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>What is asked of one field: one of some values, or a range, or that it is missing.</summary>
/// <param name="Field">The field's code.</param>
/// <param name="Values">Codes or texts of which the value is one, as people write them.</param>
/// <param name="From">The least value; null: no limit. Money in 万元.</param>
/// <param name="To">The most.</param>
public sealed record FieldFilter(string Field, ImmutableArray<string> Values, string? From = null, string? To = null)
{
    /// <summary>Written where rows without a value are asked for.</summary>
    public const string Missing = "none";

    public bool IsRange => From is not null || To is not null;
}

/// <summary>
/// What a list shows: which rows, in which order, which columns, which page. It is written in an address and read back from it, so that a view can be kept and sent.
/// </summary>
public sealed record RegisterView(string Register)
{
    public const int LargestPage = 500;
    /// <summary>The day as known on, in an address.</summary>
    public const string KnownKey = "asKnownOn";
    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Name, pinyin, initials or code; null: none.</summary>
    public string? Search { get; init; }
    public ImmutableArray<FieldFilter> Filters { get; init; } = [];
    /// <summary>The field sorted by; null: the register's own.</summary>
    public string? Sort { get; init; }
    public SortDirection Direction { get; init; }
    /// <summary>The columns in order; empty: the register's own.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];
    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 50;
    /// <summary>As known on which day: rows as they stood then, those recorded later left out.</summary>
    public AsKnownOn Known { get; init; }

    /// <summary>Reads <c>q=…&amp;field=a,b&amp;field=1..9&amp;sort=-field&amp;columns=a,b&amp;page=2&amp;size=50&amp;asKnownOn=2026-03-31</c>, every fault a finding.</summary>
    public static Outcome<RegisterView> Parse(Register register, string query)
    {
        var findings = new List<Finding>();
        var view = new RegisterView(register.Code);
        foreach (string part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int at = part.IndexOf('=', StringComparison.Ordinal);
            string name = Uri.UnescapeDataString((at < 0 ? part : part[..at]).Replace('+', ' ')), value = at < 0 ? "" : Uri.UnescapeDataString(part[(at + 1)..].Replace('+', ' '));
            if (value.Length > 0) view = Take(register, view, name, value, findings);
        }
        return findings.Count > 0 ? Outcome.Refused<RegisterView>(findings) : Outcome.Done(view);
    }

    private static RegisterView Take(Register register, RegisterView view, string name, string value, List<Finding> findings)
    {
        switch (name)
        {
            case "q": return view with { Search = value };
            case "page" or "size":
                if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1) findings.Add(NotANumber(name, value));
                return name == "page" ? view with { Page = Math.Max(1, number) } : view with { Size = Math.Clamp(number, 1, LargestPage) };
            case "sort":
                string field = value.TrimStart('-');
                if (register.Find(field) is null) findings.Add(UnknownField(register, field));
                return view with { Sort = field, Direction = value[0] == '-' ? SortDirection.Down : SortDirection.Up };
            case "columns":
                ImmutableArray<string> columns = [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
                findings.AddRange(columns.Where(c => register.Find(c) is null).Select(c => UnknownField(register, c)));
                return view with { Columns = columns };
            case KnownKey:
                if (DateOnly.TryParseExact(value, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return view with { Known = AsKnownOn.On(day) };
                findings.Add(NotADay(value));
                return view;
            default:
                if (register.Find(name) is null) { findings.Add(UnknownField(register, name)); return view; }
                return view with { Filters = view.Filters.Add(FilterOf(name, value)) };
        }
    }

    private static FieldFilter FilterOf(string field, string value)
    {
        int dots = value.IndexOf("..", StringComparison.Ordinal);
        return dots >= 0 ? new(field, [], Some(value[..dots]), Some(value[(dots + 2)..])) : new(field, [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
    }

    private static string? Some(string text) => text.Length == 0 ? null : text;

    /// <summary>The view as the query of an address; what is the register's own is left out.</summary>
    public string ToQuery()
    {
        var query = new StringBuilder();
        if (!string.IsNullOrEmpty(Search)) Add("q", Search);
        foreach (var filter in Filters) Add(filter.Field, filter.IsRange ? $"{filter.From}..{filter.To}" : string.Join(',', filter.Values));
        if (Sort is { } sort) Add("sort", Direction == SortDirection.Down ? "-" + sort : sort);
        if (!Columns.IsEmpty) Add("columns", string.Join(',', Columns));
        if (Page != 1) Add("page", Page.ToString(CultureInfo.InvariantCulture));
        if (Size != 50) Add("size", Size.ToString(CultureInfo.InvariantCulture));
        if (Known.Day is { } day) Add(KnownKey, day.ToString(DayForm, CultureInfo.InvariantCulture));
        return query.ToString();

        void Add(string name, string value) => query.Append(query.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal));
    }

    private static Finding UnknownField(Register register, string field) => Finding.Error("view.field-unknown", new Place(Column: field),
        new($"“{register.Name.Zh}”没有字段“{field}”。", $"{register.Name.En} has no field '{field}'."),
        new($"可用：{string.Join("、", register.Fields.Select(f => f.Code))}。", $"Known: {string.Join(", ", register.Fields.Select(f => f.Code))}."));

    private static Finding NotADay(string value) => Finding.Error("view.not-a-day", new Place(Column: KnownKey), new($"“{value}”不是日期。", $"'{value}' is not a day."), new("写成 2026-03-31 的样子。", "Write it like 2026-03-31."));

    private static Finding NotANumber(string name, string value) => Finding.Error("view.not-a-number", new Place(Column: name), new($"“{value}”不是页码或行数。", $"'{value}' is not a number of a page or of rows."), new("填写从 1 起的整数。", "Write a whole number from 1 on."));
}

/// <summary>How many rows a view has. Many rows are counted to a limit only, and it says so.</summary>
/// <param name="Number">The number, or the limit.</param>
/// <param name="IsExact">False: there are more than the number.</param>
public readonly record struct RowCount(long Number, bool IsExact);

/// <summary>One cell of a list: its value and, for codes and references, what it is called.</summary>
/// <param name="Value">As the field's kind says; null: missing, or masked.</param>
/// <param name="Label">The name of a code, an area, or the row referred to; empty: the value speaks for itself.</param>
public readonly record struct RegisterCell(object? Value, Text Label = default)
{
    /// <summary>True where there is a value that this reader is not shown.</summary>
    public bool IsMasked { get; init; }
    /// <summary>For a reference: what names the row it points to.</summary>
    public string? Key { get; init; }
}

/// <summary>One row of a list.</summary>
/// <param name="Id">Its number in the register.</param>
/// <param name="Key">Its natural key.</param>
/// <param name="Cells">A cell a column.</param>
public sealed record RegisterLine(long Id, string Key, ImmutableArray<RegisterCell> Cells)
{
    public DateTime RecordedAt { get; init; }
    public long Version { get; init; }
}

/// <summary>A page of a list.</summary>
public sealed record RegisterPage(Register Register, RegisterView View, ImmutableArray<RegisterField> Columns, ImmutableArray<RegisterLine> Rows, RowCount Count);
