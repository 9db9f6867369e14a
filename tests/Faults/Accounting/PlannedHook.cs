namespace Notifications.Tests.Faults.Accounting;

/// <summary>What becomes of a hook by the rules of the run.</summary>
internal enum HookKind
{
    /// <summary>One notification for each recipient.</summary>
    Plain,

    /// <summary>One for all hooks of its subject: the newest takes the place of the one before.</summary>
    Replacing,

    /// <summary>The first of a window by itself, the others together.</summary>
    Digested,

    /// <summary>One for each recipient, a while later, since nobody acknowledges its flag.</summary>
    WhenAway,
}

/// <summary>A hook that a sender means to send. Its number is in the text of whatever becomes of it.</summary>
/// <param name="Number">Unique within the run.</param>
/// <param name="Recipients">Who has to find it in the inbox.</param>
internal sealed record PlannedHook(int Number, HookKind Kind, string Subject, IReadOnlyList<string> Recipients);
