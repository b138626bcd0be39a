using System.Runtime.CompilerServices;

namespace Touchstone.Testing;

/// <summary>Where the tests find the repository and the reference results.</summary>
public static class Repository
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The reference folder: <c>TOUCHSTONE_REFERENCE</c>, or <c>../shared/reference</c> beside the repository.</summary>
    public static string Reference { get; } = Environment.GetEnvironmentVariable("TOUCHSTONE_REFERENCE") is { Length: > 0 } set
        ? Path.GetFullPath(set, Root)
        : Path.GetFullPath(Path.Combine(Root, "..", "shared", "reference"));

    /// <summary>A path below the reference folder; skips the test, with the reason printed, where it is absent.</summary>
    public static string ReferenceOrSkip(params string[] parts)
    {
        string path = Path.Combine([Reference, .. parts]);
        Xunit.Assert.SkipUnless(Path.Exists(path), $"Reference results are absent: {path}. Set TOUCHSTONE_REFERENCE to run this test.");
        return path;
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Touchstone.slnx"))) return at.FullName;
        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
    }
}
