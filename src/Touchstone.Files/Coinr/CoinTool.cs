using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>
/// Reads the input deck of the JRC's COIN Tool (an Excel workbook): the sheet Database has the indicators as columns from E on, at most up to CY, with weight, direction and goalposts in rows 7 to 10, the codes of index,
/// sub-index, pillar and sub-pillar in rows 11 to 14, name in 15 and code in 16, and the units below with name in B and code in C; the sheet Framework has code (C), weight (E) and name (H) of
/// every aggregate. A level that has one code for all indicators was not used. The layout is the one that COINr's <c>import_coin_tool</c> reads. Missing is an empty cell or <c>n/a</c>.
/// The workbook's choices of treatment, normalisation and aggregation stand elsewhere in it and are not read.
/// </summary>
public static class CoinTool
{
    private const string Database = "Database", FrameworkSheet = "Framework";
    private const int WeightRow = 7, DirectionRow = 8, LowerRow = 9, UpperRow = 10, IndexRow = 11, SubPillarRow = 14, NameRow = 15, CodeRow = 16, FirstUnit = 17, LastUnit = 315, FirstColumn = 4, LastColumn = 102, FrameworkLastRow = 53;
    private const int UnitName = 1, UnitCodeColumn = 2, FrameworkCode = 2, FrameworkWeight = 4, FrameworkName = 7;

    /// <summary>Framework, units and data, or every finding with its cell.</summary>
    public static Outcome<IndexInput> Read(ReadOnlyMemory<byte> workbook, string file)
    {
        var findings = new FindingList();
        var database = Rows(workbook, file, Database, findings);
        var framework = Rows(workbook, file, FrameworkSheet, findings);
        if (findings.HasErrors) return Outcome.Refused<IndexInput>(findings.ToImmutable());
        var deck = new Deck(file, database, framework, findings);
        var nodes = deck.Nodes();
        if (nodes is null || findings.HasErrors) return Outcome.Refused<IndexInput>(findings.ToImmutable());
        var (units, data) = deck.Units(nodes.Value.Indicators);
        var tree = Framework.Create(nodes.Value.All);
        findings.AddRange(tree.AllFindings.Select(f => f.Where.File is null ? f with { Where = f.Where with { File = file, Sheet = Database } } : f));
        return findings.HasErrors || !tree.IsDone(out var made) || data is null ? Outcome.Refused<IndexInput>(findings.ToImmutable()) : Outcome.Done(new IndexInput(made, units, data), findings.ToImmutable());
    }

    /// <summary>A recipe to begin with: min–max and arithmetic means, which is what the tool starts from; to be made to say what the workbook's index does.</summary>
    public static Recipe Start(string name) => new(Text.Same(name),
        [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax))), new Aggregate(PerCode.All(new AggregateRule())), new Rank(Ties.Min, null)], new FrameRule.PerPeriod());

    private static Dictionary<int, ImmutableArray<SourceCell>> Rows(ReadOnlyMemory<byte> workbook, string file, string sheet, FindingList findings)
    {
        var (rows, found) = XlsxReader.Rows(workbook, file, sheet);
        findings.AddRange(found);
        return rows.ToDictionary(r => r.Number, r => r.Cells);
    }

    /// <summary>The two sheets, by row and column.</summary>
    private sealed class Deck(string file, Dictionary<int, ImmutableArray<SourceCell>> database, Dictionary<int, ImmutableArray<SourceCell>> framework, FindingList findings)
    {
        private static SourceCell At(Dictionary<int, ImmutableArray<SourceCell>> sheet, int row, int column) => sheet.TryGetValue(row, out var cells) && column < cells.Length ? cells[column] : SourceCell.Empty;
        private string Said(int row, int column) => Missing(At(database, row, column)) ? "" : At(database, row, column).Text.Trim();
        private static bool Missing(SourceCell cell) => cell.IsBlank || cell.Text.Trim() is "n/a" or "--";
        private Place Where(int row, int column) => new(file, Database, row, SourceTable.Letters(column));

        private double? Number(int row, int column)
        {
            var cell = At(database, row, column);
            if (Missing(cell)) return null;
            if (Numbers.TryRead(cell, Where(row, column), out double? value, out var fault)) return value;
            findings.Add(fault);
            return null;
        }

        public (ImmutableArray<FrameworkNode> All, ImmutableArray<(IndicatorCode Code, int Column)> Indicators)? Nodes()
        {
            int[] columns = [.. Enumerable.Range(FirstColumn, LastColumn - FirstColumn + 1).Where(c => Enumerable.Range(FirstUnit, LastUnit - FirstUnit + 1).Any(r => !Missing(At(database, r, c))))];
            if (columns.Length == 0)
            {
                findings.Error("coin-tool.empty", new Place(file, Database), new("Database 工作表第 17 行起、E 列起没有数据。", "The sheet Database has no data from row 17 and column E on."), new("请给出填好 Database 的 COIN Tool 工作簿。", "Give a COIN Tool workbook whose Database is filled in."));
                return null;
            }
            // From the index down; a level with one code for all but the index was not used.
            int[] levels = [.. Enumerable.Range(IndexRow, SubPillarRow - IndexRow + 1).Where(row => row == IndexRow || columns.Select(c => Said(row, c)).Distinct(StringComparer.Ordinal).Skip(1).Any())];
            var stated = Enumerable.Range(1, FrameworkLastRow).Select(r => (Code: At(framework, r, FrameworkCode).Text.Trim(), Name: At(framework, r, FrameworkName).Text.Trim(), Weight: At(framework, r, FrameworkWeight)))
                .Where(a => a.Code.Length > 0).GroupBy(a => a.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            var aggregates = new Dictionary<string, FrameworkNode>(StringComparer.Ordinal);
            var indicators = ImmutableArray.CreateBuilder<(IndicatorCode, int)>();
            var leaves = new List<FrameworkNode>();
            foreach (int c in columns)
            {
                string? parent = null;
                foreach (int row in levels)
                {
                    string code = Said(row, c);
                    if (code.Length == 0) { findings.Error("coin-tool.no-code", Where(row, c), new("没有写明所属的上级代码。", "The code of the aggregate it belongs to is not given."), new("请填写该单元格。", "Fill in the cell.")); break; }
                    if (!aggregates.TryGetValue(code, out var known)) aggregates.Add(code, Aggregate(code, parent, stated));
                    else if (known.Parent?.Value != parent)
                        findings.Error("coin-tool.two-parents", Where(row, c), new($"{code} 在不同指标下属于不同的上级。", $"{code} belongs to different aggregates under different indicators."), new("请改成一致。", "Make them agree."));
                    parent = code;
                }
                if (Said(CodeRow, c) is not { Length: > 0 } own) { findings.Error("coin-tool.no-code", Where(CodeRow, c), new("此列有数据，但没有指标代码。", "The column has data and no code."), new("请在第 16 行填写代码。", "Write its code in row 16.")); continue; }
                leaves.Add(Leaf(own, c, parent));
                indicators.Add((new(own), c));
            }
            return ([.. aggregates.Values, .. leaves], indicators.ToImmutable());
        }

        private static FrameworkNode Aggregate(string code, string? parent, Dictionary<string, (string Code, string Name, SourceCell Weight)> stated) => new()
        {
            Code = new(code),
            Kind = NodeKind.Aggregate,
            Parent = parent is null ? null : new IndicatorCode(parent),
            Name = Text.Same(stated.TryGetValue(code, out var known) ? known.Name : ""),
            Weight = known.Weight.Kind == CellKind.Number ? known.Weight.Number : 1,
        };

        private FrameworkNode Leaf(string code, int column, string? parent)
        {
            double? direction = Number(DirectionRow, column);
            if (direction is not (null or 1 or -1)) findings.Error("coin-tool.direction", Where(DirectionRow, column), new("方向应为 1 或 -1。", "The direction is 1 or -1."), new("越高越好写 1，越低越好写 -1。", "Write 1 where more is better, -1 where less is."));
            return new()
            {
                Code = new(code),
                Kind = NodeKind.Indicator,
                Parent = parent is null ? null : new IndicatorCode(parent),
                Name = Text.Same(Said(NameRow, column)),
                Weight = Number(WeightRow, column) ?? 1,
                Direction = direction is -1 ? Direction.LowerIsBetter : Direction.HigherIsBetter,
                GoalpostLow = Number(LowerRow, column),
                GoalpostHigh = Number(UpperRow, column),
                Where = Where(CodeRow, column),
            };
        }

        public (ImmutableArray<Unit> Units, DataTable? Data) Units(ImmutableArray<(IndicatorCode Code, int Column)> indicators)
        {
            var units = ImmutableArray.CreateBuilder<Unit>();
            var cells = new List<Cell>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (int r = FirstUnit; r <= LastUnit; r++)
            {
                if (indicators.All(i => Missing(At(database, r, i.Column)))) continue;
                string code = Said(r, UnitCodeColumn), name = Said(r, UnitName);
                if (code.Length == 0) code = name;
                if (code.Length == 0 || !seen.Add(code))
                {
                    string row = r.ToString(CultureInfo.InvariantCulture);
                    findings.Error("coin-tool.unit-code", Where(r, UnitCodeColumn), code.Length == 0 ? new($"第 {row} 行有数据而没有代码和名称。", $"Row {row} has data and neither code nor name.") : new($"代码 {code} 出现了两次。", $"The code {code} is there twice."), new("请给每个评价对象一个代码。", "Give every unit a code of its own."));
                    continue;
                }
                units.Add(new Unit(new(code), Text.Same(name), ImmutableSortedDictionary<string, string>.Empty) { Where = Where(r, UnitCodeColumn) });
                foreach (var (indicator, column) in indicators)
                    if (Number(r, column) is { } value) cells.Add(new Cell(new RowKey(null, new(code)), indicator, value, CellMarks.None, Where(r, column)));
            }
            var made = DataTable.Create(units.Select(u => new RowKey(null, u.Code)), indicators.Select(i => i.Code), cells);
            findings.AddRange(made.AllFindings);
            return (units.ToImmutable(), made.IsDone(out var table) ? table : null);
        }
    }
}
