using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>Builds the trace of one run. A name is one node, however often it is used.</summary>
internal sealed class Tracer
{
    private readonly RuleProgram _program;
    private readonly Reach[] _slots;
    private readonly bool[] _given;
    private readonly Dictionary<string, TraceNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<TraceNode>> _makers = new(StringComparer.Ordinal);

    public Tracer(RuleProgram program, Reach[] slots, bool[] given)
    {
        (_program, _slots, _given) = (program, slots, given);
        var book = program.Rulebook;
        foreach (var x in book.Inputs) _makers[x.Id] = () => Input(x);
        foreach (var x in book.Parameters) _makers[x.Id] = () => Parameter(x);
        foreach (var x in book.Definitions) _makers[x.Id] = () => Definition(x);
        foreach (var x in book.Gates) _makers[x.Id] = () => Condition(x, TraceKind.Gate);
        foreach (var x in book.Routes) _makers[x.Id] = () => Condition(x, TraceKind.Route);
        foreach (var group in book.Groups)
        {
            _makers[group.Id] = () => Group(group);
            foreach (var item in group.Items) _makers[item.Id] = () => Item(item);
        }
        _makers[RuleNames.Day] = () => Leaf(RuleNames.Day, TraceKind.Day, new("评价日", "day of evaluation")) with { Origin = Origin.Given, InputKind = InputKind.Day };
        _makers[RuleNames.Total] = () => Make(RuleNames.Total, TraceKind.Total, new("总分", "total score"), book.Groups.Select(g => g.Id)) with { Most = book.FullScore };
        _makers[RuleNames.Gates] = () => Make(RuleNames.Gates, TraceKind.Gates, new("全部条件", "all gates"), book.Gates.Select(g => g.Id)) with { IsTruth = true };
        _makers[RuleNames.Routes] = () => Make(RuleNames.Routes, TraceKind.Routes, new("直接通过的情形（任一）", "direct routes (any one)"), book.Routes.Select(g => g.Id)) with { IsTruth = true };
        if (book.Pass is { } pass)
            _makers[RuleNames.Pass] = () => Make(RuleNames.Pass, TraceKind.Pass, new("通过条件", "pass condition"), pass.Names()) with { IsTruth = true, Formula = pass };
    }

    public TraceNode Node(string id)
    {
        if (_nodes.TryGetValue(id, out var node)) return node;
        return _nodes[id] = _makers[id]();
    }

    private TraceNode Leaf(string id, TraceKind kind, Text name) => new(id, kind, name, _slots[_program.Named[id]], []);
    private TraceNode Make(string id, TraceKind kind, Text name, IEnumerable<string> below) => new(id, kind, name, _slots[_program.Named[id]], [.. below.Distinct(StringComparer.Ordinal).Select(Node)]);

    private TraceNode Input(RuleInput input)
    {
        var node = Leaf(input.Id, TraceKind.Input, input.Name) with { Unit = input.Unit, IsTruth = input.Kind == InputKind.YesNo, Codes = input.Codes, InputKind = input.Kind };
        var applies = input.Applies is { } formula ? _slots[_program.Formulas[formula]] : Reach.True;
        if (applies.IsFalse) return node with { Origin = Origin.DoesNotApply };
        int column = _program.ColumnOf(input.Id);
        if (!_given[column]) return node with { Origin = Origin.Missing };
        return node with { Origin = IsAssumed(column) ? Origin.Assumed : Origin.Given };
    }

    /// <summary>Set by the caller's facts: a column that is given without a fact is assumed.</summary>
    public ImmutableDictionary<string, Rational> Facts { private get; init; } = ImmutableDictionary<string, Rational>.Empty;

    /// <summary>Where given values come from.</summary>
    public ImmutableDictionary<string, Text> Sources { private get; init; } = ImmutableDictionary<string, Text>.Empty;

    private bool IsAssumed(int column) => _program.Columns[column].Assumed is not null && !Facts.ContainsKey(_program.Columns[column].Id);

    private TraceNode Parameter(RuleParameter parameter) => Leaf(parameter.Id, TraceKind.Parameter, parameter.Name) with
    {
        Unit = parameter.Unit,
        Clause = parameter.Clause,
        Mark = parameter.Mark,
        Codes = parameter.Codes,
        Origin = parameter.Value is not null ? Origin.Rule : _given[_program.ColumnOf(parameter.Id)] ? Origin.Given : Origin.Missing,
    };

    private TraceNode Definition(Definition definition)
    {
        int column = _program.ColumnOf(definition.Id);
        if (column >= 0) return Leaf(definition.Id, TraceKind.Definition, definition.Name) with { Unit = definition.Unit, Clause = definition.Clause, Mark = definition.Mark, Origin = _given[column] ? Origin.Given : Origin.Missing };
        var names = new List<string>();
        Formula? chosen = null;
        int possible = 0;
        foreach (var @case in definition.Cases)
        {
            var holds = @case.When is { } when ? _slots[_program.Formulas[when]] : Reach.True;
            if (@case.When is { } condition) names.AddRange(condition.Names());
            if (holds.IsFalse) continue;
            names.AddRange(@case.Value.Names());
            chosen = @case.Value;
            possible++;
            if (holds.IsTrue) break;
        }
        return Make(definition.Id, TraceKind.Definition, definition.Name, names) with
        {
            Unit = definition.Unit,
            Clause = definition.Clause,
            Mark = definition.Mark,
            Formula = possible == 1 ? chosen : null,
            IsTruth = IsTruth(definition),
        };
    }

    private static bool IsTruth(Definition definition) => definition.Cases.All(c => c.Value is Formula.Binary { Operation: Operation.AtLeast or Operation.Above or Operation.Same or Operation.And or Operation.Or } or Formula.Unary { Operation: Operation.Not });

    private TraceNode Condition(Gate gate, TraceKind kind) => Make(gate.Id, kind, gate.Name, gate.Test.Names()) with
    {
        IsTruth = true,
        Formula = gate.Test,
        Clause = gate.Clause,
        Mark = gate.Mark,
        Evidence = gate.Evidence,
    };

    private TraceNode Group(ScoreGroup group) => Make(group.Id, TraceKind.Group, group.Name, group.Items.Select(i => i.Id)) with { Clause = group.Clause, Mark = group.Mark, Most = group.Cap };

    private TraceNode Item(ScoreItem item)
    {
        var names = item.Scales.SelectMany(s => s.Points?.Names() ?? s.Value?.Names() ?? [.. s.Bands.SelectMany(b => b.When?.Names() ?? [])]);
        var allowed = Reach.Between(_slots[_program.Named[item.Id + RangeNames.Low]].Low, _slots[_program.Named[item.Id + RangeNames.High]].High);
        int column = item.IsJudged ? _program.ColumnOf(item.Id) : -1;
        return Make(item.Id, TraceKind.Item, item.Name, names) with
        {
            Clause = item.Clause,
            Mark = item.Mark,
            Most = item.Most,
            Evidence = item.Evidence,
            Allowed = allowed,
            Band = BandOf(item),
            Formula = item.Scales is [{ Points: { } points }] ? points : null,
            Source = column >= 0 && _given[column] ? Sources.GetValueOrDefault(item.Id) : default,
            Origin = column < 0 || allowed.IsKnown ? Origin.Computed : _given[column] ? Origin.Given : Origin.Missing,
        };
    }

    /// <summary>The label of the first band that certainly holds, over the first scale.</summary>
    private string? BandOf(ScoreItem item)
    {
        foreach (var scale in item.Scales)
        {
            var value = scale.Value is { } v ? _slots[_program.Formulas[v]] : Reach.Anything;
            foreach (var band in scale.Bands)
            {
                var holds = band.In is { } interval ? interval.Holds(value) : band.When is { } when ? _slots[_program.Formulas[when]] : Reach.True;
                if (holds.IsTrue) return band.Label;
                if (!holds.IsFalse) return null;
            }
        }
        return null;
    }
}
