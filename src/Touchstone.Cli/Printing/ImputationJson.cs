using System.Collections.Immutable;
using System.Text.Json;
using Touchstone.Composite;

namespace Touchstone.Cli.Printing;

/// <summary>Imputations held against each other, with every number in full.</summary>
internal static class ImputationJson
{
    public static void Write(TextWriter writer, IndexBuild build, ImmutableArray<ImputationCheck> checks, int folds, ulong seed) => Json.Write(writer, json =>
    {
        json.WriteNumber("exitCode", CommandLine.ExitCode.Done);
        json.WriteString("build", build.Id.Value);
        json.WriteNumber("folds", folds);
        json.WriteNumber("seed", seed);
        json.WriteStartArray("methods");
        foreach (var check in checks)
        {
            json.WriteStartObject();
            json.WriteString("method", check.Code);
            json.Number("relative", check.Relative);
            json.WriteNumber("filled", check.Filled);
            json.WriteStartObject("rankShift");
            foreach (var (other, shift) in check.Shifts) json.Number(other, shift);
            json.WriteEndObject();
            Columns(json, check.Columns);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Columns(Utf8JsonWriter json, ImmutableArray<HeldOutError> columns)
    {
        json.WriteStartArray("indicators");
        foreach (var c in columns)
        {
            json.WriteStartObject();
            json.WriteString("indicator", c.Indicator.Value);
            json.WriteNumber("compared", c.Compared);
            json.WriteNumber("notFilled", c.NotFilled);
            json.Number("rootMeanSquare", c.RootMeanSquare);
            json.Number("meanAbsolute", c.MeanAbsolute);
            json.Number("relative", c.Relative);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
