using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Verbs;

namespace Touchstone.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("index build --nope", "there is no option '--nope'.")]
    [InlineData("index build folder --ot x", "there is no option '--ot'. Did you mean '--out'?")]
    [InlineData("index build --forc folder", "there is no option '--forc'. Did you mean '--force'?")]
    [InlineData("index build --out=x --jsn=1 folder", "there is no option '--jsn'. Did you mean '--json'?")]
    [InlineData("indx build", "there is no command 'indx'. Did you mean 'index'?")]
    [InlineData("index biuld folder", "there is no command 'biuld'. Did you mean 'build'?")]
    [InlineData("frobnicate", "there is no command 'frobnicate'.")]
    [InlineData("index build", "FOLDER is missing")]
    [InlineData("index build a b", "unexpected argument 'b'")]
    [InlineData("index explain folder", "--unit CODE is missing")]
    [InlineData("index explain folder --unit --json", "--unit needs a CODE")]
    [InlineData("index explain folder --unit U --depth x", "--depth: 'x' is not a value of this option")]
    [InlineData("index explain folder --unit U --depth -1", "--depth: '-1' is not a value of this option")]
    [InlineData("doctor --lang fr", "--lang: 'fr' is not a value of this option")]
    [InlineData("doctor extra", "unexpected argument 'extra'")]
    public void WrongLine_SaysWhatWasMeantAndExitsTwo(string line, string said)
    {
        var ran = Ran.Line(line.Split(' '));

        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains(said, ran.Err, StringComparison.Ordinal);
        Assert.Contains("--help", ran.Err, StringComparison.Ordinal);
        Assert.Empty(ran.Out);
    }

    [Fact]
    public void WrongLine_InChinese_SaysSoInChinese()
    {
        Assert.Contains("没有命令“biuld”。是否想用“build”？", Ran.Line("index", "biuld", "--lang", "zh").Err, StringComparison.Ordinal);
        Assert.Contains("没有选项“--nope”", Ran.Line("--lang=zh", "index", "build", "--nope").Err, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralFaults_AreAllSaid()
    {
        string err = Ran.Line("index", "explain", "--nope", "--depth", "x").Err;

        Assert.Contains("'--nope'", err, StringComparison.Ordinal);
        Assert.Contains("--unit CODE is missing", err, StringComparison.Ordinal);
        Assert.Contains("--depth: 'x'", err, StringComparison.Ordinal);
    }

    [Fact]
    public void VerbThatHoldsOthers_Alone_ShowsItsHelpAndExitsTwo()
    {
        var ran = Ran.Line("index");
        Assert.Equal((ExitCode.Usage, ""), (ran.Code, ran.Out));
        Assert.Equal(Ran.Line("index", "--help").Out, ran.Err);
    }

    [Fact]
    public void FolderThatBeginsWithADash_IsReadBehindTwoDashes()
    {
        var ran = Ran.Line("index", "check", "--", "-folder");
        Assert.Equal(ExitCode.Findings, ran.Code);
        Assert.Contains("-folder error folder.missing", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bug_ExitsSeventyWithoutAStackTraceUnlessAskedFor()
    {
        foreach (bool traces in (bool[])[false, true])
        {
            using var err = new StringWriter();
            var terminal = new Terminal(TextWriter.Null, err, "en") { ShowsStackTraces = traces };

            int code = await Program.RunAsync(Broken, ["break"], terminal, TestContext.Current.CancellationToken);

            Assert.Equal(ExitCode.Bug, code);
            Assert.StartsWith("touchstone: this is a bug: a column is two columns", err.ToString(), StringComparison.Ordinal);
            Assert.Contains("CONTRIBUTING.md", err.ToString(), StringComparison.Ordinal);
            Assert.Equal(traces, err.ToString().Contains(nameof(Bug_ExitsSeventyWithoutAStackTraceUnlessAskedFor), StringComparison.Ordinal) || err.ToString().Contains("   at ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Stopped_IsRefusedWithoutBeingABug()
    {
        using var err = new StringWriter();
        int code = await Program.RunAsync(VerbList.Root, ["index", "build", Towns.Folder], new Terminal(TextWriter.Null, err, "en"), new CancellationToken(true));
        Assert.Equal((ExitCode.Refused, "touchstone: stopped: nothing was written."), (code, err.ToString().Trim()));
    }

    private static Verb Broken(Terminal terminal)
    {
        var root = VerbList.Root(terminal);
        root.Add(new Verb("break", Model.Text.Same("breaks"), terminal, _ => throw new InvalidOperationException("a column is two columns")));
        return root;
    }
}
