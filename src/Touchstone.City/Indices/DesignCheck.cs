using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Touchstone.City.Catalogue;
using Touchstone.City.Storage;
using Touchstone.Composite;
using Touchstone.Files;
using Touchstone.Model;

namespace Touchstone.City.Indices;

/// <summary>An index's design against the city: are its units areas, are its columns indicators of the catalogue, in the same unit of measure?</summary>
internal static class DesignCheck
{
    /// <summary>The columns filled from observations: all that no formula makes, and those whose formula starts from themselves.</summary>
    public static ImmutableArray<IndicatorCode> Wanted(IndexDesign design)
    {
        var made = new HashSet<IndicatorCode>();
        foreach (var derivation in design.Recipe.Steps.OfType<Derive>().SelectMany(d => d.Columns))
            if (!derivation.Formula.Inputs.Contains(derivation.Target)) made.Add(derivation.Target);
        return [.. design.Framework.Nodes.Where(n => n.Kind != NodeKind.Aggregate && !made.Contains(n.Code)).Select(n => n.Code)];
    }

    public static async Task<ImmutableArray<Finding>> Run(CityDb db, IndexDesign design, DateOnly today, CancellationToken stop)
    {
        var areas = await db.Areas.Select(a => a.Code).ToHashSetAsync(stop);
        var catalogue = await ListIndicators.InForce(db, today).ToDictionaryAsync(i => i.Code, stop);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var unit in design.Units)
            if (!areas.Contains(new(unit.Code.Value)))
                findings.Add(Finding.Error("index.unit-not-an-area", unit.Where, new($"评价对象“{unit.Code}”不是已登记的地区。", $"The unit '{unit.Code}' is not a registered area."),
                    new("改正代码，或先登记该地区。", "Correct the code, or register the area first.")));
        foreach (var node in Wanted(design).Select(code => design.Framework.Find(code)!))
        {
            if (!catalogue.TryGetValue(node.Code, out var indicator))
                findings.Add(Finding.Error("index.indicator-not-in-catalogue", node.Where, new($"指标目录中没有“{node.Code}”。", $"The catalogue has no indicator '{node.Code}'."),
                    new("改正代码，或先在指标目录中登记。", "Correct the code, or register it in the catalogue first.")));
            else if (!node.Unit.IsEmpty && node.Unit.Zh != indicator.UnitZh)
                findings.Add(Finding.Error("index.unit-of-measure", node.Where,
                    new($"“{node.Code}”的单位是“{node.Unit.Zh}”，指标目录为“{indicator.UnitZh}”。", $"The unit of '{node.Code}' is '{node.Unit.En}'; the catalogue has '{indicator.UnitEn}'."),
                    new("改正单位；目录的单位是存储单位。", "Correct the unit: the catalogue's is the one stored.")));
        }
        return findings.ToImmutable();
    }
}
