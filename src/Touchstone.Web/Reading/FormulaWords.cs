using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Web.Reading;

/// <summary>A formula of a rulebook in words: names instead of ids, numbers of the rule with their value, brackets only where they are needed.</summary>
public sealed class FormulaWords
{
    private enum Rank { Or, And, Comparison, Sum, Product, Signed, Whole }

    private readonly Dictionary<string, Text> _names = new(StringComparer.Ordinal) { ["day"] = Words.Rules.DayOfEvaluation, ["gates"] = Words.Rules.AllGates, ["total"] = Words.Rules.Total, ["routes"] = Words.Rules.AnyRoute };
    private readonly Dictionary<string, RuleShape> _shapes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Text> _borders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rational> _values = new(StringComparer.Ordinal);

    public FormulaWords(Rulebook book)
    {
        foreach (var input in book.Inputs) (_names[input.Id], _shapes[input.Id]) = (Short(input.Name), RuleShape.Of(input));
        foreach (var definition in book.Definitions) (_names[definition.Id], _shapes[definition.Id]) = (Short(definition.Name), new(null, definition.Unit, []));
        foreach (var parameter in book.Parameters)
        {
            _shapes[parameter.Id] = RuleShape.Of(parameter);
            _rules.Add(parameter.Id);
            if (parameter.Value is { } border) (_borders[parameter.Id], _values[parameter.Id]) = (RuleValues.Of(border, RuleShape.Of(parameter)), border);
            _names[parameter.Id] = parameter.Value is { } value ? Words.Rules.WithValue(parameter.Name, RuleValues.Of(value, RuleShape.Of(parameter))) : Words.Rules.WithValue(parameter.Name, Words.Rules.NotFoundYet);
        }
        foreach (var gate in book.Gates.Concat(book.Routes)) _names[gate.Id] = gate.Name;
        foreach (var group in book.Groups)
        {
            _names[group.Id] = group.Name;
            foreach (var item in group.Items) _names[item.Id] = item.Name;
        }
    }

    public Text Of(Formula formula) => Of(formula, Rank.Or, default);

    /// <summary>Where a band of a scale applies, in words.</summary>
    public Text Of(Scale scale, Band band)
    {
        if (band.When is { } when) return Of(when);
        if (band.In is not { } range || scale.Value is not { } value) return scale.Bands.Length == 1 ? Words.Rules.Judged : Words.Rules.Otherwise;
        var shape = ShapeOf(value);
        Text End(Rational end) => RuleValues.Of(end, shape);
        if (range is { Low: { } only, High: { } same } && only == same) return Join("=", default, End(only));
        var low = range.Low is { } l ? Join(range.HasLow ? "≥" : ">", default, End(l)) : default;
        var high = range.High is { } h ? Join(range.HasHigh ? "≤" : "<", default, End(h)) : default;
        return low.IsEmpty ? high.IsEmpty ? Words.Rules.Any : high : high.IsEmpty ? low : new($"{low.Zh}，{high.Zh}", $"{low.En}, {high.En}");
    }

    private Text Of(Formula formula, Rank around, RuleShape beside)
    {
        var (said, rank) = formula switch
        {
            Formula.Number n => (Number(n.Value, beside), Rank.Whole),
            Formula.Word w => (Word(w.Code, beside), Rank.Whole),
            Formula.Name n => (_names.GetValueOrDefault(n.Id, Text.Same(n.Id)), Rank.Whole),
            Formula.Undefined => (Words.Rules.Undefined, Rank.Whole),
            Formula.Unary u => Unary(u),
            Formula.Binary b => Binary(b),
            Formula.Choice c => (Words.Rules.IfThen(Of(c.Truth), Of(c.Yes, Rank.Or, beside), Of(c.No, Rank.Or, beside)), Rank.Whole),
            _ => (Text.Same(formula.Written), Rank.Whole),
        };
        return rank < around ? new($"（{said.Zh}）", $"({said.En})") : said;
    }

    private (Text, Rank) Unary(Formula.Unary u) => u.Operation switch
    {
        Operation.Not when u.Of is Formula.Binary { Operation: Operation.Same } same => (Compared("≠", same.Left, same.Right), Rank.Comparison),
        Operation.Not => (Words.Rules.Not(Of(u.Of)), Rank.Whole),
        Operation.Negate => (Join("−", default, Of(u.Of, Rank.Signed, default)), Rank.Signed),
        Operation.Floor => (Words.Rules.Floor(Of(u.Of)), Rank.Whole),
        Operation.Root => (Words.Rules.Root(Of(u.Of)), Rank.Whole),
        _ => (Of(u.Of), Rank.Whole),
    };

    private (Text, Rank) Binary(Formula.Binary b) => b.Operation switch
    {
        Operation.Or => (Words.Rules.Or(Of(b.Left, Rank.Or, default), Of(b.Right, Rank.Or, default)), Rank.Or),
        Operation.And => (Words.Rules.And(Of(b.Left, Rank.And, default), Of(b.Right, Rank.And, default)), Rank.And),
        // The border of the rule stands on the right, as a text of law has it.
        Operation.AtLeast => (IsBorder(b.Left) && !IsBorder(b.Right) ? Compared("≤", b.Right, b.Left) : Compared("≥", b.Left, b.Right), Rank.Comparison),
        Operation.Above => (IsBorder(b.Left) && !IsBorder(b.Right) ? Compared("<", b.Right, b.Left) : Compared(">", b.Left, b.Right), Rank.Comparison),
        Operation.Same => (Compared("=", b.Left, b.Right), Rank.Comparison),
        Operation.Add => (Join("+", Of(b.Left, Rank.Sum, default), Of(b.Right, Rank.Sum, default)), Rank.Sum),
        Operation.Subtract => (Join("−", Of(b.Left, Rank.Sum, default), Of(b.Right, Rank.Product, default)), Rank.Sum),
        Operation.Multiply => (Join("×", Of(b.Left, Rank.Product, default), Of(b.Right, Rank.Product, default)), Rank.Product),
        Operation.Divide => (Join("÷", Of(b.Left, Rank.Product, default), Of(b.Right, Rank.Signed, default)), Rank.Product),
        Operation.Min => (Words.Rules.Smaller(Of(b.Left), Of(b.Right)), Rank.Whole),
        Operation.Max => (Words.Rules.Greater(Of(b.Left), Of(b.Right)), Rank.Whole),
        Operation.FullYears => (Words.Rules.FullYears(Of(b.Left), Of(b.Right)), Rank.Whole),
        _ => (Text.Same(b.Written), Rank.Or),
    };

    private Text Compared(string sign, Formula left, Formula right) => Join(sign, Side(left, right), Side(right, left));

    /// <summary>A side of a comparison; a number of the rule stands as its value, as a text of law has it, in the unit of the other side.</summary>
    private Text Side(Formula side, Formula other)
    {
        var beside = ShapeOf(other);
        if (side is not Formula.Name { Id: var id } || !_borders.TryGetValue(id, out var border)) return Of(side, Rank.Sum, beside);
        return _values.TryGetValue(id, out var value) && _shapes[id] is { Unit.IsEmpty: true, Codes.IsDefaultOrEmpty: true } && !IsBorder(other) ? RuleValues.Of(value, beside) : border;
    }

    private bool IsBorder(Formula formula) => formula is Formula.Number || formula is Formula.Name n && _rules.Contains(n.Id);

    /// <summary>What a formula's value is measured in, where one name says so.</summary>
    private RuleShape ShapeOf(Formula formula) => formula switch
    {
        Formula.Name n => _shapes.GetValueOrDefault(n.Id),
        Formula.Binary { Operation: Operation.Add or Operation.Subtract or Operation.Min or Operation.Max } b => ShapeOf(b.Left),
        _ => default,
    };

    private static Text Number(Rational value, RuleShape beside) => RuleValues.Of(value, beside.Codes.IsDefaultOrEmpty ? beside : default);

    private static Text Word(string code, RuleShape beside) => !beside.Codes.IsDefaultOrEmpty && beside.Codes.FirstOrDefault(c => c.Code == code) is { } known ? known.Name : Text.Same(code);

    private static Text Join(string sign, Text left, Text right) => left.IsEmpty ? new($"{sign} {right.Zh}", $"{sign} {right.En}") : new($"{left.Zh} {sign} {right.Zh}", $"{left.En} {sign} {right.En}");

    /// <summary>A name without the remark in brackets at its end; the year of a yearly input stays.</summary>
    private static Text Short(Text name) => new(Cut(name.Zh, '（', '）'), Cut(name.En, '(', ')'));

    private static string Cut(string name, char open, char close)
    {
        int last = name.LastIndexOf(open);
        if (last <= 0 || !name.EndsWith(close)) return name;
        string remark = name[last..];
        bool isYear = remark.Contains("年）", StringComparison.Ordinal) && remark.Length <= 6 || remark is "(last year)" || remark.EndsWith("years back)", StringComparison.Ordinal);
        return isYear ? Cut(name[..last].TrimEnd(), open, close) + (open == '(' ? " " : "") + remark : name[..last].TrimEnd();
    }
}
