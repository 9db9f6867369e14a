using Microsoft.AspNetCore.Http;
using Notifications.Webhooks;

namespace Notifications.Tests.Unit.Webhooks;

public sealed class HookHeadersTests
{
    [Fact]
    public void Only_what_says_how_to_read_a_body_is_kept()
    {
        var kept = HookHeaders.Of(new HeaderDictionary
        {
            ["Content-Type"] = "application/json",
            ["X-Atlassian-Webhook-Identifier"] = "7",
            ["ce-id"] = "8",
            ["ce-type"] = new string('x', 2_000),
            ["X-Hub-Signature"] = "sha256=00",
            ["webhook-signature"] = "v1,00",
            ["Authorization"] = "Bearer secret",
            ["Cookie"] = "secret",
        });

        Assert.Equal(["Content-Type", "X-Atlassian-Webhook-Identifier", "ce-id"], kept.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("7", HookHeaders.Read(kept)["x-atlassian-webhook-identifier"].ToString());
    }

    [Fact]
    public void There_are_not_many_of_them()
    {
        var headers = new HeaderDictionary();
        for (var i = 0; i < 100; i++)
            headers[$"ce-{i}"] = "x";

        Assert.Equal(32, HookHeaders.Of(headers).Count);
    }
}
