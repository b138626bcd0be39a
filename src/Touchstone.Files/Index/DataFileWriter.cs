using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>Writes data.csv: wide, or long when a cell carries a mark other than "not applicable", for only the long form has a place for marks.</summary>
internal static class DataFileWriter
{
    public static byte[] Write(DataTable data)
    {
        bool periods = data.Rows.Any(r => r.Period is not null);
        bool marks = data.Columns.Any(c => Enumerable.Range(0, c.Count).Any(r => (c.MarksAt(r) & ~CellMarks.NotApplicable) != CellMarks.None));
        return CsvWriter.ToBytes(csv => { if (marks) WriteLong(csv, data, periods); else WriteWide(csv, data, periods); });
    }

    private static void WriteWide(CsvWriter csv, DataTable data, bool periods)
    {
        if (periods) csv.Write("period");
        csv.Write("unit").WriteAll(data.Columns.Select(c => c.Code.Value)).EndRow();
        for (int r = 0; r < data.Rows.Length; r++)
        {
            if (periods) csv.Write(data.Rows[r].Period?.ToString());
            csv.Write(data.Rows[r].Unit.Value);
            foreach (var column in data.Columns) WriteValue(csv, column, r);
            csv.EndRow();
        }
    }

    /// <summary>Every cell that says something; a column or a row that says nothing still gets one line, so that it is there when read again.</summary>
    private static void WriteLong(CsvWriter csv, DataTable data, bool periods)
    {
        if (periods) csv.Write("period");
        csv.WriteAll(["unit", "indicator", "value", "mark"]).EndRow();
        for (int r = 0; r < data.Rows.Length; r++)
        {
            bool empty = data.Columns.All(c => c[r] is null && c.MarksAt(r) == CellMarks.None);
            foreach (var column in data.Columns)
            {
                bool speaks = column[r] is not null || column.MarksAt(r) != CellMarks.None;
                if (!speaks && !(r == 0 && IsEmpty(column)) && !(empty && column == data.Columns[0])) continue;
                if (periods) csv.Write(data.Rows[r].Period?.ToString());
                csv.Write(data.Rows[r].Unit.Value).Write(column.Code.Value);
                WriteValue(csv, column, r);
                csv.Write(MarksOf(column.MarksAt(r))).EndRow();
            }
        }
    }

    private static bool IsEmpty(DataColumn column)
    {
        for (int r = 0; r < column.Count; r++) if (column[r] is not null || column.MarksAt(r) != CellMarks.None) return false;
        return true;
    }

    public static void WriteValue(CsvWriter csv, DataColumn column, int row)
    {
        if ((column.MarksAt(row) & CellMarks.NotApplicable) != CellMarks.None) csv.Write(DataFile.NotApplicable);
        else csv.Write(column[row]);
    }

    private static string MarksOf(CellMarks marks) =>
        string.Join(' ', Enum.GetValues<CellMarks>().Where(m => m is not (CellMarks.None or CellMarks.NotApplicable) && (marks & m) != CellMarks.None).Select(Words.Of));
}
