using Notifications.Storage;
using Notifications.Users.Preferences;
using Notifications.Waking;

namespace Notifications.Users.Inbox;

/// <summary>
/// What is known of one user, and the one way to change it: to disk first, then into the ring and to the gateways. Whoever changes
/// something waits for his turn; what is read meanwhile is what was committed.
/// </summary>
internal sealed class UserContext
{
    // Whoever reads is answered, with what was known, also where the store does not answer.
    private static readonly TimeSpan ReadersPatience = TimeSpan.FromSeconds(1);

    // The most changes of one message.
    private const int MaxHeldBack = 100;

    private readonly UserContextServices _services;
    private readonly ChangeRing _ring;
    private readonly Action<UserUpdate> _tell;
    private readonly Turns _turns = new();
    private readonly List<UserChange> _heldBack = [];
    private long _toldUpTo;
    private bool _wasRead;

    public UserContext(UserContextServices services, string site, string user, Action<UserUpdate> tell)
    {
        (_services, Site, User, _tell) = (services, site, user, tell);
        _ring = new ChangeRing(services.Options, services.Time);
    }

    public string Site { get; }

    public string User { get; }

    /// <summary>Whether nobody knows what became of the last commit; then <see cref="State"/> is as it was before.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>As it was committed.</summary>
    public ContextSnapshot State { get; private set; } = new();

    public IInboxStore Store => _services.Store;

    public InboxOptions Options => _services.Options;

    public InboxMetrics Metrics => _services.Metrics;

    public DateTimeOffset Now => _services.Time.GetUtcNow();

    public UserPreferences Preferences => State.Memory.Preferences;

    public UserPosition Position => new(_services.Epoch, State.Version);

    public UserCounts Counts => new(State.Unread, State.Version, State.Unseen);

    public UserStanding Standing =>
        new(Position, Counts, ReferenceEquals(Preferences, UserPreferences.None) ? null : Preferences, DigestToTell);

    /// <summary>What somebody who comes now is to be told of the last quiet time, unless all of it is seen or it is quiet again.</summary>
    private UserChange? DigestToTell =>
        State is { Memory.Digest: { } told, Unseen: > 0, QuietUntil: null } ? QuietDigest.Change(told) : null;

    /// <summary>Reads it from the store.</summary>
    public async Task LoadAsync()
    {
        State = await Store.LoadAsync(Site, User);
        _ring.ForgetUpTo(State.Version);
        _wasRead = true;
    }

    /// <summary>Finds out what became of a commit of which nobody knows.</summary>
    /// <exception cref="StoreUnavailableException">It is not known yet.</exception>
    public Task SettleAsync() => InTurnAsync(static () => Task.FromResult(true));

    /// <summary>Does so on behalf of one who reads; where nobody has read it yet that comes first.</summary>
    /// <exception cref="StoreUnavailableException">It could not be read.</exception>
    public async Task KnowAsync()
    {
        if (!_wasRead)
            await SettleAsync();
        else if (IsUnknown)
            await SettleAsync().WaitAsync(ReadersPatience, _services.Time)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    /// <summary>What a session missed.</summary>
    public UserReplay Replay(UserPosition? after)
    {
        if (after is not null && after.Epoch == _services.Epoch && after.Sequence <= State.Version
            && _ring.After(after.Sequence) is { } missed)
        {
            return new UserReplay(Standing, Complete: true, missed);
        }

        // A digest is in no inbox: without this, one that was told right before a crash would be lost.
        var digest = State.Memory.Digest is { } told && after?.Epoch == _services.Epoch && after.Sequence < told.Sequence ? told : null;
        return new UserReplay(Standing, Complete: false, digest is null ? [] : [QuietDigest.Change(digest)]);
    }

    /// <summary>Does something that changes the context when nothing else does.</summary>
    public Task<T> InTurnAsync<T>(Func<Task<T>> work) => _turns.TakeAsync(async () =>
    {
        if (!_wasRead)
            await LoadAsync();
        else if (IsUnknown)
            await ReadAnewAsync();
        return await work();
    });

    /// <summary>A commit that does some work and leaves the rest as it is; <paramref name="due"/> is when that has to be looked after.</summary>
    public ContextCommit Commit(InboxWork? work = null, DateTimeOffset? due = null) => new()
    {
        Site = Site,
        User = User,
        Name = State.Name,
        Version = State.Version,
        Now = Now,
        Work = work,
        Due = State.Due is null || due < State.Due ? due ?? State.Due : State.Due,
        IsErased = State.IsErased,
        QuietUntil = State.QuietUntil,
        QuietCount = State.QuietCount,
    };

    /// <summary>Commits in one's turn, and tells the changes, or keeps them for <see cref="TellHeldBack"/>.</summary>
    /// <exception cref="ContextFencedException">Another activation writes it.</exception>
    /// <exception cref="StoreUnavailableException">Nobody knows whether it was written.</exception>
    public async Task<ContextCommitted> CommitAsync(
        ContextCommit commit, Func<ContextCommitted, IReadOnlyList<UserChange>> changes, bool isHeldBack = false)
    {
        ContextCommitted done;
        try
        {
            done = await Store.CommitAsync(commit);
        }
        catch
        {
            IsUnknown = true;
            throw;
        }

        if (done.IsFenced)
        {
            Metrics.Fenced();
            throw new ContextFencedException(User);
        }

        if (!done.IsWritten)
            return done;
        var previous = State.Version;
        State = new ContextSnapshot
        {
            Name = done.Name,
            Version = done.Version,
            Unread = done.Unread,
            Unseen = done.Unseen,
            Total = done.Total,
            Due = commit.Due,
            IsErased = commit.IsErased,
            QuietUntil = commit.QuietUntil,
            QuietCount = done.QuietCount,
            Memory = commit.Memory ?? State.Memory,
        };
        if (done.Version > previous)
        {
            Hold(previous, changes(done));
            if (!isHeldBack || _heldBack.Count >= MaxHeldBack)
                TellHeldBack(commit.Memory is null ? null : Preferences);
        }

        return done;
    }

    /// <summary>Tells the gateways what was held back, all of it with one message.</summary>
    public void TellHeldBack(UserPreferences? preferences = null)
    {
        if (_heldBack.Count == 0)
            return;
        var changes = _heldBack.ToArray();
        _heldBack.Clear();
        _tell(Update(_toldUpTo) with { Changes = changes, Preferences = preferences });
    }

    /// <summary>Tells the gateways something that is no change.</summary>
    public void TellClosed(IReadOnlyList<string> ids)
    {
        TellHeldBack();
        _tell(Update(State.Version) with { Closed = ids });
    }

    private async Task ReadAnewAsync()
    {
        var known = State.Version;
        var told = _heldBack.Count == 0 ? known : _toldUpTo;
        State = await Store.SettleAsync(Site, User);
        _heldBack.Clear();
        IsUnknown = false;
        // What it was that changed is not known any more.
        if (State.Version != known)
            _ring.ForgetUpTo(State.Version);
        // Gateways that stand before it ask.
        if (State.Version != told)
            _tell(Update(State.Version));
    }

    private void Hold(long previous, IReadOnlyList<UserChange> changes)
    {
        if (changes.Count != State.Version - previous)
            throw new InvalidOperationException($"{changes.Count} changes for {State.Version - previous} sequences.");
        if (_heldBack.Count == 0)
            _toldUpTo = previous;
        _ring.Add(changes);
        _heldBack.AddRange(changes);
    }

    private UserUpdate Update(long previous) =>
        new() { Site = Site, User = User, Previous = previous, Position = Position, Counts = Counts };
}

/// <summary>What a user context works with.</summary>
internal sealed record UserContextServices(
    IInboxStore Store, InboxOptions Options, InboxMetrics Metrics, string Epoch, TimeProvider Time);
