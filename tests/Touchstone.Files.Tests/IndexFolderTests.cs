using System.Collections.Immutable;
using CsCheck;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

public sealed class IndexFolderTests
{
    private static ImmutableArray<Finding> Faults(Dictionary<string, ReadOnlyMemory<byte>> folder) =>
        IndexFolder.Read(folder).Match(_ => throw new InvalidOperationException("The folder was read without a fault."), r => r.Findings);

    private static string[] Shown(IEnumerable<Finding> findings) => [.. findings.Select(f => $"{f.Where} {f.Code}")];

    private static readonly Gen<string> Word = Gen.Char["abcXYZ黄石 ,\"-=中"].Array[1, 6].Select(c => new string(c).Trim()).Where(w => w.Length > 0);
    private static readonly Gen<CellMarks> Marks = Gen.Frequency((6, Gen.Const(CellMarks.None)), (1, Gen.Const(CellMarks.NotApplicable)), (1, Gen.Byte[1, 127].Select(b => (CellMarks)b)));
    private static readonly Gen<(double? Value, CellMarks Marks)> AnyCell =
        Gen.Select(Gen.Double.Where(double.IsFinite).Nullable(), Marks).Select((v, m) => ((m & CellMarks.NotApplicable) != CellMarks.None ? null : v, m));

    private static readonly Gen<IndexInput> AnyInput =
        from unitNames in Word.Array[1, 4]
        from periods in Gen.Int[0, 2]
        from marked in Gen.Bool
        from names in Word.Array[7]
        from weights in Gen.Double[0.001, 10].Array[7]
        from cells in AnyCell.Array[unitNames.Length * Math.Max(1, periods) * 4]
        select Input(unitNames, periods, marked, names, weights, cells);

    private static IndexInput Input(string[] unitNames, int periods, bool marked, string[] names, double[] weights, (double? Value, CellMarks Marks)[] cells)
    {
        string[] codes = ["I", "D", "A", "B", "C", "P"];
        string?[] parents = [null, "I", "D", "D", "I", null];
        NodeKind[] kinds = [NodeKind.Aggregate, NodeKind.Aggregate, NodeKind.Indicator, NodeKind.Indicator, NodeKind.Indicator, NodeKind.Context];
        var nodes = codes.Select((c, i) => new FrameworkNode
        {
            Code = new(c),
            Kind = kinds[i],
            Parent = parents[i] is { } p ? new IndicatorCode(p) : null,
            Name = new(names[i], names[i + 1]),
            Weight = weights[i],
            Direction = kinds[i] == NodeKind.Context ? Direction.Neutral : c == "B" ? Direction.LowerIsBetter : Direction.HigherIsBetter,
            Denominator = c == "A" ? new IndicatorCode("P") : null,
            DenominatorScale = c == "A" ? 100 : 1,
            Target = c == "C" ? weights[6] : null,
            Unit = new(names[6], ""),
            Definition = new("", names[5]),
            Reason = names[0] == names[5] ? default : new(names[0], names[5]),
        });
        var units = unitNames.Select((n, i) => new Unit(new($"u{i}"), new(n, n),
            i == 0 ? ImmutableSortedDictionary<string, string>.Empty : ImmutableSortedDictionary<string, string>.Empty.Add("region", n), i != 1)).ToImmutableArray();
        RowKey[] rows = [.. Enumerable.Range(0, Math.Max(1, periods)).SelectMany(p => units.Select(u => new RowKey(periods == 0 ? null : Period.InYear(2000 + p), u.Code)))];
        string[] columns = ["A", "B", "C", "P"];
        var loose = rows.SelectMany((row, r) => columns.Select((column, c) =>
        {
            var (value, marks) = cells[r * 4 + c];
            return new Cell(row, new(column), value, marked ? marks : CellMarks.None, Place.Whole);
        }));
        return new IndexInput(Framework.Create(nodes).OrThrow(), units, DataTable.Create(rows, columns.Select(c => new IndicatorCode(c)), loose).OrThrow());
    }

    private static readonly Recipe Plain = new(new("甲", "A"),
        [new Normalise(PerCode.All(new NormaliseRule(NormaliseMethod.MinMax))), new Aggregate(PerCode.All(new AggregateRule())), new Rank(Ties.Min, null)], new FrameRule.Pooled());

    [Fact]
    public void AnyIndex_WrittenAndRead_IsTheSameAndHasTheSameBuildId() => AnyInput.Sample(input =>
    {
        var read = IndexFolder.Read(Some.AsFiles(IndexFolder.Write(input, Plain))).OrThrow();
        AssertSame(input, read.Input);
        Assert.Equal(IndexFolder.Write(input, Plain), IndexFolder.Write(read.Input, read.Recipe));
        if (IndexBuild.Run(input, Plain).IsDone(out var first)) Assert.Equal(first.Id, IndexBuild.Run(read.Input, read.Recipe).OrThrow().Id);
    }, iter: 100);

    private static void AssertSame(IndexInput expected, IndexInput actual)
    {
        Assert.Equal(expected.Framework.Nodes.Select(n => n with { Where = Place.Whole }), actual.Framework.Nodes.Select(n => n with { Where = Place.Whole }));
        Assert.Equal(expected.Units.Select(u => (u.Code, u.Name, u.IsRanked, string.Join(';', u.Groups))), actual.Units.Select(u => (u.Code, u.Name, u.IsRanked, string.Join(';', u.Groups))));
        Assert.Equal(expected.Data.Rows, actual.Data.Rows);
        Assert.Equal(expected.Data.Columns.Select(c => c.Code), actual.Data.Columns.Select(c => c.Code));
        foreach (var column in expected.Data.Columns)
            for (int r = 0; r < column.Count; r++)
            {
                Assert.Equal(column[r], actual.Data.Find(column.Code)![r]);
                Assert.Equal(column.MarksAt(r), actual.Data.Find(column.Code)!.MarksAt(r));
            }
    }

    [Fact]
    public void LongAndWideData_SayTheSame()
    {
        var wide = IndexFolder.Read(Some.Folder()).OrThrow();
        string[] codes = ["A", "B", "C", "POP"];
        var lines = Some.Data.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Reverse().Select(l => l.Split(','))
            .SelectMany(f => codes.Select((c, i) => $"{f[0]},{f[1]},{c},{f[i + 2]},\n"));
        var folder = Some.Folder(data: "period,unit,indicator,value,mark\n" + string.Concat(lines));
        AssertSame(wide.Input, IndexFolder.Read(folder).OrThrow().Input);
    }

    [Fact]
    public void Example_Read_HasItsFrameworkUnitsAndMarks()
    {
        var read = IndexFolder.Read(Some.Folder()).OrThrow();
        Assert.Equal(["2020 X", "2020 Y", "2020 Z", "2021 X", "2021 Y", "2021 Z"], read.Input.Data.Rows.Select(r => $"{r.Period} {r.Unit}"));
        var b = read.Input.Data.Find(new("B"))!;
        Assert.Equal([2, null, null, 3, 6, 9], Enumerable.Range(0, 6).Select(r => b[r]));
        Assert.Equal((CellMarks.None, CellMarks.NotApplicable), (b.MarksAt(1), b.MarksAt(2)));
        Assert.Equal([true, true, false], read.Input.Units.Select(u => u.IsRanked));
        Assert.Equal(Direction.LowerIsBetter, read.Input.Framework.Find(new("B"))!.Direction);
        Assert.Equal("甲", read.Input.Framework.Find(new("A"))!.Name.Zh);
    }

    [Fact]
    public void FaultsInAllFiles_AreFoundAtOnce()
    {
        var findings = Faults(Some.Folder(
            recipe: Some.Recipe.Replace("min-max", "min-mx", StringComparison.Ordinal),
            data: "period,unit,A,B,CC,POP\n2020,X,\"1,5\",2,3,1\n2020,V,1,2,3,1\n20x0,Y,1,2,3,1\n2020,X,1,2,3,1\n2021,X,12%,NaN,3,1\n",
            units: "code,name_zh,ranked\nX,甲,maybe\nX,乙,yes\nY,丙,\n,丁,\n",
            indicators: Some.Indicators.Replace(",aggregate,INDEX,2,", ",aggregate,INDEX,two,", StringComparison.Ordinal)));
        Assert.Equal(
            [
                "data.csv:1 data.column-missing", "data.csv:1:CC data.unknown-indicator", "data.csv:2:A number.thousands", "data.csv:3:unit data.unknown-unit",
                "data.csv:4:period period.unreadable", "data.csv:5:unit data.duplicate-row", "data.csv:6:A number.percent", "data.csv:6:B number.not-finite",
                "index.yaml:6:25 recipe.unknown-word", "indicators.csv:3:weight number.unreadable",
                "units.csv:2:ranked table.unknown-word", "units.csv:3:code table.code-duplicate", "units.csv:5:code table.code-missing",
            ],
            Shown(findings.Where(f => f.Severity == Severity.Error && !f.Code.StartsWith("framework.", StringComparison.Ordinal))).Order(StringComparer.Ordinal).ToArray());
        Assert.All(findings, f => Assert.False(string.IsNullOrEmpty(f.Fix.Zh) || string.IsNullOrEmpty(f.Fix.En)));
    }

    [Fact]
    public void UnknownKind_IsFound_AndNotHeldAgainstTheOtherFiles()
    {
        var found = Faults(Some.Folder(indicators: Some.Indicators.Replace(",aggregate,INDEX,2,", ",agregate,INDEX,2,", StringComparison.Ordinal)));
        Assert.Equal(["indicators.csv:3:kind table.unknown-word"], Shown(found));
        Assert.Contains("'aggregate'", found[0].Fix.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A,甲,Alpha,indicator,D1,", "A,甲,Alpha,indicator,D9,", "indicators.csv:5:parent framework.unknown-parent")]
    [InlineData("D1,一,One,aggregate,INDEX,2", "D1,一,One,aggregate,D1,2", "indicators.csv:3:parent framework.cycle")]
    [InlineData("D1,一,One,aggregate,INDEX,2", "D1,一,One,aggregate,,2", "indicators.csv:3:parent framework.several-roots")]
    [InlineData(",,+,POP,", ",,+,POPP,", "indicators.csv:5:denominator framework.unknown-denominator")]
    [InlineData("D1,0.5,", "D1,-0.5,", "indicators.csv:6:weight framework.weight")]
    public void FaultOfTheTree_IsFoundAtItsCell(string from, string to, string expected)
    {
        Assert.Contains(from, Some.Indicators, StringComparison.Ordinal);
        var folder = Some.Folder(indicators: Some.Indicators.Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(expected, Shown(Faults(folder)));
    }

    [Theory]
    [InlineData("aggregate: {levels: {2: {mean: geometric}}}", "normalise: {method: min-max}", "index.yaml:6:5 aggregate.scale-not-positive")]
    [InlineData("aggregate: {nodes: {D2: {mean: geometric}}}", "normalise: {method: min-max}", "index.yaml:6:25 aggregate.scale-not-positive")]
    [InlineData("aggregate", "impute: {method: group-mean}\n", "index.yaml:5:5 impute.no-group")]
    public void ImpossibleCombination_IsFoundAtItsLine(string second, string first, string expected) =>
        Assert.Contains(expected, Shown(Faults(Some.Folder(Some.Steps(first.Trim(), second, "rank")))));

    [Fact]
    public void ImpossibleCombination_IsFoundTogetherWithABadCell()
    {
        var found = Shown(Faults(Some.Folder(Some.Steps("normalise: {method: min-max}", "aggregate: {mean: geometric}", "rank"), Some.Data.Replace("2020,X,1,", "2020,X,one,", StringComparison.Ordinal))));
        Assert.Contains("data.csv:2:A number.unreadable", found);
        Assert.Contains(found, f => f.EndsWith("aggregate.scale-not-positive", StringComparison.Ordinal));
    }

    [Fact]
    public void MissingFiles_AreNamed()
    {
        Assert.Equal(["data.csv", "index.yaml", "indicators.csv", "units.csv"], Faults([]).Select(f => f.Where.File!).Order(StringComparer.Ordinal));
        var found = Assert.Single(IndexFolder.Read(Path.Combine(Path.GetTempPath(), "no-such-folder")).AllFindings);
        Assert.Equal("folder.missing", found.Code);
    }

    [Fact]
    public void Design_IsReadWithoutData()
    {
        var folder = Some.Folder();
        folder.Remove("data.csv");
        var design = IndexFolder.ReadDesign(folder).OrThrow();
        Assert.Equal(3, design.Units.Length);
        Assert.Equal(4, design.Recipe.Steps.Length);
    }

    [Fact]
    public void AnyFolder_WithOneByteChanged_NeverThrows() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 100_000], Gen.Byte).Sample((file, at, b) =>
    {
        var folder = Some.Folder();
        string name = folder.Keys.Order(StringComparer.Ordinal).ElementAt(file);
        byte[] bytes = folder[name].ToArray();
        bytes[at % bytes.Length] = b;
        folder[name] = bytes;
        var outcome = IndexFolder.Read(folder);
        Assert.All(outcome.AllFindings, f => Assert.NotNull(f.Where.File));
    }, iter: 400);

    [Fact]
    public void FrozenFrame_IsWrittenBesideTheRecipe_AndGivesTheSameScores()
    {
        var first = IndexBuild.Run(IndexFolder.Read(Some.Folder()).OrThrow().Input, IndexFolder.Read(Some.Folder()).OrThrow().Recipe).OrThrow();
        var frozen = first.Recipe with { Frame = new FrameRule.Frozen(first.Frame) };
        var files = IndexFolder.Write(first.Input, frozen);
        var read = IndexFolder.Read(Some.AsFiles(files)).OrThrow();
        Assert.Equal(files, IndexFolder.Write(read.Input, read.Recipe));
        var second = IndexBuild.Run(read.Input, read.Recipe).OrThrow();
        Assert.Equal(first.Frame.Id, second.Frame.Id);
        for (int r = 0; r < first.Scores.Rows.Length; r++) Assert.Equal(first.Scores.Score(r, 0), second.Scores.Score(r, 0));
    }

    [Fact]
    public void BrokenFrameFile_IsFoundAtItsPlace()
    {
        var folder = Some.Folder(Some.Recipe.Replace("frame: pooled", "frame: {frozen: frame.json}", StringComparison.Ordinal));
        folder["frame.json"] = Some.Bytes("{\"schema\": 1,\n \"units\": [1]");
        Assert.Contains(Faults(folder), f => f is { Code: "json.syntax", Where: { File: "frame.json", Row: 2 } });
        folder["frame.json"] = Some.Bytes("{\"schema\": 1, \"id\": \"x\", \"units\": [1], \"indicators\": [], \"parameters\": [], \"weights\": {}, \"distributions\": []}");
        Assert.Contains(Faults(folder), f => f is { Code: "json.wrong-type", Where.Column: "$.units[0]" });
    }

    [Fact]
    public void EditedFrameFile_IsRefused()
    {
        var index = IndexFolder.Read(Some.Folder()).OrThrow();
        var build = IndexBuild.Run(index.Input, index.Recipe).OrThrow();
        var files = Some.AsFiles(IndexFolder.Write(build.Input, build.Recipe with { Frame = new FrameRule.Frozen(build.Frame) }));
        string frame = System.Text.Encoding.UTF8.GetString(files["frame.json"].Span);
        files["frame.json"] = Some.Bytes(frame.Replace("\"value\": ", "\"value\": 1", StringComparison.Ordinal));
        Assert.NotEqual(frame, System.Text.Encoding.UTF8.GetString(files["frame.json"].Span));
        Assert.Contains("frame.json:$.id frame.altered", Shown(Faults(files)));
    }

    [Fact]
    public void ContextColumn_ThatNoStepUses_MayBeAbsent()
    {
        string data = string.Concat(Some.Data.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[..l.LastIndexOf(',')] + "\n"));
        Assert.Null(IndexFolder.Read(Some.Folder(data: data)).OrThrow().Input.Data.Find(new("POP")));
        Assert.Contains("index.yaml:5:5 denominate.no-column", Shown(Faults(Some.Folder(Some.Steps("denominate", "normalise: {method: min-max}", "aggregate", "rank"), data))));
    }

    [Fact]
    public void FileUnderAWrongName_IsSuggested()
    {
        var folder = Some.Folder();
        folder["index.yml"] = folder["index.yaml"];
        folder.Remove("index.yaml");
        Assert.Contains("index.yml", Assert.Single(Faults(folder)).Fix.En, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralPeriods_WithoutAFrame_AreTold()
    {
        var read = IndexFolder.Read(Some.Folder(Some.Recipe.Replace("frame: pooled\n", "", StringComparison.Ordinal)));
        Assert.Equal(("recipe.frame-unstated", Severity.Info), (Assert.Single(read.AllFindings).Code, read.AllFindings[0].Severity));
    }

    [Fact]
    public void SameFigureTwice_InLongData_IsFoundAtItsRow() => Assert.Contains("data.csv:3:indicator data.duplicate-figure",
        Shown(Faults(Some.Folder(data: "period,unit,indicator,value\n2020,X,A,1\n2020,X,A,2\n2020,X,B,1\n2020,X,C,1\n"))));

    [Fact]
    public void Findings_OfARun_AreShownAtTheirLines()
    {
        var folder = IndexFolder.Read(Some.Folder()).OrThrow();
        var finding = Finding.Warning("x", new Place(Column: "steps[2].A"), new("甲", "a"), new("乙", "b"));
        Assert.Equal("index.yaml:6:5", Assert.Single(folder.Locate([finding])).Where.ToString());
    }
}
