using System.Text.Json;
using Notifications.Inbox;
using Notifications.Live;
using Notifications.Tokens;
using Notifications.Users;
using Notifications.Users.Preferences;

namespace Notifications.Tests.Unit.Live;

/// <summary>A user with a context, and the gateway's view of it.</summary>
public abstract class UserViewSuite
{
    internal static readonly UserPreferences Muted = new() { Mutes = [new Mute("jira:project:PLAT", null)] };

    protected UserViewSuite() => Users = new UserSessions(Context.AsUserContexts(), TestSession.Metrics);

    internal TestUserContext Context { get; } = new();

    internal TestSession Anna { get; } = Reader();

    internal UserSessions Users { get; }

    internal static TestSession Reader() =>
        new("anna", new HubOptions { QueueCapacity = 10_000 }, TimeProvider.System, permissions: [Permissions.Inbox, Permissions.Flags]);

    internal static UserChange Arrived(string id, params FlagText[] translations) => TestUserContext.Arrived(id, translations);

    internal Task<InboxMissed?> AttachAsync(TestSession session, UserPosition? after = null) => Users.AttachAsync(session.Session, session.Token, after);

    internal Task<InboxMissed> MissedAsync(TestSession session, UserPosition? after) => Users.MissedAsync(session.Session, session.Token, after);

    /// <summary>What a round of leases does.</summary>
    internal async Task RenewAsync()
    {
        var view = Users.All.Single();
        if (view.LeaveIfUnseen())
            Users.Remove(view);
        else
            await view.AnnounceAsync();
    }

    internal static async Task<JsonElement> AssertNextAsync(TestSession session, long previous, params long[] sequences)
    {
        var (name, content) = await session.NextAsync();
        Assert.Equal(("inbox", previous), (name, content.GetProperty("previous").GetInt64()));
        Assert.Equal(sequences, content.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("sequence").GetInt64()));
        Assert.Equal(sequences.LastOrDefault(previous), content.GetProperty("position").GetProperty("sequence").GetInt64());
        return content;
    }
}
