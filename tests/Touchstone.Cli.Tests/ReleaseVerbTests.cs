using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Testing;

namespace Touchstone.Cli.Tests;

public sealed class ReleaseVerbTests : IDisposable
{
    private static readonly string s_ports = Path.Combine(Repository.Root, "samples", "five-ports");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string At(string name) => Path.Combine(_folder.Path, name);

    [Theory]
    [InlineData("en", "every byte the same")]
    [InlineData("zh", "逐字节相同")]
    public void Release_ThenVerify_Holds(string language, string same)
    {
        var released = Ran.In(language, "index", "release", s_ports, "--out", At("ports.zip"), "--key", At("key.pem"));
        Assert.Equal((ExitCode.Done, ""), (released.Code, released.Err));
        var verified = Ran.In(language, "index", "verify", At("ports.zip"));
        Assert.Equal(ExitCode.Done, verified.Code);
        Assert.Contains(same, verified.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Ran.Line("index", "verify", At("ports.zip"), "--json").Out);
        Assert.True(json.RootElement.GetProperty("holds").GetBoolean());
        Assert.Equal("same-bytes", json.RootElement.GetProperty("agreement").GetString());
        string key = json.RootElement.GetProperty("key").GetString()!;
        Assert.Contains(key, released.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Ran.Line("index", "verify", At("ports.zip"), "--key", key).Code);
        Assert.Equal(ExitCode.Findings, Ran.Line("index", "verify", At("ports.zip"), "--key", new string('0', 64)).Code);
    }

    [Fact]
    public void Release_ExistingFile_IsRefusedAndStays()
    {
        File.WriteAllText(At("there.zip"), "mine");
        Assert.Equal(ExitCode.Refused, Ran.Line("index", "release", s_ports, "--out", At("there.zip"), "--key", At("key.pem")).Code);
        Assert.Equal("mine", File.ReadAllText(At("there.zip")));
    }

    [Fact]
    public void Verify_DamagedFile_HasFindings()
    {
        Ran.Line("index", "release", s_ports, "--out", At("ports.zip"), "--key", At("key.pem"));
        byte[] bytes = File.ReadAllBytes(At("ports.zip"));
        File.WriteAllBytes(At("half.zip"), bytes[..(bytes.Length / 2)]);
        Assert.Equal(ExitCode.Findings, Ran.Line("index", "verify", At("half.zip")).Code);
        Assert.Equal(ExitCode.Refused, Ran.Line("index", "verify", At("none.zip")).Code);
    }

    [Theory]
    [InlineData("xlsx", "ports.xlsx")]
    [InlineData("json", "ports.json")]
    [InlineData("coinr", "ports")]
    public void Export_EveryFormat_WritesAndRefusesToReplace(string format, string name)
    {
        Assert.Equal(ExitCode.Done, Ran.Line("index", "export", s_ports, "--format", format, "--out", At(name)).Code);
        Assert.True(File.Exists(At(name)) || File.Exists(Path.Combine(At(name), "results.csv")));
        Assert.Equal(ExitCode.Refused, Ran.Line("index", "export", s_ports, "--format", format, "--out", At(name)).Code);
    }

    [Fact]
    public void Export_UnknownFormat_IsWrongUsage() => Assert.Equal(ExitCode.Usage, Ran.Line("index", "export", s_ports, "--format", "pdf", "--out", At("x")).Code);

    [Theory]
    [InlineData("en", "Best use of the budgets")]
    [InlineData("zh", "预算之内的最佳用法")]
    public void Levers_Report_HasAWaterfallForEachPlan(string language, string title)
    {
        Assert.Equal(ExitCode.Done, Ran.In(language, "index", "levers", s_ports, "--unit", "BRA", "--set", "RD=20,SHORE=50", "--report", At("levers.html")).Code);
        string html = File.ReadAllText(At("levers.html"));
        Assert.Contains(title, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Change split")]
    [InlineData("zh", "变动拆分")]
    public void Compare_SplitReport_HasAWaterfall(string language, string title)
    {
        using var changed = Towns.Changed(("data.csv", "T2,300,,25", "T2,420,1.2,25"), ("data.csv", "T4,950,2.9", "T4,990,3.4"));
        Assert.Equal(ExitCode.Done, Ran.In(language, "index", "compare", Towns.Folder, changed.Path, "--unit", "T2", "--split", "--report", At("split.html")).Code);
        string html = File.ReadAllText(At("split.html"));
        Assert.Contains(title, html, StringComparison.Ordinal);
        Assert.Contains("class=\"lead\"", html, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, Ran.Line("index", "compare", Towns.Folder, changed.Path, "--unit", "T2", "--report", At("no.html")).Code);
    }

    [Fact]
    public void Import_NoWorkbook_HasFindings()
    {
        File.WriteAllText(At("deck.xlsx"), "not a workbook");
        Assert.Equal(ExitCode.Findings, Ran.Line("index", "import", At("deck.xlsx"), "--out", At("new")).Code);
        Assert.False(Directory.Exists(At("new")));
        Assert.Equal(ExitCode.Refused, Ran.Line("index", "import", At("none.xlsx"), "--out", At("new")).Code);
    }
}
