using Notifications.Tests.Faults.Accounting;

namespace Notifications.Tests.Faults.Plans;

/// <summary>How a hook is sent.</summary>
/// <param name="Copies">How many times at once.</param>
/// <param name="Tries">How many times more where nobody acknowledged it. Jira Data Center sends once.</param>
/// <param name="Again">Whether it is sent once more after it was acknowledged.</param>
/// <param name="Behind">By how much it is older than what was sent before it.</param>
/// <param name="Pause">What the sender waits afterwards.</param>
internal sealed record PlannedSend(
    PlannedHook Hook, string Actor, string? Assignee, int Copies, int Tries, bool Again, TimeSpan Behind, TimeSpan Pause);

/// <summary>When the process is killed.</summary>
/// <param name="After">Since it was ready, or since it was started.</param>
/// <param name="WhileStarting">Whether it is killed before anybody waits for it to be ready.</param>
internal sealed record PlannedKill(TimeSpan After, bool WhileStarting);
