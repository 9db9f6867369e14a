using System.Text.Json;
using Notifications.Events;

namespace Notifications.Rules.Deciding;

/// <summary>A person as an event names one: an object with <c>accountId</c>, <c>name</c> or <c>key</c>, or an id alone.</summary>
internal sealed record Person(string Id, string? AccountId, string? Name, string? Key)
{
    /// <summary>Reads the person at a path; <see langword="null"/> where there is none.</summary>
    public static Person? Read(JsonElement from, params ReadOnlySpan<string> path)
    {
        try
        {
            return Find(from, path);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair names nobody.
            return null;
        }
    }

    private static Person? Find(JsonElement from, ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(name, out from))
                return null;
        }

        if (Text(from) is { } id)
            return new Person(id, null, null, null);
        if (from.ValueKind != JsonValueKind.Object)
            return null;

        var (accountId, user, key) = (Member(from, "accountId"), Member(from, "name"), Member(from, "key"));
        return (accountId ?? user ?? key) is { } found ? new Person(found, accountId, user, key) : null;
    }

    /// <summary>Compares like with like: one person's key may be another's name.</summary>
    public bool Is(Actor actor) =>
        Id == actor.Id
        || (AccountId is not null && AccountId == actor.AccountId)
        || (Name is not null && Name == actor.Name)
        || (Key is not null && Key == actor.Key);

    private static string? Member(JsonElement from, string name) =>
        from.TryGetProperty(name, out var member) ? Text(member) : null;

    private static string? Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;
}
