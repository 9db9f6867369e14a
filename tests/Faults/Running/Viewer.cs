using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>A tab that shows a subject, over as many connections as it takes, and writes down the flags that come.</summary>
internal sealed class Viewer(Uri address, Tokens tokens, Journal journal, string user, string name, string subject)
{
    private static readonly TimeSpan PauseBetweenConnections = TimeSpan.FromMilliseconds(100);

    private string? _epoch;
    private long _sequence;

    /// <summary>How many connections it has had.</summary>
    public int Connections { get; private set; }

    /// <summary>Connects again and again until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var client = await HubClient.ConnectAsync(address, "flags", stop);
                // Without the permission to see the inbox, so that nothing of it is read by looking.
                var token = tokens.For(user, [subject], permissions: ["flags"], lifetime: TimeSpan.FromHours(1));
                await client.InvokeAsync("attach", new { token, tab = name });
                await SubscribeAsync(client);
                Connections++;
                await foreach (var batch in client.Messages.ReadAllAsync(stop))
                    Take(batch, after: null);
            }
            catch (Exception e) when (e is HubException || HubClient.IsBroken(e))
            {
                // Killed, or not ready yet: another connection continues where this one stood.
            }

            await Pause.ForAsync(PauseBetweenConnections);
        }
    }

    private async Task SubscribeAsync(HubClient client)
    {
        var answer = await client.InvokeAsync(
            "subscribe", new { subject, position = _epoch is null ? null : new { epoch = _epoch, sequence = _sequence } });
        var complete = answer.GetProperty("complete").GetBoolean();
        foreach (var batch in answer.GetProperty("missed").EnumerateArray())
            Take(batch, complete ? _sequence : null);
        var (epoch, sequence) = PositionOf(answer);
        if (epoch != _epoch || sequence > _sequence)
            (_epoch, _sequence) = (epoch, sequence);
    }

    private void Take(JsonElement batch, long? after)
    {
        var (epoch, sequence) = PositionOf(batch);
        foreach (var flag in batch.GetProperty("flags").EnumerateArray())
        {
            journal.Flags.Enqueue(new ToldFlag(
                name, subject, epoch, sequence, flag.GetProperty("id").GetString()!,
                flag.TryGetProperty("revision", out var revision) ? revision.GetInt64() : 0, after));
        }

        if (after is null && epoch == _epoch && sequence > _sequence)
            _sequence = sequence;
    }

    private static (string Epoch, long Sequence) PositionOf(JsonElement from)
    {
        var position = from.GetProperty("position");
        return (position.GetProperty("epoch").GetString()!, position.GetProperty("sequence").GetInt64());
    }
}
