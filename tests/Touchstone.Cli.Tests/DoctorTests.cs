using System.Text.Json;
using Touchstone.Cli.CommandLine;
using Touchstone.Model;
using Touchstone.Cli.Verbs;

namespace Touchstone.Cli.Tests;

public sealed class DoctorTests
{
    [Fact]
    public void Doctor_PrintsEveryCheckInBothLanguages()
    {
        var checks = MachineChecks.All();
        string en = Ran.Line("doctor").Out, zh = Ran.In("zh", "doctor").Out;
        Assert.Equal(checks.Count, checks.Select(c => c.Id).Distinct().Count());
        Assert.All(checks, c => { Assert.Contains(c.Name.En, en, StringComparison.Ordinal); Assert.Contains(c.Name.Zh, zh, StringComparison.Ordinal); });
    }

    [Fact]
    public void Doctor_Json_HasExitCodeOneExactlyWhenACheckIsAnError()
    {
        var ran = Ran.Line("doctor", "--json");
        using var json = JsonDocument.Parse(ran.Out);
        bool error = json.RootElement.GetProperty("findings").EnumerateArray().Any(f => f.GetProperty("severity").GetString() == "error");
        Assert.Equal(error ? ExitCode.Findings : ExitCode.Done, ran.Code);
        Assert.StartsWith(".NET ", json.RootElement.GetProperty("found").GetProperty("runtime").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cultures_WithoutIcu_AreNamedAndNotCrashedOn()
    {
        AppContext.SetSwitch("System.Globalization.Invariant", true);
        try
        {
            var check = MachineChecks.Cultures();
            Assert.Equal(("machine.icu-missing", Severity.Warning), (check.Finding?.Code, check.Finding?.Severity));
        }
        finally { AppContext.SetSwitch("System.Globalization.Invariant", false); }
    }
}
