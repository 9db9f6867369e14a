using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Notifications.Api;
using Notifications.Cluster;

namespace Notifications.Tests.Unit.Api;

public sealed class ApiCallTests : IAsyncLifetime
{
    private const string Operator = $"Bearer {ApiHost.OperatorSecret}";
    private const string Author = $"Bearer {ApiHost.AuthorSecret}";

    private readonly TaskCompletionSource _release = new();
    private readonly SemaphoreSlim _entered = new(0);
    private ApiHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ApiHost.StartAsync(api =>
    {
        api.MapGet("/operate", () => "done").RequireAuthorization(ApiRoles.Operator);
        api.MapPost("/measure", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return body.Length;
        });
        api.MapGet("/wait", async () =>
        {
            _entered.Release();
            await _release.Task;
        });
        api.MapGet("/down", string () => throw new ClusterUnavailableException(new TimeoutException("no silo")));
    });

    public async ValueTask DisposeAsync()
    {
        _release.TrySetResult();
        await _host.DisposeAsync();
        _entered.Dispose();
    }

    [Fact]
    public async Task A_key_is_known_by_its_secret()
    {
        using var answer = await _host.SendAsync(Operator, HttpMethod.Get, "/api/v1/caller");

        var caller = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("olga", "acme"), (caller.GetProperty("name").GetString(), caller.GetProperty("site").GetString()));
        Assert.Equal(["operator"], caller.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
    }

    [Theory]
    [InlineData(null, "Bearer", "Authorization: Bearer")]
    [InlineData("Basic b2xnYTpzZWNyZXQ=", "Bearer", "Authorization: Bearer")]
    [InlineData("Bearer", "Bearer", "Authorization: Bearer")]
    [InlineData("Bearer the secret of nobody", "Bearer error=\"invalid_token\"", "No API key has this secret")]
    public async Task Whoever_has_no_key_is_told_how_to_send_one(string? authorization, string challenge, string detail)
    {
        using var answer = await _host.SendAsync(authorization, HttpMethod.Get, "/api/v1/caller");

        Assert.Equal(challenge, Assert.Single(answer.Headers.GetValues("WWW-Authenticate")));
        await AssertProblemAsync(answer, HttpStatusCode.Unauthorized, detail);
        Assert.Contains("nosniff", answer.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task A_key_without_the_role_is_told_which()
    {
        using var allowed = await _host.SendAsync(Operator, HttpMethod.Get, "/api/v1/operate");
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);

        using var refused = await _host.SendAsync(Author, HttpMethod.Get, "/api/v1/operate");
        await AssertProblemAsync(refused, HttpStatusCode.Forbidden, "'arno' does not have the role 'operator'");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_has_a_bound(bool chunked)
    {
        // The server counts the framing of chunks too.
        var most = chunked ? ApiHosting.MaxBodyBytes - 4096 : ApiHosting.MaxBodyBytes;
        using var fits = await PostAsync(most);
        Assert.Equal($"{most}", await fits.Content.ReadAsStringAsync());

        using var refused = await PostAsync(ApiHosting.MaxBodyBytes + 1);
        await AssertProblemAsync(refused, HttpStatusCode.RequestEntityTooLarge, $"more than {ApiHosting.MaxBodyBytes} bytes");

        Task<HttpResponseMessage> PostAsync(int bytes) => _host.SendAsync(
            Operator, HttpMethod.Post, "/api/v1/measure",
            chunked ? new StreamContent(new Chunks(bytes)) : new ByteArrayContent(new byte[bytes]));
    }

    [Fact]
    public async Task A_key_that_asks_too_much_at_once_is_told_to_wait_and_others_are_not()
    {
        const int Most = ApiConcurrency.MaxAtOnce + ApiConcurrency.MaxWaiting;
        var calls = Enumerable.Range(0, Most + 1).Select(_ => _host.SendAsync(Operator, HttpMethod.Get, "/api/v1/wait")).ToList();
        for (var i = 0; i < ApiConcurrency.MaxAtOnce; i++)
            Assert.True(await _entered.WaitAsync(TimeSpan.FromSeconds(20)));

        using var refused = await await Task.WhenAny(calls);
        await AssertProblemAsync(refused, HttpStatusCode.TooManyRequests, "when some have ended");
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        using var other = await _host.SendAsync(Author, HttpMethod.Get, "/api/v1/caller");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        _release.SetResult();
        Assert.Equal(Most, (await Task.WhenAll(calls)).Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_503()
    {
        using var answer = await _host.SendAsync(Author, HttpMethod.Get, "/api/v1/down");

        await AssertProblemAsync(answer, HttpStatusCode.ServiceUnavailable, "Send it again");
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string detail)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<ProblemDetails>();
        Assert.Equal((int)status, problem!.Status);
        Assert.Contains(detail, problem.Detail, StringComparison.Ordinal);
    }

    /// <summary>Zeros whose number nobody knows beforehand.</summary>
    private sealed class Chunks(int bytes) : MemoryStream(new byte[bytes])
    {
        public override bool CanSeek => false;
    }
}
