using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notifications.Api;

namespace Notifications.Tests.Unit.Api;

public sealed class ApiKeyTests
{
    private const string Secret = "a secret that is long enough";

    // printf %s 'another secret of good length' | sha256sum
    private const string OtherSecret = "another secret of good length";
    private const string OtherHash = "119bcb2579a7a9ddad0f6323240cb08727063d05647513230e6d0bccfdd0162f";

    [Fact]
    public void Configuration_becomes_keys()
    {
        using var services = Services(
            ("ApiKeys:ci:Secrets:0", Secret), ("ApiKeys:ci:SecretHashes:0", OtherHash), ("ApiKeys:ci:Site", "acme"),
            ("ApiKeys:ci:Roles:0", "rule-author"), ("ApiKeys:ci:Roles:1", "publisher"));
        var catalog = services.GetRequiredService<ApiKeyCatalog>();

        foreach (var secret in (string[])[Secret, OtherSecret])
        {
            var key = catalog.Find(secret);
            Assert.Equal(("ci", "acme"), (key?.Name, key?.Site));
            Assert.Equal(["rule-author", "publisher"], key?.Roles);
        }

        Assert.Null(catalog.Find(OtherHash));
        Assert.Null(catalog.Find(Secret + "!"));
        Assert.Null(catalog.Find(""));
    }

    [Theory]
    [InlineData("ApiKeys:ci:Secrets:0", "too short", "at least 16 characters")]
    [InlineData("ApiKeys:ci:Secrets:1", "the third that is there", "there are 3 secrets")]
    [InlineData("ApiKeys:none:Roles:0", "operator", "there are 0 secrets")]
    [InlineData("ApiKeys:ci:SecretHashes:0", "not of hexadecimal digits", "64 hexadecimal digits")]
    [InlineData("ApiKeys:ci:Site", "A C M E", "'A C M E' is not a site's name")]
    [InlineData("ApiKeys:ci:Roles:0", "king", "'king' is not known; it is one of rule-author, operator, publisher")]
    [InlineData("ApiKeys:idle:Secrets:0", "a key without any role", "name what the key may do")]
    [InlineData("ApiKeys:twin:Secrets:0", Secret, "'ci' has the same secret")]
    public void A_fault_is_one_clear_line_at_start_without_any_secret(string name, string value, string message)
    {
        using var services = Services(
            ("ApiKeys:ci:Secrets:0", Secret), ("ApiKeys:ci:SecretHashes:0", OtherHash), ("ApiKeys:ci:Roles:0", "operator"),
            ("ApiKeys:twin:Roles:0", "operator"), ("ApiKeys:twin:SecretHashes:0", new string('a', 64)), (name, value));

        var fault = Assert.Single(Assert.Throws<OptionsValidationException>(services.GetRequiredService<ApiKeyCatalog>).Failures);

        Assert.Contains(message, fault, StringComparison.Ordinal);
        Assert.StartsWith("ApiKeys:", fault, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault);
        if (name.Contains("Secret", StringComparison.Ordinal))
            Assert.DoesNotContain(value, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_taken_away_is_gone_at_once_and_a_faulty_change_changes_nothing()
    {
        using var services = Services(("ApiKeys:ci:Secrets:0", Secret), ("ApiKeys:ci:Roles:0", "operator"));
        var catalog = services.GetRequiredService<ApiKeyCatalog>();
        var configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();

        configuration["ApiKeys:ci:Secrets:0"] = OtherSecret;
        configuration.Reload();
        Assert.Null(catalog.Find(Secret));
        Assert.NotNull(catalog.Find(OtherSecret));

        configuration["ApiKeys:ci:Secrets:0"] = "short";
        configuration.Reload();
        Assert.NotNull(catalog.Find(OtherSecret));
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GroupBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase)
                .Select(group => new KeyValuePair<string, string?>(group.Key, group.Last().Value)))
            .Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddNotificationsApi().BuildServiceProvider();
    }
}
