using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Notifying;
using Notifications.Users.Groups;
using Notifications.Users.Identities;

namespace Notifications.Rules.Deciding;

/// <summary>Finds the persons whom a rule tells of an event, by what is known of them now.</summary>
internal sealed class Addressing(IdentityDirectory identities, GroupBook groups)
{
    /// <summary>Where there are no groups.</summary>
    public static Addressing WithoutGroups(IdentityDirectory identities)
    {
        var none = new GroupOptions();
        return new Addressing(identities, new GroupBook(() => none));
    }

    private static readonly string Mentioned = RecipientRoles.WordOf(RecipientRole.Mentioned);

    public Audience Find(Recipients to, Event @event, JsonElement data, EventPersons persons, EventValues values)
    {
        var found = new FoundPersons(identities, @event.Site);
        var problems = new List<DecisionProblem>();
        foreach (var addressee in to.Persons)
        {
            foreach (var person in Find(addressee, @event, data, persons, values, problems))
                found.Add(person, addressee.Reason);
        }

        if (found.IsCut)
            problems.Add(new DecisionProblem("to", $"There are more than {Recipients.Max} recipients; only the first {Recipients.Max} are told.", 1, 1));
        var actor = Person.Of(@event);
        return Divide(found, to, actor, actor is null ? null : identities.Resolve(@event.Site, actor), problems);
    }

    private static Audience Divide(FoundPersons found, Recipients to, Person? actor, string? user, List<DecisionProblem> problems)
    {
        var (chosen, leftOut) = (new List<Recipient>(), new List<Recipient>());
        foreach (var person in found.All)
        {
            if (actor is null || (person.User != user && !person.Person.Is(actor)))
            {
                chosen.Add(new Recipient(person.User, person.Reasons));
                continue;
            }

            // Nobody is told that he mentioned himself, even where the actor is told for another reason.
            string[] reasons = [.. person.Reasons.Where(reason => reason != Mentioned)];
            if (to.IncludeActor && reasons.Length > 0)
                chosen.Add(new Recipient(person.User, reasons));
            else
                leftOut.Add(new Recipient(person.User, person.Reasons));
        }

        return new Audience(chosen, leftOut, user, problems);
    }

    private IEnumerable<Person> Find(
        Addressee addressee, Event @event, JsonElement data, EventPersons persons, EventValues values, List<DecisionProblem> problems)
    {
        switch (addressee)
        {
            case RoleAddressee role:
                return Roles.Find(role.Role, @event, data, persons);
            case NamedAddressee named:
                return Person.Plain(named.User) is { } person ? [person] : [];
            case ExpressionAddressee expression:
                return ExpressedPersons.Find(expression, values, problems);
            case GroupAddressee { Group: var group } when groups.Find(@event.Site, group) is { } members:
                return members.Select(Person.Plain).OfType<Person>();
            default:
                problems.Add(new DecisionProblem(addressee.Part, $"The site has no group '{((GroupAddressee)addressee).Group}'.", 1, 1));
                return [];
        }
    }
}
