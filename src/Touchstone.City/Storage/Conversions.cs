using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.City.Storage;

/// <summary>An area's code as text.</summary>
public sealed class AreaCodeAsString() : ValueConverter<AreaCode, string>(code => code.Value, text => new AreaCode(text));

/// <summary>An indicator's code as text.</summary>
public sealed class IndicatorCodeAsString() : ValueConverter<IndicatorCode, string>(code => code.Value, text => new IndicatorCode(text));

/// <summary>A unit's code as text.</summary>
public sealed class UnitCodeAsString() : ValueConverter<UnitCode, string>(code => code.Value, text => new UnitCode(text));

/// <summary>A build's identity as text.</summary>
public sealed class BuildIdAsString() : ValueConverter<BuildId, string>(id => id.Value, text => new BuildId(text));

/// <summary>A period as it is written in files.</summary>
public sealed class PeriodAsString() : ValueConverter<Period, string>(period => period.ToString(), text => Parse(text))
{
    public static Period Parse(string text) =>
        Period.TryParse(text, out var period) ? period : throw new InvalidOperationException($"'{text}' in the store is not a period.");
}

/// <summary>A moment in UTC: refused when it is anything else, and marked as UTC when it comes back.</summary>
public sealed class UtcDateTime() : ValueConverter<DateTime, DateTime>(moment => Checked(moment), moment => DateTime.SpecifyKind(moment, DateTimeKind.Utc))
{
    public static DateTime Checked(DateTime moment) => moment.Kind == DateTimeKind.Utc
        ? moment
        : throw new InvalidOperationException("A moment is stored in UTC; this one is not.");
}
