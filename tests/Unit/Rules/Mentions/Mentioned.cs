using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Rules.Mentions;

/// <summary>Writes who was mentioned.</summary>
internal static class Mentioned
{
    public static string Show(IEnumerable<Person> persons) => string.Join(' ', persons.Select(person =>
        person.AccountId is { } account ? $"account:{account}"
        : person.Name is { } name ? $"name:{name}"
        : person.UserKey is { } key ? $"key:{key}"
        : $"id:{person.Id}"));
}
