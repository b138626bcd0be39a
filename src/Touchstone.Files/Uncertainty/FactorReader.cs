using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>One factor: its kind is the key that names it (<c>choice: normalisation</c>), the rest are its options.</summary>
internal sealed class FactorReader(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, KnownCodes known, FindingList findings)
{
    private static readonly string[] s_kinds = ["choice", "range", "weight-noise", "dirichlet", "drop", "data-error", "imputation-spread", "multiple-imputation"];

    public Factor? Read(MapReading map)
    {
        string[] kinds = [.. s_kinds.Where(map.Has)];
        if (kinds.Length != 1)
        {
            findings.Error("uncertainty.factor-kind", map.Where, new("每个因素要用一个键写明类别和代码。", "Each factor states its kind and code with one key."),
                new($"写成“- choice: 代码”等；可用：{string.Join(", ", s_kinds)}。", $"Write “- choice: CODE” or another; known: {string.Join(", ", s_kinds)}."));
            return null;
        }
        string code = map.Scalar(kinds[0])?.Text ?? "";
        var name = map.TextOf("name");
        if (name.IsEmpty) name = Text.Same(code);
        Factor? factor = kinds[0] switch
        {
            "choice" => ReadChoice(map, code, name),
            "range" => ReadRange(map, code, name),
            "weight-noise" => new Factor.WeightNoise(code, name, map.ShareOf("share", 0.25) ?? 0.25, Levels(map)),
            "dirichlet" => new Factor.DirichletWeights(code, name, map.Number("concentration", (double?)null), Codes(map, "parents", NodeKind.Aggregate)),
            "drop" => new Factor.DropIndicators(code, name, Codes(map, "candidates", NodeKind.Indicator), map.ShareOf("each", null)),
            "data-error" => ReadError(map, code, name),
            "multiple-imputation" => new Factor.MultipleImputation(code, name, map.Whole("draws", 20, 2, 1000) ?? 20),
            _ => new Factor.ImputationSpread(code, name, map.Whole("folds", 10, 2, 50) ?? 10),
        };
        map.Finish();
        return factor;
    }

    private Factor.Choice ReadChoice(MapReading map, string code, Text name)
    {
        var alternatives = ImmutableArray.CreateBuilder<Alternative>();
        foreach (var item in map.Take("alternatives") is YamlList list ? list.Items : [])
        {
            if (item is YamlScalar word) { alternatives.Add(Alternative.AsItIs(word.Text, Text.Same(word.Text))); continue; }
            if (MapReading.Of(item, findings) is { } one) alternatives.Add(ReadAlternative(one));
        }
        if (alternatives.Count == 0)
            findings.Error("uncertainty.no-alternatives", map.Where, new("没有 alternatives 列表。", "There is no list of alternatives."),
                new("每项一个备选：一个词表示方案原样；或 {code: 代码, steps: [- normalise: …]}。", "One item an alternative: a word alone is the recipe as it is, or {code: …, steps: [{normalise: …}]}."));
        return new(code, name, alternatives.ToImmutable());
    }

    private Alternative ReadAlternative(MapReading one)
    {
        string code = one.Scalar("code")?.Text ?? "";
        var name = one.TextOf("name");
        double likelihood = one.Number("likelihood", 1.0);
        var (steps, without) = one.Take("steps") is { } node ? Recipes().ReadAlternative(node) : ([], []);
        one.Finish();
        if (code.Length == 0)
            findings.Error("uncertainty.alternative-code", one.Where, new("备选方案没有代码。", "The alternative has no code."), new("写上 code。", "State its code."));
        return new(code, name.IsEmpty ? Text.Same(code) : name, likelihood, steps, without);
    }

    /// <summary>A number of the recipe: <c>$value</c> in the steps stands for it.</summary>
    private Factor.Choice? ReadRange(MapReading map, string code, Text name)
    {
        double from = map.Number("from", double.NaN), to = map.Number("to", double.NaN);
        var range = new NumberRange(from, to, map.Whole("levels", null, 2, 100));
        var steps = map.Take("steps");
        int count = range.Levels ?? (to - from is >= 1 and <= 100 ? (int)(to - from) + 1 : 0);
        if (!(to > from) || count < 2 || steps is null || !Mentions(steps))
        {
            findings.Error("uncertainty.range", map.Where, new("range 需要 from、to（更大）和 steps，steps 中用 $value 表示取值；没有 levels 时取其间的每个整数（至多 101 个）。", "A range needs from, to (larger) and steps with $value in them; without levels, every whole number between is taken (at most 101)."),
                new("例如：- range: winsorised\n    from: 0\n    to: 5\n    steps: [{treat: {winsorise: {max: $value}}}]", "Such as: - range: winsorised\n    from: 0\n    to: 5\n    steps: [{treat: {winsorise: {max: $value}}}]"));
            return null;
        }
        return Factor.Range(code, name, range, value => Recipes().ReadAlternative(With(steps, value.ToString("R", CultureInfo.InvariantCulture))).Steps);
    }

    private static bool Mentions(YamlNode node) => node switch
    {
        YamlScalar scalar => scalar.Text == "$value",
        YamlList list => list.Items.Any(Mentions),
        YamlMap map => map.Entries.Any(e => Mentions(e.Value)),
        _ => false,
    };

    private static YamlNode With(YamlNode node, string value) => node switch
    {
        YamlScalar { Text: "$value" } scalar => scalar with { Text = value },
        YamlList list => list with { Items = [.. list.Items.Select(i => With(i, value))] },
        YamlMap map => map with { Entries = [.. map.Entries.Select(e => e with { Value = With(e.Value, value) })] },
        _ => node,
    };

    private RecipeReader Recipes() => new(UncertaintyFile.Name, known, file => files.TryGetValue(file, out var found) ? (ReadOnlyMemory<byte>?)found : null, findings);

    private static ImmutableArray<int> Levels(MapReading map)
    {
        var levels = ImmutableArray.CreateBuilder<int>();
        foreach (var word in map.List("levels"))
            if (int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int level)) levels.Add(level);
            else map.Wrong(word, "levels", new("层次的编号，1 为指标", "numbers of levels, 1 = indicators"));
        return levels.ToImmutable();
    }

    private ImmutableArray<IndicatorCode> Codes(MapReading map, string key, NodeKind kind)
    {
        var words = map.List(key);
        foreach (var word in words)
            if (known.NodesAreWhole && !known.Has(word.Text, kind)) map.Unknown("recipe.unknown-code", word, known.Of(kind));
        return [.. words.Select(w => new IndicatorCode(w.Text))];
    }

    private Factor.DataError ReadError(MapReading map, string code, Text name)
    {
        var standard = ReadRule(map, new ErrorRule());
        var overrides = ImmutableSortedDictionary.CreateBuilder<IndicatorCode, ErrorRule>();
        foreach (var entry in map.Entries("overrides"))
        {
            if (known.NodesAreWhole && !known.Has(entry.Key.Text, NodeKind.Indicator, NodeKind.Context)) map.Unknown("recipe.unknown-code", entry.Key, known.Of(NodeKind.Indicator, NodeKind.Context));
            if (MapReading.Of(entry.Value, findings) is not { } own) continue;
            overrides[new IndicatorCode(entry.Key.Text)] = ReadRule(own, standard);
            own.Finish();
        }
        var cells = map.Scalar("cells") is { } file ? CellErrorsFile.Read(file, files, findings) : [];
        return new(code, name, new PerCode<ErrorRule>(standard, overrides.ToImmutable()), cells);
    }

    private static ErrorRule ReadRule(MapReading map, ErrorRule inherited) =>
        new(map.ShareOf("relative", inherited.Relative) ?? 0, map.Number("absolute", inherited.Absolute), map.Word("shape", inherited.Shape));
}

/// <summary>A table of errors of single cells: <c>period,unit,indicator,size</c>, in the unit of the raw column.</summary>
internal static class CellErrorsFile
{
    public static ImmutableArray<CellError> Read(YamlScalar file, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, FindingList findings)
    {
        if (!files.TryGetValue(file.Text, out var bytes))
        {
            findings.Error("uncertainty.no-cells-file", file.Where, new($"文件夹中没有“{Numbers.Shown(file.Text)}”。", $"The folder has no '{Numbers.Shown(file.Text)}'."), new("补上该文件，名称以 errors 开头、以 .csv 结尾。", "Add the file; its name begins with errors and ends in .csv."));
            return [];
        }
        var table = CsvReader.Read(bytes, file.Text);
        findings.AddRange(table.Findings);
        var columns = new Columns(table, findings);
        int period = columns.Optional("period"), unit = columns.Required("unit"), indicator = columns.Required("indicator"), size = columns.Required("size");
        columns.RefuseOthers();
        var cells = ImmutableArray.CreateBuilder<CellError>();
        var seen = new HashSet<(RowKey, IndicatorCode)>();
        foreach (var row in table.Rows)
        {
            if (row.IsBlank) continue;
            Period? when = null;
            if (period >= 0)
            {
                if (Period.TryParse(Columns.Text(row, period), out var read)) when = read;
                else { findings.Error("period.unreadable", table.At(row, period), PeriodFaults.What(Columns.Text(row, period)), PeriodFaults.Fix); continue; }
            }
            var cell = new CellError(new RowKey(when, new(Columns.Text(row, unit))), new(Columns.Text(row, indicator)), columns.Number(row, size) ?? double.NaN, table.At(row, size));
            if (seen.Add((cell.Row, cell.Column))) cells.Add(cell);
            else findings.Error("data.duplicate-figure", table.At(row, indicator), new("同一单元格写了两次误差。", "The error of this cell is stated twice."), new("只保留一行。", "Keep one of the rows."));
        }
        return cells.ToImmutable();
    }
}
