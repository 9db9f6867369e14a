using System.Text.Json;
using Notifications.Live;
using Notifications.Rules.Loading;
using Notifications.Rules.Notifying;
using Notifications.Rules.Templates;

namespace Notifications.Rules.Backend;

/// <summary>A rule in C#.</summary>
internal sealed class FunctionBackend(INotificationRule rule, BackendCallOptions options) : IBackend
{
    private int _abandoned;

    public BackendTarget Target { get; } = new(BackendKind.Function, rule.Key);

    public TimeSpan Timeout => options.FunctionTimeout;

    /// <summary>A try that was given up and still runs keeps its place, so that one that hangs costs no more threads than it has places.</summary>
    public int Parallelism => options.FunctionParallelism - Volatile.Read(ref _abandoned);

    public bool Serves(string site) => true;

    public async Task<BackendVerdict> AskAsync(ClaimedCall call, CancellationToken cancellationToken)
    {
        using var data = JsonDocument.Parse(call.Call.Event.Data);
        var @event = new RuleEvent(call.Call.Event, data.RootElement.Clone(), call.Call.Rule, call.Call.RuleVersion, call.Attempt);
        // It may block, and it may not care for its token: neither must hold up the others.
        var deciding = Task.Run(() => rule.DecideAsync(@event, cancellationToken).AsTask(), cancellationToken);
        BackendAnswer answer;
        try
        {
            answer = await deciding.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!deciding.IsCompleted)
        {
            _ = KeepPlaceAsync(deciding);
            throw;
        }

        if (answer.Notifications.Count > BackendVerdict.MaxNotices)
            throw new BackendFailedException($"It answered {answer.Notifications.Count} notifications; at most {BackendVerdict.MaxNotices} are allowed.");
        return new BackendVerdict([.. answer.Notifications.Select(ToNotice)], answer.SendsNotify);
    }

    private async Task KeepPlaceAsync(Task abandoned)
    {
        Interlocked.Increment(ref _abandoned);
        await abandoned.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _abandoned);
    }

    private static Notice ToNotice(BackendNotification notification)
    {
        var to = new Recipients(
            notification.To.Any(recipient => recipient == BackendRecipient.Viewers),
            [.. notification.To.Where(recipient => recipient != BackendRecipient.Viewers).Select(ToAddressee).Distinct()]);
        if (!to.Viewers && to.Persons.Count == 0)
            throw new BackendFailedException("It answered a notification that is for nobody.");
        if (notification is { Keep: true, KeepWhenAway: true })
            throw new BackendFailedException("It answered a notification to keep both always and only for those who are away.");
        if (notification is { KeepWhenAway: true, Show: false })
            throw new BackendFailedException("It answered a notification for those who are away that is never shown to the others.");
        if ((notification.Keep || notification.KeepWhenAway) && to.Persons.Count == 0)
            throw new BackendFailedException("It answered a notification to keep that names no person.");
        if (notification.Actions.Count > NoticeReader.MaxActions)
            throw new BackendFailedException($"It answered a notification with more than {NoticeReader.MaxActions} actions.");
        return new Notice
        {
            To = to,
            Show = notification.Show,
            Keep = notification.Keep ? Keeping.Always : notification.KeepWhenAway ? Keeping.WhenAway : Keeping.Never,
            Critical = notification.Critical,
            Title = TextTemplate.Constant(notification.Title),
            Description = notification.Description is { } more ? TextTemplate.Constant(more) : null,
            Type = notification.Type,
            Bold = notification.Bold,
            AutoDismiss = notification.AutoDismiss ?? (notification.Keep || notification.Type is FlagType.Info or FlagType.Success),
            Actions = [.. notification.Actions.Select(ToAction)],
        };
    }

    private static Addressee ToAddressee(BackendRecipient recipient) =>
        recipient.Role is { } word && RecipientRoles.Of(word) is { } role
            ? new RoleAddressee("to", role)
            : new NamedAddressee("to", recipient.Id ?? throw new BackendFailedException($"It answered a notification for '{recipient.Role}', which is no role."));

    private static NoticeAction ToAction(FlagAction action) => new()
    {
        Kind = action.Kind,
        Text = TextTemplate.Constant(action.Text),
        Url = action.Url is { } url ? TextTemplate.Constant(url) : null,
        Method = action.Method,
        Body = action.Body is { } body ? new JsonTemplate.OfConstant(JsonElement.Parse(body)) : null,
        EventName = action.EventName,
    };
}
