using Microsoft.Extensions.Options;

namespace Notifications.Users.Groups;

/// <summary>The groups as they are now.</summary>
internal sealed class GroupBook(Func<GroupOptions> options)
{
    /// <summary>Follows configuration.</summary>
    public GroupBook(IOptionsMonitor<GroupOptions> options)
        : this(() => options.CurrentValue)
    {
    }

    /// <summary>The members of a group; <see langword="null"/> where the site has no such group.</summary>
    public IReadOnlyList<string>? Find(string site, string group) =>
        options().Sites.TryGetValue(site, out var groups) && groups.TryGetValue(group, out var members) ? members : null;
}
