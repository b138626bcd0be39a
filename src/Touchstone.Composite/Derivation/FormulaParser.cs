using System.Globalization;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>
/// Recursive descent. After a fault it goes on with a stand-in value, so that one reading finds every fault it can.
/// <code>
/// sum     = product (('+' | '-') product)*        power = atom ('^' signed)?
/// product = signed (('*' | '/') signed)*          atom  = number | code | name '(' arguments ')' | '(' sum ')'
/// signed  = ('-' | '+')* power
/// </code>
/// </summary>
internal sealed class FormulaParser
{
    private const int DeepestNesting = 200, MostTokens = 2000;
    private static readonly string[] s_comparisons = ["<", "<=", ">", ">=", "=", "<>"];
    private static readonly FormulaNode s_standIn = new FormulaNode.Number(0);

    private readonly Place _where;
    private readonly List<Token> _tokens;
    private readonly Dictionary<IndicatorCode, int> _places = [];
    private int _at;
    private int _depth;

    public FormulaParser(string text, Place where)
    {
        _where = where;
        _tokens = new FormulaLexer(text, Fault).Read();
    }

    public List<Finding> Faults { get; } = [];
    public List<IndicatorCode> Inputs { get; } = [];

    private Token Here => _tokens[_at];

    public FormulaNode Parse()
    {
        if (Here.Kind == TokenKind.End)
        {
            Fault(0, new("公式是空的。", "The formula is empty."), new("请写一个公式，例如 rd / gdp * 100。", "Write a formula, such as rd / gdp * 100."));
            return s_standIn;
        }
        if (_tokens.Count > MostTokens)
        {
            Fault(_tokens[MostTokens].At, new("公式过长。", "The formula is too long."), new("请分成几个导出列。", "Split it into several derived columns."));
            return s_standIn;
        }
        var tree = Sum();
        while (Here.Kind != TokenKind.End)
        {
            int before = _at;
            if (s_comparisons.Contains(Here.Text, StringComparer.Ordinal) && Here.Kind == TokenKind.Sign)
                Fault(Here.At, new("比较只能写在 if 的条件里。", "A comparison belongs in the condition of an if."), new("请写成 if(a > b, x, y)。", "Write if(a > b, x, y)."));
            else
                Fault(Here.At, new($"“{Here.Text}”出现在公式结束之后。", $"'{Here.Text}' comes after the end of the formula."), new("请检查括号，或补上运算符。", "Check the parentheses, or add an operator."));
            _at++;
            if (Here.Kind != TokenKind.End) Sum();
            if (_at == before) break;
        }
        return tree;
    }

    private FormulaNode Sum()
    {
        var left = Product();
        while (Is("+") || Is("-"))
        {
            char sign = Take().Text[0];
            left = new FormulaNode.Operation(sign, left, Product());
        }
        return left;
    }

    private FormulaNode Product()
    {
        var left = Signed();
        while (Is("*") || Is("/"))
        {
            char sign = Take().Text[0];
            left = new FormulaNode.Operation(sign, left, Signed());
        }
        return left;
    }

    private FormulaNode Signed()
    {
        if (++_depth > DeepestNesting)
        {
            Fault(Here.At, new("公式嵌套过深。", "The formula is nested too deeply."), new("请分成几个导出列。", "Split it into several derived columns."));
            _at = _tokens.Count - 1;
            return s_standIn;
        }
        bool negative = false;
        while (Is("-") || Is("+")) negative ^= Take().Text == "-";
        var power = Power();
        _depth--;
        return negative ? new FormulaNode.Negative(power) : power;
    }

    private FormulaNode Power()
    {
        var atom = Atom();
        if (!Is("^")) return atom;
        Take();
        return new FormulaNode.Operation('^', atom, Signed());
    }

    private FormulaNode Atom()
    {
        var token = Here;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return new FormulaNode.Number(token.Number);
            case TokenKind.Name:
                _at++;
                return Is("(") ? Call(token) : Column(token.Text);
            case TokenKind.Sign when token.Text == "(":
                _at++;
                var inner = Sum();
                Close(token);
                return inner;
            default:
                return NoValue(token);
        }
    }

    private FormulaNode Call(Token name)
    {
        var open = Take();
        if (name.Text == "if") return If(name, open);
        var arguments = new List<FormulaNode>();
        if (!Is(")"))
        {
            do arguments.Add(Sum());
            while (TookComma());
        }
        Close(open);
        return FormulaFunctions.Make(name, arguments, Fault) ?? s_standIn;
    }

    private FormulaNode If(Token name, Token open)
    {
        var left = Sum();
        string? sign = null;
        FormulaNode right = s_standIn;
        if (Here.Kind == TokenKind.Sign && s_comparisons.Contains(Here.Text, StringComparer.Ordinal))
        {
            sign = Take().Text;
            right = Sum();
        }
        else
            Fault(name.At, new("if 的条件要比较两个值。", "The condition of an if compares two values."), new("请写成 if(a > b, x, y)。", "Write if(a > b, x, y)."));
        var branches = new List<FormulaNode>();
        while (TookComma()) branches.Add(Sum());
        Close(open);
        if (branches.Count == 2) return new FormulaNode.Choice(sign ?? "=", left, right, branches[0], branches[1]);
        Fault(name.At, new($"if 要三个参数：条件、成立时的值、否则的值；这里有 {branches.Count + 1} 个。", $"if takes three arguments: a condition, the value when it holds, the value otherwise; here are {branches.Count + 1}."),
            new("请写成 if(a > b, x, y)。", "Write if(a > b, x, y)."));
        return s_standIn;
    }

    private FormulaNode.Input Column(string name)
    {
        var code = new IndicatorCode(name);
        if (!_places.TryGetValue(code, out int place))
        {
            _places.Add(code, place = Inputs.Count);
            Inputs.Add(code);
        }
        return new(place);
    }

    private FormulaNode NoValue(Token token)
    {
        if (token.Kind == TokenKind.End)
            Fault(token.At, new("公式没有写完：这里应有一个数、列代码或函数。", "The formula is not finished: a number, a column code or a function belongs here."), new("请补上。", "Add it."));
        else
            Fault(token.At, new($"“{token.Text}”之前应有一个数、列代码或函数。", $"A number, a column code or a function belongs before '{token.Text}'."), new("请补上，或删去这个符号。", "Add it, or remove the sign."));
        if (token.Kind != TokenKind.End && token.Text is not (")" or ",")) _at++;
        return s_standIn;
    }

    private void Close(Token open)
    {
        if (Is(")")) { _at++; return; }
        if (Here.Kind == TokenKind.Sign && s_comparisons.Contains(Here.Text, StringComparer.Ordinal))
        {
            Fault(Here.At, new("比较只能写在 if 的条件里。", "A comparison belongs in the condition of an if."), new("请写成 if(a > b, x, y)。", "Write if(a > b, x, y)."));
            _at++;
            Sum();
            if (Is(")")) _at++;
            return;
        }
        Fault(open.At, new("这个括号没有闭合。", "This parenthesis is not closed."), new("请补上“)”。", "Add ')'."));
    }

    private bool Is(string sign) => Here.Kind == TokenKind.Sign && Here.Text == sign;
    private Token Take() => _tokens[_at++];

    private bool TookComma()
    {
        if (!Is(",")) return false;
        _at++;
        return true;
    }

    /// <summary>A fault at a character: its column is counted from the place's column when that is a number, otherwise it is named in the text.</summary>
    private void Fault(int at, Text what, Text fix)
    {
        bool counted = int.TryParse(_where.Column, NumberStyles.None, CultureInfo.InvariantCulture, out int first);
        var place = _where.Column is null || counted
            ? _where with { Column = ((counted ? first : 1) + at).ToString(CultureInfo.InvariantCulture) }
            : _where;
        Faults.Add(Finding.Error("formula.fault", place, new($"公式第 {at + 1} 个字符：{what.Zh}", $"Formula, character {at + 1}: {what.En}"), fix));
    }
}
