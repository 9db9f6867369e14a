using Notifications.Live;

namespace Notifications.Rules.Backend;

/// <summary>What backend logic answers: notifications, or the rule's own, or none.</summary>
public sealed record BackendAnswer
{
    /// <summary>Nobody is told.</summary>
    public static BackendAnswer None { get; } = new();

    /// <summary>What the rule's <c>notify</c> says is told.</summary>
    public static BackendAnswer Notify { get; } = new() { SendsNotify = true };

    /// <summary>Whether what the rule's <c>notify</c> says is told.</summary>
    public bool SendsNotify { get; init; }

    /// <summary>What is told besides; at most 20.</summary>
    public IReadOnlyList<BackendNotification> Notifications { get; init; } = [];

    /// <summary>These notifications are told.</summary>
    public static BackendAnswer Of(params IReadOnlyList<BackendNotification> notifications) => new() { Notifications = notifications };
}

/// <summary>One notification of backend logic. Texts are text: nothing in them is evaluated, and nothing is HTML.</summary>
public sealed record BackendNotification
{
    /// <summary>Whom it is for.</summary>
    public required IReadOnlyList<BackendRecipient> To { get; init; }

    /// <summary>One line; cut after 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>More text; cut after 2,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>What sort of news it is.</summary>
    public FlagType Type { get; init; }

    /// <summary>Whether it is painted in its type's full colour.</summary>
    public bool Bold { get; init; }

    /// <summary>At most four buttons. One whose link is not <c>https</c>, <c>http</c> or site-relative is left out.</summary>
    public IReadOnlyList<FlagAction> Actions { get; init; } = [];

    /// <summary>Whether recipients who have the subject open see a flag.</summary>
    public bool Show { get; init; } = true;

    /// <summary>Whether it goes to the inbox of those recipients who are not merely viewers.</summary>
    public bool Keep { get; init; }

    /// <summary>Whether it goes there only if none of the recipient's sessions acknowledges its flag in time; not with <see cref="Keep"/>.</summary>
    public bool KeepWhenAway { get; init; }

    /// <summary>Whether the recipients' preferences are passed over.</summary>
    public bool Critical { get; init; }

    /// <summary>Whether the flag goes by itself; by default it does when it is kept or no warning and no error.</summary>
    public bool? AutoDismiss { get; init; }
}

/// <summary>Somebody to be told: whoever views the subject, the holder of a role, or one user.</summary>
public sealed record BackendRecipient
{
    private BackendRecipient(string? role, string? user) => (Role, Id) = (role, user);

    /// <summary>Whoever has the subject open.</summary>
    public static BackendRecipient Viewers { get; } = new("viewers", null);

    /// <summary>Who caused the event.</summary>
    public static BackendRecipient Actor { get; } = new("actor", null);

    /// <summary>To whom the issue or task is assigned.</summary>
    public static BackendRecipient Assignee { get; } = new("assignee", null);

    /// <summary>Who reported the issue.</summary>
    public static BackendRecipient Reporter { get; } = new("reporter", null);

    internal string? Role { get; }

    internal string? Id { get; }

    /// <summary>One user, by the id that tokens and rules use.</summary>
    public static BackendRecipient User(string id) => new(null, id);
}
