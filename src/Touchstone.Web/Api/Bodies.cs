using System.Collections.Immutable;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Api;

/// <summary>A text in both languages, as every answer carries it.</summary>
internal sealed record BothLanguages(string Zh, string En)
{
    public static BothLanguages Of(Text text) => new(text.Zh ?? "", text.En ?? "");
    public static BothLanguages? OrNull(Text text) => text.IsEmpty ? null : Of(text);
}

/// <summary>Where in a file or in the request a finding is.</summary>
internal sealed record PlaceBody(string? File, string? Sheet, int? Row, string? Column);

/// <summary>What is wrong or worth knowing, where, and what to do.</summary>
internal sealed record FindingBody(string Code, Severity Severity, PlaceBody Where, BothLanguages What, BothLanguages Fix)
{
    public static FindingBody Of(Finding f) =>
        new(f.Code, f.Severity, new(f.Where.File, f.Where.Sheet, f.Where.Row, f.Where.Column), BothLanguages.Of(f.What), BothLanguages.Of(f.Fix));

    public static ImmutableArray<FindingBody> All(IEnumerable<Finding> findings) => [.. findings.OrderByDescending(f => f.Severity).Select(Of)];
}

/// <summary>The marks of a value as words: <c>imputed</c>, <c>carriedForward</c> …; empty for an ordinary one.</summary>
internal static class MarkWords
{
    private static readonly (CellMarks Mark, string Word)[] All =
    [
        (CellMarks.Imputed, "imputed"), (CellMarks.CarriedForward, "carriedForward"), (CellMarks.Provisional, "provisional"),
        (CellMarks.NotApplicable, "notApplicable"), (CellMarks.Rescaled, "rescaled"), (CellMarks.Unverified, "unverified"), (CellMarks.Treated, "treated"),
    ];

    public static ImmutableArray<string> Of(CellMarks marks) => [.. All.Where(m => (marks & m.Mark) != CellMarks.None).Select(m => m.Word)];
}

/// <summary>A page of a list; <c>next</c> is the value of <c>after</c> for the next page, null on the last.</summary>
internal sealed record PageBody<T>(ImmutableArray<T> Items, string? Next);
