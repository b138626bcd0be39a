using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Hosting;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>backup --out FILE</c>: a checked copy of the database, taken while it is in use.</summary>
internal static class BackupVerb
{
    public static Verb Of(Terminal terminal)
    {
        var target = Options.Required<string>(terminal, "--out", "FILE", new("备份文件", "the backup"));
        var force = Options.Flag(terminal, "--force", new("覆盖已有的文件", "replace a file that is there"));
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("backup", new("备份数据库：可在使用中进行，完成后校验，并写出 SHA-256", "back the database up while it is in use: checked, with its SHA-256 beside it"), terminal,
            async (line, stop) => Copies.End(terminal, await DatabaseCopies.Backup(OpenCity.Which(line.GetValue(database)), line.GetRequiredValue(target), Copies.Existing(line.GetValue(force)), stop), line.GetValue(json)))
        {
            Options = { target, force, database, json },
            Examples = [new("touchstone backup --out backup/2026-01-05.db", new("写出备份及其 SHA-256", "writes the backup and its SHA-256"))],
        };
    }
}

/// <summary><c>restore FILE</c>: puts a checked backup in place of the database.</summary>
internal static class RestoreVerb
{
    public static Verb Of(Terminal terminal)
    {
        var source = Options.Folder(terminal, "FILE", new("备份文件", "the backup"));
        var force = Options.Flag(terminal, "--force", new("覆盖现有数据库", "replace the database that is there"));
        var database = DatabaseOption.Of(terminal, DatabaseChoice.DefaultPath);
        var json = Options.Json(terminal);
        return new("restore", new("用备份恢复数据库：先校验，再整体替换", "restore the database from a backup: checked first, then replaced whole"), terminal,
            async (line, stop) => Copies.End(terminal,
                await DatabaseCopies.Restore(line.GetRequiredValue(source), DatabaseChoice.From(line.GetValue(database), DatabaseOption.InHome(DatabaseChoice.DefaultPath)), Copies.Existing(line.GetValue(force)), stop), line.GetValue(json)))
        {
            Arguments = { source },
            Options = { force, database, json },
            Examples = [new("touchstone restore backup/2026-01-05.db --force", new("先停止服务，再恢复", "stop the server first"))],
        };
    }
}

/// <summary>How both end.</summary>
internal static class Copies
{
    public static Existing Existing(bool replaces) => replaces ? Hosting.Existing.Replace : Hosting.Existing.Keep;

    public static int End(Terminal terminal, Outcome<DatabaseCopy> outcome, bool asJson)
    {
        if (!outcome.IsDone(out var copy)) return Ending.Refused(terminal, outcome.AllFindings, asJson);
        if (asJson)
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", ExitCode.Done);
                json.WriteString("file", Path.GetFullPath(copy.Path));
                json.WriteNumber("bytes", copy.Bytes);
                json.WriteString("sha256", copy.Sha256);
            });
        else terminal.Out.WriteLine(FormattableString.Invariant($"{copy.Path} · {copy.Bytes} B · sha256 {copy.Sha256}"));
        return ExitCode.Done;
    }
}
