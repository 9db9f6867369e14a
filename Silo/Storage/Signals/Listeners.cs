using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Notifications.Storage.Signals;

/// <summary>Who listens to which channel within this process.</summary>
internal sealed partial class Listeners(ILogger logger)
{
    private ImmutableList<Listener> _all = [];

    public IDisposable Add(string channel, Action<string?> heard)
    {
        var listener = new Listener(this, channel, heard);
        ImmutableInterlocked.Update(ref _all, all => all.Add(listener));
        return listener;
    }

    /// <summary>Tells those of a channel.</summary>
    public void Tell(string channel, string payload)
    {
        foreach (var listener in _all)
        {
            if (listener.Channel == channel)
                Tell(listener, payload);
        }
    }

    /// <summary>Tells everybody that they may have missed some.</summary>
    public void TellOfGap()
    {
        foreach (var listener in _all)
            Tell(listener, payload: null);
    }

    private void Tell(Listener listener, string? payload)
    {
        try
        {
            listener.Heard(payload);
        }
        catch (Exception e)
        {
            // One that fails must not end the thread that others hear on.
            LogListenerFailed(listener.Channel, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener to '{Channel}' failed.")]
    private partial void LogListenerFailed(string channel, Exception exception);

    private sealed class Listener(Listeners listeners, string channel, Action<string?> heard) : IDisposable
    {
        public string Channel => channel;

        public Action<string?> Heard => heard;

        public void Dispose() => ImmutableInterlocked.Update(ref listeners._all, all => all.Remove(this));
    }
}
