using Microsoft.AspNetCore.SignalR;
using Notifications.Inbox;
using Notifications.Tokens;
using Notifications.Users;

namespace Notifications.Live;

/// <summary>Tells sessions of a user what changed, as far as they may see the inbox. Never waits.</summary>
internal static class InboxFanOut
{
    /// <summary>Tells changes, and which flags were closed elsewhere; answers to how many.</summary>
    public static int Tell(
        IReadOnlyCollection<Session> sessions, long previous, (UserPosition Position, UserCounts Counts) now,
        IReadOnlyList<UserChange> changes, IReadOnlyList<string> closed)
    {
        // Sessions that read the same texts share one serialised message; mostly there is just one.
        var standing = new InboxStanding(now.Position, now.Counts);
        var choices = new TextChoices(WireChange.FlagsOf(changes));
        (FlagTexts? Texts, SerializedHubMessage? Message) last = default;
        Dictionary<FlagTexts, SerializedHubMessage>? messages = null;
        var delivered = 0;
        foreach (var session in sessions)
        {
            if (!MaySee(session))
                continue;
            var texts = choices.For(session.Locales);
            if (last.Texts != texts)
            {
                messages ??= [];
                if (!messages.TryGetValue(texts, out var message))
                {
                    messages.Add(texts, message = Session.Message("inbox", new InboxMessage(
                        previous, now.Position, now.Counts, WireChange.Of(changes, texts), closed.Count > 0 ? closed : null)));
                }

                last = (texts, message);
            }

            if (session.SendInbox(last.Message!, standing))
                delivered++;
        }

        return delivered;
    }

    /// <summary>Tells where the inbox stands, so that whoever stands elsewhere asks for what it lacks.</summary>
    public static void TellStanding(IReadOnlyCollection<Session> sessions, (UserPosition Position, UserCounts Counts) now)
    {
        var standing = new InboxStanding(now.Position, now.Counts);
        foreach (var session in sessions)
        {
            if (MaySee(session))
                session.SendInbox(standing.Message, standing);
        }
    }

    private static bool MaySee(Session session) => session.Token?.Permissions.Contains(Permissions.Inbox) == true;
}
