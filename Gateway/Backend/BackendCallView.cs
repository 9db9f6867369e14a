using Notifications.Rules;

namespace Notifications.Backend;

/// <summary>Calls to backend logic, as the API answers them.</summary>
/// <param name="Calls">The calls, newest first.</param>
internal sealed record BackendCallList(IReadOnlyList<BackendCallView> Calls);

/// <summary>A call to backend logic, as the API answers it; the fields are those of <see cref="BackendCallStatus"/>.</summary>
internal sealed record BackendCallView
{
    public required string Id { get; init; }
    public required string Rule { get; init; }
    public required string RuleVersion { get; init; }
    public required string Target { get; init; }
    public required string Source { get; init; }
    public required string EventId { get; init; }
    public required string Subject { get; init; }
    public required string State { get; init; }
    public required int Tries { get; init; }
    public DateTimeOffset? NextTry { get; init; }
    public string? LastError { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Changed { get; init; }

    internal static BackendCallView Of(BackendCallStatus call) => new()
    {
        Id = call.Id,
        Rule = call.Rule,
        RuleVersion = call.RuleVersion,
        Target = call.Target,
        Source = call.Source,
        EventId = call.EventId,
        Subject = call.Subject.ToString(),
        State = call.State switch { BackendCallState.Done => "done", BackendCallState.Failed => "failed", _ => "pending" },
        Tries = call.Tries,
        NextTry = call.NextTry,
        LastError = call.LastError,
        Created = call.Created,
        Changed = call.Changed,
    };
}
