using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Notifications.Subjects;
using Notifications.Tokens;

namespace Notifications.Live;

/// <summary>
/// One connected view. It has a bounded queue and a loop of its own, so that a slow browser costs nobody else
/// anything: when the queue is full, what is in it is dropped and the browser is told to resync.
/// </summary>
internal sealed class Session
{
    private readonly HubConnectionContext _connection;
    private readonly HubOptions _options;
    private readonly GatewayMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Channel<SerializedHubMessage> _queue;
    private readonly HashSet<Subject> _subjects = [];
    private readonly Lock _lock = new();
    private volatile SessionToken? _token;
    private int _behind;
    private EndedMessage? _end;

    public Session(HubConnectionContext connection, HubOptions options, GatewayMetrics metrics, TimeProvider time)
    {
        (_connection, _options, _metrics, _time) = (connection, options, metrics, time);
        _queue = Channel.CreateBounded<SerializedHubMessage>(
            new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        ConnectedAt = time.GetUtcNow();
        Sending = SendUntilClosedAsync();
    }

    /// <summary>When the connection was made.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>What the session may do; <see langword="null"/> before it attached.</summary>
    public SessionToken? Token => _token;

    /// <summary>Ends with the session's last message.</summary>
    public Task Sending { get; }

    /// <summary>The subjects that the session is subscribed to.</summary>
    public Subject[] Subjects
    {
        get
        {
            lock (_lock)
                return [.. _subjects];
        }
    }

    /// <summary>Gives the session its first or its next token.</summary>
    public void Authorise(SessionToken token) => _token = token;

    /// <summary>Notes a subscription; <see langword="false"/> where the session has too many.</summary>
    public bool TryAdd(Subject subject)
    {
        lock (_lock)
            return _subjects.Contains(subject) || (_subjects.Count < _options.MaxSubjects && _subjects.Add(subject));
    }

    /// <summary>Forgets a subscription.</summary>
    public bool Remove(Subject subject)
    {
        lock (_lock)
            return _subjects.Remove(subject);
    }

    /// <summary>Hands a message to the session's queue. Never waits.</summary>
    public void Send(SerializedHubMessage message)
    {
        if (_queue.Writer.TryWrite(message))
            return;
        if (Interlocked.Exchange(ref _behind, 1) == 0)
            _metrics.SessionFellBehind();
    }

    /// <summary>Tells the browser why, and closes the connection after what is queued.</summary>
    public void End(EndedMessage why)
    {
        Interlocked.CompareExchange(ref _end, why, null);
        _queue.Writer.TryComplete();
    }

    /// <summary>Stops sending; the connection is gone.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Makes a message that any number of sessions may send; it is serialised once.</summary>
    public static SerializedHubMessage Message(string target, object content) =>
        new(new InvocationMessage(target, [content]));

    private async Task SendUntilClosedAsync()
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(_connection.ConnectionAborted))
            {
                while (_queue.Reader.TryRead(out var message))
                {
                    await WriteAsync(message);
                    if (Volatile.Read(ref _behind) == 1)
                        await ResyncAsync();
                }
            }

            if (_end is { } end)
                await WriteAsync(Message("ended", end));
        }
        catch (OperationCanceledException)
        {
            // The browser went away, or was too slow for a single message.
        }
        finally
        {
            _connection.Abort();
        }
    }

    private async Task ResyncAsync()
    {
        while (_queue.Reader.TryRead(out _))
        {
        }

        // Cleared before the browser is told: what is dropped from here on makes it resync once more.
        Volatile.Write(ref _behind, 0);
        foreach (var subject in Subjects)
            await WriteAsync(Message("resync", new ResyncMessage(subject.ToString())));
    }

    private async Task WriteAsync(SerializedHubMessage message)
    {
        var writing = _connection.WriteAsync(message, _connection.ConnectionAborted);
        if (!writing.IsCompletedSuccessfully)
        {
            try
            {
                await writing.AsTask().WaitAsync(_options.SendTimeout, _time);
            }
            catch (TimeoutException e)
            {
                _metrics.SessionCut();
                throw new OperationCanceledException("The session does not read.", e);
            }
        }
    }
}
