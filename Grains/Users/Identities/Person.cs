using System.Text.Json;
using Notifications.Events;

namespace Notifications.Users.Identities;

/// <summary>A person as an event names one: an object with names of several kinds, or an id of which the kind is not said.</summary>
internal sealed record Person
{
    private const string ConfluenceTypes = "avi:confluence:";

    /// <summary>The first of the names, by which a person is known of whom nothing else is.</summary>
    public required string Id { get; init; }

    public string? AccountId { get; init; }

    public string? Name { get; init; }

    public string? Key { get; init; }

    public string? UserKey { get; init; }

    public string? Email { get; init; }

    /// <summary>Whether it is an id of which the kind is not said.</summary>
    public bool IsPlain => AccountId is null && Name is null && Key is null && UserKey is null && Email is null;

    /// <summary>A person by an id of any kind.</summary>
    public static Person? Plain(string? id) => Identifier.Of(IdentifierKind.Sub, id) is { } name ? new Person { Id = name.Value } : null;

    /// <summary>A person by names of known kinds; <see langword="null"/> where there is none that can be one.</summary>
    public static Person? Of(
        string? accountId = null, string? name = null, string? key = null, string? userKey = null, string? email = null)
    {
        accountId = Identifier.Of(IdentifierKind.AccountId, accountId)?.Value;
        name = Identifier.Of(IdentifierKind.Name, name)?.Value;
        key = Identifier.Of(IdentifierKind.Key, key)?.Value;
        userKey = Identifier.Of(IdentifierKind.UserKey, userKey)?.Value;
        email = Identifier.Of(IdentifierKind.Email, email)?.Value;
        return (accountId ?? name ?? key ?? userKey ?? email) is { } id
            ? new Person { Id = id, AccountId = accountId, Name = name, Key = key, UserKey = userKey, Email = email }
            : null;
    }

    /// <summary>Who caused an event.</summary>
    public static Person? Of(Event @event)
    {
        if (@event.Actor is not { Id: { } id } actor)
            return null;
        var isConfluence = @event.Type.StartsWith(ConfluenceTypes, StringComparison.Ordinal);
        var named = Of(actor.AccountId, actor.Name, isConfluence ? null : actor.Key, isConfluence ? actor.Key : null);
        return named is null ? Plain(id) : named with { Id = id };
    }

    /// <summary>Reads a person's object, or an id alone; <see langword="null"/> where it names nobody.</summary>
    public static Person? Read(JsonElement from) => from.ValueKind == JsonValueKind.Object
        ? Of(
            from.At("accountId").Text(),
            from.At("name").Text() ?? from.At("username").Text(),
            from.At("key").Text(),
            from.At("userKey").Text(),
            from.At("emailAddress").Text() ?? from.At("email").Text())
        : Plain(from.Text());

    /// <summary>Whether it is surely the same person, going by the names alone: one person's key may be another's name.</summary>
    public bool Is(Person other) => !IsSurelyNot(other) && (
        Id == other.Id
        || (IsPlain && other.Has(Id))
        || (other.IsPlain && Has(other.Id))
        || (AccountId is not null && AccountId == other.AccountId)
        || (Name is not null && Name == other.Name)
        || (Key is not null && Key == other.Key)
        || (UserKey is not null && UserKey == other.UserKey));

    /// <summary>Whether it is surely another person, though a name may be the same: names are given to others in time.</summary>
    public bool IsSurelyNot(Person other) =>
        Differ(AccountId, other.AccountId) || Differ(Key, other.Key) || Differ(UserKey, other.UserKey);

    /// <summary>The same person with the names that another mention of the person adds.</summary>
    public Person With(Person same) =>
        Of(AccountId ?? same.AccountId, Name ?? same.Name, Key ?? same.Key, UserKey ?? same.UserKey, Email ?? same.Email) ?? this;

    /// <summary>The names of known kinds.</summary>
    public IReadOnlyList<Identifier> Identifiers()
    {
        var names = new List<Identifier>();
        Add(IdentifierKind.AccountId, AccountId);
        Add(IdentifierKind.Name, Name);
        Add(IdentifierKind.Key, Key);
        Add(IdentifierKind.UserKey, UserKey);
        Add(IdentifierKind.Email, Email);
        return names;

        void Add(IdentifierKind kind, string? value)
        {
            if (value is not null)
                names.Add(new Identifier(kind, value));
        }
    }

    private static bool Differ(string? one, string? other) => one is not null && other is not null && one != other;

    private bool Has(string id) => id == AccountId || id == Name || id == Key || id == UserKey || id == Email;
}
