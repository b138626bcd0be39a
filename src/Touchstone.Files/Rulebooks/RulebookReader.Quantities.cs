using System.Collections.Immutable;
using System.Globalization;
using Touchstone.Model;
using Touchstone.Rules;

namespace Touchstone.Files;

internal sealed partial class RulebookReader
{
    private ImmutableArray<RuleInput> Inputs(MapReading top)
    {
        var inputs = ImmutableArray.CreateBuilder<RuleInput>();
        foreach (var entry in top.Entries("inputs"))
        {
            if (MapReading.Of(entry.Value, findings) is not { } map) continue;
            string id = entry.Key.Text;
            CheckId(id, entry.Key.Where);
            int years = map.Whole("years", 0, 2, 10) ?? 0;
            var input = Input(map, id, years);
            string? applies = map.Scalar("applies_from")?.Text;
            int sums = map.Whole("sums", 0, 2, 10) ?? 0;
            if (sums > 0)
            {
                if (input.Span != InputSpan.Window) findings.Error("rulebook.input-span", map.Where, new($"“{id}”是若干年之和，span 应为 window。", $"'{id}' is a sum of years: its span is window."), new("写 span: window。", "Write span: window."));
                input = input with { SumOfYears = sums, SumFrom = applies };
            }
            if (years == 0)
            {
                _places[$"inputs.{id}"] = entry.Key.Where;
                inputs.Add(input with { Applies = Formula(map, "applies", $"inputs.{id}") });
            }
            else
                for (int back = 1; back <= years; back++) inputs.Add(Yearly(input, back, applies, entry.Key.Where));
            map.Finish();
        }
        return inputs.ToImmutable();
    }

    private RuleInput Input(MapReading map, string id, int years)
    {
        var kind = map.Word("kind", InputKind.Amount);
        if (!map.Has("kind")) Missing(map.Where, "kind");
        InputSpan? span = map.Has("span") ? map.Word("span", InputSpan.Now) : years > 0 ? InputSpan.Year : kind == InputKind.Day ? InputSpan.Now : null;
        if (years > 0 && span != InputSpan.Year)
            findings.Error("rulebook.input-span", map.Where, new($"“{id}”按年填写，span 只能是 year。", $"'{id}' is given by year: its span can only be year."), new("删去 span。", "Remove span."));
        var period = map.TextOf("period");
        var unit = map.TextOf("unit");
        var codes = Codes(map);
        return new RuleInput(id, kind, NeededText(map, "name"))
        {
            Unit = unit.IsEmpty && kind == InputKind.Money ? new("元", "yuan") : unit,
            Period = period.IsEmpty ? PeriodOf(span, years) : period,
            Span = span,
            Least = Exact(map, "least"),
            Most = Exact(map, "most"),
            Codes = codes,
            Assumed = Assumed(map, kind, codes),
            Lever = LeverOf(map),
        };
    }

    /// <summary>The period in words where the file does not say it in its own.</summary>
    private static Text PeriodOf(InputSpan? span, int years) => span switch
    {
        InputSpan.Year when years > 0 => new($"近{years.ToString(CultureInfo.InvariantCulture)}个会计年度", $"last {years.ToString(CultureInfo.InvariantCulture)} fiscal years"),
        InputSpan.Year => new("上一会计年度", "last fiscal year"),
        InputSpan.Now => new("评价日现状", "as it stands on the day"),
        InputSpan.Window => new("规则所指的若干年", "the years that the rule names"),
        InputSpan.FiscalYears or InputSpan.YearsRun or InputSpan.MonthsRun => new("至评价日", "up to the day"),
        null => default,
    };

    private RuleInput Yearly(RuleInput input, int back, string? applies, Place where)
    {
        string number = back.ToString(CultureInfo.InvariantCulture), id = $"{input.Id}_y{number}";
        _places[$"inputs.{id}"] = where;
        Formula? condition = applies is null || back == 1 ? null : FormulaOf(new YamlScalar($"{applies} >= {number}", false, where), $"inputs.{id}");
        return input with
        {
            Id = id,
            Name = new(back == 1 ? $"{input.Name.Zh}（上一年）" : $"{input.Name.Zh}（前第{number}年）", back == 1 ? $"{input.Name.En} (last year)" : $"{input.Name.En} ({number} years back)"),
            Series = input.Id,
            YearsBack = back,
            Applies = condition,
            Lever = back == 1 ? input.Lever : null,
        };
    }

    private ImmutableArray<RuleCode> Codes(MapReading map)
    {
        var codes = ImmutableArray.CreateBuilder<RuleCode>();
        foreach (var entry in map.Entries("codes"))
        {
            if (entry.Value is YamlScalar name) { codes.Add(new RuleCode(entry.Key.Text, Text.Same(name.Text))); continue; }
            if (MapReading.Of(entry.Value, findings) is not { } pair) continue;
            codes.Add(new RuleCode(entry.Key.Text, new Text(pair.Scalar("zh")?.Text ?? "", pair.Scalar("en")?.Text ?? "")));
            pair.Finish();
        }
        return codes.ToImmutable();
    }

    private static Rational? Assumed(MapReading map, InputKind kind, ImmutableArray<RuleCode> codes)
    {
        if (map.Scalar("assumed") is not { } scalar) return null;
        if (kind == InputKind.YesNo && scalar.Text is "yes" or "no") return scalar.Text == "yes" ? 1 : 0;
        int place = codes.Select(c => c.Code).ToList().IndexOf(scalar.Text);
        if (kind == InputKind.Choice && place >= 0) return place;
        if (kind is not (InputKind.YesNo or InputKind.Choice) && FormulaReader.TryNumber(scalar.Text, out var value)) return value;
        map.Wrong(scalar, "assumed", new("本输入的一个值", "a value of this input"));
        return null;
    }

    private Lever? LeverOf(MapReading map)
    {
        if (map.Take("lever") is not { } node || MapReading.Of(node, findings) is not { } lever) return null;
        var made = new Lever(Exact(lever, "step") ?? 1, lever.Word("better", Better.Up), Exact(lever, "limit"), lever.Scalar("within")?.Text);
        if (made.Step.Sign <= 0) lever.Wrong(node, "step", new("大于 0 的数", "a number above 0"));
        lever.Finish();
        return made;
    }

    private RuleParameter? Parameter(YamlEntry entry)
    {
        string id = entry.Key.Text;
        CheckId(id, entry.Key.Where);
        _places[$"parameters.{id}"] = entry.Key.Where;
        if (MapReading.Of(entry.Value, findings) is not { } map) return null;
        var codes = Codes(map);
        Rational? value = null;
        var unit = map.TextOf("unit");
        if (map.Scalar("value") is { } scalar)
        {
            if (unit.IsEmpty && scalar.Text.EndsWith('%')) unit = Text.Same("%");
            int place = codes.Select(c => c.Code).ToList().IndexOf(scalar.Text);
            if (place >= 0) value = place;
            else if (codes.IsEmpty && FormulaReader.TryNumber(scalar.Text, out var number)) value = number;
            else map.Wrong(scalar, "value", codes.IsEmpty ? new("数，如 5%、5000万", "a number, such as 5%, 5000万") : new("一个选项", "one of the codes"));
        }
        var parameter = new RuleParameter(id, NeededText(map, "name"), value, MarkOf(map, _standard)) { Unit = unit, Clause = ClauseOf(map, $"parameters.{id}"), Codes = codes };
        map.Finish();
        return parameter;
    }

    private Definition? Definition(YamlEntry entry)
    {
        string id = entry.Key.Text, path = $"definitions.{id}";
        CheckId(id, entry.Key.Where);
        _places[path] = entry.Key.Where;
        if (MapReading.Of(entry.Value, findings) is not { } map) return null;
        var name = NeededText(map, "name");
        var cases = map.Has("formula") ? [new DefinitionCase(null, Formula(map, "formula", $"{path}.cases[0]")!)] : Cases(map, path);
        if (cases.IsEmpty && !map.Has("cases")) Missing(map.Where, "formula");
        var definition = new Definition(id, name, cases)
        {
            Unit = map.TextOf("unit"),
            Clause = map.TextOf("clause"),
            Mark = MarkOf(map, _standard),
            IsOutput = map.Flag("output", false),
            Flags = Flags(map, "flags"),
        };
        map.Finish();
        return definition;
    }

    private ImmutableArray<DefinitionCase> Cases(MapReading map, string path)
    {
        var cases = ImmutableArray.CreateBuilder<DefinitionCase>();
        if (map.Take("cases") is not YamlList list) return [];
        foreach (var item in list.Items)
        {
            if (MapReading.Of(item, findings) is not { } one) continue;
            string at = $"{path}.cases[{cases.Count.ToString(CultureInfo.InvariantCulture)}]";
            var when = Formula(one, "when", at);
            var value = Formula(one, "value", at) ?? Absent(one, "value");
            _places[at] = item.Where;
            cases.Add(new DefinitionCase(when, value, one.Scalar("flag")?.Text, one.TextOf("says")));
            one.Finish();
        }
        return cases.ToImmutable();
    }
}
