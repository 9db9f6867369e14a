using Notifications.Rules.Backend;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>A rule in C# that tells what the rule says and, at its second try, a notification of its own.</summary>
internal sealed class AnsweringRule : INotificationRule
{
    public string Key => "answers";

    public ValueTask<BackendAnswer> DecideAsync(RuleEvent @event, CancellationToken cancellationToken)
    {
        if (@event.Attempt == 1)
            throw new RetryLaterException(TimeSpan.FromMilliseconds(10));
        var title = @event.Data.GetProperty("title").GetString();
        return ValueTask.FromResult(new BackendAnswer
        {
            SendsNotify = true,
            Notifications = [new BackendNotification { To = [BackendRecipient.Viewers], Title = $"By C#: {title}" }],
        });
    }
}
