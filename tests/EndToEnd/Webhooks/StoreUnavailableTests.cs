using System.Net;
using Notifications.Tests.EndToEnd.Live;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Webhooks;

public sealed class StoreUnavailableTests
{
    [Fact]
    public async Task A_hook_that_cannot_be_stored_is_503_and_its_repetition_makes_one_flag()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        await using var anna = await HubSession.ViewAsync(gateway, "anna", "jira:issue:STORE-1");
        var hook = Hook.StatusChanged("STORE-1", "Done");

        using (LockedDatabase.Of(gateway))
        {
            using var refused = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, hook);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
            Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        }

        using var repeated = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, hook);
        // 200 where the gateway's own last try has come to the store before.
        Assert.Contains(repeated.StatusCode, (HttpStatusCode[])[HttpStatusCode.Accepted, HttpStatusCode.OK]);
        Assert.Equal(["STORE-1 is now Done"], await anna.NextTitlesAsync());

        // What comes next is what was posted next: the flag came once.
        using var next = await Hook.PostAsync(
            gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("STORE-1", "Open"));
        Assert.Equal(HttpStatusCode.Accepted, next.StatusCode);
        Assert.Equal(["STORE-1 is now Open"], await anna.NextTitlesAsync());
    }
}
