using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Running;

/// <summary>
/// A tab that follows an inbox by the rules of <c>docs/inbox.md</c>, over as many connections as it takes, and writes down each
/// change that it is told.
/// </summary>
internal sealed class InboxSession(Uri address, Tokens tokens, Journal journal, string user, string name, IReadOnlyList<string> subjects)
{
    private static readonly TimeSpan PauseBetweenConnections = TimeSpan.FromMilliseconds(100);

    private readonly InboxCopy _copy = new(journal, user, name);
    private volatile HubClient? _client;

    /// <summary>The user whose inbox it is.</summary>
    public string User => user;

    /// <summary>What it was told of the inbox so far.</summary>
    public InboxCopy Copy => _copy;

    /// <summary>Whether it has a connection at the moment, as far as it knows.</summary>
    public bool IsConnected => _client is not null;

    /// <summary>How many connections it has had.</summary>
    public int Connections { get; private set; }

    /// <summary>Connects again and again until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var client = await HubClient.ConnectAsync(address, "inbox", stop);
                await FollowAsync(client, stop);
            }
            catch (Exception e) when (e is HubException || HubClient.IsBroken(e))
            {
                // Killed, or not ready yet: another connection continues where this one stood.
            }
            finally
            {
                _client = null;
            }

            await Pause.ForAsync(PauseBetweenConnections);
        }
    }

    /// <summary>Calls a method of the hub by the connection that there is.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Task<JsonElement> InvokeAsync(string method, object argument) =>
        (_client ?? throw new InvalidOperationException("There is no connection.")).InvokeAsync(method, argument);

    private async Task FollowAsync(HubClient client, CancellationToken stop)
    {
        var token = tokens.For(user, subjects, lifetime: TimeSpan.FromHours(1));
        var attached = await client.InvokeAsync("attach", new { token, tab = name, inbox = _copy.Position });
        _copy.Take(attached.GetProperty("inbox"));
        Connections++;
        _client = client;
        await foreach (var message in client.Messages.ReadAllAsync(stop))
        {
            if (!_copy.TryFollow(message))
                _copy.Take(await client.InvokeAsync("changes", new { position = _copy.Position }));
        }
    }
}
