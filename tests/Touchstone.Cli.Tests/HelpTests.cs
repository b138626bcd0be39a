using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Verbs;

namespace Touchstone.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string, string> EveryVerb
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string language in (string[])["en", "zh"])
                foreach (string path in Paths(VerbList.Root(new Terminal(TextWriter.Null, TextWriter.Null, "en")), "")) data.Add(path, language);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryVerb))]
    public void Help_OfEveryVerb_IsAsApproved(string path, string language)
    {
        var ran = Ran.In(language, [.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(ExitCode.Done, ran.Code);
        Assert.Contains(language == "zh" ? "示例" : "examples", ran.Out, StringComparison.Ordinal);
        ran.Approve($"help/{(path.Length == 0 ? "touchstone" : path.Replace(' ', '-'))}.{language}");
    }

    [Fact]
    public void Help_ShortForm_IsTheSame() => Assert.Equal(Ran.Line("index", "build", "--help").Out, Ran.Line("index", "build", "-h").Out);

    [Fact]
    public void Version_IsThreeNumbers() => Assert.Matches(@"^\d+\.\d+\.\d+\s*$", Ran.Line("--version").Out);

    [Fact]
    public void NoArguments_PrintsTheHelp() => Assert.Equal(Ran.Line("--help").Out, Ran.Line().Out);

    private static IEnumerable<string> Paths(Verb verb, string path) =>
        verb.Subcommands.OfType<Verb>().SelectMany(v => Paths(v, path.Length == 0 ? v.Name : $"{path} {v.Name}")).Prepend(path);
}
