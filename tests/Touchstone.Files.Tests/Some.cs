using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsCheck;
using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

/// <summary>Small indices and random recipes for the laws.</summary>
internal static class Some
{
    public const string Indicators =
        "code,name_zh,name_en,kind,parent,weight,direction,denominator,goalpost_low,goalpost_high,target\n" +
        "INDEX,总指数,Index,aggregate,,,,,,,\n" +
        "D1,一,One,aggregate,INDEX,2,,,,,\n" +
        "D2,二,Two,aggregate,INDEX,,,,,,\n" +
        "A,甲,Alpha,indicator,D1,,+,POP,0,10,\n" +
        "B,乙,Beta,indicator,D1,0.5,-,,0,10,\n" +
        "C,丙,Gamma,indicator,D2,,+,,0,10,5\n" +
        "POP,人口,Population,context,,,,,,,\n";

    public const string Units =
        "code,name_zh,name_en,ranked,region\n" +
        "X,甲市,X City,yes,north\n" +
        "Y,乙市,Y City,,south\n" +
        "Z,丙市,Z City,no,\n";

    public const string Data =
        "period,unit,A,B,C,POP\n" +
        "2020,X,1,2,3,10\n" +
        "2020,Y,4,,6,20\n" +
        "2020,Z,7,n/a,9,30\n" +
        "2021,X,2,3,4,10\n" +
        "2021,Y,5,6,,20\n" +
        "2021,Z,8,9,10,30\n";

    public const string Recipe =
        "schema: 1\n" +
        "name: {zh: 示例, en: Example}\n" +
        "frame: pooled\n" +
        "steps:\n" +
        "  - impute: {method: mean}\n" +
        "  - normalise: {method: min-max, scale: [1, 100]}\n" +
        "  - aggregate: {mean: arithmetic}\n" +
        "  - rank\n";

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static Dictionary<string, ReadOnlyMemory<byte>> Folder(string recipe = Recipe, string data = Data, string units = Units, string indicators = Indicators) => new(StringComparer.Ordinal)
    { ["index.yaml"] = Bytes(recipe), ["data.csv"] = Bytes(data), ["units.csv"] = Bytes(units), ["indicators.csv"] = Bytes(indicators) };

    public static Dictionary<string, ReadOnlyMemory<byte>> AsFiles(IReadOnlyDictionary<string, byte[]> files) =>
        files.ToDictionary(f => f.Key, f => (ReadOnlyMemory<byte>)f.Value, StringComparer.Ordinal);

    public static string Steps(params string[] steps) =>
        "schema: 1\nname: T\nframe: pooled\nsteps:\n" + string.Concat(steps.Select(s => "  - " + s.Replace("\n", "\n    ", StringComparison.Ordinal) + "\n"));

    private static readonly Gen<double> Number = Gen.OneOf(Gen.Double[-1e6, 1e6], Gen.Int[-5, 100].Select(i => (double)i));
    private static readonly Gen<double> Share = Gen.OneOf(Gen.Double[0, 1], Gen.Int[0, 100].Select(i => i / 100.0));
    private static readonly Gen<IndicatorCode> Leaf = Gen.Int[0, 2].Select(i => new IndicatorCode("ABC"[i].ToString(CultureInfo.InvariantCulture)));
    private static readonly Gen<IndicatorCode> Node = Gen.Int[0, 4].Select(i => new IndicatorCode(new[] { "A", "B", "C", "D1", "D2" }[i]));
    private static readonly Gen<IndicatorCode> Trunk = Gen.Int[0, 2].Select(i => new IndicatorCode(new[] { "INDEX", "D1", "D2" }[i]));
    private static readonly Gen<UnitCode> Unit = Gen.Int[0, 2].Select(i => new UnitCode("XYZ"[i].ToString(CultureInfo.InvariantCulture)));
    private static readonly Gen<string> Words = Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 6].Select(c => new string(c));

    private static Gen<ImmutableSortedDictionary<IndicatorCode, T>> ByCode<T>(Gen<IndicatorCode> code, Gen<T> rule) =>
        Gen.Select(code, rule).Array[0, 3].Select(pairs => pairs.DistinctBy(p => p.Item1).ToImmutableSortedDictionary(p => p.Item1, p => p.Item2));

    private static Gen<PerCode<T>> Rules<T>(Gen<IndicatorCode> code, Gen<T> rule) where T : notnull =>
        Gen.Select(rule, ByCode(code, rule)).Select(r => new PerCode<T>(r.Item1, r.Item2));

    private static readonly Gen<ImputeRule> AnyImpute =
        Gen.Select(Gen.Enum<ImputeMethod>(), Gen.Bool, Number.Nullable(), Gen.Int[0, 9].Nullable(), Gen.Int[2, 3].Nullable(), Leaf.Array[0, 2], Gen.Select(Gen.Int[1, 9].Nullable(), Gen.Bool))
            .Select(r => new ImputeRule(r.Item1, r.Item2 ? "region" : null, r.Item3, r.Item4, r.Item5, r.Item6.Length == 0 ? null : Listed.Of(r.Item6), r.Item7.Item1, r.Item7.Item2));
    private static readonly Gen<WinsorLimit?> AnyLimit =
        Gen.OneOf(Gen.Const((WinsorLimit?)null), Gen.Int[0, 9].Select(i => (WinsorLimit?)new WinsorLimit.Count(i)), Share.Select(s => (WinsorLimit?)new WinsorLimit.Share(s)));
    private static readonly Gen<TreatRule> AnyTreat =
        Gen.Select(Gen.Select(Gen.Bool, Number, Number, AnyLimit, Gen.Enum<SecondTreatment>()), Gen.Enum<OutlierRule>(), Number, Gen.Enum<Tails>(), Number.Nullable(), Number)
            .Select(r => new TreatRule(r.Item1.Item1, r.Item1.Item2, r.Item1.Item3, r.Item1.Item4, r.Item1.Item5, r.Item2, r.Item3, r.Item4, r.Item5, r.Item6));
    private static readonly Gen<TransformRule> AnyTransform = Gen.OneOf(
        Gen.Int[1, 4].Select(i => (TransformRule)new TransformRule.Skew((SecondTreatment)i)), Number.Nullable().Select(l => (TransformRule)new TransformRule.Skew(SecondTreatment.BoxCox, l)),
        Number.Select(f => (TransformRule)new TransformRule.Skew(SecondTreatment.LogGii, Factor: f)),
        Number.Select(a => (TransformRule)new TransformRule.Log(a)), Gen.Select(Number.Nullable(), Number.Nullable()).Select(c => (TransformRule)new TransformRule.Clamp(c.Item1, c.Item2)));
    private static readonly Gen<NormaliseRule> AnyNormalise =
        Gen.Select(Gen.Select(Gen.Enum<NormaliseMethod>(), Number, Number, Number.Nullable(), Number.Nullable(), Number.Nullable(), Gen.Enum<Outside>(), Gen.Enum<Ties>()),
                Gen.Select(Share.Nullable(), Share.Nullable(), Share.Nullable(), Unit.Nullable(), Gen.Enum<ZeroValues>(), Gen.Enum<Reversal>(), Number, Gen.Enum<BandsBy>()),
                Gen.Select(Number, Number).Array[1, 3].Select(b => Listed.Of(b.DistinctBy(x => x.Item1).OrderBy(x => x.Item1).Select(x => new ScoreBand(x.Item1, x.Item2)))), Gen.Bool, Gen.Int[0, 15].Nullable())
            .Select(r => new NormaliseRule(r.Item1.Item1, r.Item1.Item2, r.Item1.Item3, r.Item1.Item4, r.Item1.Item5, r.Item1.Item6, r.Item1.Item7, r.Item1.Item8,
                r.Item2.Item1, r.Item2.Item2, r.Item2.Item3, r.Item2.Item4, r.Item2.Item5, r.Item2.Item6, r.Item2.Item7, r.Item4 ? r.Item3 : null, r.Item2.Item8, r.Item5));
    private static readonly Gen<AggregateRule> AnyAggregate =
        Gen.Select(Gen.Select(Gen.Enum<MeanKind>(), Share, Gen.Enum<MissingChild>(), Number.Nullable(), Gen.Int[0, 15].Nullable(), Gen.Enum<NotPositive>()),
                Gen.Select(Number, Number.Array[1, 3], Number, Number, Node.Array[1, 2], Number, Number, Gen.Enum<Rises>()), AnyNormalise, Gen.Int[0, 15])
            .Select(r => new AggregateRule(r.Item1.Item1, r.Item1.Item2, r.Item1.Item3, r.Item1.Item4, r.Item1.Item5, r.Item1.Item6, r.Item2.Item1, (r.Item4 & 1) == 0 ? null : Listed.Of(r.Item2.Item2),
                r.Item2.Item3, r.Item2.Item4, (r.Item4 & 2) == 0 ? null : Listed.Of(r.Item2.Item5.Distinct()), r.Item2.Item6, r.Item2.Item7, (r.Item4 & 4) == 0 ? null : r.Item3, r.Item2.Item8, (r.Item4 & 8) == 0 ? null : "region"));

    private static readonly Gen<Listed<NodeNumber>> Numbered = Gen.Select(Node, Number).Array[1, 3].Select(n => Listed.Of(n.DistinctBy(x => x.Item1).Select(x => new NodeNumber(x.Item1, x.Item2))));
    private static readonly Gen<WeightRule> AnyWeight =
        Gen.Select(Gen.Enum<WeightMethod>(), Gen.Int[1, 3].Nullable(), Numbered.Array[1, 2], Numbered, Gen.Int[0, 15])
            .Select(r => new WeightRule(r.Item1, r.Item2, (r.Item5 & 1) == 0 ? null : Listed.Of(r.Item3), (r.Item5 & 2) == 0 ? null : Listed.Of(r.Item4.Select(n => new Comparison(new("A"), n.Node, n.Number))),
                (r.Item5 & 4) == 0 ? null : r.Item4, (r.Item5 & 8) == 0 ? null : new IndicatorCode("INDEX")));

    private static readonly string[] Formulas = ["ln(A)", "(A + B) / POP * 100", "max(A, 1)", "-A^2", "if(A > 0, B, C)"];
    private static readonly Gen<Derive> AnyDerive = Gen.Select(Leaf, Gen.Int[0, Formulas.Length - 1]).Array[1, 3]
        .Select(c => new Derive([.. c.Select(d => new Derivation(d.Item1, Formula.Parse(Formulas[d.Item2], Place.Whole).OrThrow()))]));

    private static readonly Gen<Step> AnyStep = Gen.OneOf(
        AnyDerive.Select(s => (Step)s),
        Gen.Select(Leaf, Number).Array[0, 2].Select(r => (Step)new Denominate([.. r.DistinctBy(d => d.Item1).Select(d => new Denomination(d.Item1, new IndicatorCode("POP"), d.Item2))])),
        Gen.Select(Share.Nullable(), Share.Nullable(), Gen.Enum<FailedUnit>(), Unit.Array[0, 2], Unit.Array[0, 2]).Select(s => (Step)new Screen(s.Item1, s.Item2, s.Item3, [.. s.Item4], [.. s.Item5])),
        Gen.Select(Share.Nullable(), Share.Nullable(), Share.Nullable(), Gen.Enum<FailedUnit>()).Select(s => (Step)new Gate(s.Item1, s.Item2, s.Item3, s.Item4)),
        Gen.Select(Rules(Leaf, AnyImpute), Share.Nullable(), Unit.Array[0, 2]).Select(r => (Step)new Impute(r.Item1, r.Item2, r.Item3.Length == 0 ? null : Listed.Of(r.Item3))),
        Rules(Leaf, AnyTreat).Select(r => (Step)new Treat(r)),
        ByCode(Leaf, AnyTransform).Select(r => (Step)new Transform(r)),
        Rules(Leaf, AnyNormalise).Select(r => (Step)new Normalise(r)),
        Gen.Select(Gen.Bool, ByCode(Node, Number.Select(Math.Abs)), ByCode(Trunk, AnyWeight)).Select(r => (Step)new Weigh(r.Item1, r.Item2) { Rules = r.Item3 }),
        Rules(Trunk, AnyAggregate).Select(r => (Step)new Aggregate(r)),
        Gen.Select(Gen.Enum<Ties>(), Gen.Int[0, 15].Nullable()).Select(r => (Step)new Rank(r.Item1, r.Item2)));

    private static readonly Gen<FrameRule> AnyFrame = Gen.OneOf(
        Gen.Const((FrameRule)new FrameRule.PerPeriod()), Gen.Const((FrameRule)new FrameRule.Pooled()),
        Gen.Int[1990, 2030].Array[1, 3].Select(y => (FrameRule)new FrameRule.Base([.. y.Select(Period.InYear)])));

    public static readonly Gen<Recipe> AnyRecipe =
        Gen.Select(Words, Words, AnyStep.Array[1, 6], AnyFrame).Select(r => new Recipe(new Text(r.Item1, r.Item2), [.. r.Item3], r.Item4));

    /// <summary>A recipe as text of the C# kind, for comparison: formulas by their text, sets by their content.</summary>
    public static string Shown(Recipe recipe)
    {
        var text = new StringBuilder().Append(recipe.Name.Zh).Append('|').Append(recipe.Name.En).Append('|').Append(Shown(recipe.Frame)).Append('\n');
        foreach (var step in recipe.Steps) text.Append(Shown(step)).Append('\n');
        return text.ToString();
    }

    private static string Shown(FrameRule frame) => frame is FrameRule.Base b ? string.Join(',', b.Periods) : frame.ToString();

    private static string Shown(Step step) => step switch
    {
        Derive s => string.Join(';', s.Columns.Select(c => $"{c.Target}={c.Formula.Text}")),
        Denominate s => string.Join(';', s.Rules.Select(r => Invariant($"{r.Indicator}/{r.By}*{r.Scale:R}"))),
        Screen s => Invariant($"screen {s.MinAvailable:R} {s.MinNonZero:R} {s.Failed} {string.Join(',', s.Keep)} {string.Join(',', s.Exclude)}"),
        Impute s => Invariant($"{Shown(s.Rules)} {s.MaxShare:R} {s.Never}"),
        Treat s => Shown(s.Rules),
        Normalise s => Shown(s.Rules),
        Aggregate s => Shown(s.Rules),
        Transform s => string.Join(';', s.Rules),
        Weigh s => s.Equal + string.Join(';', s.Weights.Select(w => Invariant($"{w.Key}={w.Value:R}"))) + string.Join(';', s.Rules.Select(r => $"{r.Key}={r.Value}")),
        _ => step.ToString(),
    };

    private static string Shown<T>(PerCode<T> rules) where T : notnull => rules.Default + string.Join(';', rules.Overrides);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
