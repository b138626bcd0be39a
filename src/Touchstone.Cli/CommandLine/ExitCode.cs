namespace Touchstone.Cli.CommandLine;

/// <summary>What the process tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    /// <summary>There were findings of severity error.</summary>
    public const int Findings = 1;
    /// <summary>The command line was wrong.</summary>
    public const int Usage = 2;
    /// <summary>The action was refused.</summary>
    public const int Refused = 3;
    public const int Bug = 70;
}
