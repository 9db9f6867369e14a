namespace Notifications.Rules.Notifying;

/// <summary>What a person has to do with an event.</summary>
internal enum RecipientRole
{
    Actor,
    Assignee,
    PreviousAssignee,
    Reporter,
    Creator,
    Author,
    Watchers,
    Mentioned,
    Participants,
}

/// <summary>How rules write the roles, and decisions the reasons.</summary>
internal static class RecipientRoles
{
    private static readonly (string Word, RecipientRole Role)[] All =
    [
        ("actor", RecipientRole.Actor), ("assignee", RecipientRole.Assignee), ("previousAssignee", RecipientRole.PreviousAssignee),
        ("reporter", RecipientRole.Reporter), ("creator", RecipientRole.Creator), ("author", RecipientRole.Author),
        ("watchers", RecipientRole.Watchers), ("mentioned", RecipientRole.Mentioned), ("participants", RecipientRole.Participants),
    ];

    public static IReadOnlyList<string> Words { get; } = [.. All.Select(entry => entry.Word)];

    public static string WordOf(RecipientRole role) => All.First(entry => entry.Role == role).Word;

    public static RecipientRole? Of(string word)
    {
        foreach (var entry in All)
        {
            if (entry.Word == word)
                return entry.Role;
        }

        return null;
    }
}
