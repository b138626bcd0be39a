using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>What a formula yields.</summary>
internal enum Sort { Number, Truth, Choice }

/// <summary>A slot with what it holds.</summary>
internal readonly record struct Typed(int Slot, Sort Sort, ImmutableArray<RuleCode> Codes = default);

/// <summary>Turns a rulebook into instructions: names resolved, circles and wrong kinds found, equal subexpressions shared.</summary>
internal sealed partial class ProgramBuilder
{
    private readonly Rulebook _rulebook;
    private readonly HashSet<string> _given;
    private readonly List<Instruction> _instructions = [];
    private readonly Dictionary<Instruction, int> _places = [];
    private readonly List<Rational> _constants = [];
    private readonly Dictionary<Rational, int> _constantPlaces = [];
    private readonly List<FactColumn> _columns = [];
    private readonly Dictionary<string, Typed> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<Formula, int> _formulas = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, (Func<Typed> Make, string Path)> _makers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<Finding> _findings = [];
    private string _path = "";

    public ProgramBuilder(Rulebook rulebook, IEnumerable<string> given) => (_rulebook, _given) = (rulebook, new HashSet<string>(given, StringComparer.Ordinal));

    /// <summary>Names that some formula or score uses; after <see cref="Build"/>.</summary>
    public IReadOnlySet<string> Used => _used;

    public Outcome<RuleProgram> Build()
    {
        Declare();
        foreach (string id in _makers.Keys.ToList()) Resolve(id, null);
        foreach (var flag in _rulebook.Flags.Concat(_rulebook.Definitions.SelectMany(d => d.Flags))) Truth(flag.When, $"flags.{flag.Id}");
        foreach (var input in _rulebook.Inputs) if (input.Applies is { } applies) Truth(applies, $"inputs.{input.Id}");
        if (_findings.Count > 0) return Outcome.Refused<RuleProgram>(_findings);
        return Outcome.Done(new RuleProgram(_rulebook, [.. _instructions], [.. _constants], [.. _columns],
            _named.ToDictionary(n => n.Key, n => n.Value.Slot, StringComparer.Ordinal), _formulas));
    }

    private void Declare()
    {
        Declare(RuleNames.Day, "day", () => new Typed(Column(new FactColumn(RuleNames.Day, ColumnKind.Day, new("评价日", "day of evaluation"), Reach.Between(0, DateOnly.MaxValue.DayNumber))), Sort.Number));
        foreach (var input in _rulebook.Inputs) Declare(input.Id, $"inputs.{input.Id}", () => Input(input));
        foreach (var parameter in _rulebook.Parameters) Declare(parameter.Id, $"parameters.{parameter.Id}", () => Parameter(parameter));
        foreach (var definition in _rulebook.Definitions) Declare(definition.Id, $"definitions.{definition.Id}", () => Definition(definition));
        foreach (var gate in _rulebook.Gates) Declare(gate.Id, $"gates.{gate.Id}", () => new Typed(Truth(gate.Test, $"gates.{gate.Id}"), Sort.Truth));
        foreach (var route in _rulebook.Routes) Declare(route.Id, $"routes.{route.Id}", () => new Typed(Truth(route.Test, $"routes.{route.Id}"), Sort.Truth));
        foreach (var group in _rulebook.Groups)
        {
            Declare(group.Id, $"groups.{group.Id}", () => Group(group));
            foreach (var item in group.Items) Declare(item.Id, $"items.{item.Id}", () => Item(item));
        }
        Declare(RuleNames.Total, "groups", () => Number(Fold(Op.Add, _rulebook.Groups.Select(g => Resolve(g.Id, null).Slot), 0)));
        Declare(RuleNames.Gates, "gates", () => new Typed(Fold(Op.Min, _rulebook.Gates.Select(g => Resolve(g.Id, null).Slot), 1), Sort.Truth));
        Declare(RuleNames.Routes, "routes", () => new Typed(Fold(Op.Max, _rulebook.Routes.Select(g => Resolve(g.Id, null).Slot), 0), Sort.Truth));
        if (_rulebook.Pass is { } pass) Declare(RuleNames.Pass, "pass", () => new Typed(Truth(pass, "pass"), Sort.Truth));
    }

    private void Declare(string id, string path, Func<Typed> make)
    {
        bool reserved = RuleNames.All.Contains(id) && path.Contains('.', StringComparison.Ordinal);
        if (!reserved && _makers.TryAdd(id, (make, path))) return;
        _findings.Add(Finding.Error("rulebook.id-duplicate", new Place(Column: path),
            reserved ? new($"“{id}”是保留字。", $"'{id}' is a reserved word.") : new($"“{id}”已在 {_makers[id].Path} 使用。", $"'{id}' is already used by {_makers[id].Path}."),
            new("换一个编号；输入、参数、定义、条件、评分项共用一套编号。", "Choose another id: inputs, parameters, definitions, gates and items share one set of names.")));
    }

    /// <summary>The slot of a name; unknown names and circles are findings at the formula that uses them.</summary>
    private Typed Resolve(string id, string? from)
    {
        if (_named.TryGetValue(id, out var done)) return done;
        if (!_makers.TryGetValue(id, out var maker)) return Unknown(id);
        if (!_open.Add(id))
        {
            _findings.Add(Finding.Error("rulebook.circle", new Place(Column: maker.Path),
                new($"“{id}”的公式绕回到自己。", $"The formula of '{id}' leads back to itself."),
                new("拆开循环：一个量不能由自己算出。", "Break the circle: a quantity cannot be computed from itself.")));
            return _named[id] = Number(Constant(0));
        }
        string outer = _path;
        _path = maker.Path;
        var made = maker.Make();
        _path = outer;
        _open.Remove(id);
        _named.TryAdd(id, made);
        return made;
    }

    private Typed Unknown(string id)
    {
        string? near = Nearest.To(id, _makers.Keys);
        _findings.Add(Finding.Error("rulebook.name-unknown", new Place(Column: _path),
            new($"公式中的“{id}”没有定义。", $"'{id}' in the formula is not declared."),
            near is null ? new("在 inputs、parameters 或 definitions 中声明。", "Declare it under inputs, parameters or definitions.") : new($"是否想写“{near}”？", $"Did you mean '{near}'?")));
        return _named[id] = Number(Constant(0));
    }

    private Typed Input(RuleInput input)
    {
        int column = Column(new FactColumn(input.Id, ColumnKind.Input, input.Name, input.Domain, input.Assumed));
        if (input.Applies is { } applies)
        {
            int truth = Truth(applies, $"inputs.{input.Id}");
            column = Emit(new Instruction(Op.Choose, truth, column, Constant(0)));
        }
        return input.Kind switch
        {
            InputKind.YesNo => new Typed(column, Sort.Truth),
            InputKind.Choice => new Typed(column, Sort.Choice, input.Codes),
            InputKind.Money or InputKind.Count or InputKind.Amount or InputKind.Share or InputKind.Day => Number(column),
        };
    }

    private Typed Parameter(RuleParameter parameter)
    {
        int slot = parameter.Value is { } value ? Constant(value) : Column(new FactColumn(parameter.Id, ColumnKind.Parameter, parameter.Name, Reach.Anything));
        return parameter.Codes.IsDefaultOrEmpty ? Number(slot) : new Typed(slot, Sort.Choice, parameter.Codes);
    }

    private Typed Definition(Definition definition)
    {
        if (_given.Contains(definition.Id))
        {
            foreach (var @case in definition.Cases) _used.UnionWith(@case.Value.Names());
            return Number(Column(new FactColumn(definition.Id, ColumnKind.Definition, definition.Name, Reach.Anything)));
        }
        Typed? result = null;
        for (int i = definition.Cases.Length - 1; i >= 0; i--)
        {
            var @case = definition.Cases[i];
            string path = $"definitions.{definition.Id}.cases[{i}]";
            var value = Compile(@case.Value, path);
            if (@case.When is null || result is not { } rest) { result = value; if (@case.When is { } last) Truth(last, path); continue; }
            if (value.Sort != rest.Sort && @case.Value is not Formula.Undefined && _instructions[rest.Slot].Op != Op.Undefined) WrongSort(path, rest.Sort);
            var sort = _instructions[rest.Slot].Op == Op.Undefined ? value : rest;
            result = sort with { Slot = Emit(new Instruction(Op.Choose, Truth(@case.When, path), value.Slot, rest.Slot)) };
        }
        return result ?? Number(Emit(new Instruction(Op.Undefined)));
    }

    private Typed Group(ScoreGroup group)
    {
        int sum = Fold(Op.Add, group.Items.Select(i => Resolve(i.Id, null).Slot), 0);
        return Number(Emit(new Instruction(Op.Min, sum, Constant(group.Cap))));
    }

    private Typed Item(ScoreItem item)
    {
        int low = -1, high = -1;
        var open = new List<(int Holds, Rational Points)>();
        for (int s = 0; s < item.Scales.Length; s++)
        {
            var points = Scale(item.Scales[s], $"items.{item.Id}.scales[{s}]", open);
            (low, high) = s == 0 ? points : (Emit(new(Op.Max, low, points.Low)), Emit(new(Op.Max, high, points.High)));
        }
        if (low < 0) return Number(Constant(0));
        _named[item.Id + RangeNames.Low] = Number(low);
        _named[item.Id + RangeNames.High] = Number(high);
        int slot = low;
        if (item.IsJudged)
        {
            int column = Column(new FactColumn(item.Id, ColumnKind.Judgement, item.Name, Reach.Between(0, item.Most)));
            slot = Emit(new(Op.Min, Emit(new(Op.Max, column, low)), high));
            foreach (var (holds, points) in open)   // bands that count something until a reviewer has looked
            {
                int notYet = Emit(new(Op.Not, Emit(new(Op.Given, _instructions[column].A))));
                slot = Emit(new(Op.Choose, Emit(new(Op.Min, notYet, holds)), Constant(points), slot));
            }
        }
        return Number(Emit(new(Op.Min, slot, Constant(item.Most))));
    }

    private (int Low, int High) Scale(Scale scale, string path, List<(int, Rational)> open)
    {
        if (scale.Points is { } formula)
        {
            int points = Expect(formula, path, Sort.Number);
            return (points, points);
        }
        int value = scale.Value is { } v ? Expect(v, path, Sort.Number) : -1;
        int low = Constant(scale.WhenUndefined), high = low;
        foreach (var (band, holds) in Order(scale, value, path))
        {
            low = Emit(new(Op.Choose, holds, Constant(band.Points.Low), low));
            high = Emit(new(Op.Choose, holds, Constant(band.Points.High), high));
            if (band.Unjudged is { } points) open.Add((band.In is { } interval ? Within(value, interval) : holds, points));
        }
        return (low, high);
    }

    /// <summary>
    /// The bands from the last asked to the first, each with the condition that picks it. Of bands over a value, the highest is asked first: being at or above its lower end is then
    /// enough, since all higher ones have been asked; only the lowest is held against both of its ends.
    /// </summary>
    private IEnumerable<(Band Band, int Holds)> Order(Scale scale, int value, string path)
    {
        var bands = scale.Bands.Select((b, i) => (Band: b, Path: $"{path}.bands[{i}]")).ToList();
        bool isLine = value >= 0 && bands.TrueForAll(b => b.Band.In is not null) && bands.Exists(b => b.Band.In!.High is null);
        if (isLine)
        {
            var upwards = bands.Select(b => b.Band).OrderBy(b => b.In!.Low is null ? 0 : 1).ThenBy(b => b.In!.Low ?? Rational.Zero).ThenBy(b => b.In!.HasLow ? 0 : 1).ToList();
            for (int i = 0; i < upwards.Count; i++) yield return (upwards[i], Within(value, i == 0 ? upwards[i].In! : upwards[i].In! with { High = null, HasHigh = false }));
            yield break;
        }
        for (int i = bands.Count - 1; i >= 0; i--)
        {
            var (band, at) = bands[i];
            yield return (band, band.In is { } interval && value >= 0 ? Within(value, interval) : band.When is { } when ? Truth(when, at) : Constant(1));
        }
    }

    private int Within(int value, Interval interval)
    {
        int above = interval.Low is { } low ? interval.HasLow ? Emit(new(Op.AtLeast, value, Constant(low))) : Emit(new(Op.Above, value, Constant(low))) : -1;
        int below = interval.High is { } high ? interval.HasHigh ? Emit(new(Op.AtLeast, Constant(high), value)) : Emit(new(Op.Above, Constant(high), value)) : -1;
        if (above < 0 && below < 0) return Emit(new(Op.Same, value, value));
        return above < 0 ? below : below < 0 ? above : Emit(new(Op.Min, above, below));
    }
}

/// <summary>Hidden names of the range an item's points may take.</summary>
internal static class RangeNames
{
    public const string Low = "\u2193", High = "\u2191";
}
