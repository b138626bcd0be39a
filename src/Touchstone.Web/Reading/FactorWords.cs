using Touchstone.Composite;
using Touchstone.Model;

namespace Touchstone.Web.Reading;

/// <summary>What an uncertain factor is, in words.</summary>
internal static class FactorWords
{
    public static Text NameOf(Factor factor) => factor.Name.IsEmpty ? Text.Same(factor.Code) : factor.Name;

    public static Text Of(Factor factor, IndexReading index) => factor switch
    {
        Factor.Choice choice => Words.Robust.Alternatives(Words.Join(choice.Alternatives.Select(a => Words.Robust.AlternativeOf(a.Name.IsEmpty ? Text.Same(a.Code) : a.Name,
            Numbers.Show(a.Likelihood / choice.Alternatives.Sum(x => x.Likelihood), NumberForm.Percent))))),
        Factor.WeightNoise noise => Words.Robust.WeightsBy(Numbers.Show(noise.Share, NumberForm.Percent)),
        Factor.DirichletWeights { Concentration: { } c } => Words.Robust.WeightsAround(Numbers.Show(c)),
        Factor.DirichletWeights => Words.Robust.WeightsFlat,
        Factor.DropIndicators { EachWith: { } chance } => Words.Robust.DropEach(Numbers.Show(chance, NumberForm.Percent)),
        Factor.DropIndicators => Words.Robust.DropOne,
        Factor.DataError error when error.Rules.Overrides.IsEmpty => Words.Robust.ErrorsUsual(Size(error.Rules.Default)),
        Factor.DataError error => Words.Robust.ErrorsOf(Size(error.Rules.Default), Words.Join(error.Rules.Overrides.Select(o => Words.Robust.ErrorOf(index.NameOf(o.Key), Size(o.Value))))),
        Factor.ImputationSpread spread => Words.Robust.Imputed(spread.Folds),
        _ => throw new InvalidOperationException("No such factor."),
    };

    private static string Size(ErrorRule rule) => rule switch
    {
        { Absolute: 0 } => Numbers.Show(rule.Relative, NumberForm.Percent),
        { Relative: 0 } => Numbers.Show(rule.Absolute),
        _ => $"{Numbers.Show(rule.Relative, NumberForm.Percent)} + {Numbers.Show(rule.Absolute)}",
    };
}
