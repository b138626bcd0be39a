using Touchstone.City.Storage;

namespace Touchstone.City.Registers;

/// <summary>A register whose rows are found by name, pinyin, initials and code.</summary>
internal abstract class NamedRegister<TRow> : Register<TRow> where TRow : NamedRow, new()
{
    public override bool IsSearched => true;

    protected override async Task<IQueryable<TRow>> Searched(CityDb db, IQueryable<TRow> rows, string? text, CancellationToken stop) =>
        await NameSearch.Condition<TRow>(db, Code, text, stop) is { } condition ? rows.Where(condition) : rows;
}
