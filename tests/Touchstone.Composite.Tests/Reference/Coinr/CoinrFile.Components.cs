using Touchstone.Model;

namespace Touchstone.Composite.Tests;

/// <summary>Principal components. The sign of a component is arbitrary: COINr's is that of a library's, and is turned to ours before comparing.</summary>
internal static partial class CoinrFile
{
    private static IEnumerable<(string, Action)> Components()
    {
        var groups = new[] { ("level1_by_pillar", new[] { "ConEcFin", "Instit", "P2P", "Physical", "Political", "Environ", "Social", "SusEcFin" }), ("level2_by_subindex", ["Conn", "Sust"]), ("level1_all", ["All"]), ("level2_all", ["All"]) };
        foreach (var (name, nodes) in groups)
        {
            foreach (string node in nodes)
            {
                yield return ($"09_pca/{name}_{node}_loadings.csv", () => Loadings($"09_pca/{name}_{node}_loadings.csv"));
                yield return ($"09_pca/{name}_{node}_variance.csv", () => Variances($"09_pca/{name}_{node}"));
            }
            yield return ($"08_weights/pca_weights_{name}.csv", () => FirstLoadings($"08_weights/pca_weights_{name}.csv", name, nodes));
        }
    }

    private static PrincipalComponents ComponentsOf(ReferenceTable loadings) =>
        PrincipalComponents.Of(Set("Aggregated"), loadings.Rows.Select(r => new IndicatorCode(loadings.Text(r, "iCode")))).OrThrow();

    private static void Loadings(string file)
    {
        var theirs = Read(file);
        var ours = ComponentsOf(theirs);
        Compare(file, theirs.Header.Skip(1).SelectMany((pc, component) =>
        {
            double same = theirs.Rows.Select((r, i) => theirs.Number(r, pc)!.Value * ours.Loadings[component][i]).Sum() < 0 ? -1 : 1;
            return theirs.Rows.Select((r, i) => ($"{theirs.Text(r, "iCode")} {pc}", (double?)(same * theirs.Number(r, pc)), (double?)ours.Loadings[component][i]));
        }));
    }

    private static void Variances(string name)
    {
        var (theirs, loadings) = (Read(name + "_variance.csv"), Read(name + "_loadings.csv"));
        var ours = ComponentsOf(loadings);
        double sum = 0;
        Compare(name + "_variance.csv", theirs.Rows.SelectMany((r, i) =>
        {
            sum += ours.Share(i);
            return new (string, double?, double?)[] { ("sdev", theirs.Number(r, "sdev"), Math.Sqrt(ours.Eigenvalues[i])), ("eigenvalue", theirs.Number(r, "eigenvalue"), ours.Eigenvalues[i]), ("share", theirs.Number(r, "prop"), ours.Share(i)), ("sum", theirs.Number(r, "cumprop"), sum) };
        }));
    }

    /// <summary>COINr's PCA weights are the raw first loadings, sign as it comes; nodes of other levels keep their weights.</summary>
    private static void FirstLoadings(string file, string name, string[] nodes)
    {
        var weights = Read(file);
        var ours = nodes.SelectMany(node =>
        {
            var components = ComponentsOf(Read($"09_pca/{name}_{node}_loadings.csv"));
            double[] theirs = [.. components.Columns.Select(c => weights.Number(weights.Rows.First(r => weights.Text(r, "iCode") == c.Value), "Weight")!.Value)];
            double same = theirs.Select((w, i) => w * components.Loadings[0][i]).Sum() < 0 ? -1 : 1;
            return components.Columns.Select((c, i) => (c.Value, same * components.Loadings[0][i]));
        }).ToDictionary(w => w.Value, w => w.Item2, StringComparer.Ordinal);
        Compare(file, weights.Rows.Select(r => (weights.Text(r, "iCode"), weights.Number(r, "Weight"), (double?)(ours.TryGetValue(weights.Text(r, "iCode"), out double w) ? w : 1))));
    }
}
