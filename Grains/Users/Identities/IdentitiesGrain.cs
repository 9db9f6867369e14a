using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Users.Erasing;

namespace Notifications.Users.Identities;

/// <summary>Writes the identities of a site. It holds none itself: it reads from the store those that a change touches.</summary>
[GrainType("identities")]
internal sealed partial class IdentitiesGrain(
    IIdentityStore store, IErasureStore erasures, ErasedPersons erased, IdentityDirectory directory, IdentityRefresh refresh,
    IOptionsMonitor<IdentityOptions> options, IdentityMetrics metrics, TimeProvider time, ILogger<IdentitiesGrain> logger) : Grain, IIdentitiesGrain
{
    private const int MaxContradictions = 100;

    private readonly ILogger<IdentitiesGrain> _logger = logger;
    private readonly Queue<Contradiction> _contradictions = new();
    private int _persons;

    private string Site => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _persons = await store.CountAsync(Site);
        await refresh.RefreshAsync();
    }

    public Task<IReadOnlyList<string>> Resolve(IReadOnlyList<string> subs) =>
        Task.FromResult<IReadOnlyList<string>>([.. subs.Select(sub => directory.Resolve(Site, sub))]);

    public Task<long> Version() => Task.FromResult(directory.VersionOf(Site));

    public async Task<Identity?> Find(Identifier name)
    {
        var ledger = await ReadAsync([name]);
        return ledger.Owner(name) is { } user ? ledger.Person(user) : null;
    }

    public async Task<IdentityAnswer> Set(string user, IReadOnlyList<Identifier> names)
    {
        var self = new Identifier(IdentifierKind.Sub, user);
        if (erased.IsErased(Site, [.. names, self]) || directory.Erased.IsErasedId(Site, user))
            return new IdentityAnswer(null, "One of the names is that of a person who was erased. Readmit the person first.");
        var ledger = await ReadAsync([.. names, self]);
        if (ledger.Set(user, names) is { } refusal)
            return new IdentityAnswer(null, refusal);
        if (ledger.Added > 0 && _persons + ledger.Added > options.CurrentValue.MaxPersons)
            return new IdentityAnswer(null, "The site has as many persons as it may have.");
        await WriteAsync(ledger);
        return new IdentityAnswer(ledger.Person(user), null);
    }

    public async Task<bool> Remove(string user)
    {
        var self = new Identifier(IdentifierKind.Sub, user);
        var ledger = await ReadAsync([self]);
        if (ledger.Owner(self) is not { } owner || !ledger.Remove(owner))
            return false;
        await WriteAsync(ledger);
        return true;
    }

    public async Task<Erasure?> Erase(string name)
    {
        await refresh.RefreshAsync();
        var before = await erasures.FindOwnerAsync(Site, name) is { } owner ? await erasures.FindAsync(Site, owner) : null;
        // What was begun is gone on with, by whichever of the names it is asked for.
        var user = before?.User ?? directory.Resolve(Site, name);
        var ledger = await ReadAsync([new Identifier(IdentifierKind.Sub, user)]);
        IReadOnlyList<Identifier> names = [.. (ledger.Person(user)?.Names ?? []).Select(known => known.Identifier)];
        if (before?.Done is not null && names.Count == 0)
            return before;
        // First, so that what is forgotten can't be learned in between, and is not forgotten before it is on disk what else has to go.
        if (await erasures.BeginAsync(Site, user, names, time.GetUtcNow()) is not { } erasure)
            return null;
        await refresh.RefreshAsync();
        if (ledger.Remove(user))
            await WriteAsync(ledger);
        Forget(erasure.Names);
        return erasure;
    }

    public Task<string?> FindErased(string name) => erasures.FindOwnerAsync(Site, name);

    public async Task<bool> Readmit(string owner)
    {
        var wasErased = await erasures.LiftAsync(Site, owner);
        await refresh.RefreshAsync();
        return wasErased;
    }

    public async Task<IReadOnlyList<int>> Learn(IReadOnlyList<IReadOnlyList<Identifier>> persons)
    {
        // A name may be somebody's user id already.
        var names = persons.SelectMany(person => person).ToHashSet();
        names.UnionWith(names.Select(name => new Identifier(IdentifierKind.Sub, name.Value)).ToArray());
        var ledger = await ReadAsync(names);
        var refused = new List<int>();
        for (var index = 0; index < persons.Count; index++)
        {
            if (erased.IsErased(Site, persons[index]))
            {
                // Without a note: that would keep the names.
                refused.Add(index);
                continue;
            }

            if (ledger.Learn(persons[index], mayAdd: _persons + ledger.Added < options.CurrentValue.MaxPersons) is not { } reason)
                continue;
            refused.Add(index);
            Note(persons[index], reason);
        }

        await WriteAsync(ledger);
        return refused;
    }

    public Task<IReadOnlyList<Contradiction>> Contradictions() =>
        Task.FromResult<IReadOnlyList<Contradiction>>([.. _contradictions.Reverse()]);

    private void Forget(IEnumerable<Identifier> names)
    {
        var gone = names.ToHashSet();
        var left = _contradictions.Where(contradiction => !contradiction.Names.Any(gone.Contains)).ToArray();
        _contradictions.Clear();
        foreach (var contradiction in left)
            _contradictions.Enqueue(contradiction);
    }

    private async Task<IdentityLedger> ReadAsync(IReadOnlyCollection<Identifier> names) =>
        new(await store.FindAsync(Site, names), time.GetUtcNow(), user => directory.Erased.IsErasedId(Site, user));

    private async Task WriteAsync(IdentityLedger ledger)
    {
        var changes = ledger.Changes();
        if (changes.Count == 0)
            return;
        try
        {
            await store.WriteAsync(Site, changes);
        }
        catch (IdentityConflictException)
        {
            DeactivateOnIdle();
            throw;
        }

        _persons += ledger.Added;
        await refresh.RefreshAsync();
    }

    private void Note(IReadOnlyList<Identifier> names, string reason)
    {
        metrics.Contradicted();
        // A name or a user id may be an e-mail address too, and logs are kept by others.
        LogContradiction(Site, string.Join(", ", names.Select(name => name.Kind)));
        if (_contradictions.Count == MaxContradictions)
            _contradictions.Dequeue();
        _contradictions.Enqueue(new Contradiction(names, reason, time.GetUtcNow()));
    }
}
