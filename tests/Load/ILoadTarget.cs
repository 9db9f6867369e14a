using Notifications.Tests.Product;

namespace Notifications.Tests.Load;

/// <summary>A server under load: groups of sessions, and a way to make an event for a group.</summary>
internal interface ILoadTarget : IAsyncDisposable
{
    string Name { get; }

    /// <summary>The server's processor time so far.</summary>
    TimeSpan ProcessorTime { get; }

    /// <summary>The server's resident memory in bytes.</summary>
    long ResidentBytes { get; }

    /// <summary>Opens a session of a group.</summary>
    Task<RawSession> OpenAsync(int group, int session, Action<int> received);

    /// <summary>Makes event number <paramref name="number"/> for a group; the server's answer is awaited.</summary>
    Task SendAsync(int group, int number);
}
