using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Deploy;

/// <summary>The rules, by Prometheus' own tool.</summary>
public sealed class PrometheusTests
{
    [Theory]
    [InlineData("check", "rules", "deploy/prometheus/rules.yml")]
    [InlineData("test", "rules", "deploy/prometheus/rules.test.yml")]
    public async Task The_rules_are_right_and_fire_when_they_should(params string[] arguments)
    {
        var (exitCode, said) = await Tool.RunAsync("promtool", arguments);

        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public async Task The_configuration_is_taken()
    {
        var folder = Directory.CreateTempSubdirectory("prometheus-");
        try
        {
            var file = Path.Combine(folder.FullName, "prometheus.yml");
            // In its container the rules are elsewhere.
            await File.WriteAllTextAsync(file, Repository.Read("deploy", "prometheus", "prometheus.yml")
                .Replace("/etc/prometheus", Path.Combine(Repository.Root, "deploy", "prometheus"), StringComparison.Ordinal));

            var (exitCode, said) = await Tool.RunAsync("promtool", ["check", "config", file]);

            Assert.True(exitCode == 0, said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
