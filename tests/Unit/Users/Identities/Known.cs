using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Users.Identities;

/// <summary>Writes identities as a test reads them: <c>accountId:5b</c>.</summary>
internal static class Known
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 13, 30, 0, TimeSpan.Zero);

    public static Identifier[] Names(string written) =>
        [.. written.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Name)];

    public static Identifier Name(string written)
    {
        var (kind, value) = (written[..written.IndexOf(':', StringComparison.Ordinal)], written[(written.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return Identifier.Of(Enum.Parse<IdentifierKind>(kind, ignoreCase: true), value)!.Value;
    }

    /// <summary>What a store would answer: each line is a user, a colon, and the user's names; those of a user in brackets were set.</summary>
    public static IEnumerable<OwnedName> Persons(params string[] lines) => lines.SelectMany((line, index) =>
    {
        var isSet = line.StartsWith('[');
        var parts = line.Trim('[', ']').Split(" = ");
        return Names($"sub:{parts[0]} {parts[1]}").Select(name => new OwnedName(
            "default", name, parts[0], isSet ? IdentityOrigin.Set : IdentityOrigin.Learned, Now.AddDays(index - 100), index + 1));
    });

    /// <summary>A directory that knows these persons.</summary>
    public static IdentityDirectory Directory(params string[] lines)
    {
        var directory = new IdentityDirectory();
        directory.Apply([.. Persons(lines)]);
        return directory;
    }
}
