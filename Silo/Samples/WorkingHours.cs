using Notifications.Rules.Backend;

namespace Notifications.Samples;

/// <summary>
/// A sample of a rule in C#: nobody is disturbed outside working hours, Monday to Friday from 8 to 18 by this machine's
/// clock. A rule uses it by <c>function: working-hours</c>.
/// </summary>
public sealed class WorkingHours(TimeProvider time) : INotificationRule
{
    /// <inheritdoc/>
    public string Key => "working-hours";

    /// <inheritdoc/>
    public ValueTask<BackendAnswer> DecideAsync(RuleEvent @event, CancellationToken cancellationToken)
    {
        var now = time.GetLocalNow();
        var isWork = now is { DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday), Hour: >= 8 and < 18 };
        return ValueTask.FromResult(isWork ? BackendAnswer.Notify : BackendAnswer.None);
    }
}
