namespace Touchstone.Rules.Tests;

/// <summary>A second evaluator, by walking the formula over the values of a trace node's children: shares nothing with the program but the arithmetic of reaches.</summary>
internal static class ByHand
{
    public static Reach Value(Formula formula, TraceNode node) => formula switch
    {
        Formula.Number n => Reach.At(n.Value),
        Formula.Undefined => Reach.Undefined,
        Formula.Name n => node.Children.Single(c => c.Id == n.Id).Value,
        Formula.Choice c => Reach.Choose(Value(c.Truth, node), Value(c.Yes, node), Value(c.No, node)),
        Formula.Unary { Operation: Operation.Not } u => Reach.Not(Value(u.Of, node)),
        Formula.Unary { Operation: Operation.Negate } u => -Value(u.Of, node),
        Formula.Unary { Operation: Operation.Floor } u => Reach.Floor(Value(u.Of, node)),
        Formula.Unary { Operation: Operation.Root } u => Reach.Root(Value(u.Of, node)),
        Formula.Binary b => Two(b.Operation, Value(b.Left, node), Value(b.Right, node)),
        _ => throw new NotSupportedException(formula.ToString()),
    };

    private static Reach Two(Operation operation, Reach a, Reach b) => operation switch
    {
        Operation.Add => a + b,
        Operation.Subtract => a - b,
        Operation.Multiply => a * b,
        Operation.Divide => a / b,
        Operation.Min or Operation.And => Reach.Min(a, b),
        Operation.Max or Operation.Or => Reach.Max(a, b),
        Operation.AtLeast => Reach.AtLeast(a, b),
        Operation.Above => Reach.Above(a, b),
        Operation.Same => Reach.Same(a, b),
        _ => throw new NotSupportedException(operation.ToString()),
    };
}
