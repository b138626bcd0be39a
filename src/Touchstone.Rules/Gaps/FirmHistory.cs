using System.Collections.Immutable;

namespace Touchstone.Rules;

/// <summary>A firm over the years: facts as they stand on one day, and figures by fiscal year, known ones and planned ones.</summary>
public sealed record FirmHistory(string Firm, ImmutableDictionary<string, Rational> Standing, ImmutableDictionary<(string Series, int Year), Rational> Yearly)
{
    /// <summary>A firm of which the facts of one day are known and nothing else; from that day on they roll as <see cref="On"/> says.</summary>
    public static FirmHistory Of(FirmFacts facts) => new(facts.Firm, facts.Values, ImmutableDictionary<(string, int), Rational>.Empty);

    /// <summary>The facts on a day; the last fiscal year is the calendar year before it.</summary>
    /// <param name="rulebook">The rulebook that asks.</param>
    /// <param name="day">The day.</param>
    /// <param name="asOf">The day on which the standing facts hold; null: the day itself. From then on each rolls by its <see cref="InputSpan"/>; what cannot roll is known no longer.</param>
    public FirmFacts On(Rulebook rulebook, DateOnly day, DateOnly? asOf = null)
    {
        var from = asOf ?? day;
        var values = Standing.ToBuilder();
        var between = ImmutableDictionary.CreateBuilder<string, Reach>(StringComparer.Ordinal);
        foreach (var input in rulebook.Inputs)
        {
            values.Remove(input.Id);
            if (input.FigureOf is { } figure) { if (FigureOfYear(rulebook, figure.Series, day.Year - figure.YearsBack, from) is { } value) values[input.Id] = value; else Lapse(input); }
            else if (input.SumOfYears > 0 && SumOver(input, day.Year) is { } sum) values[input.Id] = sum;
            else if (Standing.TryGetValue(input.Id, out var stood)) Roll(input, stood);
        }
        if (day.Year > from.Year) values.RemoveRange(rulebook.Definitions.Select(d => d.Id));   // computed by the firm for the years before
        return new FirmFacts(Firm, values.ToImmutable()) { Between = between.ToImmutable() };

        Rational? SumOver(RuleInput input, int year)
        {
            Rational sum = 0;
            int years = input.SumFrom is { } id && values.TryGetValue(id, out var existed) ? (int)Rational.Min(existed, input.SumOfYears).ToLong() : input.SumOfYears;
            for (int back = 1; back <= years; back++)
            {
                if (!Yearly.TryGetValue((input.Id, year - back), out var figure)) return null;
                sum += figure;
            }
            return years > 0 ? sum : null;
        }

        void Lapse(RuleInput input)
        {
            if (Standing.ContainsKey(input.Id) && day.Year > from.Year) between[input.Id] = input.Domain;
        }

        void Roll(RuleInput input, Rational stood)
        {
            int years = day.Year - from.Year;
            switch (input.Span)
            {
                case InputSpan.Now: values[input.Id] = stood; break;
                case InputSpan.FiscalYears: values[input.Id] = input.Most is { } most && stood + years > most ? Rational.Max(stood, most) : stood + years; break;
                case InputSpan.YearsRun: Run(input, stood, Years.Full(from, day)); break;
                case InputSpan.MonthsRun: Run(input, stood, Years.FullMonths(from, day)); break;
                case InputSpan.Year or InputSpan.Window or null:
                    if (years <= 0 || (input.Span == InputSpan.Window && input.Kind == InputKind.YesNo && stood.Sign == 0)) values[input.Id] = stood;
                    else Lapse(input);
                    break;
            }
        }

        void Run(RuleInput input, Rational stood, int full)
        {
            if (day <= from) values[input.Id] = stood;
            else between[input.Id] = Reach.Between(stood + full, stood + full + 1);
        }
    }

    /// <summary>The figure of a fiscal year: as given for that year, else as it stood under the input that asked for that year then.</summary>
    private Rational? FigureOfYear(Rulebook rulebook, string series, int year, DateOnly asOf)
    {
        if (Yearly.TryGetValue((series, year), out var value)) return value;
        foreach (var input in rulebook.Inputs)
            if (input.FigureOf is { } figure && figure.Series == series && asOf.Year - figure.YearsBack == year && Standing.TryGetValue(input.Id, out value)) return value;
        return null;
    }
}
