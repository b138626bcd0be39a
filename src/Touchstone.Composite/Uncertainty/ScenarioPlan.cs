namespace Touchstone.Composite;

/// <summary>What is settled before the scenarios of one (input, recipe, specification): the recipe of each combination of choices, and which coordinates a factor takes.</summary>
internal sealed class ScenarioPlan
{
    private readonly double[][] _thresholds;
    private readonly Plan?[] _plans;
    private readonly int[] _choices;

    public ScenarioPlan(IndexInput input, Recipe recipe, UncertaintySpec spec)
    {
        (Input, Recipe, Spec) = (input, recipe, spec);
        Nominal = new Plan(input, WithRank(recipe));
        Target = Nominal.PlaceOf(spec.Node ?? input.Framework.Root.Code);
        var period = spec.Period ?? Nominal.Rows.Select(r => r.Period).Max();
        FollowedRows = [.. Enumerable.Range(0, Nominal.Rows.Length).Where(r => Nullable.Equals(Nominal.Rows[r].Period, period))];
        _choices = [.. Enumerable.Range(0, spec.Factors.Length).Where(f => spec.Factors[f] is Factor.Choice)];
        _thresholds = [.. _choices.Select(f => Thresholds((Factor.Choice)spec.Factors[f]))];
        Combinations = _choices.Aggregate(1, (n, f) => n * ((Factor.Choice)spec.Factors[f]).Alternatives.Length);
        _plans = new Plan?[Combinations];
        FirstCoordinate = new int[spec.Factors.Length];
        for (int f = 0; f < spec.Factors.Length; f++)
        {
            FirstCoordinate[f] = Coordinates;
            Coordinates += Width(spec.Factors[f]);
        }
        // Without an error in the data, the steps before aggregation are the same for every scenario of a combination, and run once. A screen or gate counts indicators, and weights may be found from their scores, so a dropped one changes it.
        bool counts = Enumerable.Range(0, Combinations).Any(c => RecipeOf(c).Steps.Any(s => s is Screen or Gate or Weigh { Rules.IsEmpty: false }));
        DataVaries = spec.Factors.Any(f => f is Factor.DataError or Factor.ImputationSpread or Factor.MultipleImputation || f is Factor.DropIndicators && counts);
    }

    public IndexInput Input { get; }
    public Recipe Recipe { get; }
    public UncertaintySpec Spec { get; }
    public Plan Nominal { get; }
    /// <summary>The place of the node that is followed: the same in every combination.</summary>
    public int Target { get; }
    /// <summary>The input rows that are followed.</summary>
    public int[] FollowedRows { get; }
    public int Combinations { get; }
    public int Coordinates { get; }
    public int[] FirstCoordinate { get; }
    public bool DataVaries { get; }

    public Sampling Sampling(int scenarios) => new(Spec.Draw.Kind, Spec.Draw.Seed, Coordinates, scenarios);

    /// <summary>The combination that a scenario has; <paramref name="fromB"/> says which factors are of the second matrix.</summary>
    public int CombinationOf(in Sampling sampling, uint fromB, int scenario)
    {
        int combination = 0;
        for (int c = 0; c < _choices.Length; c++)
        {
            int factor = _choices[c];
            double u = sampling.At((int)(fromB >> factor) & 1, FirstCoordinate[factor], scenario);
            double[] thresholds = _thresholds[c];
            int alternative = 0;
            while (alternative < thresholds.Length - 1 && u >= thresholds[alternative]) alternative++;
            combination = combination * thresholds.Length + alternative;
        }
        return combination;
    }

    /// <summary>The alternative of each choice that a combination stands for.</summary>
    public IEnumerable<(Factor.Choice Choice, Alternative Alternative)> AlternativesOf(int combination)
    {
        var taken = new List<(Factor.Choice, Alternative)>();
        for (int c = _choices.Length - 1; c >= 0; c--)
        {
            var choice = (Factor.Choice)Spec.Factors[_choices[c]];
            taken.Add((choice, choice.Alternatives[combination % choice.Alternatives.Length]));
            combination /= choice.Alternatives.Length;
        }
        taken.Reverse();
        return taken;
    }

    /// <summary>The recipe of a combination.</summary>
    public Recipe RecipeOf(int combination) => WithRank(AlternativesOf(combination).Aggregate(Recipe, (recipe, taken) => taken.Alternative.On(recipe)));

    public Plan PlanOf(int combination)
    {
        // Two threads may both make it; they make the same.
        return _plans[combination] ??= new Plan(Input, RecipeOf(combination));
    }

    /// <summary>An index that is not ranked by its recipe is ranked for the analysis.</summary>
    private static Recipe WithRank(Recipe recipe) => recipe.Steps.Any(s => s is Rank) ? recipe : recipe with { Steps = recipe.Steps.Add(new Rank(Ties.Min, null)) };

    private static double[] Thresholds(Factor.Choice choice)
    {
        double sum = choice.Alternatives.Sum(a => a.Likelihood), below = 0;
        return [.. choice.Alternatives.Select(a => (below += a.Likelihood) / sum)];
    }

    /// <summary>How many coordinates of the sequence a factor takes; those with many numbers draw from a stream.</summary>
    private int Width(Factor factor) => factor switch
    {
        Factor.Choice => 1,
        Factor.WeightNoise noise => NoisyNodes(noise).Length,
        Factor.DropIndicators { EachWith: null } or Factor.MultipleImputation => 1,
        _ => 0,
    };

    public int[] NoisyNodes(Factor.WeightNoise noise) =>
        [.. Enumerable.Range(0, Nominal.NodeCount).Where(n => n != Nominal.Root && (noise.Levels.IsDefaultOrEmpty || noise.Levels.Contains(Input.Framework.Level(Nominal.Codes[n]))))];
}
