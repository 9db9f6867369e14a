using Notifications.Rules;
using Notifications.Subjects;

namespace Notifications.Storage.Backend;

/// <summary>What a row of the table <c>backend_call</c> says of how the call stands, without what is asked.</summary>
internal sealed class BackendStatusRow
{
    public const string Columns =
        """
        id, rule, rule_version AS RuleVersion, target, source, event_id AS EventId, subject, state, tries,
        next_try AS NextTry, last_error AS LastError, created, changed
        """;

    public required string Id { get; init; }
    public required string Rule { get; init; }
    public required string RuleVersion { get; init; }
    public required string Target { get; init; }
    public required string Source { get; init; }
    public required string EventId { get; init; }
    public required string Subject { get; init; }
    public BackendCallState State { get; init; }
    public int Tries { get; init; }
    public long? NextTry { get; init; }
    public string? LastError { get; init; }
    public long Created { get; init; }
    public long Changed { get; init; }

    public BackendCallStatus ToStatus() => new()
    {
        Id = Id,
        Rule = Rule,
        RuleVersion = RuleVersion,
        Target = Target,
        Source = Source,
        EventId = EventId,
        Subject = ReadSubject(Subject),
        State = State,
        Tries = Tries,
        NextTry = NextTry is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next) : null,
        LastError = LastError,
        Created = DateTimeOffset.FromUnixTimeMilliseconds(Created),
        Changed = DateTimeOffset.FromUnixTimeMilliseconds(Changed),
    };

    internal static Subject ReadSubject(string text) => Notifications.Subjects.Subject.TryParse(text, out var subject)
        ? subject
        : throw new FormatException($"'{text}' is no subject.");
}
