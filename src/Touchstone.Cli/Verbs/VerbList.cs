using Touchstone.Cli.CommandLine;

namespace Touchstone.Cli.Verbs;

/// <summary>
/// Every verb of the command line, one file each. A new one (import, export, observations, explain, demo, serve, migrate, backup, restore …) is a file beside this one with
/// a static <c>Of(Terminal)</c> and a line here. What a verb needs of the web or the database is named only inside the function it runs, so that the others start without it.
/// </summary>
internal static class VerbList
{
    public static Verb Root(Terminal terminal)
    {
        var root = new Verb(Product.Command, new("从源数据行到决策，再回到数据行：城市创新指数的建立、对标与督促", "from the source row to the decision and back: build, benchmark and steer a city's innovation index"), terminal)
        {
            Examples = [new("touchstone index build samples/asem --out out", new("建立一个指数并写出全部结果", "builds an index and writes everything it made"))],
        };
        root.Options.Clear();
        root.Add(IndexVerb.Of(terminal));
        root.Add(RulesVerb.Of(terminal));
        root.Add(DemoVerb.Of(terminal));
        root.Add(ServeVerb.Of(terminal));
        root.Add(ImportVerb.Of(terminal));
        root.Add(BuildVerb.Of(terminal));
        root.Add(MeasureVerb.Of(terminal));
        root.Add(ObservationsVerb.Of(terminal));
        root.Add(ExplainVerb.Of(terminal));
        root.Add(ExportVerb.Of(terminal));
        root.Add(MigrateVerb.Of(terminal));
        root.Add(BackupVerb.Of(terminal));
        root.Add(RestoreVerb.Of(terminal));
        root.Add(DoctorVerb.Of(terminal));
        var language = Options.Of<string>(terminal, "--lang", "zh|en", new("语言：zh 或 en（缺省取自环境变量 LANG）", "language: zh or en (default: from LANG)"));
        language.Recursive = true;
        language.Validators.Add(given => { if (given.Tokens.Count == 1 && given.Tokens[0].Value is not ("zh" or "en")) given.AddError("zh|en"); });
        root.Add(language);
        var help = Options.Flag(terminal, "--help", new("显示帮助", "show this help"));
        help.Aliases.Add("-h");
        help.Recursive = true;
        root.Add(help);
        root.Add(Options.Flag(terminal, "--version", new("显示版本", "show the version")));
        return root;
    }
}
