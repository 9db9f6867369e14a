using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Notifications.Events;
using Notifications.Sources;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks;

/// <summary>Reads people as the products write them: Cloud by account id, Data Center by name and key.</summary>
internal static class ActorReading
{
    private const int MaxLength = 255;

    /// <summary>The person of a user object; <see langword="null"/> where it names nobody.</summary>
    public static Actor? Of(JsonElement user)
    {
        if (!user.IsObject())
            return null;
        var link = LinkOf(user.At("self").Text());
        return Make(
            user.At("accountId").Text() ?? link("accountId"),
            user.At("name").Text() ?? link("username"),
            user.At("key").Text() ?? user.At("userKey").Text() ?? link("key"),
            user.At("displayName").Text() ?? user.At("fullName").Text());
    }

    /// <summary>A person of whom only the account id is known.</summary>
    public static Actor? OfAccount(string? accountId) => Make(accountId, name: null, key: null, displayName: null);

    /// <summary>A person of whom only the key is known.</summary>
    public static Actor? OfKey(string? key) => Make(accountId: null, name: null, key, displayName: null);

    /// <summary>A person of whom an id is known, but not of which sort.</summary>
    public static Actor? OfId(string? id) => IdOf(id) is { } known ? new Actor { Id = known } : null;

    /// <summary>Whether a person is our own account in the source's product.</summary>
    public static bool IsApp(this Actor? actor, Source source) =>
        actor is not null && source.AppAccount is { } app
        && (actor.Id == app || actor.AccountId == app || actor.Name == app || actor.Key == app);

    private static Actor? Make(string? accountId, string? name, string? key, string? displayName)
    {
        var actor = new Actor { DisplayName = ShownOf(displayName), AccountId = IdOf(accountId), Name = IdOf(name), Key = IdOf(key) };
        actor = actor with { Id = actor.AccountId ?? actor.Name ?? actor.Key };
        return actor is { Id: null, DisplayName: null } ? null : actor;
    }

    // Ids become keys of grains and rows. No product makes one like these.
    private static string? IdOf(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Length > MaxLength || text.Any(char.IsControl) ? null : text;

    private static string? ShownOf(string? text)
    {
        var shown = text is null ? "" : string.Concat(text.Where(c => !char.IsControl(c)));
        if (shown.Length > MaxLength)
            shown = shown[..(char.IsHighSurrogate(shown[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        return string.IsNullOrWhiteSpace(shown) ? null : shown;
    }

    private static Func<string, string?> LinkOf(string? self)
    {
        var query = self?.IndexOf('?', StringComparison.Ordinal) ?? -1;
        if (query < 0)
            return _ => null;
        var values = QueryHelpers.ParseQuery(self![query..]);

        // A value without a letter or digit is a redaction, and would make one user of all who were redacted.
        return name => values.TryGetValue(name, out var value) && value.ToString() is { } text && text.Any(char.IsLetterOrDigit)
            ? text
            : null;
    }
}
