using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Registers;

/// <summary>What a file, or a form, would do to a register.</summary>
internal abstract class ImportChecked
{
    public int Rows { get; set; }
    public int Added { get; set; }
    public int Changed { get; set; }
    public int Same { get; set; }
    /// <summary>Rows that wait for a person.</summary>
    public int SetAside { get; set; }
    /// <summary>The number of the one row of a form, once it is written.</summary>
    public abstract long? Written { get; }
}

internal sealed class ImportChecked<TRow> : ImportChecked where TRow : RegisterRow
{
    public List<RowWrite<TRow>> Writes { get; } = [];
    public List<CheckedRow<TRow>> Doubtful { get; } = [];
    public override long? Written => Writes is [var one] ? one.Row.Id : null;
}

/// <summary>A row to be written.</summary>
/// <param name="Row">As it will be.</param>
/// <param name="Change">Added or changed.</param>
/// <param name="FileRow">Where it stood in the file.</param>
/// <param name="Before">The canonical values before; null: new.</param>
internal sealed record RowWrite<TRow>(TRow Row, RowChange Change, long? FileRow, string?[]? Before) where TRow : RegisterRow
{
    /// <summary>What the row's own statement says of its source, where it differs from the file's.</summary>
    public string? Citation { get; init; }
    public DateOnly? ValidFrom { get; init; }
}

/// <summary>Lets a register speak of a field of the row it is looking at.</summary>
/// <param name="findings">Where it is written down at first.</param>
/// <param name="row">Of the file; null for a form.</param>
/// <param name="at">Where a field of that row stands.</param>
internal sealed class RowFindings(FindingList findings, SourceRow? row, Func<SourceRow?, string, Place> at)
{
    private FindingList _findings = findings;

    /// <summary>From now on it is written down elsewhere.</summary>
    public void ContinueIn(FindingList findings) => _findings = findings;

    /// <summary>Fields whose cell could not be read: their value in the row means nothing.</summary>
    public IReadOnlyCollection<string> Unread => _unread ?? [];
    private HashSet<string>? _unread;

    public void AddUnread(string field) => (_unread ??= new(StringComparer.Ordinal)).Add(field);

    public void Error(string field, string code, Text what, Text fix) => _findings.Error(code, at(row, field), what, fix);
    public void Warning(string field, string code, Text what, Text fix) => _findings.Warning(code, at(row, field), what, fix);

    /// <summary>A part larger than its whole.</summary>
    public void PartOfWhole(RegisterField part, object? partValue, RegisterField whole, object? wholeValue)
    {
        double? p = Number(partValue), w = Number(wholeValue);
        if (!(p > w)) return;
        Error(part.Code, "field.part-above-whole", new($"“{part.Name.Zh}”大于“{whole.Name.Zh}”。", $"'{part.Name.En}' is larger than '{whole.Name.En}', of which it is a part."), new("核对两个数值和单位。", "Check both values and their units."));
    }

    private static double? Number(object? value) => value switch { long l => l, double d => d, _ => null };
}
