using System.Net;
using Microsoft.Data.Sqlite;
using Notifications.Tests.Faults.Plans;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults;

public sealed class DamageTests : IAsyncLifetime
{
    private const int PageBytes = 4096;
    private const int Hooks = 30;

    private readonly List<byte[]> _acknowledged = [];
    private GatewayProcess? _gateway;

    private GatewayProcess Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    private string DatabaseFile => Path.Combine(Gateway.Directory, "notifications.db");

    public async ValueTask InitializeAsync()
    {
        _gateway = await GatewayProcess.StartNewAsync(rules: FaultRules.Yaml);
        for (var number = 0; number < Hooks; number++)
        {
            var hook = Hook.Bytes(Hook.StatusChanged($"FP-{number}", $"~{number}~"));
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(hook));
            _acknowledged.Add(hook);
        }

        await Gateway.KillAsync();
    }

    public ValueTask DisposeAsync() => _gateway?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Flipped_bytes_in_the_file_are_found_at_start_which_is_refused_with_one_clear_line()
    {
        Checkpoint();
        using (var file = File.OpenWrite(DatabaseFile))
        {
            // The first is that of the schema; of the others some hold the rows of events.
            for (var page = 2; (page + 1) * PageBytes < file.Length; page++)
            {
                file.Position = page * PageBytes;
                file.Write([0x7f, 0xff, 0x00, 0x7f, 0xff, 0x7f, 0xff, 0x11]);
            }
        }

        await AssertRefusedAsync();
    }

    [Fact]
    public async Task A_file_that_was_cut_off_is_found_at_start_which_is_refused_with_one_clear_line()
    {
        Checkpoint();
        using (var file = File.OpenWrite(DatabaseFile))
            file.SetLength((file.Length / 2) + 100);

        await AssertRefusedAsync();
    }

    [Fact]
    public async Task A_write_that_was_torn_by_a_crash_takes_nothing_that_was_acknowledged()
    {
        using (var log = new FileStream(DatabaseFile + "-wal", FileMode.Append))
            log.Write(Enumerable.Range(0, 3 * PageBytes).Select(i => (byte)(i * 7)).ToArray());

        await Gateway.StartAsync();

        // Each of them is known.
        foreach (var hook in _acknowledged)
            Assert.Equal(HttpStatusCode.OK, await PostAsync(hook));
    }

    private async Task AssertRefusedAsync()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(Gateway.StartAsync);

        var line = refusal.Message.Split('\n').SingleOrDefault(line => line.Contains($"The database '{DatabaseFile}' is damaged: ", StringComparison.Ordinal));
        Assert.True(line?.Contains("Restore a backup", StringComparison.Ordinal), refusal.Message);
    }

    private void Checkpoint()
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }

    private async Task<HttpStatusCode> PostAsync(byte[] hook)
    {
        using var answer = await Hook.PostAsync(Gateway.Http, "jira", hook, Hook.Signature(GatewayProcess.JiraSecret, hook));
        return answer.StatusCode;
    }
}
