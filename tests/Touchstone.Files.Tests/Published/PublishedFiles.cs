using System.Globalization;
using Touchstone.Composite;
using Touchstone.Testing;

namespace Touchstone.Files.Tests;

/// <summary>Published indices, expressed with nothing but the files of the guide: recipe and tree of the repository, figures of the reference folder.</summary>
internal static class PublishedFiles
{
    public static ReadOnlyMemory<byte> Ours(string index, string file) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Touchstone.Files.Tests", "Published", index, file));

    public static SourceTable Reference(params string[] path) => CsvReader.Read(File.ReadAllBytes(Repository.ReferenceOrSkip(path)), path[^1]);

    public static string Text(SourceTable table, SourceRow row, string column) => SourceTable.Cell(row, table.Find(column)).Text;

    public static double Number(SourceTable table, SourceRow row, string column) => double.Parse(Text(table, row, column), CultureInfo.InvariantCulture);

    /// <summary>Columns of a table of the reference under our names; a column that it does not have is empty.</summary>
    public static byte[] Pick(SourceTable from, params IEnumerable<(string From, string To)> columns) => CsvWriter.ToBytes(csv =>
    {
        csv.WriteAll(columns.Select(c => c.To)).EndRow();
        foreach (var row in from.Rows) csv.WriteAll(columns.Select(c => Text(from, row, c.From))).EndRow();
    });

    public static IndexBuild Build(Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        var folder = IndexFolder.Read(files).OrThrow();
        return IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
    }

    /// <summary>Errors against what is published are printed, not only judged.</summary>
    public static void Print(string what, int values, double largest) =>
        TestContext.Current.SendDiagnosticMessage(string.Create(CultureInfo.InvariantCulture, $"error against what is published · {what} · {values} values · largest {largest:E1}"));
}
