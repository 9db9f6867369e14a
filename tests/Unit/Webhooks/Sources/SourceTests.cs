using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifications.Sources;

namespace Notifications.Tests.Unit.Webhooks.Sources;

public class SourceTests
{
    [Fact]
    public void Configuration_becomes_sources()
    {
        using var services = Services(
            ("Sources:jira:Kind", "Jira"), ("Sources:jira:Secrets:0", "first secret"), ("Sources:jira:Secrets:1", "second secret"),
            ("Sources:jira:BaseUrl", "https://jira.test/jira"), ("Sources:jira:AppAccount", " bot "), ("Sources:jira:Site", "acme"),
            ("Sources:wiki-2:Kind", "confluence"));
        var catalog = services.GetRequiredService<SourceCatalog>();
        Assert.Equal(2, catalog.All.Count);
        var jira = catalog.Find("jira");
        Assert.Equal(("jira", SourceKind.Jira, "acme", "bot"), (jira?.Name, jira?.Kind, jira?.Site, jira?.AppAccount));
        Assert.Equal(["first secret", "second secret"], jira?.Secrets);
        Assert.Equal(new Uri("https://jira.test/jira"), jira?.BaseUrl);
        Assert.Equal(("default", 0), (catalog.Find("wiki-2")?.Site, catalog.Find("wiki-2")?.Secrets.Count));
        Assert.Null(catalog.Find("JIRA"));
        Assert.DoesNotContain("secret", jira?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sources:jira:Kind", "bitbucket", "'bitbucket' is not known; it is one of jira, confluence, cloudevents")]
    [InlineData("Sources:jira:Site", "A C M E", "'A C M E' is not a site's name")]
    [InlineData("Sources:jira:Secrets:0", "short", "at least 8 characters")]
    [InlineData("Sources:jira:Secrets:2", "the third one", "there are 3; at most 2")]
    [InlineData("Sources:jira:BaseUrl", "ftp://jira.test", "not an http or https address")]
    [InlineData("Sources:Ji_ra:Kind", "jira", "a-z, 0-9 and '-'")]
    [InlineData("Sources:notifications:Kind", "jira", "records its own events")]
    [InlineData("Sources:shop:Secrets:0", "whsec_not base64", "not base64")]
    public void A_fault_is_one_clear_line_at_start(string key, string value, string message)
    {
        using var services = Services(
            ("Sources:jira:Kind", "jira"), ("Sources:jira:Secrets:0", "first secret"), ("Sources:jira:Secrets:1", "second secret"),
            ("Sources:shop:Kind", "cloudevents"), (key, value));
        var fault = Assert.Single(Assert.Throws<OptionsValidationException>(services.GetRequiredService<SourceCatalog>).Failures);
        Assert.Contains(message, fault, StringComparison.Ordinal);
        Assert.StartsWith("Sources:", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
    }

    [Fact]
    public async Task A_faulty_source_stops_the_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration["Sources:jira:Kind"] = "bitbucket";
        builder.Services.AddSources();
        using var host = builder.Build();
        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_rotated_secret_applies_at_once_and_a_faulty_change_does_not()
    {
        using var services = Services(("Sources:jira:Kind", "jira"), ("Sources:jira:Secrets:0", "first secret"));
        var catalog = services.GetRequiredService<SourceCatalog>();
        var configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();

        configuration["Sources:jira:Secrets:0"] = "second secret";
        configuration.Reload();
        Assert.Equal(["second secret"], catalog.Find("jira")?.Secrets);

        configuration["Sources:jira:Secrets:0"] = "short";
        configuration.Reload();
        Assert.Equal(["second secret"], catalog.Find("jira")?.Secrets);
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase)
                .Select(group => new KeyValuePair<string, string?>(group.Key, group.Last().Value)))
            .Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddSources().BuildServiceProvider();
    }
}
