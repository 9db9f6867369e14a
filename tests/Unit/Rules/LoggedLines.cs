namespace Notifications.Tests.Unit.Rules;

/// <summary>What several loggers of one test log, in its order.</summary>
internal sealed class LoggedLines
{
    public List<string> Messages { get; } = [];

    public ListLogger<T> Of<T>() => new(Messages);
}
