using Notifications.Rules.Expressions;

namespace Notifications.Rules.Notifying;

/// <summary>Whom a rule notifies, in the order in which it names them.</summary>
/// <param name="Viewers">Whether everybody who has the subject open is told.</param>
/// <param name="Persons">The others.</param>
internal sealed record Recipients(bool Viewers, IReadOnlyList<Addressee> Persons)
{
    /// <summary>The most persons of one notification.</summary>
    public const int Max = 500;

    /// <summary>Whether the actor is told too.</summary>
    public bool IncludeActor => Persons.Any(person => person is RoleAddressee { Role: RecipientRole.Actor });
}

/// <summary>One or more persons, and why they are told.</summary>
/// <param name="Part">The part of the rule that names them, for messages.</param>
/// <param name="Reason">The reason's code.</param>
internal abstract record Addressee(string Part, string Reason);

/// <summary>Those who have a role in the event.</summary>
internal sealed record RoleAddressee(string Part, RecipientRole Role) : Addressee(Part, RecipientRoles.WordOf(Role));

/// <summary>One person by any name.</summary>
internal sealed record NamedAddressee(string Part, string User) : Addressee(Part, "named");

/// <summary>The members of a group.</summary>
internal sealed record GroupAddressee(string Part, string Group) : Addressee(Part, $"group:{Group}");

/// <summary>Those whom an expression gives.</summary>
internal sealed record ExpressionAddressee(string Part, string Reason, Expression Expression) : Addressee(Part, Reason);
