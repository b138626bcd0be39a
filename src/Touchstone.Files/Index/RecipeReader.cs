using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files;

/// <summary>A recipe as read, and where its steps and the codes in them stand, so that what the engine finds later can be shown there.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Where">Where the file begins.</param>
/// <param name="Frame">Where the frame is said, or the beginning.</param>
/// <param name="Steps">Where each step stands.</param>
/// <param name="Derived">The columns that formulas make, those with a faulty formula included.</param>
/// <param name="FrameIsStated">False when the frame is the default.</param>
internal sealed record RecipeReading(Recipe Recipe, Place Where, Place Frame, ImmutableArray<StepPlaces> Steps, IReadOnlySet<string> Derived, bool FrameIsStated)
{
    /// <summary>
    /// A finding of the engine at its line. The engine names a step <c>steps[2]</c>, a rule <c>steps[2].CODE</c> and the frame <c>frame</c>, counted from one.
    /// </summary>
    public Finding Locate(Finding finding)
    {
        if (finding.Where.File is not null) return finding;
        var where = finding.Where.Column is { } column ? PlaceOf(column) : null;
        string file = finding.Code.StartsWith("data.", StringComparison.Ordinal) ? DataFile.Name : IndexFolder.RecipeName;
        return finding with { Where = where ?? finding.Where with { File = file } };
    }

    private Place? PlaceOf(string column)
    {
        if (column == "frame") return Frame;
        if (!column.StartsWith("steps[", StringComparison.Ordinal)) return null;
        int end = column.IndexOf(']', StringComparison.Ordinal);
        if (end < 0 || !int.TryParse(column.AsSpan(6, end - 6), NumberStyles.None, CultureInfo.InvariantCulture, out int step) || step < 1 || step > Steps.Length) return null;
        var at = Steps[step - 1];
        return end + 2 <= column.Length && at.Codes.TryGetValue(column[(end + 2)..], out var code) ? code : at.Where;
    }
}

/// <summary>Where a step stands, and where the codes it names.</summary>
internal sealed class StepPlaces(Place where)
{
    public Place Where { get; } = where;
    public Dictionary<string, Place> Codes { get; } = new(StringComparer.Ordinal);
}

/// <summary>index.yaml to a typed recipe. One method a step; all faults of the file in one reading.</summary>
internal sealed partial class RecipeReader(string file, KnownCodes known, Func<string, ReadOnlyMemory<byte>?> fileOf, FindingList findings)
{
    internal static readonly string[] StepWords =
        ["derive", "denominate", "screen", "gate", "impute", "treat", "transform", "normalise", "weight", "aggregate", "rank"];

    private readonly HashSet<string> _derived = new(StringComparer.Ordinal);
    private StepPlaces _here = new(new Place(file));

    /// <summary>The recipe; null when the file is no recipe at all. With errors among the findings it is incomplete.</summary>
    public RecipeReading? Read(string text)
    {
        var root = YamlTree.Read(text, file, findings);
        if (root is null)
        {
            if (!findings.HasErrors) Empty();
            return null;
        }
        if (MapReading.Of(root, findings) is not { } top) return null;
        CheckSchema(top);
        var name = top.TextOf("name");
        if (!top.Has("name")) NoName(top.Where);
        var frameNode = top.Take("frame");
        var frame = frameNode is null ? new FrameRule.PerPeriod() : ReadFrame(frameNode);
        var steps = ImmutableArray.CreateBuilder<Step>();
        var places = ImmutableArray.CreateBuilder<StepPlaces>();
        ReadSteps(top, steps, places);
        top.Finish();
        return new RecipeReading(new Recipe(name, steps.ToImmutable(), frame), root.Where, frameNode?.Where ?? root.Where, places.ToImmutable(), _derived, frameNode is not null);
    }

    private void Empty() => findings.Error("recipe.empty", new Place(file),
        new("文件没有内容。", "The file has nothing in it."),
        new("至少写上 schema: 1、name 和 steps。", "Write at least schema: 1, name and steps."));

    private void NoName(Place where) => findings.Error("recipe.no-name", where,
        new("没有 name。", "There is no name."),
        new("写上指数名称：name: {zh: 名称, en: Name}，或一个两种语言通用的名称。", "Name the index: name: {zh: 名称, en: Name}, or one text for both languages."));

    private void CheckSchema(MapReading top)
    {
        var node = top.Take("schema");
        if (node is YamlScalar scalar && scalar.Text == Recipe.SchemaVersion.ToString(CultureInfo.InvariantCulture)) return;
        string written = node is YamlScalar s ? Numbers.Shown(s.Text) : "";
        findings.Error("recipe.schema", node?.Where ?? top.Where,
            new($"schema 应为 {Recipe.SchemaVersion}，文件写的是“{written}”。", $"The schema must be {Recipe.SchemaVersion}; the file says '{written}'."),
            new("在文件开头写 schema: 1。", "Write schema: 1 at the beginning of the file."));
    }

    private FrameRule ReadFrame(YamlNode node)
    {
        if (node is YamlScalar word)
        {
            if (word.Text == "per-period") return new FrameRule.PerPeriod();
            if (word.Text == "pooled") return new FrameRule.Pooled();
            new MapReading(new YamlMap([], node.Where), findings).Unknown("recipe.unknown-word", word, ["per-period", "pooled", "{base: […]}", "{frozen: frame.json}"]);
            return new FrameRule.PerPeriod();
        }
        if (MapReading.Of(node, findings) is not { } map) return new FrameRule.PerPeriod();
        FrameRule frame = new FrameRule.PerPeriod();
        var periods = map.List("base");
        if (periods.Length > 0) frame = new FrameRule.Base(ReadPeriods(periods));
        if (map.Scalar("frozen") is { } name && ReadFrozen(name) is { } frozen) frame = new FrameRule.Frozen(frozen);
        map.Finish();
        if (map.All.Length == 1) return frame;
        findings.Error("recipe.frame", node.Where,
            new("frame 只能有一种写法。", "A frame is said in one way only."),
            new("写 per-period、pooled、{base: [2015]} 或 {frozen: frame.json} 之一。", "Write one of per-period, pooled, {base: [2015]} or {frozen: frame.json}."));
        return frame;
    }

    private ImmutableArray<Period> ReadPeriods(ImmutableArray<YamlScalar> words)
    {
        var periods = ImmutableArray.CreateBuilder<Period>();
        foreach (var word in words)
        {
            if (Period.TryParse(word.Text, out var period)) { periods.Add(period); continue; }
            findings.Error("period.unreadable", word.Where, PeriodFaults.What(word.Text), PeriodFaults.Fix);
        }
        return periods.ToImmutable();
    }

    private Frame? ReadFrozen(YamlScalar name)
    {
        if (fileOf(name.Text) is { } bytes) return FrameFile.Read(bytes, name.Text, findings);
        findings.Error("recipe.frame-missing", name.Where,
            new($"文件夹中没有“{Numbers.Shown(name.Text)}”。", $"The folder has no '{Numbers.Shown(name.Text)}'."),
            new("把早先测算批次的 frame.json 放进此文件夹。", "Put the frame.json of the earlier build into the folder."));
        return null;
    }

    private void ReadSteps(MapReading top, ImmutableArray<Step>.Builder steps, ImmutableArray<StepPlaces>.Builder places)
    {
        var node = top.Take("steps");
        if (node is not YamlList { Items.Length: > 0 } list)
        {
            findings.Error("recipe.no-steps", node?.Where ?? top.Where,
                new("没有 steps 列表。", "There is no list of steps."),
                new("在 steps: 之下每行一个步骤，如“- normalise: {method: min-max}”。", "Under steps: write one step a line, such as “- normalise: {method: min-max}”."));
            return;
        }
        foreach (var item in list.Items)
        {
            _here = new StepPlaces(item.Where);
            if (ReadStep(item) is not { } step) continue;
            steps.Add(step);
            places.Add(_here);
        }
    }

    private Step? ReadStep(YamlNode item)
    {
        if (item is YamlScalar { Text.Length: > 0 } word) return ReadStep(word, new YamlScalar("", false, word.Where));
        if (item is YamlMap { Entries: [var only] }) return ReadStep(only.Key, only.Value);
        findings.Error("recipe.step-shape", item.Where,
            new("每个步骤应只有一个键：步骤的名称。", "Each step has one key: the step's word."),
            new($"写成“- 步骤: {{选项}}”；选项要缩进在步骤之下。可用：{string.Join(", ", StepWords)}。",
                $"Write “- step: {{options}}”, with the options indented under the step. Known: {string.Join(", ", StepWords)}."));
        return null;
    }

    private Step? ReadStep(YamlScalar word, YamlNode body)
    {
        if (!StepWords.Contains(word.Text))
        {
            new MapReading(new YamlMap([], word.Where), findings).Unknown("recipe.unknown-step", word, StepWords);
            return null;
        }
        if (word.Text == "derive") return ReadDerive(body);
        if (MapReading.Of(body, findings) is not { } options) return null;
        Step? step = word.Text switch
        {
            "denominate" => ReadDenominate(options),
            "screen" => ReadScreen(options),
            "gate" => ReadGate(options),
            "impute" => ReadImpute(options),
            "treat" => ReadTreat(options),
            "transform" => ReadTransform(options),
            "normalise" => ReadNormalise(options),
            "weight" => ReadWeight(options),
            "aggregate" => ReadAggregate(options),
            "rank" => ReadRank(options),
            _ => throw new InvalidOperationException($"The step word '{word.Text}' has no reader."),
        };
        return step;
    }

    /// <summary>A code that must be one of the kinds given; remembered for what the engine may find.</summary>
    private IndicatorCode Code(YamlScalar word, params ReadOnlySpan<NodeKind> kinds)
    {
        string code = word.Text.Trim();
        _here.Codes.TryAdd(code, word.Where);
        if (!known.NodesAreWhole || known.Has(code, kinds)) return new IndicatorCode(code);
        bool elsewhere = known.Has(code, NodeKind.Indicator, NodeKind.Aggregate, NodeKind.Context);
        string shown = Numbers.Shown(code);
        if (elsewhere)
            findings.Error("recipe.code-kind", word.Where,
                new($"{shown} 的类型不适用于此处。", $"{shown} is of a kind that has no place here."),
                new("指标步骤只写 indicator（或 context）代码，汇总步骤只写 aggregate 代码；见 indicators.csv 的 kind 列。",
                    "Steps on columns name indicators (or context columns), aggregation names aggregates: see the kind column of indicators.csv."));
        else
            findings.Error("recipe.unknown-code", word.Where,
                new($"indicators.csv 中没有代码“{shown}”。", $"indicators.csv has no code '{shown}'."),
                Words.Nearest(code, known.Of(kinds)) is { } meant
                    ? new($"是否想写“{meant}”？否则请在 indicators.csv 中补充。", $"Did you mean '{meant}'? If not, add it to indicators.csv.")
                    : new("改正代码，或在 indicators.csv 中补充。", "Correct the code, or add it to indicators.csv."));
        return new IndicatorCode(code);
    }
}

/// <summary>What is said of a period that cannot be read, in every file.</summary>
internal static class PeriodFaults
{
    public static Text What(string written) => new($"“{Numbers.Shown(written)}”不是时期。", $"'{Numbers.Shown(written)}' is not a period.");

    public static Text Fix { get; } = new(
        "写成 2021、2021-S1、2021-Q1、2021-07、2021-12-31 或 2022-YTD-07-16。",
        "Write 2021, 2021-S1, 2021-Q1, 2021-07, 2021-12-31 or 2022-YTD-07-16.");
}
