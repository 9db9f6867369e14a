using System.Net;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

public sealed class DemoTests(SharedGateway shared)
{
    private static readonly string[] Addresses =
        ["/", "/issue.html", "/page.html", "/demo/world", "/demo/session?user=anna&subject=jira:issue:DEMO-1", "/browse/DEMO-1"];

    [Fact]
    public async Task Is_there_where_it_is_enabled()
    {
        foreach (var address in Addresses)
        {
            using var answer = await shared.Gateway.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Is_not_there_where_it_is_not()
    {
        await using var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string> { ["Demo__Enabled"] = "false" });

        foreach (var address in Addresses)
        {
            using var answer = await gateway.Http.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("""{ "subject": "jira:issue:DEMO-1", "scenario": "explode", "actor": "ben" }""", "scenario")]
    [InlineData("""{ "subject": "jira:issue:DEMO-2", "scenario": "status", "actor": "ben", "value": "Done" }""", "subject")]
    [InlineData("""{ "subject": "jira:issue:DEMO-1", "scenario": "status", "actor": "mallory", "value": "Done" }""", "user")]
    [InlineData("""{ "subject": "jira:issue:DEMO-1", "scenario": "status", "actor": "ben", "value": "Nowhere" }""", "status")]
    [InlineData("nonsense", "")]
    public async Task Says_what_is_wrong(string body, string about)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await shared.Gateway.Http.PostAsync("/demo/events", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(about, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
