using System.Collections.Immutable;

namespace Touchstone.Files;

/// <summary>What SDMX-CSV rows are about.</summary>
/// <param name="Kind"><c>dataflow</c>, <c>datastructure</c> or <c>dataprovision</c>.</param>
/// <param name="Id">Agency, id and version, such as <c>HS:INNOVATION(1.0.0)</c>.</param>
/// <param name="Dimensions">The dimensions, in order.</param>
/// <param name="Attributes">The attributes, in order.</param>
public sealed record SdmxStructure(string Kind, string Id, ImmutableArray<string> Dimensions, ImmutableArray<string> Attributes);

/// <summary>An observation: its codes by dimension, its value, its attributes.</summary>
public sealed record SdmxObservation(ImmutableArray<string> Dimensions, double? Value, ImmutableArray<string?> Attributes);

/// <summary>What the receiver is to do with the rows.</summary>
public enum SdmxAction
{
    /// <summary>I: for information.</summary>
    Information,
    /// <summary>A: append.</summary>
    Append,
    /// <summary>M: merge.</summary>
    Merge,
    /// <summary>R: replace.</summary>
    Replace,
    /// <summary>D: delete.</summary>
    Delete,
}

/// <summary>SDMX-CSV 2.0: <c>STRUCTURE,STRUCTURE_ID,ACTION</c>, the dimensions, <c>OBS_VALUE</c>, the attributes. A value that is missing is <c>NaN</c>, as the format says; the status attribute says why.</summary>
public static class SdmxCsv
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.sdmx.data+csv;version=2.0.0";

    /// <summary>Writes the header and the rows.</summary>
    public static void Write(Stream stream, SdmxStructure structure, IEnumerable<SdmxObservation> observations, SdmxAction action = SdmxAction.Information)
    {
        using var csv = new CsvWriter(stream);
        csv.WriteAll("STRUCTURE", "STRUCTURE_ID", "ACTION").WriteAll(structure.Dimensions).Write("OBS_VALUE").WriteAll(structure.Attributes).EndRow();
        foreach (var row in observations)
        {
            if (row.Dimensions.Length != structure.Dimensions.Length || row.Attributes.Length != structure.Attributes.Length)
                throw new ArgumentException("A row has as many dimensions and attributes as its structure.", nameof(observations));
            csv.WriteAll(structure.Kind, structure.Id, Letter(action)).WriteAll(row.Dimensions);
            if (row.Value is { } value) csv.Write(value);
            else csv.Write("NaN");
            csv.WriteAll(row.Attributes).EndRow();
        }
    }

    private static string Letter(SdmxAction action) => action switch
    {
        SdmxAction.Information => "I",
        SdmxAction.Append => "A",
        SdmxAction.Merge => "M",
        SdmxAction.Replace => "R",
        SdmxAction.Delete => "D",
    };
}
