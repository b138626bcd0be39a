using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Rules;

/// <summary>
/// Reads a formula: <c>and or not · &gt;= &lt;= &gt; &lt; = != · + − × ÷ · ( ) · min max sum floor root full_years if</c>; numbers may end in %, 万 or 亿; codes of choices
/// stand in single quotes; <c>undefined</c> is no value.
/// </summary>
public sealed class FormulaReader
{
    private static readonly string[] Functions = ["min", "max", "sum", "floor", "root", "full_years", "if"];
    private const int Deepest = 60;
    private readonly string _text;
    private int _at, _depth;

    private FormulaReader(string text) => _text = text;

    public static bool TryRead(string text, out Formula formula, out FormulaFault? fault)
    {
        var reader = new FormulaReader(text);
        try
        {
            formula = reader.Or() with { Written = text.Trim() };
            reader.Skip();
            if (reader._at < text.Length) throw reader.Wrong(new("运算符", "an operator"));
            fault = null;
            return true;
        }
        catch (FaultException e)
        {
            formula = new Formula.Undefined();
            fault = e.Fault;
            return false;
        }
    }

    /// <summary>A formula known to be right; for code and tests.</summary>
    public static Formula Read(string text) => TryRead(text, out var formula, out var fault) ? formula : throw new FormatException($"{text}: {fault!.What}");

    /// <summary>A number with its suffix: <c>5%</c>, <c>5000万</c>, <c>2亿</c>, <c>12.5</c>.</summary>
    public static bool TryNumber(string text, out Rational value)
    {
        text = text.Trim();
        Rational factor = 1;
        if (text.EndsWith('%')) factor = Rational.Of(1, 100);
        else if (text.EndsWith('万')) factor = 10_000;
        else if (text.EndsWith('亿')) factor = 100_000_000;
        if (factor != Rational.One) text = text[..^1];
        bool read = Rational.TryParse(text, out value);
        value *= factor;
        return read;
    }

    private Formula Or()
    {
        if (++_depth > Deepest) throw Fault(new("公式嵌套过深。", "The formula is nested too deeply."), new("拆成几个定义。", "Split it into several definitions."));
        var left = Written(And);
        while (Take("or")) left = new Formula.Binary(Operation.Or, left, Written(And));
        _depth--;
        return left;
    }

    private Formula And()
    {
        var left = Written(Not);
        while (Take("and")) left = new Formula.Binary(Operation.And, left, Written(Not));
        return left;
    }

    /// <summary>A part that may stand alone as a condition keeps its own words.</summary>
    private Formula Written(Func<Formula> read)
    {
        Skip();
        int from = _at;
        var part = read();
        return part with { Written = _text[from.._at].Trim() };
    }

    private Formula Not() => Take("not") ? new Formula.Unary(Operation.Not, Not()) : Comparison();

    private Formula Comparison()
    {
        var left = Sum();
        if (Symbol(">=") || Symbol("≥")) return new Formula.Binary(Operation.AtLeast, left, Sum());
        if (Symbol("<=") || Symbol("≤")) return new Formula.Binary(Operation.AtLeast, Sum(), left);
        if (Symbol("!=")) return new Formula.Unary(Operation.Not, new Formula.Binary(Operation.Same, left, Sum()));
        if (Symbol(">")) return new Formula.Binary(Operation.Above, left, Sum());
        if (Symbol("<")) return new Formula.Binary(Operation.Above, Sum(), left);
        if (Symbol("=")) return new Formula.Binary(Operation.Same, left, Sum());
        return left;
    }

    private Formula Sum()
    {
        var left = Product();
        while (true)
        {
            if (Symbol("+")) left = new Formula.Binary(Operation.Add, left, Product());
            else if (Symbol("-") || Symbol("−")) left = new Formula.Binary(Operation.Subtract, left, Product());
            else return left;
        }
    }

    private Formula Product()
    {
        var left = Signed();
        while (true)
        {
            if (Symbol("*") || Symbol("×")) left = new Formula.Binary(Operation.Multiply, left, Signed());
            else if (Symbol("/") || Symbol("÷")) left = new Formula.Binary(Operation.Divide, left, Signed());
            else return left;
        }
    }

    private Formula Signed() => Symbol("-") || Symbol("−") ? new Formula.Unary(Operation.Negate, Signed()) : Primary();

    private Formula Primary()
    {
        Skip();
        if (_at >= _text.Length) throw Wrong(new("数或名称", "a number or a name"));
        char c = _text[_at];
        if (c == '(')
        {
            _at++;
            var inner = Or();
            Expect(")");
            return inner;
        }
        if (c == '\'')
        {
            int end = _text.IndexOf('\'', _at + 1);
            if (end < 0) throw Fault(new("引号没有结束。", "The quote does not end."), new("补上单引号。", "Close it with a single quote."));
            var word = new Formula.Word(_text[(_at + 1)..end]);
            _at = end + 1;
            return word;
        }
        if (char.IsAsciiDigit(c)) return Number();
        if (char.IsLetter(c) || c == '_') return NameOrCall();
        throw Wrong(new("数或名称", "a number or a name"));
    }

    private Formula.Number Number()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.')) _at++;
        if (_at < _text.Length && _text[_at] is '%' or '万' or '亿') _at++;
        return TryNumber(_text[start.._at], out var value) ? new Formula.Number(value) : throw Wrong(new("数", "a number"));
    }

    private Formula NameOrCall()
    {
        string name = Identifier();
        if (name == "undefined") return new Formula.Undefined();
        if (name == "true") return new Formula.Number(1);
        if (name == "false") return new Formula.Number(0);
        if (!Symbol("(")) return new Formula.Name(name);
        var arguments = new List<Formula> { Or() };
        while (Symbol(",")) arguments.Add(Or());
        Expect(")");
        return Call(name, arguments);
    }

    private Formula Call(string name, List<Formula> arguments)
    {
        switch (name, arguments.Count)
        {
            case ("min", > 1): return Fold(Operation.Min, arguments);
            case ("max", > 1): return Fold(Operation.Max, arguments);
            case ("sum", > 1): return Fold(Operation.Add, arguments);
            case ("floor", 1): return new Formula.Unary(Operation.Floor, arguments[0]);
            case ("root", 1): return new Formula.Unary(Operation.Root, arguments[0]);
            case ("full_years", 2): return new Formula.Binary(Operation.FullYears, arguments[0], arguments[1]);
            case ("if", 3): return new Formula.Choice(arguments[0], arguments[1], arguments[2]);
        }
        string list = string.Join(", ", Functions);
        throw Fault(Functions.Contains(name) ? new($"函数 {name} 的参数个数不对。", $"The function {name} has the wrong number of arguments.") : new($"没有函数 {name}。", $"There is no function {name}."),
            new($"可用：{list}。", $"Known: {list}."));
    }

    private static Formula Fold(Operation operation, List<Formula> arguments) => arguments.Skip(1).Aggregate(arguments[0], (a, b) => new Formula.Binary(operation, a, b));

    private string Identifier()
    {
        int start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_')) _at++;
        return _text[start.._at];
    }

    private void Skip() { while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++; }

    private bool Symbol(string symbol)
    {
        Skip();
        if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) != 0) return false;
        _at += symbol.Length;
        return true;
    }

    private bool Take(string word)
    {
        Skip();
        int start = _at;
        if (_at < _text.Length && char.IsLetter(_text[_at]) && Identifier() == word) return true;
        _at = start;
        return false;
    }

    private void Expect(string symbol) { if (!Symbol(symbol)) throw Wrong(Text.Same($"“{symbol}”")); }

    private FaultException Wrong(Text expected)
    {
        string rest = _at < _text.Length ? _text[_at..Math.Min(_text.Length, _at + 12)] : "";
        return rest.Length == 0
            ? Fault(new("公式没有写完。", "The formula ends too early."), new($"此处应为{expected.Zh}。", $"Expected here: {expected.En}."))
            : Fault(new($"公式在“{rest}”处读不懂。", $"The formula cannot be read at '{rest}'."), new($"此处应为{expected.Zh}。", $"Expected here: {expected.En}."));
    }

    private FaultException Fault(Text what, Text fix) => new(new FormulaFault(what, fix, _at + 1));

#pragma warning disable CA1032, CA1064 // never leaves this class
    private sealed class FaultException(FormulaFault fault) : Exception
    {
        public FormulaFault Fault { get; } = fault;
    }
#pragma warning restore CA1032, CA1064
}
