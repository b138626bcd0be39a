using System.Collections.Immutable;
using Touchstone.Composite;

namespace Touchstone.Files;

/// <summary>The steps of an alternative in uncertainty.yaml: written as in index.yaml, each stated whole, or <c>without: step</c>.</summary>
internal sealed partial class RecipeReader
{
    /// <summary>A list of steps, or one step alone.</summary>
    public (ImmutableArray<Step> Steps, ImmutableArray<string> Without) ReadAlternative(YamlNode node)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        var without = ImmutableArray.CreateBuilder<string>();
        foreach (var item in node is YamlList list ? list.Items : [node])
        {
            _here = new StepPlaces(item.Where);
            if (item is YamlMap { Entries: [{ Key.Text: "without" } only] }) { if (WithoutOf(only.Value) is { } kind) without.Add(kind); }
            else if (ReadStep(item) is { } step) steps.Add(step);
        }
        return (steps.ToImmutable(), without.ToImmutable());
    }

    private string? WithoutOf(YamlNode node)
    {
        if (node is YamlScalar word && StepWords.Contains(word.Text)) return word.Text;
        new MapReading(new YamlMap([], node.Where), findings).Unknown("recipe.unknown-step", node as YamlScalar ?? new YamlScalar("…", true, node.Where), StepWords);
        return null;
    }
}
