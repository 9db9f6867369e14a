using Notifications.Rules.Templates;

namespace Notifications.Rules.Notifying;

/// <summary>At most so many notifications within a period, for each recipient and key.</summary>
internal sealed record Throttle(int Limit, TimeSpan Period, TextTemplate Key);
