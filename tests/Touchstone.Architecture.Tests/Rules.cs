namespace Touchstone.Architecture.Tests;

/// <summary>The rules of the house as functions that list what breaks them, so that each can be turned on a deliberately broken twin.</summary>
internal static class Rules
{
    /// <summary>The projects from the bottom up, and what each may reference.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Arrows = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Touchstone.Model"] = [],
        ["Touchstone.Composite"] = ["Touchstone.Model"],
        ["Touchstone.Decision"] = ["Touchstone.Composite", "Touchstone.Model"],
        ["Touchstone.Rules"] = ["Touchstone.Model"],
        ["Touchstone.Files"] = ["Touchstone.Rules", "Touchstone.Decision", "Touchstone.Composite", "Touchstone.Model"],
        ["Touchstone.City"] = ["Touchstone.Files", "Touchstone.Rules", "Touchstone.Decision", "Touchstone.Composite", "Touchstone.Model"],
        ["Touchstone.Storage.Sqlite"] = ["Touchstone.City", "Touchstone.Files", "Touchstone.Rules", "Touchstone.Decision", "Touchstone.Composite", "Touchstone.Model"],
        ["Touchstone.Storage.Postgres"] = ["Touchstone.City", "Touchstone.Files", "Touchstone.Rules", "Touchstone.Decision", "Touchstone.Composite", "Touchstone.Model"],
        ["Touchstone.Hosting"] = ["Touchstone.Storage.Sqlite", "Touchstone.Storage.Postgres", "Touchstone.City", "Touchstone.Files", "Touchstone.Rules", "Touchstone.Decision", "Touchstone.Composite", "Touchstone.Model"],
        ["Touchstone.Web"] = ["Touchstone.Hosting", "Touchstone.City", "Touchstone.Files", "Touchstone.Rules", "Touchstone.Decision", "Touchstone.Composite", "Touchstone.Model"],
        ["touchstone"] = ["Touchstone.Web", "Touchstone.Hosting", "Touchstone.City", "Touchstone.Files", "Touchstone.Rules", "Touchstone.Decision", "Touchstone.Composite", "Touchstone.Model"],
    };

    /// <summary>What the pure projects may take from outside the house.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> PurePackages = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Touchstone.Model"] = [],
        ["Touchstone.Composite"] = ["MathNet.Numerics"],
        ["Touchstone.Decision"] = ["Google.OrTools"],
        ["Touchstone.Rules"] = [],
    };

    /// <summary>The slices of the city in the order in which they may know each other: to the left only.</summary>
    public static readonly string[] CitySlices =
        ["Organisation", "Catalogue", "Observations", "Registers", "Submissions", "Indices", "Benchmarks", "Levers", "Programme", "Sharing", "Bulletins"];

    /// <summary>The registers in the order in which they may know each other: to the left only. What they share stands above them and knows none.</summary>
    public static readonly string[] Registers =
        ["Enterprises", "Platforms", "Parks", "Incubation", "Projects", "Novelties", "Transfer", "Finance", "Talent", "AirAndEnergy"];

    /// <summary>What purity forbids, by full name: clocks, disks, consoles, machines, unseeded chance.</summary>
    public static readonly string[] Impure =
        ["System.IO.File", "System.IO.Directory", "System.IO.FileStream", "System.Console", "System.Environment", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Net.Http.HttpClient"];

    /// <summary>Words that name nothing.</summary>
    public static readonly string[] EmptyNames = ["Service", "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Processor", "Info"];

    public static IEnumerable<string> BrokenArrows(string project, IEnumerable<string> references) =>
        from reference in references
        where Arrows.ContainsKey(reference) && !Arrows[project].Contains(reference)
        select $"{project} references {reference}; arrows point down only";

    public static IEnumerable<string> ForeignPackages(string project, IEnumerable<string> references) =>
        from reference in references
        where !Arrows.ContainsKey(reference) && !reference.StartsWith("System", StringComparison.Ordinal) && reference is not ("netstandard" or "mscorlib")
              && !PurePackages[project].Contains(reference)
        select $"{project} references the package {reference}; it is pure";

    public static IEnumerable<string> SlicesKnowingTheRight(ArchUnitNET.Domain.Architecture architecture, string root, string[] order) =>
        from type in architecture.Types
        let source = Slice(type.FullName, root, order)
        where source >= 0
        from target in type.Dependencies.Select(d => d.Target.FullName).Distinct()
        let to = Slice(target, root, order)
        where to > source
        select $"{type.FullName} ({order[source]}) knows {target} ({order[to]})";

    /// <summary>Types of the root itself that know one of its parts.</summary>
    public static IEnumerable<string> RootKnowingItsParts(ArchUnitNET.Domain.Architecture architecture, string root, string[] parts) =>
        from type in architecture.Types
        where type.FullName.StartsWith(root + ".", StringComparison.Ordinal) && Slice(type.FullName, root, parts) < 0
        from target in type.Dependencies.Select(d => d.Target.FullName).Distinct()
        where Slice(target, root, parts) >= 0
        select $"{type.FullName} knows {target}; what registers share knows none of them";

    public static IEnumerable<string> ImpureTypes(ArchUnitNET.Domain.Architecture architecture, string assembly) =>
        from type in architecture.Types
        where type.Assembly.Name.StartsWith(assembly + ",", StringComparison.Ordinal) || type.Assembly.Name == assembly
        from target in type.Dependencies.Select(d => d.Target.FullName).Distinct()
        where Impure.Contains(target)
        select $"{type.FullName} uses {target}";

    public static IEnumerable<string> EmptyNamed(IEnumerable<System.Type> types) =>
        from type in types
        where type.Namespace?.StartsWith("Touchstone", StringComparison.Ordinal) == true && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), false)
        let name = type.Name.Split('`')[0]
        where EmptyNames.Any(empty => name.EndsWith(empty, StringComparison.Ordinal))
        select $"{type.FullName} is named for nothing";

    /// <summary>A use case is a class with a public <c>Run</c>: it is sealed, and <c>Run</c> is all it offers.</summary>
    public static IEnumerable<string> UseCasesWithTwoDoors(IEnumerable<System.Type> types)
    {
        foreach (var type in types.Where(t => t is { IsClass: true, IsPublic: true } && t.GetMethods().Any(m => m.Name == "Run" && !m.IsStatic)))
        {
            if (!type.IsSealed) yield return $"{type.FullName} is a use case and not sealed";
            var others = type.GetMethods(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.DeclaredOnly)
                .Where(m => m.Name != "Run" && !m.IsSpecialName).Select(m => m.Name).Distinct();
            foreach (string other in others) yield return $"{type.FullName} offers {other} beside Run";
        }
    }

    private static int Slice(string fullName, string root, string[] order)
    {
        if (!fullName.StartsWith(root + ".", StringComparison.Ordinal)) return -1;
        string rest = fullName[(root.Length + 1)..];
        int dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? -1 : Array.IndexOf(order, rest[..dot]);
    }
}
