using Notifications.Tests.Product;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Notifications.Tests.EndToEnd.Deploy;

/// <summary>What is to be true of every container; whether Compose itself takes the file is tried by hand.</summary>
public sealed class ComposeTests
{
    private static readonly Dictionary<string, Dictionary<string, object>> Services = Read("services");

    public static TheoryData<string> Names => [.. Services.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_container_is_confined_limited_and_looked_after(string name)
    {
        var service = Services[name];

        Assert.Equal("true", service["read_only"]);
        Assert.Equal(["ALL"], (IEnumerable<object>)service["cap_drop"]);
        Assert.Equal(["no-new-privileges:true"], (IEnumerable<object>)service["security_opt"]);
        foreach (var wanted in (string[])["mem_limit", "cpus", "pids_limit", "healthcheck", "stop_grace_period", "restart"])
            Assert.True(service.ContainsKey(wanted), wanted);
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("gateway")]
    public void What_is_scaled_has_neither_a_name_nor_a_port_of_the_machine(string name)
    {
        Assert.DoesNotContain("container_name", Services[name].Keys);
        Assert.DoesNotContain("hostname", Services[name].Keys);
        Assert.DoesNotContain("ports", Services[name].Keys);
    }

    [Fact]
    public async Task Every_secret_is_a_file_that_is_made_and_none_is_in_the_environment()
    {
        var folder = Directory.CreateTempSubdirectory("secrets-");
        try
        {
            var (exitCode, said) = await Tool.RunAsync("deploy/secrets", [folder.FullName]);
            Assert.True(exitCode == 0, said);
            var first = folder.GetFiles().ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName), StringComparer.Ordinal);

            Assert.Equal(
                Read("secrets").Values.Select(secret => (string)secret["file"]).Order(StringComparer.Ordinal),
                first.Keys.Select(name => $"./deploy/.secrets/{name}").Order(StringComparer.Ordinal));
            Assert.All(Services.SelectMany(service => (IEnumerable<object>)service.Value.GetValueOrDefault("secrets", Array.Empty<object>())),
                secret => Assert.Contains((string)secret, first.Keys));
            Assert.DoesNotContain("Password=", Repository.Read("docker-compose.yml"), StringComparison.Ordinal);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, folder.UnixFileMode);

            // What is there stays.
            await Tool.RunAsync("deploy/secrets", [folder.FullName]);
            Assert.All(folder.GetFiles(), file => Assert.Equal(first[file.Name], File.ReadAllText(file.FullName)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, Dictionary<string, object>> Read(string section)
    {
        var parser = new MergingParser(new Parser(new StringReader(Repository.Read("docker-compose.yml"))));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(parser);
        return ((Dictionary<object, object>)file[section]).ToDictionary(
            entry => (string)entry.Key,
            entry => ((Dictionary<object, object>)entry.Value).ToDictionary(part => (string)part.Key, part => part.Value, StringComparer.Ordinal),
            StringComparer.Ordinal);
    }
}
