using Microsoft.AspNetCore.SignalR;
using Notifications.Cluster;
using Notifications.Inbox;
using Notifications.Subjects;
using Notifications.Tokens;
using Notifications.Users;

namespace Notifications.Live;

/// <summary>What browsers call; <c>docs/wire.md</c> is its contract.</summary>
/// <remarks>Each method authorises before it looks at anything else.</remarks>
internal sealed partial class NotificationHub(
    TokenVerifier tokens, SubjectViews views, UserSessions users, IdentityGrains identities, UserContexts contexts, InboxCalls inboxes,
    CallLimits limits, GatewayMetrics metrics, TimeProvider time, ILogger<NotificationHub> logger) : Hub
{
    private Session Session => (Session)Context.Items[typeof(Session)]!;

    /// <summary>Joins with a realtime token: the first call of a session.</summary>
    /// <exception cref="HubException">The token is refused, or the session has one already.</exception>
    public async Task<AttachAnswer> Attach(AttachRequest request)
    {
        if (Session.Token is not null)
            throw Refused(Refusals.AlreadyAttached, "This session has attached before; use renew.");
        var token = await VerifyAsync(request?.Token);
        token = token with { User = await CallAsync(() => identities.ResolveAsync(token.Site, token.Sub)) };
        Session.Locales = PreferredLocales.Of(request!.Locales);
        var inbox = await CallAsync(() => users.AttachAsync(Session, token, Position(request.Inbox)));
        // The connection may have gone before the session had a token to be detached by.
        if (Session.IsClosed)
            users.Detach(Session, token);
        return new AttachAnswer(token.Site, token.User, token.ExpiresAt, inbox);
    }

    /// <summary>Replaces the session's token before it expires.</summary>
    /// <exception cref="HubException">The token is refused, or is for another site or user.</exception>
    public async Task<RenewAnswer> Renew(RenewRequest request)
    {
        var current = Attached();
        var token = await VerifyAsync(request?.Token);
        if (token.Site != current.Site)
            throw Refused(Refusals.TokenWrongSite, "The token is for another site; open a new session.");
        if (token.Sub != current.Sub)
            throw Refused(Refusals.TokenWrongUser, "The token is for another user; open a new session.");
        // If the user is known by another id by now, the session is ended soon; until then it stays whose it is.
        token = token with { User = current.User };
        Session.Authorise(token);
        if (!current.Permissions.Contains(Permissions.Inbox))
            users.TellStanding(Session, token);
        foreach (var subject in Session.Subjects.Where(subject => !MaySee(token, subject)))
            Leave(token, subject);
        foreach (var subject in Session.Subjects)
            views.Find(token.Site, subject)?.Presence.Authorise(Session);
        return new RenewAnswer(token.ExpiresAt);
    }

    /// <summary>Asks for the flags of a subject, and for those missed after a position.</summary>
    /// <exception cref="HubException">The token does not cover it, or the cluster is not available.</exception>
    public async Task<SubscribeAnswer> Subscribe(SubscribeRequest request)
    {
        var token = Attached();
        if (!Subject.TryParse(request?.Subject, out var subject))
            throw Refused(Refusals.SubjectMalformed, "Pass a subject as source:kind:id.");
        if (!token.Permissions.Contains(Permissions.Flags))
            throw Refused(Refusals.PermissionMissing, $"The token lacks the permission '{Permissions.Flags}'.");
        if (!token.Subjects.Contains(subject))
            throw Refused(Refusals.SubjectNotCovered, $"The token does not cover '{subject}'.");
        Bound();
        if (!Session.TryAdd(subject))
            throw Refused(Refusals.TooManySubjects, "Unsubscribe from another subject first.");
        if (request!.Position is null && token.Permissions.Contains(Permissions.Inbox))
            Open(token, subject);
        return await CallAsync(() => views.SubscribeAsync(Session, token, subject, request.Position));
    }

    /// <summary>Wants no more flags of a subject.</summary>
    /// <exception cref="HubException">The subject is malformed, or the session has not attached.</exception>
    public void Unsubscribe(UnsubscribeRequest request)
    {
        var token = Attached();
        if (!Subject.TryParse(request?.Subject, out var subject))
            throw Refused(Refusals.SubjectMalformed, "Pass a subject as source:kind:id.");
        Leave(token, subject);
    }

    private UserPosition? Position(WirePosition? position)
    {
        try
        {
            return Fields.Position(position, "$.inbox");
        }
        catch (RefusedException e)
        {
            throw Refused(e.Code, $"{e.Place}: {e.Message}");
        }
    }

    private static bool MaySee(SessionToken token, Subject subject) =>
        token.Permissions.Contains(Permissions.Flags) && token.Subjects.Contains(subject);

    private void Leave(SessionToken token, Subject subject)
    {
        if (Session.Remove(subject))
            views.Unsubscribe(Session, token.Site, subject);
    }

    private SessionToken Attached()
    {
        var token = Session.Token ?? throw Refused(Refusals.NotAttached, "Attach with a token first.");
        return token.ExpiresAt > time.GetUtcNow()
            ? token
            : throw Refused(Refusals.TokenExpired, "Get a new token and attach again.");
    }

    private async Task<SessionToken> VerifyAsync(string? token)
    {
        var verdict = await tokens.VerifyAsync(token);
        return verdict.Token ?? throw Refused(verdict.Code!, verdict.Message!);
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ClusterUnavailableException)
        {
            throw Refused(Refusals.Unavailable, "The cluster does not answer; try again.");
        }
    }

    private HubException Refused(string code, string message)
    {
        metrics.Refused(code);
        return new HubException($"{code}: {message}");
    }
}
