namespace Notifications.Tests.Faults.Accounting;

/// <summary>Notifications that come back to the top by themselves: those that were snoozed.</summary>
internal static class Movements
{
    public static IReadOnlySet<string> Of(Journal journal, string user) =>
        journal.Operations.Where(operation => operation.User == user && operation.Name is "snooze" or "unsnooze")
            .SelectMany(operation => operation.Ids).ToHashSet(StringComparer.Ordinal);
}
