using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Notifications.Hosting.Health;

namespace Notifications.Tests.Unit.Hosting;

public sealed class HealthAnswerTests
{
    [Fact]
    public async Task Whoever_asks_whether_it_is_ready_is_told_why_not_and_no_exception()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddHealthChecks()
            .AddCheck("database", () => HealthCheckResult.Unhealthy("It is damaged.", new InvalidOperationException("secret")))
            .AddCheck("cluster", () => HealthCheckResult.Healthy())
            .AddCheck("other", () => HealthCheckResult.Unhealthy());
        await using var app = builder.Build();
        app.MapHealthChecks("/health/ready", HealthAnswer.Of(check => check.Name != "other"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var health = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("unhealthy", health.GetProperty("status").GetString());
        var database = health.GetProperty("checks").GetProperty("database");
        Assert.Equal(("unhealthy", "It is damaged."), (database.GetProperty("status").GetString(), database.GetProperty("reason").GetString()));
        Assert.Equal("healthy", health.GetProperty("checks").GetProperty("cluster").GetProperty("status").GetString());
        Assert.DoesNotContain("secret", health.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("other", health.ToString(), StringComparison.Ordinal);
    }
}
