using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Touchstone.Files;
using Touchstone.Model;
using Touchstone.Testing;

namespace Touchstone.Composite.Tests;

/// <summary>The card of the frame: the frame of its example is written, read back as a frozen one, and scores the later data as printed.</summary>
public sealed partial class FrameCardTests
{
    private const string Card = "frame";

    [Fact]
    public void Frozen_OfTheCard_ScoresLaterDataAsPrinted()
    {
        var blocks = Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "methods", Card + ".md")).ReplaceLineEndings("\n")).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["body"].Value, StringComparer.Ordinal);
        IndexBuild Build(string recipe, string data, byte[]? frame)
        {
            var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)
            {
                ["index.yaml"] = Encoding.UTF8.GetBytes(blocks[recipe]),
                ["indicators.csv"] = Encoding.UTF8.GetBytes(blocks["indicators.csv"]),
                ["units.csv"] = Encoding.UTF8.GetBytes("code\nA\nB\nC\n"),
                ["data.csv"] = Encoding.UTF8.GetBytes(blocks[data]),
            };
            if (frame is not null) files["frame.json"] = frame;
            var folder = IndexFolder.Read(files).OrThrow();
            return IndexBuild.Run(folder.Input, folder.Recipe).OrThrow();
        }
        var first = Build("index.yaml", "data.csv", null);
        var later = Build("frozen.yaml", "later.csv", FrameFile.Write(first.Frame));
        string[][] printed = [.. blocks["frozen.csv"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))];
        Assert.Equal(later.Scores.Rows.Length, printed.Length);
        foreach (string[] row in printed)
        {
            Assert.True(Period.TryParse(row[0], out var period));
            int at = later.Scores.PlaceOf(new RowKey(period, new(row[1]))), node = later.Scores.PlaceOf(new IndicatorCode(row[2]));
            Assert.Equal((double.Parse(row[3], CultureInfo.InvariantCulture), double.Parse(row[4], CultureInfo.InvariantCulture)), (later.Scores.Score(at, node), later.Scores.Rank(at, node)));
        }
    }

    [GeneratedRegex(@"^```\w+ (?<name>[\w.]+)\n(?<body>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Fence();
}
