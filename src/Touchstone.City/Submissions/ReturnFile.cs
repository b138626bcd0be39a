using Touchstone.City.Organisation;
using Touchstone.Files;

namespace Touchstone.City.Submissions;

/// <summary>A return's bytes as a table.</summary>
internal static class ReturnFile
{
    public static SourceTable Read(ReceivedFile file) => CsvReader.Read(file.Bytes, file.Name);
}
