using Notifications.Live;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Notifying;

/// <summary>What a rule notifies, whom and how: its <c>notify</c>.</summary>
internal sealed record Notice
{
    public required Recipients To { get; init; }

    /// <summary>Whether recipients who have the subject open see a flag.</summary>
    public required bool Show { get; init; }

    /// <summary>Whether recipients who are known by name find it in their inbox.</summary>
    public required bool Keep { get; init; }

    /// <summary>The locale of the texts here; <see langword="null"/> where they are for all.</summary>
    public string? Locale { get; init; }

    public required TextTemplate Title { get; init; }

    public TextTemplate? Description { get; init; }

    public FlagType Type { get; init; }

    public bool Bold { get; init; }

    public required bool AutoDismiss { get; init; }

    public IReadOnlyList<NoticeAction> Actions { get; init; } = [];

    /// <summary>The texts for other locales, complete: what is not written for one is another's.</summary>
    public IReadOnlyList<NoticeText> Translations { get; init; } = [];
}

/// <summary>Whom a rule notifies, in the order in which it names them.</summary>
/// <param name="Viewers">Whether everybody who has the subject open is told.</param>
/// <param name="Persons">The roles and names of the others.</param>
internal sealed record Recipients(bool Viewers, IReadOnlyList<Addressee> Persons)
{
    /// <summary>Whether the actor is told too.</summary>
    public bool IncludeActor => Persons.Any(person => person.Role == RecipientRole.Actor);
}

/// <summary>One person by role or, for <see cref="RecipientRole.Named"/>, by user id.</summary>
internal sealed record Addressee(RecipientRole Role, string? User = null);

/// <summary>Why somebody is told.</summary>
internal enum RecipientRole
{
    Actor,
    Assignee,
    Reporter,
    Named,
}

/// <summary>A button of a notice, with templates where the flag's action has text.</summary>
internal sealed record NoticeAction
{
    public required FlagActionKind Kind { get; init; }

    public required TextTemplate Text { get; init; }

    public TextTemplate? Url { get; init; }

    public string? Method { get; init; }

    public JsonTemplate? Body { get; init; }

    public string? EventName { get; init; }
}
