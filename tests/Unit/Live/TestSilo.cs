namespace Notifications.Tests.Unit.Live;

/// <summary>The silo on which a grain of a test is.</summary>
internal sealed class TestSilo : ILocalSiloDetails
{
    public string Name => "silo";

    public string ClusterId => "cluster";

    public string DnsHostName => "host";

    public SiloAddress SiloAddress => TestSilos.Address(9);

    public SiloAddress GatewayAddress => SiloAddress.Zero;
}
