using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>The functions of a formula, by name. <c>if</c> is syntax and stands in the parser.</summary>
internal static class FormulaFunctions
{
    private static readonly Dictionary<string, Func<double, double>> s_ofOne = new(StringComparer.Ordinal)
    {
        ["ln"] = Math.Log,
        ["log10"] = Math.Log10,
        ["exp"] = Math.Exp,
        ["sqrt"] = Math.Sqrt,
        ["abs"] = Math.Abs,
    };

    private static readonly Dictionary<string, Func<FormulaNode[], FormulaNode>> s_ofAll = new(StringComparer.Ordinal)
    {
        ["min"] = of => new FormulaNode.OfAll(Math.Min, of),
        ["max"] = of => new FormulaNode.OfAll(Math.Max, of),
        ["sum"] = of => new FormulaNode.OfAll((a, b) => a + b, of),
        ["mean"] = of => new FormulaNode.MeanOfPresent(of),
        ["coalesce"] = of => new FormulaNode.FirstPresent(of),
    };

    /// <summary>All names, for messages and the guide.</summary>
    public static IEnumerable<string> Names => s_ofOne.Keys.Concat(s_ofAll.Keys).Concat(["clamp", "if"]).Order(StringComparer.Ordinal);

    public static FormulaNode? Make(Token name, List<FormulaNode> arguments, Action<int, Text, Text> fault)
    {
        if (s_ofOne.TryGetValue(name.Text, out var ofOne))
        {
            if (arguments.Count == 1) return new FormulaNode.OfOne(ofOne, arguments[0]);
            Arity(name, 1, arguments.Count, fault);
            return null;
        }
        if (name.Text == "clamp")
        {
            if (arguments.Count == 3) return new FormulaNode.Clamp(arguments[0], arguments[1], arguments[2]);
            Arity(name, 3, arguments.Count, fault);
            return null;
        }
        if (s_ofAll.TryGetValue(name.Text, out var ofAll))
        {
            if (arguments.Count >= 1) return ofAll([.. arguments]);
            fault(name.At, new($"{name.Text} 至少要一个参数。", $"{name.Text} takes at least one argument."), new($"请写成 {name.Text}(a, b)。", $"Write {name.Text}(a, b)."));
            return null;
        }
        string known = string.Join(" ", Names);
        fault(name.At, new($"没有名为 {name.Text} 的函数。", $"There is no function named {name.Text}."), new($"可用的函数：{known}。", $"The functions are: {known}."));
        return null;
    }

    private static void Arity(Token name, int takes, int given, Action<int, Text, Text> fault) => fault(name.At,
        new($"{name.Text} 要 {takes} 个参数，这里有 {given} 个。", $"{name.Text} takes {takes} arguments; here are {given}."),
        takes == 1 ? new($"请写成 {name.Text}(x)。", $"Write {name.Text}(x).") : new($"请写成 {name.Text}(x, 下限, 上限)。", $"Write {name.Text}(x, low, high)."));
}
