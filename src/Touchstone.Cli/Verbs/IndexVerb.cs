using Touchstone.Cli.CommandLine;

namespace Touchstone.Cli.Verbs;

/// <summary>The verbs that work on an index as files: no database, no server.</summary>
internal static class IndexVerb
{
    public static Verb Of(Terminal terminal) => new("index", new("以文件夹形式的指数：检查、测算、解释、审查、填补检验、比较，不确定性、敏感性、抓手、趋势、发布、核验、导出、导入", "an index as files: check, build, explain, audit, impute-check, compare, uncertainty, sensitivity, levers, trends, release, verify, export, import"), terminal)
    {
        Subcommands = { IndexBuildVerb.Of(terminal), IndexCheckVerb.Of(terminal), IndexExplainVerb.Of(terminal), IndexAuditVerb.Of(terminal), IndexImputeCheckVerb.Of(terminal), IndexCompareVerb.Of(terminal), IndexUncertaintyVerb.Of(terminal), IndexSensitivityVerb.Of(terminal), IndexLeversVerb.Of(terminal), IndexReleaseVerb.Of(terminal), IndexVerifyVerb.Of(terminal), IndexExportVerb.Of(terminal), IndexImportVerb.Of(terminal), IndexTrendsVerb.Of(terminal) },
        Examples = [new("touchstone index check samples/asem", new("列出文件中的全部问题", "lists everything that is wrong with the files"))],
    };
}
