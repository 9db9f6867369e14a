using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.Faults.Running;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>
/// Somebody who is told who looks at a subject, and a visitor of it who comes and goes all the time: how long it takes until each coming
/// and going is told, whatever is broken meanwhile.
/// </summary>
internal sealed class PresenceWatch(Uri address, Tokens tokens, string subject, int number)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Stay = TimeSpan.FromMilliseconds(500);

    private readonly List<PresenceChange> _changes = [];
    private IReadOnlySet<string> _users = new HashSet<string>();
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Each coming and going that was told.</summary>
    public IReadOnlyList<PresenceChange> Changes
    {
        get
        {
            lock (_changes)
                return [.. _changes];
        }
    }

    private string Watcher => $"watcher-{number}";

    private string Visitor => $"visitor-{number}";

    /// <summary>Goes on, over as many connections as it takes, until it is told to stop.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(WatchAsync(stop), VisitAsync(stop));

    /// <summary>Waits until those who look, whatever the visitor does, are the watcher and these; <see langword="false"/> where they are not soon.</summary>
    public async Task<bool> IsRightAsync(IEnumerable<string> others)
    {
        HashSet<string> right = [Watcher, .. others];
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await UntilAsync(users => right.SetEquals(users.Where(user => user != Visitor)), patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public override string ToString() => $"{subject}: {string.Join(", ", _users.Order(StringComparer.Ordinal))}";

    private async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var (client, answer) = await OpenAsync(Watcher, ["flags", "presence"], stop);
                await using var _ = client;
                // Where not every gateway has reported by then, it is a message later.
                if (answer.TryGetProperty("presence", out var presence))
                    Take(presence);
                await foreach (var told in client.Messages.ReadAllAsync(stop))
                    Take(told);
            }
            catch (Exception e) when (e is HubException || HubClient.IsBroken(e))
            {
                await Pause.ForAsync(Stay);
            }
        }
    }

    private async Task VisitAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await VisitOnceAsync(stop);
            }
            catch (Exception e) when (e is HubException || HubClient.IsBroken(e))
            {
                // There was nothing to tell.
            }

            await Pause.ForAsync(Stay);
        }
    }

    private async Task VisitOnceAsync(CancellationToken stop)
    {
        var (client, _) = await OpenAsync(Visitor, ["flags"], stop);
        await using (client)
        {
            // Who was cut off meanwhile need not be told of.
            var came = Stopwatch.GetTimestamp();
            if (await UntilAsync(users => users.Contains(Visitor), stop, client.Messages.Completion))
                Note(came);
        }

        var went = Stopwatch.GetTimestamp();
        if (await UntilAsync(users => !users.Contains(Visitor), stop))
            Note(went);
    }

    private async Task<(HubClient Client, JsonElement Answer)> OpenAsync(string user, string[] permissions, CancellationToken stop)
    {
        var client = await HubClient.ConnectAsync(address, "presence", stop);
        try
        {
            await client.InvokeAsync("attach", new { token = tokens.For(user, [subject], permissions: permissions, lifetime: TimeSpan.FromHours(1)), tab = user });
            return (client, await client.InvokeAsync("subscribe", new { subject }));
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private void Take(JsonElement presence)
    {
        _users = presence.GetProperty("viewers").EnumerateArray().Select(viewer => viewer.GetProperty("user").GetString()!).ToHashSet(StringComparer.Ordinal);
        Interlocked.Exchange(ref _told, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    /// <summary>Waits until it is so, or for something after which it need not become so.</summary>
    private async Task<bool> UntilAsync(Func<IReadOnlySet<string>, bool> isSo, CancellationToken stop, params Task[] unless)
    {
        while (true)
        {
            var told = Volatile.Read(ref _told).Task;
            if (isSo(_users))
                return true;
            if (await Task.WhenAny([told, .. unless]).WaitAsync(stop) != told)
                return false;
        }
    }

    private void Note(long at)
    {
        lock (_changes)
            _changes.Add(new PresenceChange(at, Stopwatch.GetTimestamp()));
    }
}

/// <summary>Somebody came or went, and when that was told.</summary>
internal sealed record PresenceChange(long At, long Told)
{
    public TimeSpan Delay => Stopwatch.GetElapsedTime(At, Told);
}
