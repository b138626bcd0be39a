using Touchstone.Cli.CommandLine;
using Touchstone.Model;

namespace Touchstone.Cli.Printing;

/// <summary>Findings as lines that a person reads and a program greps: <c>file:line:column severity code: what — what to do</c>.</summary>
internal static class FindingLines
{
    public static void Write(Terminal terminal, TextWriter writer, IEnumerable<Finding> findings)
    {
        foreach (var finding in findings) writer.WriteLine(Line(terminal, finding));
    }

    public static string Line(Terminal terminal, Finding finding)
    {
        string where = finding.Where.ToString();
        string what = terminal.Say(finding.What), fix = terminal.Say(finding.Fix);
        return $"{(where.Length == 0 ? "-" : where)} {terminal.Say(Word(finding.Severity))} {finding.Code}: {what}{(fix.Length == 0 ? "" : " — " + fix)}";
    }

    /// <summary>"2 errors, 1 warning".</summary>
    public static string Count(Terminal terminal, IReadOnlyCollection<Finding> findings)
    {
        int errors = findings.Count(f => f.Severity == Severity.Error), warnings = findings.Count(f => f.Severity == Severity.Warning), notes = findings.Count - errors - warnings;
        return terminal.Say(new(FormattableString.Invariant($"错误 {errors} 个，警告 {warnings} 个，提示 {notes} 个"),
            FormattableString.Invariant($"{errors} {(errors == 1 ? "error" : "errors")}, {warnings} {(warnings == 1 ? "warning" : "warnings")}, {notes} {(notes == 1 ? "note" : "notes")}")));
    }

    private static Text Word(Severity severity) => severity switch
    {
        Severity.Error => new("错误", "error"),
        Severity.Warning => new("警告", "warning"),
        Severity.Info => new("提示", "note"),
    };
}
