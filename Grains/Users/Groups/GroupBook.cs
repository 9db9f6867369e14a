using Microsoft.Extensions.Options;

namespace Notifications.Users.Groups;

/// <summary>The groups as they are now.</summary>
internal sealed class GroupBook(IOptionsMonitor<GroupOptions> options)
{
    /// <summary>The members of a group; <see langword="null"/> where the site has no such group.</summary>
    public IReadOnlyList<string>? Find(string site, string group) =>
        options.CurrentValue.Sites.TryGetValue(site, out var groups) && groups.TryGetValue(group, out var members) ? members : null;
}
