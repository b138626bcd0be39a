using System.Text;

namespace Touchstone.Files.Tests;

public sealed class SdmxCsvTests
{
    private static readonly SdmxStructure Structure = new("dataflow", "HS:INNOVATION(1.0.0)", ["FREQ", "REF_AREA", "TIME_PERIOD"], ["OBS_STATUS", "COMMENT"]);

    [Fact]
    public void Observations_Written_HaveTheColumnsOfTheFormat()
    {
        using var stream = new MemoryStream();
        SdmxCsv.Write(stream, Structure, [new(["A", "420200", "2021"], 12.5, ["A", "says \"so\", they say"]), new(["A", "420281", "2021"], null, ["O", null])]);
        Assert.Equal(
            "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,COMMENT\n" +
            "dataflow,HS:INNOVATION(1.0.0),I,A,420200,2021,12.5,A,\"says \"\"so\"\", they say\"\n" +
            "dataflow,HS:INNOVATION(1.0.0),I,A,420281,2021,NaN,O,\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void RowOfAnotherShape_IsABug() =>
        Assert.Throws<ArgumentException>(() => SdmxCsv.Write(Stream.Null, Structure, [new(["A"], 1, ["A", null])]));
}
