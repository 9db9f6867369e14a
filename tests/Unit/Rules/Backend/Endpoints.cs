using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.Rules.Backend;
using Notifications.Tests.Product;
using Notifications.Tests.Unit.Rules.Deciding;
using Notifications.Webhooks.Signatures;

namespace Notifications.Tests.Unit.Rules.Backend;

public sealed class Endpoints
{
    private static readonly ClaimedCall Call = new(
        new BackendCall { Id = "call-1", Rule = "rule", RuleVersion = "v1", Target = "endpoint:advice", Event = SampleEvent.Of() }, Attempt: 2);

    [Fact]
    public async Task AreAskedWithTheEventAndAStandardWebhooksSignature()
    {
        await using var service = await AnsweringService.StartAsync(context => AnsweringService.WriteAsync(context, 204));

        Assert.Empty((await AskAsync(service)).Notices);

        var request = await service.NextAsync();
        var verdict = StandardWebhooks.Verify([AnsweringService.Secret], request.Headers, request.Body, TimeProvider.System.GetUtcNow());
        Assert.True(verdict.IsValid, verdict.Reason);
        Assert.False(StandardWebhooks.Verify([AnsweringService.Secret], request.Headers, [.. request.Body, 32], TimeProvider.System.GetUtcNow()).IsValid);
        Assert.Equal("call-1", request.Headers["webhook-id"]);
        Assert.Equal("application/json", request.Headers.ContentType);
        var asked = JsonElement.Parse(request.Body);
        Assert.Equal(("rule", "v1", 2), (asked.GetProperty("rule").GetString(), asked.GetProperty("ruleVersion").GetString(), asked.GetProperty("attempt").GetInt32()));
        var @event = asked.GetProperty("event");
        Assert.Equal("1.0", @event.GetProperty("specversion").GetString());
        Assert.Equal("jira:issue:DEMO-1", @event.GetProperty("subject").GetString());
        Assert.Equal("Anna Ash", @event.GetProperty("actor").GetProperty("displayName").GetString());
        Assert.Equal("DEMO-1", @event.GetProperty("data").GetProperty("issue").GetProperty("key").GetString());
    }

    [Fact]
    public async Task AnswerWithNotifications()
    {
        await using var service = await AnsweringService.StartAsync(context =>
            AnsweringService.WriteAsync(context, 200, """{ "notifications": [ { "to": ["viewers"], "title": "Hello" } ] }"""));
        Assert.Equal("Hello", Assert.Single((await AskAsync(service)).Notices).Title.Render([]).Text);
    }

    [Theory]
    [InlineData(500, "oops\u202e\n", "The service answered 500: oops")]
    [InlineData(404, "", "The service answered 404.")]
    [InlineData(202, "", "The service answered 202.")]
    [InlineData(429, "", "The service answered 429.")]
    [InlineData(200, "hello", "The answer is refused: answer:1:1 This is not JSON.")]
    public async Task ThatFailSayWhy(int status, string body, string error)
    {
        await using var service = await AnsweringService.StartAsync(context => AnsweringService.WriteAsync(context, status, body));
        Assert.Equal(error, (await Assert.ThrowsAsync<BackendFailedException>(() => AskAsync(service))).Message);
    }

    [Fact]
    public async Task ThatRedirectAreNotFollowed()
    {
        await using var target = await AnsweringService.StartAsync(context => AnsweringService.WriteAsync(context, 204));
        await using var service = await AnsweringService.StartAsync(context =>
        {
            context.Response.Redirect(target.Address.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        var failed = await Assert.ThrowsAsync<BackendFailedException>(() => AskAsync(service));
        Assert.Equal("The service answered 307; redirects are not followed.", failed.Message);
    }

    [Theory]
    [InlineData(429, "7", "", 7)]
    [InlineData(503, "900", "", 900)]
    [InlineData(503, null, """{ "retryAfter": 30 }""", 30)]
    [InlineData(200, null, """{ "retryAfter": 2000 }""", 2000)]
    public async Task MayAskForALaterTry(int status, string? header, string body, int seconds)
    {
        await using var service = await AnsweringService.StartAsync(context =>
        {
            if (header is not null)
                context.Response.Headers.RetryAfter = header;
            return AnsweringService.WriteAsync(context, status, body);
        });
        Assert.Equal(TimeSpan.FromSeconds(seconds), (await Assert.ThrowsAsync<RetryLaterException>(() => AskAsync(service))).After);
    }

    [Fact]
    public async Task ThatCloseTheConnectionFail()
    {
        await using var service = await AnsweringService.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(service));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ThatAnswerWithoutEndAreCutOff(bool hasLength)
    {
        await using var service = await AnsweringService.StartAsync(async context =>
        {
            var block = new byte[64 * 1024];
            if (hasLength)
                context.Response.ContentLength = 16 * block.Length;
            for (var i = 0; i < 16 && !context.RequestAborted.IsCancellationRequested; i++)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        });
        Assert.Equal("The answer has more than 256 KiB.", (await Assert.ThrowsAsync<BackendFailedException>(() => AskAsync(service))).Message);
    }

    [Fact]
    public async Task ThatAreSlowHaveTheirTime()
    {
        var forever = new TaskCompletionSource();
        await using var service = await AnsweringService.StartAsync(context => forever.Task.WaitAsync(context.RequestAborted));
        using var catalog = Catalog(service, timeout: TimeSpan.FromMilliseconds(200));
        var lane = new BackendLane(catalog.All.Single(), TimeProvider.System);
        var failed = await Assert.ThrowsAsync<BackendFailedException>(() => lane.AskAsync(Call, CancellationToken.None));
        Assert.Equal("There was no answer within 0.2 s.", failed.Message);
    }

    [Fact]
    public async Task ThatKeepFailingAreLeftAloneForAWhile()
    {
        var asked = 0;
        await using var service = await AnsweringService.StartAsync(context =>
        {
            asked++;
            return AnsweringService.WriteAsync(context, 500);
        });
        using var catalog = Catalog(service, TimeSpan.FromSeconds(10));
        var lane = new BackendLane(catalog.All.Single(), TimeProvider.System);
        var messages = new List<string>();
        for (var i = 0; i < 12; i++)
            messages.Add((await Assert.ThrowsAsync<BackendFailedException>(() => lane.AskAsync(Call, CancellationToken.None))).Message);

        Assert.Equal(10, asked);
        Assert.Equal("It was not asked: nearly all of the last calls failed.", messages[^1]);
    }

    [Theory]
    [InlineData("https://example.com/hook", AnsweringService.Secret, false, null)]
    [InlineData("http://localhost:5000/", AnsweringService.Secret, false, null)]
    [InlineData("http://example.com/", AnsweringService.Secret, true, null)]
    [InlineData("http://example.com/", AnsweringService.Secret, false, "Rules:Endpoints:advice:Url must begin with https://.")]
    [InlineData("ftp://example.com/", AnsweringService.Secret, false, "Rules:Endpoints:advice:Url must be an address that begins with https://.")]
    [InlineData("/relative", AnsweringService.Secret, false, "Rules:Endpoints:advice:Url must be an address")]
    [InlineData("https://me:pw@example.com/", AnsweringService.Secret, false, "Rules:Endpoints:advice:Url may hold no user name")]
    [InlineData("https://example.com/", "plain text", false, "Rules:Endpoints:advice:Secret must be whsec_")]
    [InlineData("https://example.com/", "whsec_c2hvcnQ=", false, "Rules:Endpoints:advice:Secret must be whsec_")]
    public void AreCheckedAtTheStart(string url, string secret, bool allowHttp, string? problem)
    {
        var options = new BackendOptions();
        options.Endpoints["advice"] = new EndpointOptions { Url = new Uri(url, UriKind.RelativeOrAbsolute), Secret = secret, AllowHttp = allowHttp };
        var result = new EndpointValidation().Validate(null, options);
        Assert.Equal(problem is not null, result.Failed);
        if (problem is not null)
            Assert.StartsWith(problem, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AreForTheirSitesOnly()
    {
        await using var service = await AnsweringService.StartAsync(context => AnsweringService.WriteAsync(context, 204));
        using var open = Catalog(service, TimeSpan.FromSeconds(10));
        using var named = Catalog(service, TimeSpan.FromSeconds(10), "acme", "umbrella");
        var target = new BackendTarget(BackendKind.Endpoint, "advice");

        Assert.Equal([true, false], Has(open, target, "default", "acme"));
        Assert.Equal([false, true, true], Has(named, target, "default", "acme", "umbrella"));
        var refused = await Assert.ThrowsAsync<BackendFailedException>(() => named.All.Single().AskAsync(Call, CancellationToken.None));
        Assert.Equal("It is not for the site 'default'.", refused.Message);

        static IEnumerable<bool> Has(BackendCatalog catalog, BackendTarget target, params string[] sites) => sites.Select(site => catalog.Has(site, target));
    }

    [Fact]
    public void AreForSitesThatCanBe()
    {
        var options = new BackendOptions();
        options.Endpoints["advice"] = new EndpointOptions { Url = new Uri("https://example.com/"), Secret = AnsweringService.Secret, Sites = { "Acme!" } };
        Assert.StartsWith("Rules:Endpoints:advice:Sites: 'Acme!' is not a site's name", new EndpointValidation().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void AndFunctionsAreCalledWithinBounds()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Rules:Calls:FunctionParallelism"] = "0",
            ["Rules:Calls:RetryDelay"] = "01:00:00",
        }).Build());
        services.AddBackendCatalog();
        using var provider = services.BuildServiceProvider();

        var failed = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<BackendOptions>>().Value);
        Assert.Equal(
            ["Rules:Calls:FunctionParallelism: The field FunctionParallelism must be between 1 and 1000.",
             "Rules:Calls:RetryDelay: The field RetryDelay must be between 00:00:00.0100000 and 00:15:00."],
            failed.Failures.Order(StringComparer.Ordinal));
    }

    private static async Task<BackendVerdict> AskAsync(AnsweringService service)
    {
        using var catalog = Catalog(service, TimeSpan.FromSeconds(10));
        return await catalog.All.Single().AskAsync(Call, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static BackendCatalog Catalog(AnsweringService service, TimeSpan timeout, params string[] sites)
    {
        var options = new BackendOptions();
        options.Endpoints["advice"] = new EndpointOptions { Url = service.Address, Secret = AnsweringService.Secret, Timeout = timeout };
        foreach (var site in sites)
            options.Endpoints["advice"].Sites.Add(site);
        return Deciders.Backends(options: options);
    }
}
