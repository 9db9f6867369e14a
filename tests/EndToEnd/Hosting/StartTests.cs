using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

public sealed class StartTests(SharedGateway shared)
{
    private readonly GatewayProcess _gateway = shared.Gateway;

    [Theory]
    [InlineData("Sources__jira__Kind", "jirra", "Sources:jira:Kind: 'jirra' is not known; it is one of jira, confluence, cloudevents.")]
    [InlineData("Sources__jira__Secrets__0", "short", "Sources:jira:Secrets:0: a secret has at least 8 characters.")]
    [InlineData("Sources__jira__BaseUrl", "jira.example.com", "Sources:jira:BaseUrl: 'jira.example.com' is not an http or https address.")]
    [InlineData("Hub__QueueCapacity", "0", "QueueCapacity")]
    [InlineData("Hub__QueueCapacity", "many", "Hub:QueueCapacity")]
    [InlineData("Live__RingCapacity", "0", "RingCapacity")]
    [InlineData("Hub__AllowedOrigins__0", "https://jira.example.com/", "Hub:AllowedOrigins: 'https://jira.example.com/' is no origin")]
    [InlineData("Hub__AllowedOrigins__0", "https://jira.example.com/browse", "without a slash after it")]
    [InlineData("Hub__AllowedOrigins__0", "*", "Hub:AllowedOrigins: '*' is no origin")]
    public Task A_wrong_setting_stops_the_start_with_a_line_that_names_it(string setting, string value, string line) =>
        AssertDoesNotStartAsync(setting, value, line);

    [Fact]
    public async Task A_token_key_that_is_none_stops_the_start()
    {
        var folder = Directory.CreateTempSubdirectory("notifications-");
        try
        {
            var file = Path.Combine(folder.FullName, "no-key.pem");
            await File.WriteAllTextAsync(file, "This is no key.");

            await AssertDoesNotStartAsync("Tokens__SigningKeyFile", file, $"The token key '{file}' can't be read: ");
            Assert.Equal("This is no key.", await File.ReadAllTextAsync(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";

        await AssertDoesNotStartAsync("Kestrel__Endpoints__Taken__Url", address, $"{address}: address already in use");
    }

    [Theory]
    [InlineData("Sources__jira__Kind", "jirra")]
    [InlineData("Hub__QueueCapacity", "0")]
    [InlineData("Tokens__SigningKeyFile", "/")]
    [InlineData("Kestrel__Endpoints__Taken__Url", "taken")]
    public async Task An_operator_is_shown_a_line_and_no_trace(string setting, string value)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var output = await FailToStartAsync(setting, value == "taken" ? $"http://{taken.LocalEndpoint}" : value);

        Assert.Contains(output, text => text.StartsWith("Notifications did not start: ", StringComparison.Ordinal));
        Assert.DoesNotContain(output, text => text.StartsWith("at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_interface_description_lists_the_web_hook()
    {
        var description = await _gateway.Http.GetFromJsonAsync<JsonObject>("/openapi/v1.json");

        var answers = description!["paths"]!["/webhooks/{source}"]!["post"]!["responses"]!.AsObject();
        foreach (var status in (string[])["200", "202", "400", "401", "403", "404", "413", "503"])
            Assert.Contains(answers, answer => answer.Key == status);
        Assert.DoesNotContain(description["paths"]!.AsObject(), path => path.Key.StartsWith("/demo", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task It_says_that_it_is_healthy(string path)
    {
        using var answer = await _gateway.Http.GetAsync(path);

        var health = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((HttpStatusCode.OK, "healthy"), (answer.StatusCode, health["status"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/issue.html", HttpStatusCode.OK)]
    [InlineData("/page.html", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Pages_are_guarded_by_headers(string path, HttpStatusCode status)
    {
        using var answer = await _gateway.Http.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy")).Split("; ");
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("object-src 'none'", policy);
        Assert.Contains("base-uri 'none'", policy);
        Assert.Contains("frame-ancestors 'self'", policy);
        Assert.DoesNotContain(policy, directive => directive.Contains("unsafe", StringComparison.Ordinal));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["strict-origin-when-cross-origin"], answer.Headers.GetValues("Referrer-Policy"));
    }

    [Fact]
    public async Task The_published_keys_have_no_private_part()
    {
        var published = await _gateway.Http.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json");

        var key = Assert.Single(published.GetProperty("keys").EnumerateArray());
        Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], key.EnumerateObject().Select(part => part.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("EC", "P-256", "ES256"), (Text("kty"), Text("crv"), Text("alg")));

        string? Text(string part) => key.GetProperty(part).GetString();
    }

    private static async Task AssertDoesNotStartAsync(string setting, string value, string line)
    {
        var output = await FailToStartAsync(setting, value);

        Assert.Equal("The process ended with 1:", output[0]);
        var said = Assert.Single(output, text => text.StartsWith("Notifications did not start: ", StringComparison.Ordinal));
        Assert.Contains(line, said, StringComparison.Ordinal);
    }

    private static async Task<string[]> FailToStartAsync(string setting, string value)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string> { [setting] = value });
        });

        return failure.Message.Split('\n', StringSplitOptions.TrimEntries);
    }
}
