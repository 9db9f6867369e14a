using System.Text.Json;
using Notifications.Events;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Recording;

namespace Notifications.Storage.Backend;

/// <summary>A row of the table <c>backend_call</c>.</summary>
internal sealed class BackendCallRow
{
    public const string Columns =
        """
        id, site, rule, rule_version AS RuleVersion, target, source, event_id AS EventId, type, subject, time,
        self_generated AS SelfGenerated, actor, data, proposal, tries
        """;

    public const string Insert =
        """
        INSERT INTO backend_call (id, site, rule, rule_version, target, source, event_id, type, subject, time, self_generated,
            actor, data, proposal, state, tries, next_try, created, changed)
        VALUES (@Id, @Site, @Rule, @RuleVersion, @Target, @Source, @EventId, @Type, @Subject, @Time, @SelfGenerated,
            @Actor, @Data, @Proposal, @State, @Tries, @NextTry, @Created, @Changed)
        ON CONFLICT (id) DO NOTHING
        """;

    public required string Id { get; init; }
    public required string Site { get; init; }
    public required string Rule { get; init; }
    public required string RuleVersion { get; init; }
    public required string Target { get; init; }
    public required string Source { get; init; }
    public required string EventId { get; init; }
    public required string Type { get; init; }
    public required string Subject { get; init; }
    public long Time { get; init; }
    public bool SelfGenerated { get; init; }
    public string? Actor { get; init; }
    public required byte[] Data { get; init; }
    public string? Proposal { get; init; }
    public BackendCallState State { get; init; }
    public int Tries { get; init; }
    public long? NextTry { get; init; }
    public long Created { get; init; }
    public long Changed { get; init; }

    public static BackendCallRow Of(BackendCall call, DateTimeOffset now) => new()
    {
        Id = call.Id,
        Site = call.Event.Site,
        Rule = call.Rule,
        RuleVersion = call.RuleVersion,
        Target = call.Target,
        Source = call.Event.Source,
        EventId = call.Event.Id,
        Type = call.Event.Type,
        Subject = call.Event.Subject.ToString(),
        Time = call.Event.Time.ToUnixTimeMilliseconds(),
        SelfGenerated = call.Event.SelfGenerated,
        Actor = call.Event.Actor is null ? null : JsonSerializer.Serialize(call.Event.Actor),
        Data = call.Event.Data,
        Proposal = call.Proposal is null ? null : JsonSerializer.Serialize(call.Proposal),
        NextTry = now.ToUnixTimeMilliseconds(),
        Created = now.ToUnixTimeMilliseconds(),
        Changed = now.ToUnixTimeMilliseconds(),
    };

    public ClaimedCall ToClaimed() => new(
        new BackendCall
        {
            Id = Id,
            Rule = Rule,
            RuleVersion = RuleVersion,
            Target = Target,
            Event = new Event
            {
                Site = Site,
                Source = Source,
                Id = EventId,
                Type = Type,
                Subject = BackendStatusRow.ReadSubject(Subject),
                Time = DateTimeOffset.FromUnixTimeMilliseconds(Time),
                SelfGenerated = SelfGenerated,
                Actor = Actor is null ? null : JsonSerializer.Deserialize<Actor>(Actor),
                Data = Data,
            },
            Proposal = Proposal is null ? null : JsonSerializer.Deserialize<RecordedNotification>(Proposal),
        },
        Tries);
}
