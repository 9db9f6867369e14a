using Notifications.Subjects;

namespace Notifications.Live;

/// <summary>
/// Who looks at a subject, for as long as somebody may see it; otherwise nothing is known and gateways report nothing. It is in memory
/// only: an activation that takes over has each gateway report the whole.
/// </summary>
/// <param name="gateways">Those that have viewers.</param>
/// <param name="time">The clock.</param>
/// <param name="tellAfter">Has <see cref="Tell"/> called after a time.</param>
/// <param name="unreachable">Hears of a gateway that could not be called.</param>
internal sealed class PresenceBoard(WatchingGateways gateways, TimeProvider time, Action<TimeSpan> tellAfter, Action<Exception> unreachable)
{
    // How long a question by REST keeps the reports coming, so that one that is repeated is answered at once.
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(10);

    // How long a gateway that has not reported yet is waited for before the others are told what there is.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Viewers _viewers = new(time);
    private readonly HashSet<SiloAddress> _wanting = [];
    private string _site = "";
    private Subject _subject;
    private DateTimeOffset _askedUntil = DateTimeOffset.MinValue;
    private DateTimeOffset? _due;
    private long _version;
    private bool _ended;

    private bool IsWanted => _wanting.Count > 0 || time.GetUtcNow() < _askedUntil;

    private bool IsComplete => gateways.Silos.All(gateway => _viewers.VersionOf(gateway) > 0);

    /// <summary>Says of which subject it is.</summary>
    public void Of(string site, Subject subject) => (_site, _subject) = (site, subject);

    /// <summary>What is known of a gateway's viewers.</summary>
    public PresenceStanding StandingOf(SiloAddress gateway) => new(IsWanted, _viewers.VersionOf(gateway));

    /// <summary>Takes a gateway's report.</summary>
    public PresenceStanding Take(SiloAddress gateway, PresenceReport report)
    {
        // One that died while its report was on its way.
        if (!gateways.Silos.Contains(gateway))
            return new PresenceStanding(Wanted: false, 0);
        var wasWanted = IsWanted;
        if (report.Wants)
            _wanting.Add(gateway);
        else
            _wanting.Remove(gateway);
        if (!IsWanted)
        {
            _viewers.Clear();
            return new PresenceStanding(Wanted: false, 0);
        }

        if (!wasWanted)
            AskAll(except: gateway);
        if (!_viewers.Take(gateway, report))
            return new PresenceStanding(Wanted: true, 0);
        TellSoon();
        return StandingOf(gateway) with { Now = report.Asks && IsComplete ? Now() : null };
    }

    /// <summary>Who looks, to whoever asks once.</summary>
    public SubjectPresence Ask()
    {
        var wasWanted = IsWanted;
        _askedUntil = time.GetUtcNow() + Asked;
        if (!wasWanted)
            AskAll(except: null);
        return Now();
    }

    /// <summary>Forgets a gateway.</summary>
    public void Forget(SiloAddress gateway)
    {
        _wanting.Remove(gateway);
        _viewers.Remove(gateway);
        if (!IsWanted)
            _viewers.Clear();
        else
            TellSoon();
    }

    /// <summary>Tells the gateways that want it who looks, if that may have changed.</summary>
    public void Tell()
    {
        if (_ended || _due is not { } due)
            return;
        if (!IsComplete && time.GetUtcNow() < due + Patience)
        {
            tellAfter(Look);
            return;
        }

        _due = null;
        if (_wanting.Count == 0 || !_viewers.IsChanged)
            return;
        _viewers.Tidy();
        _viewers.IsChanged = false;
        var now = Now();
        gateways.Tell((silo, gateway) => _wanting.Contains(silo) ? gateway.Present(now) : Task.CompletedTask, unreachable);
    }

    /// <summary>The activation ends; its successor begins anew.</summary>
    public void End() => _ended = true;

    private void TellSoon()
    {
        if (_due is not null || _ended)
            return;
        _due = time.GetUtcNow() + PresenceLimits.Telling;
        tellAfter(PresenceLimits.Telling);
    }

    private void AskAll(SiloAddress? except) => gateways.Tell(
        (silo, gateway) => silo.Equals(except) ? Task.CompletedTask : gateway.AskPresence(_site, _subject), unreachable);

    private SubjectPresence Now() => new()
    {
        Site = _site,
        Subject = _subject,
        // By the clock, so that it grows from one activation to the next too.
        Version = _version = Math.Max(_version + 1, time.GetUtcNow().ToUnixTimeMilliseconds()),
        Count = _viewers.Count,
        Viewers = _viewers.Named(),
        Complete = IsComplete,
    };
}
