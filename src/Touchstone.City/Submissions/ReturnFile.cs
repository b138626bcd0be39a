using Touchstone.City.Organisation;
using Touchstone.Files;

namespace Touchstone.City.Submissions;

/// <summary>A return's bytes as a table: a workbook, or CSV.</summary>
public static class ReturnFile
{
    public static SourceTable Read(ReceivedFile file) => IsWorkbook(file) ? XlsxReader.Read(file.Bytes, file.Name) : CsvReader.Read(file.Bytes, file.Name);

    /// <summary>Told by its first bytes, not by its name: a workbook is a zip.</summary>
    private static bool IsWorkbook(ReceivedFile file) => file.Bytes.Span.StartsWith("PK"u8);
}
