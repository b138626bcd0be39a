using System.Globalization;
using Touchstone.Cli.CommandLine;
using Touchstone.Cli.Printing;
using Touchstone.Model;

namespace Touchstone.Cli.Verbs;

/// <summary><c>doctor</c>: what this machine has and lacks. Checks are added to <see cref="MachineChecks"/> as the product comes to need more (the database, the file store).</summary>
internal static class DoctorVerb
{
    public static Verb Of(Terminal terminal)
    {
        var json = Options.Json(terminal);
        return new("doctor", new("检查本机：运行时、字符与时区数据、中文字体、磁盘", "look this machine over: runtime, culture and time-zone data, Chinese font, disk"), terminal,
            line => Run(terminal, line.GetValue(json)))
        {
            Options = { json },
            Examples = [new("touchstone doctor", new("每项一行；有缺失时说明补法", "one line a check; says how to supply what is missing"))],
        };
    }

    private static int Run(Terminal terminal, bool asJson)
    {
        var checks = MachineChecks.All();
        var findings = checks.Select(c => c.Finding).OfType<Finding>().ToList();
        int code = findings.HasErrors() ? ExitCode.Findings : ExitCode.Done;
        if (asJson)
        {
            Json.Write(terminal.Out, json =>
            {
                json.WriteNumber("exitCode", code);
                json.WriteStartObject("found");
                foreach (var check in checks) json.WriteString(check.Id, check.Found);
                json.WriteEndObject();
                json.Findings("findings", findings);
            });
            return code;
        }
        foreach (var check in checks)
        {
            string sign = check.Finding?.Severity switch { Severity.Error => "✗", Severity.Warning => "!", _ => "✓" };
            terminal.Out.WriteLine($"{sign} {terminal.Say(check.Name)}: {check.Found}");
            if (check.Finding is { } finding) terminal.Out.WriteLine($"  {terminal.Say(finding.What)} {terminal.Say(finding.Fix)}");
        }
        return code;
    }
}

/// <summary>A thing looked at.</summary>
/// <param name="Id">Its stable word.</param>
/// <param name="Name">Its name.</param>
/// <param name="Found">What was found.</param>
/// <param name="Finding">What is wrong with it; null = nothing.</param>
internal sealed record MachineCheck(string Id, Text Name, string Found, Finding? Finding);

/// <summary>What the product needs of a machine.</summary>
internal static class MachineChecks
{
    private const long LeastDisk = 1L << 30;

    public static IReadOnlyList<MachineCheck> All() => [Runtime(), Cultures(), TimeZones(), ChineseFont(), Disk(), Processors()];

    private static MachineCheck Runtime()
    {
        string found = $".NET {Environment.Version} · {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}";
        return new("runtime", new("运行时", "runtime"), found, null);
    }

    /// <summary>Without ICU .NET runs in invariant mode: names of cultures are then not known.</summary>
    internal static MachineCheck Cultures()
    {
        bool invariant = AppContext.TryGetSwitch("System.Globalization.Invariant", out bool on) && on
            || Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is "1" or "true";
        string name = "";
        try { name = CultureInfo.GetCultureInfo("zh-CN").NativeName; }
        catch (CultureNotFoundException) { invariant = true; }
        bool good = !invariant && name.StartsWith("中文", StringComparison.Ordinal);
        return new("icu", new("区域与字符数据（ICU）", "culture data (ICU)"), good ? name : "—", good ? null : Finding.Warning("machine.icu-missing", Place.Whole,
            new("缺少 ICU：中文排序和日期格式将退为通用格式。", "ICU is missing: sorting and dates fall back to the invariant form."),
            new("Debian：apt-get install libicu72。", "Debian: apt-get install libicu72.")));
    }

    private static MachineCheck TimeZones()
    {
        bool good = TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Shanghai", out var zone);
        return new("timezones", new("时区数据", "time zones"), good ? $"Asia/Shanghai {zone!.BaseUtcOffset:hh\\:mm}" : "—", good ? null : Finding.Error("machine.timezone-missing", Place.Whole,
            new("没有 Asia/Shanghai 时区：期限无法按当地日期计算。", "The time zone Asia/Shanghai is missing: deadlines cannot be reckoned in local days."),
            new("Debian：apt-get install tzdata。", "Debian: apt-get install tzdata.")));
    }

    private static MachineCheck ChineseFont()
    {
        string? font = FontFolders().SelectMany(Fonts).FirstOrDefault(IsChinese);
        return new("cjk-font", new("中文字体", "Chinese font"), font is null ? "—" : Path.GetFileName(font), font is not null ? null : Finding.Warning("machine.cjk-font-missing", Place.Whole,
            new("未找到中文字体：本机浏览器中的页面和截图可能显示为方框。", "No Chinese font was found: pages and pictures made on this machine may show boxes."),
            new("Debian：apt-get install fonts-noto-cjk。", "Debian: apt-get install fonts-noto-cjk.")));
    }

    private static IEnumerable<string> FontFolders()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return ((string[])["/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".fonts"), Path.Combine(home, ".local/share/fonts"), Environment.GetFolderPath(Environment.SpecialFolder.Fonts), "/System/Library/Fonts"])
            .Where(f => f.Length > 0 && Directory.Exists(f));
    }

    private static IEnumerable<string> Fonts(string folder) =>
        Directory.EnumerateFiles(folder, "*.*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true });

    private static bool IsChinese(string file)
    {
        string name = Path.GetFileName(file);
        return ((string[])["CJK", "SourceHan", "wqy", "msyh", "simsun", "simhei", "PingFang", "uming", "ukai", "HanSans", "HanSerif"]).Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
    }

    private static MachineCheck Disk()
    {
        string home = Environment.GetEnvironmentVariable("TOUCHSTONE_HOME") is { Length: > 0 } set ? Path.GetFullPath(set) : Directory.GetCurrentDirectory();
        long free = new DriveInfo(home).AvailableFreeSpace;
        string found = (free / (double)(1L << 30)).ToString("0.0", CultureInfo.InvariantCulture) + " GiB · " + home;
        return new("disk", new("可用磁盘", "free disk"), found, free >= LeastDisk ? null : Finding.Warning("machine.disk-low", Place.Whole,
            new("可用磁盘不足 1 GiB。", "Less than 1 GiB of disk is free."),
            new("请清理磁盘，或用 TOUCHSTONE_HOME 指向别处。", "Make room, or point TOUCHSTONE_HOME elsewhere.")));
    }

    private static MachineCheck Processors() =>
        new("processors", new("处理器", "processors"), Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), null);
}
