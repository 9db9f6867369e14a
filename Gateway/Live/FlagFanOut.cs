using Microsoft.AspNetCore.SignalR;

namespace Notifications.Live;

/// <summary>Tells sessions of a subject the flags of one event, as far as they may see them and their users want them. Never waits.</summary>
internal static class FlagFanOut
{
    /// <summary>Tells the sessions; answers how many.</summary>
    public static int Tell(IReadOnlyCollection<Session> sessions, LiveFlags flags, TimeProvider time)
    {
        // Sessions that may see the same flags in the same texts share one serialised message; mostly there is just one.
        (ulong Visible, FlagTexts? Texts) last = default;
        SerializedHubMessage? message = null;
        Dictionary<(ulong, FlagTexts), SerializedHubMessage>? messages = null;
        var choices = new TextChoices(flags);
        WantedFlags? wanted = null;
        var delivered = 0;
        foreach (var session in sessions)
        {
            if (session.Token is not { } token || Visible(flags, token.User) is not (var visible and not 0))
                continue;
            if (session.Preferences is { } preferences)
            {
                visible = (wanted ??= new WantedFlags(flags, time)).Of(visible, token.User, preferences);
                if (visible == 0)
                    continue;
            }

            var texts = choices.For(session.Locales);
            if (message is null || visible != last.Visible || texts != last.Texts)
            {
                messages ??= [];
                if (!messages.TryGetValue((visible, texts), out message))
                    messages.Add((visible, texts), message = Session.Message("flags", FlagBatch.Of(flags, visible, texts)));
                last = (visible, texts);
            }

            if (session.Send(message))
                delivered++;
        }

        return delivered;
    }

    /// <summary>What a session missed, as far as its user may see it and wants it now.</summary>
    public static IReadOnlyList<FlagBatch> Missed(Session session, string user, IReadOnlyList<LiveFlags> all, TimeProvider time)
    {
        var missed = new List<FlagBatch>();
        foreach (var flags in all)
        {
            var visible = Visible(flags, user);
            if (visible != 0 && session.Preferences is { } preferences)
                visible = new WantedFlags(flags, time).Of(visible, user, preferences);
            if (visible != 0)
                missed.Add(FlagBatch.Of(flags, visible, FlagTexts.Choose(flags, session.Locales)));
        }

        return missed;
    }

    private static ulong Visible(LiveFlags flags, string user)
    {
        var visible = 0UL;
        for (var i = 0; i < flags.Flags.Count && i < LiveFlags.MaxFlags; i++)
        {
            if (flags.Flags[i].IsFor(user))
                visible |= 1UL << i;
        }

        return visible;
    }
}
