using System.Globalization;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Deploy;

public sealed class HealthcheckTests
{
    [Fact]
    public async Task The_containers_check_says_whether_the_process_is_ready()
    {
        const string script = "deploy/containers/healthcheck";
        await using var gateway = await GatewayProcess.StartNewAsync();
        var port = gateway.Address.Port.ToString(CultureInfo.InvariantCulture);

        var (ready, said) = await Tool.RunAsync(script, [port]);
        Assert.True(ready == 0, said);

        await gateway.KillAsync();
        Assert.NotEqual(0, (await Tool.RunAsync(script, [port])).ExitCode);

        await using var server = await StandIn.StartAsync(System.Net.IPAddress.Loopback, gateway.Address.Port);
        server.IsReady = false;
        Assert.NotEqual(0, (await Tool.RunAsync(script, [port])).ExitCode);
    }
}
