using Microsoft.Extensions.Logging;

namespace Notifications.Tests.Unit.Rules;

/// <summary>Keeps what is logged.</summary>
internal sealed class ListLogger<T>(List<string>? messages = null) : ILogger<T>
{
    public List<string> Messages { get; } = messages ?? [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Messages.Add(formatter(state, exception));
}
