namespace Touchstone.Composite.Tests.Explaining;

/// <summary>Recomputes an explanation from the numbers it prints, by the formulas its documentation states; says where it fails.</summary>
internal static class Recomputation
{
    public static string? Fault(IndexBuild build, ExplainedNode node)
    {
        if (node.Kind == NodeKind.Indicator) return ChainFault(build, node);
        foreach (var child in node.Children) if (Fault(build, child.Node) is { } fault) return fault;
        if (node.IsFilled && (node.Score is null || node.Children.Any(c => c.Contribution is not null))) return $"{node.Code}: filled, and yet made from its children";
        if (node.Rule is null || node.IsFilled) return null;
        if (node.Unrounded is null) return node.Score is null ? null : $"{node.Code}: a score from nothing";
        var counting = node.Children.Where(c => c.Standing is ChildStanding.Present or ChildStanding.Filled).ToList();
        double weights = counting.Sum(c => c.Weight);
        foreach (var child in node.Children)
        {
            if (EffectiveOf(node, child, counting, weights) is { } effective && !Near(child.EffectiveWeight, effective)) return $"{node.Code}: effective weight of {child.Node.Code}";
            double? value = child.Standing switch
            {
                ChildStanding.Present => child.Node.Rule is { Normalise: not null, Rises: Rises.Combined } ? child.Node.Unrounded : child.Node.Score,
                ChildStanding.Filled => node.Rule.FillValue,
                _ => null,
            };
            if (!Near(child.Value, value)) return $"{node.Code}: value of {child.Node.Code}";
            double? term = value is { } v ? child.EffectiveWeight * To(node.Rule, v) : null;
            if (!Near(child.Contribution, term)) return $"{node.Code}: contribution of {child.Node.Code}";
        }
        double sum = node.Children.Sum(c => c.Contribution ?? 0);
        if (node.Rule.Mean is MeanKind.Min or MeanKind.Max or MeanKind.Median or MeanKind.OrderedWeighted && !Near(1, node.Children.Sum(c => c.EffectiveWeight))) return $"{node.Code}: weights of places";
        if (!Near(node.Penalty, Penalty(node, counting, weights))) return $"{node.Code}: penalty {node.Penalty}";
        double mean = node.Rule.Factor * (Back(node.Rule, sum) - node.Penalty!.Value) + node.Rule.Offset;
        if (!Near(node.Unrounded, mean)) return $"{node.Code}: {node.Unrounded} is not the mean {mean} of its children";
        if (node.Score is not { } score) return node is { Rescaled: null, Rule: { Normalise: not null, Rises: Rises.Combined } } ? null : $"{node.Code}: combined, and yet without a score";
        double within = 0;
        if (node.Rule.Normalise is not null)
        {
            if (node.Rescaled is not { } scaled || !Near(scaled.Before, mean)) return $"{node.Code}: its scale does not begin at {mean}";
            if (After(build, node, scaled) is not { } on || !double.IsFinite(on)) return null;
            within = DrawnOut(build, node, scaled, on);
            mean = on;
        }
        // The unrounded mean may stand on the other side of a half by an error in the last place.
        return node.Rule.Decimals is { } d ? IsRounded(score, mean, d) ? null : $"{node.Code}: rounding" : Near(score, mean, within) ? null : $"{node.Code}: score {score}, recomputed {mean} from {node.Unrounded}; {node.Rescaled?.Words.En}";
    }

    /// <summary>Where the order decides, the place of each child is not told from its own numbers: only their sum is checked.</summary>
    private static double? EffectiveOf(ExplainedNode node, ExplainedChild child, List<ExplainedChild> counting, double weights)
    {
        if (node.Rule!.Mean is MeanKind.Min or MeanKind.Max or MeanKind.Median or MeanKind.OrderedWeighted) return null;
        if (!counting.Contains(child)) return 0;
        int n = node.Rule.Mean is MeanKind.Sum or MeanKind.Product ? node.Children.Count(c => c.Standing != ChildStanding.NotApplicable) : 1;
        return (node.Rule.Against?.Contains(child.Node.Code) == true ? -1 : 1) * n * child.Weight / weights;
    }

    private static double To(AggregateRule rule, double x) => rule.Mean switch
    {
        MeanKind.Geometric or MeanKind.Product => Math.Log(x),
        MeanKind.Harmonic => 1 / x,
        MeanKind.Power => Math.Pow(x, rule.Power),
        _ => x,
    };

    private static double Back(AggregateRule rule, double y) => rule.Mean switch
    {
        MeanKind.Geometric or MeanKind.Product => Math.Exp(y),
        MeanKind.Harmonic => 1 / y,
        MeanKind.Power => Math.Pow(y, 1 / rule.Power),
        _ => y,
    };

    private static double Penalty(ExplainedNode node, List<ExplainedChild> counting, double weights)
    {
        double mean = counting.Sum(c => c.Weight * c.Value!.Value) / weights, a = node.Rule!.Penalty, b = node.Rule.Smoothing;
        return node.Rule.Mean switch
        {
            MeanKind.MeanMin => a * (Math.Sqrt(Math.Pow(mean - counting.Where(c => c.Weight != 0).Min(c => c.Value!.Value), 2) + b * b) - b),
            MeanKind.MazziottaPareto => a * counting.Sum(c => c.Weight * Math.Pow(c.Value!.Value - mean, 2)) / weights / mean,
            _ => 0,
        };
    }

    private static bool IsRounded(double rounded, double exact, int decimals) => Math.Abs(rounded - exact) <= 0.5 * Math.Pow(10, -decimals) + 1e-12 * Math.Abs(exact) && Near(rounded, Math.Round(rounded, decimals));

    private static string? ChainFault(IndexBuild build, ExplainedNode node)
    {
        double? at = null;
        foreach (var step in node.Chain)
        {
            if (step.Operation != ChainOperation.Input && step.Place > 0 && !Near(step.Before, at) && step.Kind != "derive") return $"{node.Code}: step {step.Place} does not begin where the one before ended";
            double? after = step.Operation == ChainOperation.Input ? step.After : After(build, node, step);
            // What is not finite (a target divided by nothing) is missing.
            if (after is { } number && !double.IsFinite(number)) after = null;
            if (step.Operand("decimals") is { } decimals && step.After is { } rounded && after is { } exact)
            {
                if (!IsRounded(rounded, exact, (int)decimals)) return $"{node.Code}: step {step.Place} gives {rounded}, recomputed {exact} before rounding";
            }
            else if (!Near(step.After, after)) return $"{node.Code}: step {step.Place} {step.Operation} gives {step.After}, recomputed {after}";
            at = step.After;
        }
        return Near(at, node.Score) ? null : $"{node.Code}: the chain ends at {at}, the score is {node.Score}";
    }

    private static double? After(IndexBuild build, ExplainedNode node, ChainStep s)
    {
        double? O(string name) => s.Operand(name);
        double? Way(double? share) => O("clamped") == 1 ? share is < 0 ? O("bottom") : O("top") : O("bottom") + (O("top") - O("bottom")) * share;
        return s.Operation switch
        {
            ChainOperation.Input => s.After,
            ChainOperation.Derived => Formula(build, node, s).Evaluate([.. s.Operands.Select(o => o.Value)]),
            ChainOperation.Divided => s.Before / O("denominator") * O("scale"),
            ChainOperation.Imputed => O("value"),
            ChainOperation.CarriedForward => O("value"),
            ChainOperation.LeftMissing => null,
            ChainOperation.Unchanged => s.Before,
            ChainOperation.Bounded => O("bound"),
            ChainOperation.SkewLogarithm => Math.Log(Math.Max(s.Before!.Value, O("low")!.Value) - O("low")!.Value + 0.01 * (O("high")!.Value - O("low")!.Value)),
            ChainOperation.MirroredSkewLogarithm => -Math.Log(O("high")!.Value - Math.Min(s.Before!.Value, O("high")!.Value) + 0.01 * (O("high")!.Value - O("low")!.Value)),
            ChainOperation.ShiftedLogarithm => Math.Log(Math.Max(s.Before!.Value, O("low")!.Value) - O("low")!.Value + 1),
            ChainOperation.GiiLogarithm => Math.Log((O("factor") * O("high") - 1)!.Value * (Math.Max(s.Before!.Value, O("low")!.Value) - O("low")!.Value) / (O("high") - O("low"))!.Value + 1),
            ChainOperation.MirroredGiiLogarithm => -Math.Log((O("factor") * O("high") - 1)!.Value * (O("high")!.Value - Math.Min(s.Before!.Value, O("high")!.Value)) / (O("high") - O("low"))!.Value + 1),
            ChainOperation.BoxCox => Math.Max(s.Before!.Value, O("low")!.Value) - O("low")!.Value + 1 is var y && O("lambda") is { } power && power != 0 ? (Math.Pow(y, power) - 1) / power : Math.Log(y),
            ChainOperation.Logarithm => Math.Log(s.Before!.Value + O("add")!.Value),
            ChainOperation.ScaledUp => Way((s.Before - O("low")) / (O("high") - O("low"))),
            ChainOperation.ScaledDown => Way((O("high") - s.Before) / (O("high") - O("low"))),
            ChainOperation.StandardisedUp => O("bottom") + (O("top") - O("bottom")) * ((s.Before - O("mean")) / O("deviation")),
            ChainOperation.StandardisedDown => O("bottom") - (O("top") - O("bottom")) * ((s.Before - O("mean")) / O("deviation")),
            ChainOperation.Ranked => O("rank"),
            ChainOperation.PercentileRanked => O("bottom") + (O("top") - O("bottom")) * ((O("rank") - 1) / (O("count") - 1)),
            ChainOperation.PercentileRankedDown => O("bottom") + (O("top") - O("bottom")) * (1 - (O("rank") - 1) / (O("count") - 1)),
            ChainOperation.BordaPoints => O("rank") - 1,
            ChainOperation.LogisticUp => O("bottom") + (O("top") - O("bottom")) / (1 + Math.Exp((-O("steepness") * (s.Before - O("mean")) / O("deviation"))!.Value)),
            ChainOperation.LogisticDown => O("bottom") + (O("top") - O("bottom")) / (1 + Math.Exp((O("steepness") * (s.Before - O("mean")) / O("deviation"))!.Value)),
            ChainOperation.Banded => O("value"),
            ChainOperation.TowardsTarget => Way(s.Before / O("target")),
            // Nothing left of what should be low: the target is passed, whatever the quotient.
            ChainOperation.TowardsTargetDown => O("clamped") == 1 && s.Before <= 0 ? O("top") : Way(O("target") / s.Before),
            ChainOperation.Constant => O("value"),
        };
    }

    private static Formula Formula(IndexBuild build, ExplainedNode node, ChainStep step) =>
        ((Derive)build.Recipe.Steps[step.Place - 1]).Columns.Last(c => c.Target == node.Code).Formula;

    /// <summary>How far the scale draws out an error in the last places of what the children combine to: over a narrow range, far.</summary>
    private static double DrawnOut(IndexBuild build, ExplainedNode node, ChainStep scaled, double on)
    {
        double error = 1e-14 * Math.Max(1, Math.Abs(scaled.Before!.Value));
        return new[] { error, -error }.Max(e => After(build, node, scaled with { Before = scaled.Before + e }) is { } beside && double.IsFinite(beside) ? Math.Abs(beside - on) : 0);
    }

    /// <summary>Equal but for rounding, and for what is known to come beside it.</summary>
    private static bool Near(double? a, double? b, double beside = 0) => a is { } x && b is { } y ? Math.Abs(x - y) <= 1e-12 * Math.Max(1, Math.Abs(y)) + beside : a is null && b is null;
}
