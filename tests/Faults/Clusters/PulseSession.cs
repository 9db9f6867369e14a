using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.SignalR;
using Notifications.Tests.Faults.Running;
using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Clusters;

/// <summary>A tab that shows a subject and goes on by its position over as many connections as it takes, as the client of the product does.</summary>
internal sealed partial class PulseSession(Uri address, Tokens tokens, string user, int subjectNumber, string key)
{
    // As the client: anything up to half a second for the first try, and up to twice as long for each further one.
    private const double FirstDelay = 500;
    private const double LongestDelay = 15_000;

    private readonly HashSet<string> _seen = [];
    private readonly Dictionary<int, long> _shown = [];
    private readonly string _subject = $"jira:issue:{key}";
    private HubClient? _client;
    private string? _epoch;
    private long _sequence;
    private long _newest;

    /// <summary>The place of its subject among the subjects.</summary>
    public int SubjectNumber => subjectNumber;

    public string User => user;

    /// <summary>When the flag of each hook was shown first, by the hook's number.</summary>
    public IReadOnlyDictionary<int, long> Shown => _shown;

    /// <summary>Flags that were shown after a later one of the same subject.</summary>
    public int OutOfOrder { get; private set; }

    /// <summary>How often it was told that nobody knows what it missed.</summary>
    public int BeganAnew { get; private set; }

    /// <summary>How many connections it has had.</summary>
    public int Connections { get; private set; }

    /// <summary>The first connection.</summary>
    public async Task ConnectAsync() => _client = await OpenAsync(CancellationToken.None);

    /// <summary>Follows the subject until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var failed = 0; !stop.IsCancellationRequested;)
        {
            try
            {
                _client ??= await OpenAsync(stop);
                failed = 0;
                await foreach (var batch in _client.Messages.ReadAllAsync(stop))
                    Take(batch);
            }
            catch (Exception e) when (e is HubException || HubClient.IsBroken(e))
            {
                failed++;
            }

            if (_client is not null)
                await _client.DisposeAsync();
            _client = null;
            await Pause.ForAsync(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(LongestDelay, FirstDelay * Math.Pow(2, failed))));
        }
    }

    private async Task<HubClient> OpenAsync(CancellationToken stop)
    {
        var client = await HubClient.ConnectAsync(address, "flags", stop);
        try
        {
            var token = tokens.For(user, [_subject], permissions: ["flags"], lifetime: TimeSpan.FromHours(1));
            await client.InvokeAsync("attach", new { token, tab = user });
            var answer = await client.InvokeAsync("subscribe", new { subject = _subject, position = _epoch is null ? null : new { epoch = _epoch, sequence = _sequence } });
            if (!answer.GetProperty("complete").GetBoolean())
                BeganAnew++;
            foreach (var batch in answer.GetProperty("missed").EnumerateArray())
                Take(batch);
            var position = answer.GetProperty("position");
            var (epoch, sequence) = (position.GetProperty("epoch").GetString(), position.GetProperty("sequence").GetInt64());
            if (epoch != _epoch || sequence > _sequence)
                (_epoch, _sequence) = (epoch, sequence);
            Connections++;
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private void Take(JsonElement batch)
    {
        var now = Stopwatch.GetTimestamp();
        var sequence = batch.GetProperty("position").GetProperty("sequence").GetInt64();
        foreach (var flag in batch.GetProperty("flags").EnumerateArray())
        {
            if (!_seen.Add(flag.GetProperty("id").GetString()!))
                continue;
            if (sequence < _newest)
                OutOfOrder++;
            _newest = Math.Max(_newest, sequence);
            _shown[int.Parse(Number().Match(flag.GetProperty("title").GetString()!).ValueSpan, CultureInfo.InvariantCulture)] = now;
        }

        _sequence = Math.Max(_sequence, sequence);
    }

    [GeneratedRegex("(?<=~)[0-9]+(?=~)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
