namespace Notifications.Users.Preferences;

/// <summary>Finds zones by their IANA names.</summary>
internal static class TimeZoneName
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxLength = 64;

    /// <summary>The zone of a name; <see langword="null"/> where this machine knows of none.</summary>
    public static TimeZoneInfo? Find(string? name) =>
        name is not null && IsWellFormed(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    // The name becomes a path of the machine's zone files: it must not lead out of them.
    private static bool IsWellFormed(string name)
    {
        if (name.Length is 0 or > MaxLength || !char.IsAsciiLetter(name[0]))
            return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '_' or '-' or '+'))
                return false;
        }

        return true;
    }
}
