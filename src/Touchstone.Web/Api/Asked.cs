using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using Touchstone.Model;

namespace Touchstone.Web.Api;

/// <summary>Reads the parameters of a request and gathers everything that is wrong with them, so that one answer names all of it.</summary>
internal sealed class Asked
{
    public const int StandardLimit = 100;
    public const int MostLimit = 1000;

    private readonly List<Finding> _faults = [];

    public bool IsSound => _faults.Count == 0;
    public ImmutableArray<Finding> Findings => [.. _faults];
    public ProblemHttpResult Refusal => Problems.BadRequest(_faults);

    /// <summary>Values of a parameter that may be repeated or joined with commas.</summary>
    public static ImmutableArray<string> Many(string[]? values) =>
        [.. (values ?? []).SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal)];

    public static ImmutableArray<IndicatorCode> Indicators(string[]? values) => [.. Many(values).Select(v => new IndicatorCode(v))];
    public static ImmutableArray<AreaCode> Areas(string[]? values) => [.. Many(values).Select(v => new AreaCode(v))];
    public ImmutableArray<Period> Periods(string[]? values) => [.. Many(values).Select(v => Period("period", v)).OfType<Period>()];

    public Period? Period(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Model.Period.TryParse(text, out var period)) return period;
        Fault(name, new($"“{text}”不是时期。", $"'{text}' is not a period."),
            new("请写作 2021、2021-S1、2021-Q1、2021-07、2021-12-31 或 2022-YTD-07-16。", "Write 2021, 2021-S1, 2021-Q1, 2021-07, 2021-12-31 or 2022-YTD-07-16."));
        return null;
    }

    public string Required(string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text)) return text.Trim();
        Fault(name, new($"缺少参数 {name}。", $"The parameter {name} is missing."), new("请补充该参数。", "Give it."));
        return "";
    }

    public int Limit(int? limit)
    {
        if (limit is null) return StandardLimit;
        if (limit is >= 1 and <= MostLimit) return limit.Value;
        Fault("limit", new($"limit 须在 1 到 {MostLimit} 之间。", $"limit must be from 1 to {MostLimit}."), new("请改小 limit，用 after 继续取下一页。", "Ask for less, and use after for the next page."));
        return StandardLimit;
    }

    public T? Word<T>(string name, string? text) where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (!int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) && Enum.TryParse<T>(text, ignoreCase: true, out var word)) return word;
        string known = string.Join(", ", Enum.GetNames<T>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]));
        Fault(name, new($"“{text}”不是 {name} 的取值。", $"'{text}' is not a value of {name}."), new($"可用：{known}。", $"Use one of: {known}."));
        return null;
    }

    public void Fault(string parameter, Text what, Text fix) => _faults.Add(Finding.Error("request.parameter", new Place(Column: parameter), what, fix));
}
