/// <summary>What the runtime calls before <c>Main</c> when <c>DOTNET_STARTUP_HOOKS</c> names this assembly: only the process that is to be killed has that variable.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "MA0047", Justification = "The runtime looks for this name outside any namespace.")]
internal static class StartupHook
{
    public static void Initialize() => Touchstone.City.Tests.Submissions.KilledImport.RunAndWait();
}
