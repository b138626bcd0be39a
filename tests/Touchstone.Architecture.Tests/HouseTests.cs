using System.Reflection;
using ArchUnitNET.Loader;

namespace Touchstone.Architecture.Tests;

public sealed class HouseTests
{
    private static readonly Assembly[] House = [.. Rules.Arrows.Keys.Select(Assembly.Load)];
    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader().LoadAssemblies([.. House, typeof(HouseTests).Assembly]).Build();

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(r => r.Name!);
    private static Assembly Named(string name) => House.Single(a => a.GetName().Name == name);

    public static TheoryData<string> Projects => [.. Rules.Arrows.Keys];
    public static TheoryData<string> PureProjects => [.. Rules.PurePackages.Keys];

    [Theory, MemberData(nameof(Projects))]
    public void Project_References_PointDownOnly(string project) => Assert.Empty(Rules.BrokenArrows(project, References(Named(project))));

    [Fact]
    public void Arrows_BrokenTwin_IsFound() => Assert.Single(Rules.BrokenArrows("Touchstone.Composite", ["Touchstone.Model", "Touchstone.City", "System.Linq"]));

    [Fact]
    public void Arrows_EveryProjectOfSrc_HasARule()
    {
        var onDisk = Directory.GetFiles(Path.Combine(Touchstone.Testing.Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).Select(name => name == "Touchstone.Cli" ? "touchstone" : name).Order(StringComparer.Ordinal);
        Assert.Equal(Rules.Arrows.Keys.Order(StringComparer.Ordinal), onDisk);
    }

    [Theory, MemberData(nameof(PureProjects))]
    public void PureProject_Packages_AreTheStatedFew(string project) => Assert.Empty(Rules.ForeignPackages(project, References(Named(project))));

    [Fact]
    public void PurePackages_BrokenTwin_IsFound() => Assert.Single(Rules.ForeignPackages("Touchstone.Composite", ["MathNet.Numerics", "Microsoft.EntityFrameworkCore"]));

    [Theory, MemberData(nameof(PureProjects))]
    public void PureProject_Types_TouchNoClockDiskOrMachine(string project) => Assert.Empty(Rules.ImpureTypes(Loaded, project));

    [Fact]
    public void Purity_BrokenTwin_IsFound() =>
        Assert.Contains(Rules.ImpureTypes(Loaded, "Touchstone.Architecture.Tests"), v => v.Contains(nameof(Broken.EngineThatReadsFiles), StringComparison.Ordinal));

    [Fact]
    public void CitySlices_KnowOnlyTheLeft() => Assert.Empty(Rules.SlicesKnowingTheRight(Loaded, "Touchstone.City", Rules.CitySlices));

    [Fact]
    public void SliceOrder_BrokenTwin_IsFound() =>
        Assert.Contains(Rules.SlicesKnowingTheRight(Loaded, "Touchstone.Architecture.Tests.Broken.City", Rules.CitySlices),
            v => v.Contains("AreaThatKnowsBenchmarks", StringComparison.Ordinal));

    [Fact]
    public void Registers_KnowOnlyTheLeft() => Assert.Empty(Rules.SlicesKnowingTheRight(Loaded, "Touchstone.City.Registers", Rules.Registers));

    [Fact]
    public void RegisterOrder_BrokenTwin_IsFound() =>
        Assert.Contains(Rules.SlicesKnowingTheRight(Loaded, "Touchstone.Architecture.Tests.Broken.City.Registers", Rules.Registers),
            v => v.Contains("FirmThatKnowsParks", StringComparison.Ordinal));

    [Fact]
    public void Registers_WhatTheyShare_KnowsNoneOfThem() => Assert.Empty(Rules.RootKnowingItsParts(Loaded, "Touchstone.City.Registers", Rules.Registers));

    [Fact]
    public void SharedByRegisters_BrokenTwin_IsFound() =>
        Assert.Contains(Rules.RootKnowingItsParts(Loaded, "Touchstone.Architecture.Tests.Broken.City.Registers", Rules.Registers), v => v.Contains("RowThatKnowsFirms", StringComparison.Ordinal));

    [Theory, MemberData(nameof(Projects))]
    public void Project_Types_AreNamedForSomething(string project) => Assert.Empty(Rules.EmptyNamed(Named(project).GetTypes()));

    [Fact]
    public void Names_BrokenTwin_IsFound() => Assert.Contains(Rules.EmptyNamed(typeof(HouseTests).Assembly.GetTypes()), v => v.Contains("NormalisationHelper", StringComparison.Ordinal));

    [Fact]
    public void CityUseCases_HaveOneDoor() => Assert.Empty(Rules.UseCasesWithTwoDoors(Named("Touchstone.City").GetTypes()));

    [Fact]
    public void UseCases_BrokenTwin_IsFound() => Assert.Equal(2, Rules.UseCasesWithTwoDoors([typeof(Broken.UseCaseWithTwoDoors)]).Count());
}
