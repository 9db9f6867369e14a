namespace Notifications.Subjects.Dispatching;

/// <summary>A subject takes no more events until more of what follows from the earlier ones is on disk. Trying again is safe.</summary>
[GenerateSerializer]
[Alias("notifications.SubjectBusyException")]
public sealed class SubjectBusyException(string subject)
    : Exception($"'{subject}' takes no more events for now: too much of what follows from earlier ones is not written yet.");
