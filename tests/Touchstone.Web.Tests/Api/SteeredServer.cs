using System.Text;

namespace Touchstone.Web.Tests.Api;

/// <summary>The four invented cities, with levers and scenarios declared with the index.</summary>
public sealed class SteeredServer : BuiltServer
{
    protected override Dictionary<string, ReadOnlyMemory<byte>> Index() => new(base.Index(), StringComparer.Ordinal)
    {
        ["levers.yaml"] = Encoding.UTF8.GetBytes("""
            schema: 1
            budgets:
              - {code: fund, name: {zh: 专利资金, en: Patent fund}, unit: {zh: 万元, en: "10,000 yuan"}, amount: 40}
            levers:
              - {column: PATENTS, budget: fund, curve: [[0, 0], [100, 100]], source: invented for teaching}
            """),
        ["uncertainty.yaml"] = Encoding.UTF8.GetBytes("""
            schema: 1
            seed: 7
            scenarios: 256
            factors:
              - weight-noise: weights
                share: 60%
              - data-error: figures
                relative: 5%
                shape: lognormal
            """),
    };
}
