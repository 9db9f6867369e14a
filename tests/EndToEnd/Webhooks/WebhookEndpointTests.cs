using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notifications.Tests.EndToEnd.Hosting;
using Notifications.Tests.Product;

[assembly: AssemblyFixture(typeof(SharedGateway))]

namespace Notifications.Tests.EndToEnd.Webhooks;

public sealed class WebhookEndpointTests(SharedGateway shared)
{
    private readonly GatewayProcess _gateway = shared.Gateway;

    [Fact]
    public async Task A_signed_hook_is_accepted_and_told_what_it_became()
    {
        using var answer = await Hook.PostAsync(
            _gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("TELL-1", "Done"));

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var accepted = Assert.Single((await answer.Content.ReadFromJsonAsync<JsonObject>())!["events"]!.AsArray())!;
        Assert.Equal("avi:jira:updated:issue", accepted["type"]!.GetValue<string>());
        Assert.Equal("jira:issue:TELL-1", accepted["subject"]!.GetValue<string>());
        Assert.Equal("ben", accepted["actor"]!.GetValue<string>());
        Assert.False(accepted["duplicate"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_repeated_hook_answers_200_also_a_hundred_times_at_once()
    {
        var body = Hook.Bytes(Hook.StatusChanged("TWICE-1", "Done"));
        var signature = Hook.Signature(GatewayProcess.JiraSecret, body);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Hook.PostAsync(_gateway.Http, "jira", body, signature)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(99, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_hook_that_was_accepted_is_a_duplicate_after_a_crash_too()
    {
        await using var gateway = await GatewayProcess.StartNewAsync();
        var body = Hook.StatusChanged("CRASH-1", "Done");
        using var first = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, body);
        await gateway.KillAsync();
        await gateway.StartAsync();

        using var second = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, body);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
    }

    [Theory]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=nonsense")]
    [InlineData(null)]
    public async Task A_wrong_signature_is_401(string? signature)
    {
        using var answer = await Hook.PostAsync(_gateway.Http, "jira", Hook.Bytes(Hook.StatusChanged("SIGN-1", "Done")), signature);

        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_source_without_a_secret_is_403()
    {
        var body = Hook.Bytes(Hook.StatusChanged("SECRET-1", "Done"));

        using var answer = await Hook.PostAsync(_gateway.Http, "unsigned", body, Hook.Signature("", body));

        var problem = await AssertProblemAsync(answer, HttpStatusCode.Forbidden);
        Assert.Contains("Sources:unsigned:Secrets", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_source_is_404()
    {
        using var answer = await Hook.PostAsync(
            _gateway.Http, "nowhere", GatewayProcess.JiraSecret, Hook.StatusChanged("NONE-1", "Done"));

        await AssertProblemAsync(answer, HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{ \"timestamp\": 1,\n  \"webhookEvent\": oops }", 2)]
    [InlineData("{ \"a\": 1, \"a\": 2 }", 1)]
    public async Task A_malformed_body_is_400_with_the_place(string text, int line)
    {
        var body = Encoding.UTF8.GetBytes(text);

        using var answer = await Hook.PostAsync(_gateway.Http, "jira", body, Hook.Signature(GatewayProcess.JiraSecret, body));

        var problem = await AssertProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.Equal(line, problem["place"]!["line"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_body_of_a_mebibyte_passes_and_one_byte_more_is_413()
    {
        foreach (var chunked in (bool[])[false, true])
        {
            using var fits = await PostPaddedAsync(1024 * 1024, chunked);
            using var tooLarge = await PostPaddedAsync((1024 * 1024) + 1, chunked);

            Assert.True(fits.IsSuccessStatusCode);
            await AssertProblemAsync(tooLarge, HttpStatusCode.RequestEntityTooLarge);
        }
    }

    [Fact]
    public async Task The_test_delivery_of_Confluence_Data_Center_is_200()
    {
        using var answer = await Hook.PostAsync(_gateway.Http, "wiki", GatewayProcess.WikiSecret, new JsonObject());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostPaddedAsync(int size, bool chunked)
    {
        var hook = Hook.StatusChanged("SIZE-1", "Done");
        hook["padding"] = "";
        hook["padding"] = new string('x', size - Hook.Bytes(hook).Length);
        var body = Hook.Bytes(hook);
        Assert.Equal(size, body.Length);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/jira") { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("X-Hub-Signature", Hook.Signature(GatewayProcess.JiraSecret, body));
        return await _gateway.Http.SendAsync(request);
    }

    private static async Task<JsonObject> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize<JsonObject>(await answer.Content.ReadAsStringAsync())!;
    }
}
