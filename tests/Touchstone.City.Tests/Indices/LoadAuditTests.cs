using Touchstone.City.Indices;
using Touchstone.City.Organisation;
using Touchstone.City.Tests.Storage;
using Touchstone.Composite;

namespace Touchstone.City.Tests.Indices;

public sealed class LoadAuditTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_OfABuild_IsThatOfTheEngineAndMadeOnce()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        var stored = await city.Build();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => city.Get<LoadAudit>().Run(Actor.Local, stored.Id, Stop)));
        var audit = both[0].OrThrow();
        Assert.Same(audit, both[1].OrThrow());
        Assert.Same(audit, (await city.Get<LoadAudit>().Run(Actor.Local, stored.Id, Stop)).OrThrow());
        Assert.Equal(stored.Id, audit.Build.Id);
        Assert.Equal(Coherence.Audit(audit.Build), audit.Notes);
        Assert.Equal(3, audit.Availability.Length);
    }

    [Fact]
    public async Task Audit_OfAnUnknownBuild_IsRefused()
    {
        await using var city = await MiniIndex.Start(Engine.Sqlite);
        Assert.Equal("build.unknown", Assert.Single((await city.Get<LoadAudit>().Run(Actor.Local, new BuildId(new string('0', 64)), Stop)).AllFindings).Code);
    }
}
