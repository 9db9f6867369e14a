using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Notifications.Subjects;
using Notifications.Tokens;
using Notifications.Users.Preferences;

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
    private volatile InboxStanding? _inbox;
    private volatile UserPreferences? _preferences;
    private volatile EndedMessage? _end;
    private volatile bool _closed;
    private volatile bool _hidden;
    private int _behind;

    public Session(HubConnectionContext connection, HubOptions options, GatewayMetrics metrics, TimeProvider time)
    {
        (_connection, _options, _metrics, _time) = (connection, options, metrics, time);
        _queue = Channel.CreateBounded<SerializedHubMessage>(
            new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        ConnectedAt = time.GetUtcNow();
        _ = SendUntilClosedAsync();
    }

    /// <summary>When the connection was made.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>What the session may do; <see langword="null"/> before it attached.</summary>
    public SessionToken? Token => _token;

    /// <summary>The languages in which its user reads.</summary>
    public PreferredLocales Locales { get; set; } = PreferredLocales.None;

    /// <summary>The preferences of its user; <see langword="null"/> where there are none, or none are known.</summary>
    public UserPreferences? Preferences
    {
        get => _preferences;
        set => _preferences = value;
    }

    /// <summary>Whether its tab is hidden, as the browser says.</summary>
    public bool IsHidden
    {
        get => _hidden;
        set => _hidden = value;
    }

    /// <summary>Whether the connection is gone, so that nothing may hold the session any more.</summary>
    public bool IsClosed => _closed;

    /// <summary>Whether the browser is told, or was, to go.</summary>
    public bool IsEnding => _end is not null || _closed;

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

    /// <summary>Hands a message to the session's queue; <see langword="false"/> where it was full. Never waits.</summary>
    public bool Send(SerializedHubMessage message)
    {
        if (_queue.Writer.TryWrite(message))
            return true;
        if (_end is null && !_closed && Interlocked.Exchange(ref _behind, 1) == 0)
            _metrics.SessionFellBehind();
        return false;
    }

    /// <summary>Hands a message to the session's queue that may be left out: only while a good part of the queue is free.</summary>
    public bool SendIfIdle(SerializedHubMessage message) =>
        _queue.Reader.Count <= _options.QueueCapacity / 4 && _queue.Writer.TryWrite(message);

    /// <summary>
    /// Hands a message of the user's inbox to the session's queue. If that was full, the browser is told instead where the inbox
    /// stands, and finds that it missed something.
    /// </summary>
    public bool SendInbox(SerializedHubMessage message, InboxStanding standing)
    {
        _inbox = standing;
        return Send(message);
    }

    /// <summary>Drops what is queued, tells the browser why, and closes the connection.</summary>
    public void End(EndedMessage why)
    {
        _end ??= why;
        _queue.Writer.TryComplete();
    }

    /// <summary>Stops sending; the connection is gone.</summary>
    public void Close()
    {
        _closed = true;
        _queue.Writer.TryComplete();
    }

    /// <summary>Makes a message that any number of sessions may send; it is serialised once.</summary>
    public static SerializedHubMessage Message(string target, object content) =>
        new(new InvocationMessage(target, [content]));

    private async Task SendUntilClosedAsync()
    {
        try
        {
            while (_end is null && await _queue.Reader.WaitToReadAsync(_connection.ConnectionAborted))
            {
                while (_end is null && _queue.Reader.TryRead(out var message))
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
        if (_inbox is { } inbox)
            await WriteAsync(inbox.Message);
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
