using System.Diagnostics;
using System.Text;
using Touchstone.Cli.CommandLine;

namespace Touchstone.Cli.Tests;

/// <summary>The program as a process of its own.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Process_Check_PrintsToItsOwnStreamsInTheLanguageOfTheEnvironment()
    {
        using var broken = Towns.Changed(("data.csv", "T3,80", "T3,8O"));

        var ran = await Start(new() { ["LANG"] = "zh_CN.UTF-8", ["LC_ALL"] = "" }, "index", "check", broken.Path);

        Assert.Equal(ExitCode.Findings, ran.Code);
        Assert.Contains("data.csv:4:PAT 错误 number.unreadable: “8O”不是数字", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ran.Out + ran.Err);
    }

    [Fact]
    public async Task Process_WrongVerb_ExitsTwo() => Assert.Equal(ExitCode.Usage, (await Start([], "indx")).Code);

    /// <summary>The runtime's own loader events say which assemblies came in.</summary>
    [Fact]
    public async Task Process_IndexVerbs_LoadNeitherTheWebNorTheDatabase()
    {
        using var folder = new TemporaryFolder();
        string events = Path.Combine(folder.Path, "loader.nettrace");
        var ran = await Start(new() { ["DOTNET_EnableEventPipe"] = "1", ["DOTNET_EventPipeConfig"] = "Microsoft-Windows-DotNETRuntime:0x8:4", ["DOTNET_EventPipeOutputPath"] = events },
            "index", "explain", Towns.Folder, "--unit", "T2");
        Assert.Equal(ExitCode.Done, ran.Code);

        byte[] bytes = await File.ReadAllBytesAsync(events, TestContext.Current.CancellationToken);
        string loaded = Encoding.Unicode.GetString(bytes) + Encoding.Unicode.GetString(bytes.AsSpan(1));

        Assert.Contains("Touchstone.Composite.dll", loaded, StringComparison.Ordinal);
        foreach (string heavy in (string[])["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Touchstone.Web.dll", "Touchstone.City.dll", "MudBlazor", "Npgsql", "Microsoft.Data.Sqlite"])
            Assert.DoesNotContain(heavy, loaded, StringComparison.Ordinal);
    }

    private static async Task<Ran> Start(Dictionary<string, string> environment, params string[] args)
    {
        string dll = Path.Combine(AppContext.BaseDirectory, "touchstone.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        start.ArgumentList.Add(dll);
        foreach (string arg in args) start.ArgumentList.Add(arg);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var stop = TestContext.Current.CancellationToken;
        Task<string> @out = process.StandardOutput.ReadToEndAsync(stop), err = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return new(process.ExitCode, await @out, await err);
    }
}
