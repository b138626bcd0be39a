using System.Collections.Immutable;
using Touchstone.Model;

namespace Touchstone.Composite;

/// <summary>Whether a factor is a choice of method or an error of the data. Their ranges are shown apart.</summary>
public enum FactorSource
{
    /// <summary>Somebody could have decided otherwise.</summary>
    Method,
    /// <summary>The figures could be otherwise.</summary>
    Data,
}

/// <summary>
/// Something of an index that is not certain. Factors vary independently of each other; what depends on each other is declared as one factor (an aggregation with the scale it needs).
/// Closed: the records here are the only ones.
/// </summary>
/// <param name="Code">Its code, unique in the specification.</param>
/// <param name="Name">Its name, in both languages.</param>
public abstract record Factor(string Code, Text Name)
{
    /// <summary>Method or data.</summary>
    public abstract FactorSource Source { get; }

    /// <summary>One of several ways to make the index.</summary>
    /// <param name="Code">Code.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Alternatives">At least two.</param>
    public sealed record Choice(string Code, Text Name, ImmutableArray<Alternative> Alternatives) : Factor(Code, Name)
    { /// <inheritdoc/>
        public override FactorSource Source => FactorSource.Method;
    }

    /// <summary>Every weight of the levels named times 1 + share·(2u − 1), u uniform on 0–1 and each weight its own: COINr's noisy weights. Siblings are made to sum to one when aggregated.</summary>
    /// <param name="Code">Code.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Share">How far a weight moves, as a share of itself; above 0, at most 1.</param>
    /// <param name="Levels">Levels of the tree (1 = indicators); none = all below the root.</param>
    public sealed record WeightNoise(string Code, Text Name, double Share, ImmutableArray<int> Levels) : Factor(Code, Name)
    { /// <inheritdoc/>
        public override FactorSource Source => FactorSource.Method;
    }

    /// <summary>
    /// The weights of siblings drawn from a Dirichlet distribution. Without a concentration every set of weights is as likely as any other (what stochastic multicriteria acceptability
    /// analysis assumes when nothing is known of weights); with one, the mean is the index's own weights and a weight w varies with variance w(1 − w) ÷ (concentration + 1).
    /// </summary>
    /// <param name="Code">Code.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Concentration">Above zero; null = flat.</param>
    /// <param name="Parents">The aggregates whose children's weights vary; none = all.</param>
    public sealed record DirichletWeights(string Code, Text Name, double? Concentration, ImmutableArray<IndicatorCode> Parents) : Factor(Code, Name)
    { /// <inheritdoc/>
        public override FactorSource Source => FactorSource.Method;
    }

    /// <summary>Indicators left out: one at a time (none as likely as each), or each with a chance of its own.</summary>
    /// <param name="Code">Code.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Candidates">The indicators that may leave; none = all.</param>
    /// <param name="EachWith">The chance of each; null = at most one leaves.</param>
    public sealed record DropIndicators(string Code, Text Name, ImmutableArray<IndicatorCode> Candidates, double? EachWith) : Factor(Code, Name)
    { /// <inheritdoc/>
        public override FactorSource Source => FactorSource.Method;
    }

    /// <summary>An independent error in each cell of the raw data.</summary>
    /// <param name="Code">Code.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Rules">The error of each column.</param>
    /// <param name="Cells">Cells with an error of their own.</param>
    public sealed record DataError(string Code, Text Name, PerCode<ErrorRule> Rules, ImmutableArray<CellError> Cells) : Factor(Code, Name)
    { /// <inheritdoc/>
        public override FactorSource Source => FactorSource.Data;
    }

    /// <summary>
    /// The spread of imputed cells: each gets a normal error whose deviation is the column's hold-out error (present cells hidden a fold at a time, imputed by the recipe's own step, and compared).
    /// </summary>
    /// <param name="Code">Code.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Folds">How many folds hide each cell once, 2 to 50.</param>
    public sealed record ImputationSpread(string Code, Text Name, int Folds) : Factor(Code, Name)
    { /// <inheritdoc/>
        public override FactorSource Source => FactorSource.Data;
    }

    /// <summary>
    /// Multiple imputation: each scenario has one of several draws of the cells that the recipe fills by EM, all cells of a draw together. A draw fits the distribution to rows drawn again with
    /// replacement and draws the gaps from what it leaves open, so that it carries both what the data do not say of the distribution and what the distribution does not say of the cell.
    /// The draws are of the data as it is. (Rubin, Multiple Imputation for Nonresponse in Surveys, 1987; King, Honaker, Joseph and Scheve, APSR 95, 2001.)
    /// </summary>
    /// <param name="Code">Code.</param>
    /// <param name="Name">Name.</param>
    /// <param name="Draws">How many, 2 to 1,000.</param>
    public sealed record MultipleImputation(string Code, Text Name, int Draws) : Factor(Code, Name)
    { /// <inheritdoc/>
        public override FactorSource Source => FactorSource.Data;
    }

    /// <summary>
    /// A choice over a number of the recipe: equally likely levels at the middle of as many equal slices of the range (or, without a number of levels, every whole number of it).
    /// </summary>
    /// <param name="code">Code.</param>
    /// <param name="name">Name.</param>
    /// <param name="range">From, to and the number of levels.</param>
    /// <param name="steps">The steps that a level makes.</param>
    public static Choice Range(string code, Text name, NumberRange range, Func<double, ImmutableArray<Step>> steps) =>
        new(code, name, [.. range.Values.Select(v => new Alternative(Written(v), Text.Same(Written(v)), 1, steps(v), []))]);

    private static string Written(double value) => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Numbers from one to another.</summary>
/// <param name="From">The lower end.</param>
/// <param name="To">The upper end, above it.</param>
/// <param name="Levels">How many; null = every whole number from the lower to the upper end.</param>
public sealed record NumberRange(double From, double To, int? Levels)
{
    /// <summary>The levels.</summary>
    public IEnumerable<double> Values => Levels is { } n
        ? Enumerable.Range(0, n).Select(i => From + (To - From) * ((i + 0.5) / n))
        : Enumerable.Range(0, Math.Max(0, (int)Math.Floor(To - From) + 1)).Select(i => From + i);
}

/// <summary>One way of a choice: steps that stand in place of the recipe's steps of the same kind, and kinds of steps left out. With neither, the recipe as it is.</summary>
/// <param name="Code">Its code, unique in the choice.</param>
/// <param name="Name">Its name.</param>
/// <param name="Likelihood">How likely beside the others, on any scale; above zero.</param>
/// <param name="Steps">Steps to put in place of those of the same kind. The step is stated whole.</param>
/// <param name="Without">Kinds of steps to leave out.</param>
public sealed record Alternative(string Code, Text Name, double Likelihood, ImmutableArray<Step> Steps, ImmutableArray<string> Without)
{
    /// <summary>The recipe as it is.</summary>
    public static Alternative AsItIs(string code, Text name) => new(code, name, 1, [], []);

    /// <summary>The kinds of steps that it changes.</summary>
    internal IEnumerable<string> Kinds => Steps.Select(s => s.Kind).Concat(Without);

    internal Recipe On(Recipe recipe) => recipe with
    {
        Steps = [.. recipe.Steps.Where(s => !Without.Contains(s.Kind)).Select(s => Steps.FirstOrDefault(own => own.Kind == s.Kind) ?? s)],
    };
}

/// <summary>How an error is distributed.</summary>
public enum ErrorShape
{
    /// <summary>Normal: the size is the standard deviation.</summary>
    Normal,
    /// <summary>Uniform: the size is half the width.</summary>
    Uniform,
    /// <summary>Lognormal, for figures that keep their sign: x·exp(σz − σ²/2), mean x; the size is σ, relative only.</summary>
    Lognormal,
}

/// <summary>The error of a column's cells: relative to the figure, in its unit, or both (their squares add).</summary>
/// <param name="Relative">As a share of the figure.</param>
/// <param name="Absolute">In the unit of the raw column.</param>
/// <param name="Shape">The distribution.</param>
public sealed record ErrorRule(double Relative = 0, double Absolute = 0, ErrorShape Shape = ErrorShape.Normal);

/// <summary>The error of one cell, in the unit of the raw column.</summary>
/// <param name="Row">The row.</param>
/// <param name="Column">The column.</param>
/// <param name="Size">Standard deviation, or half the width of a uniform error.</param>
/// <param name="Where">Where it is stated.</param>
public sealed record CellError(RowKey Row, IndicatorCode Column, double Size, Place Where);
