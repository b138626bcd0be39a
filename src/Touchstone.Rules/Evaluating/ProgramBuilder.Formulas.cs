using Touchstone.Model;

namespace Touchstone.Rules;

internal sealed partial class ProgramBuilder
{
    private int Truth(Formula formula, string path) => Expect(formula, path, Sort.Truth);

    private int Expect(Formula formula, string path, Sort sort)
    {
        var made = Compile(formula, path);
        if (made.Sort != sort && formula is not Formula.Undefined && !IsBit(formula, sort)) WrongSort(path, sort);
        return made.Slot;
    }

    /// <summary><c>true</c> and <c>false</c> are read as 1 and 0.</summary>
    private static bool IsBit(Formula formula, Sort sort) => sort == Sort.Truth && formula is Formula.Number { Value: var v } && (v == Rational.Zero || v == Rational.One);

    private void WrongSort(string path, Sort expected) => _findings.Add(Finding.Error("rulebook.formula-kind", new Place(Column: path),
        expected switch
        {
            Sort.Truth => new("此处需要一个条件（是或否），公式给出的是数。", "A condition (yes or no) is needed here; the formula gives a number."),
            Sort.Number => new("此处需要一个数，公式给出的是条件或选项。", "A number is needed here; the formula gives a condition or a choice."),
            Sort.Choice => new("此处需要一个选项。", "A choice is needed here."),
        },
        new("用 >=、=、and 等写成条件，或用 if（条件， 值， 值） 写成数。", "Make a condition with >=, =, and; make a number with if(condition, value, value).")));

    private Typed Compile(Formula formula, string path)
    {
        string outer = _path;
        _path = path;
        var made = Make(formula);
        _formulas[formula] = made.Slot;
        _path = outer;
        return made;
    }

    private Typed Make(Formula formula)
    {
        switch (formula)
        {
            case Formula.Number n: return Number(Constant(n.Value));
            case Formula.Undefined: return Number(Emit(new Instruction(Op.Undefined)));
            case Formula.Name n: _used.Add(n.Id); return Resolve(n.Id, _path);
            case Formula.Word w: WordAlone(w); return Number(Constant(0));
            case Formula.Choice c:
                {
                    int truth = Expect(c.Truth, _path, Sort.Truth);
                    var yes = Compile(c.Yes, _path);
                    var no = Compile(c.No, _path);
                    return (c.Yes is Formula.Undefined ? no : yes) with { Slot = Emit(new Instruction(Op.Choose, truth, yes.Slot, no.Slot)) };
                }
            case Formula.Unary u: return Unary(u);
            case Formula.Binary b: return Binary(b);
            default: throw new InvalidOperationException("A formula is one of its cases.");
        }
    }

    private Typed Unary(Formula.Unary u)
    {
        if (u.Operation == Operation.Not) return new Typed(Emit(new Instruction(Op.Not, Expect(u.Of, _path, Sort.Truth))), Sort.Truth);
        int x = Expect(u.Of, _path, Sort.Number);
        return Number(Emit(new Instruction(u.Operation switch { Operation.Negate => Op.Negate, Operation.Floor => Op.Floor, Operation.Root => Op.Root, _ => throw new InvalidOperationException() }, x)));
    }

    private Typed Binary(Formula.Binary b)
    {
        switch (b.Operation)
        {
            case Operation.And: return new Typed(Emit(new(Op.Min, Expect(b.Left, _path, Sort.Truth), Expect(b.Right, _path, Sort.Truth))), Sort.Truth);
            case Operation.Or: return new Typed(Emit(new(Op.Max, Expect(b.Left, _path, Sort.Truth), Expect(b.Right, _path, Sort.Truth))), Sort.Truth);
            case Operation.Same: return new Typed(Equality(b), Sort.Truth);
        }
        int left = Expect(b.Left, _path, Sort.Number), right = Expect(b.Right, _path, Sort.Number);
        var op = b.Operation switch
        {
            Operation.Add => Op.Add,
            Operation.Subtract => Op.Subtract,
            Operation.Multiply => Op.Multiply,
            Operation.Divide => Op.Divide,
            Operation.Min => Op.Min,
            Operation.Max => Op.Max,
            Operation.FullYears => Op.FullYears,
            Operation.AtLeast => Op.AtLeast,
            Operation.Above => Op.Above,
            _ => throw new InvalidOperationException(),
        };
        return new Typed(Emit(new Instruction(op, left, right)), op is Op.AtLeast or Op.Above ? Sort.Truth : Sort.Number);
    }

    private int Equality(Formula.Binary b)
    {
        if (b.Left is Formula.Word && b.Right is not Formula.Word) b = b with { Left = b.Right, Right = b.Left };
        var left = Compile(b.Left, _path);
        if (b.Right is not Formula.Word word) return Emit(new Instruction(Op.Same, left.Slot, Compile(b.Right, _path).Slot));
        int place = left.Sort == Sort.Choice ? left.Codes.Select(c => c.Code).ToList().IndexOf(word.Code) : -1;
        if (place >= 0) return Emit(new Instruction(Op.Same, left.Slot, Constant(place)));
        if (left.Sort != Sort.Choice) { WordAlone(word); return Constant(0); }
        string list = string.Join(", ", left.Codes.Select(c => c.Code));
        _findings.Add(Finding.Error("rulebook.code-unknown", new Place(Column: _path),
            new($"选项中没有“{word.Code}”。", $"The choice has no code '{word.Code}'."), new($"可用：{list}。", $"Known: {list}.")));
        return Constant(0);
    }

    private void WordAlone(Formula.Word word) => _findings.Add(Finding.Error("rulebook.code-alone", new Place(Column: _path),
        new($"选项“{word.Code}”只能与选项类输入比较。", $"The code '{word.Code}' can only be compared with a choice."),
        new("写成 输入 = '选项'。", "Write input = 'code'.")));

    private static Typed Number(int slot) => new(slot, Sort.Number);

    private int Fold(Op op, IEnumerable<int> slots, int empty)
    {
        int at = -1;
        foreach (int slot in slots) at = at < 0 ? slot : Emit(new Instruction(op, at, slot));
        return at < 0 ? Constant(empty) : at;
    }

    private int Constant(Rational value)
    {
        if (!_constantPlaces.TryGetValue(value, out int place))
        {
            place = _constants.Count;
            _constants.Add(value);
            _constantPlaces.Add(value, place);
        }
        return Emit(new Instruction(Op.Constant, place));
    }

    private int Column(FactColumn column)
    {
        int place = _columns.FindIndex(c => c.Id == column.Id);
        if (place < 0)
        {
            place = _columns.Count;
            _columns.Add(column);
        }
        return Emit(new Instruction(Op.Column, place));
    }

    private int Emit(Instruction instruction)
    {
        if (_places.TryGetValue(instruction, out int slot)) return slot;
        slot = _instructions.Count;
        _instructions.Add(instruction);
        _places.Add(instruction, slot);
        return slot;
    }
}

/// <summary>Which known name was meant.</summary>
internal static class Nearest
{
    public static string? To(string written, IEnumerable<string> known)
    {
        string? best = null;
        int least = 1 + Math.Max(1, written.Length / 3);
        foreach (string word in known)
        {
            int distance = Distance(written, word);
            if (distance < least) (best, least) = (word, distance);
        }
        return best;
    }

    private static int Distance(string a, string b)
    {
        int[] before = [.. Enumerable.Range(0, b.Length + 1)], now = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            now[0] = i;
            for (int j = 1; j <= b.Length; j++)
                now[j] = Math.Min(Math.Min(before[j], now[j - 1]) + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (before, now) = (now, before);
        }
        return before[b.Length];
    }
}
