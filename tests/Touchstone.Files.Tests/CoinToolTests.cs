using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

/// <summary>Workbooks laid out as the COIN Tool lays out its input deck, made here.</summary>
public sealed class CoinToolTests
{
    private static readonly string[] s_levels = ["Index", "si.01", "p.0", "sp.01"];

    /// <summary>Three indicators under two pillars (sub-index and sub-pillar unused), four units.</summary>
    private static byte[] Deck(Action<SourceCell[,]>? change = null, bool withFramework = true)
    {
        var database = new SourceCell[30, 8];
        void Set(int row, int column, string text) => database[row - 1, column] = SourceCell.OfText(text);
        void Number(int row, int column, double value) => database[row - 1, column] = SourceCell.OfNumber(value);
        Set(2, 1, "COIN Tool");
        for (int i = 0; i < 3; i++)
        {
            int c = 4 + i;
            Number(7, c, i == 0 ? 2 : 1);
            Number(8, c, i == 2 ? -1 : 1);
            Number(9, c, 0);
            Number(10, c, 10 * (i + 1));
            Set(11, c, s_levels[0]);
            Set(12, c, s_levels[1]);
            Set(13, c, s_levels[2] + (i == 2 ? "2" : "1"));
            Set(14, c, s_levels[3]);
            Set(15, c, $"Indicator {i}");
            Set(16, c, $"ind.0{i + 1}");
        }
        for (int u = 0; u < 4; u++)
        {
            Set(17 + u, 1, $"Unit {u}");
            Set(17 + u, 2, $"U{u}");
            for (int i = 0; i < 3; i++)
                if (u == 1 && i == 1) Set(17 + u, 4 + i, "n/a");
                else Number(17 + u, 4 + i, u * 3 + i + 0.5);
        }
        change?.Invoke(database);
        var framework = new SourceCell[8, 8];
        (string Code, double Weight, string Name)[] aggregates = [("Index", 1, "My index"), ("si.01", 1, "--"), ("p.01", 3, "First pillar"), ("p.02", 1, "Second pillar")];
        for (int i = 0; i < aggregates.Length; i++)
        {
            framework[4 + i, 2] = SourceCell.OfText(aggregates[i].Code);
            framework[4 + i, 4] = SourceCell.OfNumber(aggregates[i].Weight);
            framework[4 + i, 7] = SourceCell.OfText(aggregates[i].Name);
        }
        return XlsxWriter.Write(withFramework ? [Sheet("Database", database), Sheet("Framework", framework)] : [Sheet("Database", database)]);
    }

    private static SheetTable Sheet(string name, SourceCell[,] cells) => new(name, [.. Enumerable.Range(0, cells.GetLength(1)).Select(c => new SheetColumn(cells[0, c].Text))],
        [.. Enumerable.Range(1, cells.GetLength(0) - 1).Select(r => (IReadOnlyList<SourceCell>)[.. Enumerable.Range(0, cells.GetLength(1)).Select(c => cells[r, c])])]);

    [Fact]
    public void Read_Deck_GivesFrameworkUnitsAndData()
    {
        var input = CoinTool.Read(Deck(), "deck.xlsx").OrThrow();
        Assert.Equal(["Index", "p.01", "p.02", "ind.01", "ind.02", "ind.03"], input.Framework.Nodes.Select(n => n.Code.Value));
        Assert.Equal([null, "Index", "Index", "p.01", "p.01", "p.02"], input.Framework.Nodes.Select(n => n.Parent?.Value));
        Assert.Equal([1, 3, 1, 2, 1, 1], input.Framework.Nodes.Select(n => n.Weight));
        Assert.Equal(["My index", "First pillar", "Second pillar", "Indicator 0", "Indicator 1", "Indicator 2"], input.Framework.Nodes.Select(n => n.Name.En));
        Assert.Equal(Direction.LowerIsBetter, input.Framework.Find(new("ind.03"))!.Direction);
        Assert.Equal((0, 30), (input.Framework.Find(new("ind.03"))!.GoalpostLow, input.Framework.Find(new("ind.03"))!.GoalpostHigh));
        Assert.Equal(["U0", "U1", "U2", "U3"], input.Units.Select(u => u.Code.Value));
        Assert.Equal([1.5, null, 7.5, 10.5], Enumerable.Range(0, 4).Select(r => input.Data.Find(new("ind.02"))![r]));
        Assert.True(IndexBuild.Run(input, CoinTool.Start("deck")).IsDone(out _));
    }

    [Fact]
    public void Read_Deck_WritesAFolderThatReadsBack()
    {
        var input = CoinTool.Read(Deck(), "deck.xlsx").OrThrow();
        var files = IndexFolder.Write(input, CoinTool.Start("deck")).ToDictionary(f => f.Key, f => (ReadOnlyMemory<byte>)f.Value, StringComparer.Ordinal);
        var read = IndexFolder.Read(files).OrThrow();
        Assert.Equal(IndexBuild.Run(input, CoinTool.Start("deck")).OrThrow().Id, IndexBuild.Run(read.Input, read.Recipe).OrThrow().Id);
    }

    public static TheoryData<string, int, int, string> Faults => new()
    {
        { "number.unreadable", 18, 4, "many" },
        { "coin-tool.direction", 8, 4, "2" },
        { "coin-tool.no-code", 16, 4, "" },
        { "coin-tool.no-code", 13, 4, "" },
        { "coin-tool.unit-code", 18, 2, "U0" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_Fault_IsFoundAtItsCell(string code, int row, int column, string text)
    {
        var findings = CoinTool.Read(Deck(cells => cells[row - 1, column] = double.TryParse(text, out double number) ? SourceCell.OfNumber(number) : SourceCell.OfText(text)), "deck.xlsx").AllFindings;
        Assert.Contains(findings, f => f.Code == code && f.Where is { Sheet: "Database", Row: { } at } && at == row && f.Where.Column == SourceTable.Letters(column));
    }

    [Fact]
    public void Read_OtherWorkbooks_AreRefused()
    {
        Assert.Equal(["xlsx.sheet-missing"], CoinTool.Read(Deck(withFramework: false), "deck.xlsx").AllFindings.Select(f => f.Code));
        Assert.Equal(["coin-tool.empty"], CoinTool.Read(XlsxWriter.Write([Sheet("Database", new SourceCell[3, 3]), Sheet("Framework", new SourceCell[3, 3])]), "deck.xlsx").AllFindings.Select(f => f.Code));
        Assert.NotEmpty(CoinTool.Read(new byte[] { 1, 2, 3 }, "deck.xlsx").AllFindings);
    }
}
