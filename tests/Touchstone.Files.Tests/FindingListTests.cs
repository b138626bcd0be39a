using CsCheck;
using Touchstone.Model;

namespace Touchstone.Files.Tests;

public sealed class FindingListTests
{
    private static readonly Gen<Finding> AnyFinding = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[1, 9]).Select((code, file, row) =>
        code == 2 ? Finding.Warning("w", new Place("f" + file, Row: row), Text.Same("w"), Text.Same("w")) : Finding.Error("e" + code, new Place("f" + file, Row: row), Text.Same("e"), Text.Same("e")));

    [Fact]
    public void ListsPutTogether_SayWhatOneListWouldHaveSaid() => Gen.Select(AnyFinding.Array[1, 3], Gen.Int[1, 4], Gen.Int[1, 900]).Sample((some, parts, each) =>
    {
        FindingList one = new(), together = new();
        for (int p = 0; p < parts; p++)
        {
            var part = new FindingList();
            for (int i = 0; i < each; i++)
                foreach (var finding in some) { one.Add(finding); part.Add(finding); }
            together.AddAll(part);
        }
        Assert.Equal(one.ToImmutable(), together.ToImmutable());
        Assert.Equal((one.Errors, one.HasErrors, one.HasErrorsIn("f0")), (together.Errors, together.HasErrors, together.HasErrorsIn("f0")));
    }, iter: 60);
}
