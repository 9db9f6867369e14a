namespace Notifications.Subjects;

/// <summary>The names that sites may have.</summary>
public static class SiteName
{
    /// <summary>The site of whoever configures none.</summary>
    public const string Default = "default";

    /// <summary>The most characters of a name.</summary>
    public const int MaxLength = 63;

    /// <summary>Whether a text is a site's name: 1 to <see cref="MaxLength"/> of <c>a-z</c>, <c>0-9</c> and <c>-</c>.</summary>
    public static bool IsValid(string name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                return false;
        }

        return name.Length is > 0 and <= MaxLength;
    }
}
