using Notifications.Rules.Expressions;
using Notifications.Rules.Notifying;
using Notifications.Users.Identities;

namespace Notifications.Rules.Deciding;

/// <summary>
/// Reads the persons whom an expression gives: a String is a user, a Map a person by its names, a List several of these. Null is
/// nobody. Anything else is a problem, and the others are told all the same.
/// </summary>
internal static class ExpressedPersons
{
    public static IReadOnlyList<Person> Find(ExpressionAddressee addressee, EventValues values, List<DecisionProblem> problems)
    {
        var (value, error, _) = addressee.Expression.Evaluate(values.Variables, now: values.Now);
        if (error is not null)
        {
            problems.Add(new DecisionProblem(addressee.Part, error.Message, error.Line, error.Column));
            return [];
        }

        var persons = new List<Person>();
        if (value.Kind == ValueKind.List)
        {
            var index = 0;
            for (var items = value.Items(); items.MoveNext() && index <= Recipients.Max; index++)
                Add(items.Current, $"Item {index} of the value");
        }
        else
        {
            Add(value, "The value");
        }

        return persons;

        void Add(Value one, string what)
        {
            if (one.Kind == ValueKind.Null)
                return;
            if (Read(one) is { } person)
                persons.Add(person);
            else
                problems.Add(new DecisionProblem(addressee.Part, $"{what} names no user; a String or a Map with accountId, name, key, userKey or emailAddress does. It is {one.Kind.Name()}.", 1, 1));
        }
    }

    private static Person? Read(in Value value)
    {
        try
        {
            return value.Kind switch
            {
                ValueKind.String => Person.Plain(value.Text),
                ValueKind.Map => Person.Of(Member(value, "accountId"), Member(value, "name"), Member(value, "key"), Member(value, "userKey"), Member(value, "emailAddress")),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair names nobody.
            return null;
        }
    }

    private static string? Member(in Value map, string name) =>
        map.TryGetMember(name, out var member) && member.Kind == ValueKind.String ? member.Text : null;
}
