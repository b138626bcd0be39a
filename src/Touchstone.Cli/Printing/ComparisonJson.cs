using System.Text.Json;
using Touchstone.Cli.Verbs;
using Touchstone.Composite;

namespace Touchstone.Cli.Printing;

/// <summary>A comparison with every number in full. Score differences are there only where scores are comparable.</summary>
internal static class ComparisonJson
{
    public static void Write(TextWriter writer, BuildComparison comparison, ComparisonView view, Model.Outcome<ChangeSplit>? split) => Json.Write(writer, json =>
    {
        json.WriteString("before", comparison.Before.Id.Value);
        json.WriteString("after", comparison.After.Id.Value);
        json.WriteBoolean("scoresComparable", comparison.ScoresComparable);
        json.Findings("whyNotComparable", comparison.WhyNotComparable);
        json.WriteStartArray("frameChanges");
        foreach (var change in comparison.FrameChanges) Line(json, change);
        json.WriteEndArray();
        Cells(json, comparison);
        Recipe(json, comparison);
        json.Strings("unitsEntered", comparison.UnitsEntered);
        json.Strings("unitsLeft", comparison.UnitsLeft);
        json.Strings("indicatorsEntered", comparison.IndicatorsEntered);
        json.Strings("indicatorsLeft", comparison.IndicatorsLeft);
        Moves(json, comparison, view);
        if (split is not null) Split(json, split);
    });

    private static void Split(Utf8JsonWriter json, Model.Outcome<ChangeSplit> outcome)
    {
        json.WriteStartObject("split");
        if (outcome.IsDone(out var split))
        {
            json.WriteNumber("scoreBefore", split.ScoreBefore);
            json.WriteNumber("scoreAfter", split.ScoreAfter);
            json.Number("rankBefore", split.RankBefore);
            json.Number("rankAfter", split.RankAfter);
            json.WriteBoolean("methodHoldsIndicators", split.MethodHoldsIndicators);
            json.WriteStartArray("parts");
            foreach (var part in split.Parts)
            {
                json.WriteStartObject();
                json.WriteString("cause", JsonNamingPolicy.KebabCaseLower.ConvertName(part.Cause.ToString()));
                json.WriteNumber("score", part.Score);
                json.Number("rank", part.Rank);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        else json.Findings("refused", outcome.AllFindings);
        json.WriteEndObject();
    }

    private static void Line(Utf8JsonWriter json, Model.Text text)
    {
        json.WriteStartObject();
        json.WriteString("zh", text.Zh);
        json.WriteString("en", text.En);
        json.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter json, RowKey row)
    {
        if (row.Period is { } period) json.WriteString("period", period.ToString());
        json.WriteString("unit", row.Unit.Value);
    }

    private static void Cells(Utf8JsonWriter json, BuildComparison comparison)
    {
        json.WriteStartArray("cells");
        foreach (var cell in comparison.Cells)
        {
            json.WriteStartObject();
            Row(json, cell.Row);
            json.WriteString("column", cell.Column.Value);
            json.Number("before", cell.Before);
            json.Number("after", cell.After);
            json.Marks("marksBefore", cell.MarksBefore);
            json.Marks("marksAfter", cell.MarksAfter);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Recipe(Utf8JsonWriter json, BuildComparison comparison)
    {
        json.WriteStartArray("recipeChanges");
        foreach (var change in comparison.RecipeChanges)
        {
            json.WriteStartObject();
            json.WriteString("step", change.Kind);
            if (change.Code is { } code) json.WriteString("code", code.Value);
            json.Text("before", change.Before);
            json.Text("after", change.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Moves(Utf8JsonWriter json, BuildComparison comparison, ComparisonView view)
    {
        json.WriteStartArray("moves");
        foreach (var move in comparison.Moves(view.NodeCode).Where(m => view.Unit is null || m.Row.Unit.Value == view.Unit))
        {
            json.WriteStartObject();
            Row(json, move.Row);
            json.WriteString("node", move.Node.Value);
            json.Number("scoreBefore", move.ScoreBefore);
            json.Number("scoreAfter", move.ScoreAfter);
            json.Number("rankBefore", move.RankBefore);
            json.Number("rankAfter", move.RankAfter);
            if (comparison.Why(move.Row, view.NodeCode).IsDone(out var why)) json.Gap("why", why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
