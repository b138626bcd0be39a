using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The life of the cells of one row, step by step, read back from the build: data before and after each step and the parameters it used.</summary>
internal sealed class CellChain(IndexBuild build, RowKey row)
{
    private readonly int[] _rows = [.. build.Steps.Select(s => s.Data.PlaceOf(row))];

    public ImmutableArray<ChainStep> Of(IndicatorCode code)
    {
        var chain = ImmutableArray.CreateBuilder<ChainStep>();
        if (build.Steps[0].Data.Find(code) is { } input)
            chain.Add(new(0, "input", ChainOperation.Input, null, input[_rows[0]], [], input.MarksAt(_rows[0]), InputWords(input[_rows[0]], input.MarksAt(_rows[0]))));
        for (int i = 1; i < build.Steps.Length; i++)
            if (_rows[i] >= 0 && _rows[i - 1] >= 0 && StepOf(i, code) is { } step) chain.Add(step);
        return chain.ToImmutable();
    }

    /// <summary>How an aggregate came to its new scale, from what its children combined to.</summary>
    public ChainStep? Rescaled(IndicatorCode code, NormaliseRule rule, double combined, double? rounded)
    {
        int place = Array.FindIndex([.. build.Steps], s => s.Step is Aggregate);
        if (place < 0 || _rows[place] < 0) return null;
        var step = NormaliseChain.Step(new ChainCell(build, place, row, code, _rows[place - 1], _rows[place], combined), rule);
        return step is null || rounded is null ? step : step with { After = rounded };
    }

    private ChainStep? StepOf(int i, IndicatorCode code)
    {
        var cell = new ChainCell(build, i, row, code, _rows[i - 1], _rows[i]);
        return build.Steps[i].Step switch
        {
            Derive derive => ChainWords.Derived(cell, derive),
            Denominate denominate => ChainWords.Divided(cell, denominate),
            Impute impute => ImputeChain.Step(cell, impute.Rules.For(code)),
            Treat treat => TreatChain.Step(cell, treat.Rules.For(code)),
            Transform transform when transform.Rules.TryGetValue(code, out var rule) => TreatChain.Step(cell, rule),
            Normalise normalise => NormaliseChain.Step(cell, normalise.Rules.For(code)),
            _ => null,
        };
    }

    private static Text InputWords(double? value, CellMarks marks) =>
        value is not null ? new("原始数据", "input")
        : (marks & CellMarks.NotApplicable) != CellMarks.None ? new("不适用于该对象", "does not apply to this unit")
        : new("原始数据缺失", "missing in the input");
}

/// <summary>One cell in one step: its value before and after, and the parameters the step used for its column.</summary>
internal readonly struct ChainCell(IndexBuild build, int place, RowKey row, IndicatorCode code, int rowBefore, int rowAfter, double? before = null)
{
    public IndexBuild Build => build;
    public int Place => place;
    public RowKey Row => row;
    public IndicatorCode Code => code;
    public double? Before => before ?? ValueBefore(code);
    /// <summary>The value before was put together again from the children, and may differ in its last digits from that of the run.</summary>
    public bool IsCombined => before is not null;
    public double? After => build.Steps[place].Data.Find(code)?[rowAfter];
    public CellMarks Marks => build.Steps[place].Data.Find(code)?.MarksAt(rowAfter) ?? CellMarks.None;
    public bool IsApplicable => (Marks & CellMarks.NotApplicable) == CellMarks.None;
    public FrameworkNode? Node => build.Input.Framework.Find(code);

    public double? ValueBefore(IndicatorCode column) => build.Steps[place - 1].Data.Find(column)?[rowBefore];
    public double? ValueAfter(IndicatorCode column) => build.Steps[place].Data.Find(column)?[rowAfter];

    /// <summary>A number the step used for the column, of this row's period or of all.</summary>
    public double? Parameter(string name)
    {
        // A frozen frame states what the step did not take anew.
        foreach (var p in build.Steps[place].Parameters)
            if (p.Column == code && p.Name == name && (p.Period is null || Nullable.Equals(p.Period, row.Period))) return p.Value;
        foreach (var p in build.Frame.Parameters)
            if (p.Step == place && p.Column == code && p.Name == name && (p.Period is null || Nullable.Equals(p.Period, row.Period))) return p.Value;
        return null;
    }

    public ChainStep Step(ChainOperation operation, Text words, params ReadOnlySpan<Operand> operands) =>
        new(place, build.Steps[place].Step!.Kind, operation, Before, After, [.. operands], Marks, words);
}

/// <summary>Derivation and denomination of a cell.</summary>
internal static class ChainWords
{
    /// <summary>The last formula of the step that makes the column. Inputs that the same step made before are taken as it made them.</summary>
    public static ChainStep? Derived(ChainCell cell, Derive step)
    {
        int at = -1;
        for (int i = 0; i < step.Columns.Length; i++) if (step.Columns[i].Target == cell.Code) at = i;
        if (at < 0) return null;
        var formula = step.Columns[at].Formula;
        var made = step.Columns.Take(at).Select(c => c.Target).ToHashSet();
        Operand[] operands = [.. formula.Inputs.Select(c => new Operand(c.Value, made.Contains(c) && c != cell.Code ? cell.ValueAfter(c) : cell.ValueBefore(c)))];
        string with = string.Join(", ", operands.Select(o => $"{o.Name} = {Figures.Number(o.Value)}"));
        return cell.Step(ChainOperation.Derived, Text.Same($"{cell.Code} = {formula.Text}; {with}"), operands);
    }

    public static ChainStep? Divided(ChainCell cell, Denominate step)
    {
        var rule = Denominating.RulesOf(cell.Build.Input.Framework, step).LastOrDefault(r => r.Indicator == cell.Code);
        if (rule is null) return null;
        double? by = cell.ValueBefore(rule.By);
        string scale = rule.Scale == 1 ? "" : $" × {Figures.Exact(rule.Scale)}";
        return cell.Step(ChainOperation.Divided, Text.Same($"÷ {rule.By} ({Figures.Number(by)}){scale}"), new("denominator", by), new("scale", rule.Scale));
    }
}
