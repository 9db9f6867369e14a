using System.Net;
using System.Net.Sockets;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Deploy;

public sealed class MetricsTests(MeasuredGateway measured) : IClassFixture<MeasuredGateway>
{
    private readonly GatewayProcess _gateway = measured.Gateway;
    private readonly Uri _metrics = measured.Metrics;

    [Fact]
    public async Task The_meters_of_the_product_of_Orleans_of_the_server_and_of_the_runtime_are_read()
    {
        using var hook = await Hook.PostAsync(_gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("MET-1", "Done"));
        Assert.Equal(HttpStatusCode.Accepted, hook.StatusCode);

        var said = await measured.ScrapeAsync();

        Assert.Contains("notifications_hooks_total{source=\"jira\",status=\"202\"} 1", said, StringComparison.Ordinal);
        foreach (var name in (string[])[
            "notifications_storage_commit_seconds_bucket{le=\"0.01\"}",
            "notifications_storage_batch_bucket",
            "notifications_dispatch_in_hand",
            "notifications_kept_waiting",
            "orleans_",
            "http_server_request_duration_seconds_bucket",
            "kestrel_active_connections",
            "dotnet_gc_collections_total",
            "dotnet_process_memory_working_set_bytes",
        ])
            Assert.Contains($"\n{name}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_is_read_too()
    {
        var metrics = new Uri(FreeAddress.Next(), "/metrics");
        await using var silo = new SiloProcess(new Dictionary<string, string>
        {
            ["Cluster__Address"] = "127.0.0.1",
            ["Cluster__Port"] = "0",
            ["Rules__Directory"] = Path.Combine(Repository.Root, "rules"),
            ["Storage__Postgres__ConnectionString"] = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
            ["Telemetry__MetricsPort"] = Text(metrics.Port),
        });
        await silo.StartAsync();
        using var http = new HttpClient();

        Assert.Contains("\nnotifications_kept_waiting{queue=", await http.GetStringAsync(metrics), StringComparison.Ordinal);
        using var outside = await silo.Http.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
    }

    [Fact]
    public async Task Whoever_reaches_the_product_can_not_read_them()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        using var disguised = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Host = _metrics.Authority } };

        foreach (var request in (HttpRequestMessage[])[asked, disguised])
        {
            using var answer = await _gateway.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/ready")]
    [InlineData("/webhooks/jira")]
    [InlineData("/api/v1/rules")]
    public async Task Their_port_answers_nothing_else(string path)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(_metrics, path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start()
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        var port = Text(((IPEndPoint)taken.LocalEndpoint).Port);

        Assert.Contains($"Notifications did not start: Failed to bind to address http://[::]:{port}", await FailToStartAsync("Telemetry__MetricsPort", port), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Telemetry__MetricsPort", "70000", "MetricsPort")]
    [InlineData("Telemetry__MetricsPort", "many", "Telemetry:MetricsPort")]
    [InlineData("Secrets__Directory", "/nowhere/at/all", "Secrets:Directory: there is no folder '/nowhere/at/all'.")]
    public async Task A_wrong_setting_stops_the_start_with_a_line_that_names_it(string setting, string value, string line)
    {
        var said = Assert.Single((await FailToStartAsync(setting, value)).Split('\n'), text => text.StartsWith("Notifications did not start: ", StringComparison.Ordinal));
        Assert.Contains(line, said, StringComparison.Ordinal);
    }

    private static async Task<string> FailToStartAsync(string setting, string value) => (await Assert.ThrowsAsync<InvalidOperationException>(async () =>
    {
        await using var gateway = await GatewayProcess.StartNewAsync(new Dictionary<string, string> { [setting] = value });
    })).Message;

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
