using System.Diagnostics.Metrics;

namespace Notifications.Users.Identities;

/// <summary>The instruments of identities, of the meter <c>Notifications.Silo</c>.</summary>
internal sealed class IdentityMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Notifications.Silo";

    private readonly Counter<long> _contradictions;
    private readonly Counter<long> _notLearned;

    public IdentityMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _contradictions = meter.CreateCounter<long>("notifications.identities.contradictions", "{person}", "Names that events gave to one person and that contradict what is known.");
        _notLearned = meter.CreateCounter<long>("notifications.identities.not_learned", "{event}", "Events of which nothing was learned because too many waited.");
    }

    public void Contradicted() => _contradictions.Add(1);

    public void NotLearned() => _notLearned.Add(1);
}
