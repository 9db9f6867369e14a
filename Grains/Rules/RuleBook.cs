using Microsoft.Extensions.Logging;
using Notifications.Rules.Loading;
using Notifications.Rules.Storing;

namespace Notifications.Rules;

/// <summary>The rules in force: those that were written by API, then those of the files.</summary>
internal sealed partial class RuleBook(FileRules files, StoredRules stored, TimeProvider time, ILogger<RuleBook> logger) : IDisposable
{
    private readonly Lock _merging = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly ILogger<RuleBook> _logger = logger;
    private volatile RuleSet _current = RuleSet.Empty;
    private volatile RuleBookState _state = RuleBookState.Empty;
    private volatile TaskCompletionSource<RuleSet> _changed = NewChange();
    private bool _storeMissing;

    /// <summary>The rules in force now. The set never changes: keep it for the length of one decision.</summary>
    public RuleSet Current => _current;

    /// <summary>How each file stands.</summary>
    public IReadOnlyList<RuleFileStatus> Files => State.Files;

    /// <summary>Where the rules in force come from, and what is not in force and why.</summary>
    public RuleBookState State => _state;

    /// <summary>Ends with the new set when the rules or the state of a file change after this was read.</summary>
    public Task<RuleSet> Changed => _changed.Task;

    /// <summary>The folder that is read.</summary>
    public string Directory => files.Directory;

    /// <summary>
    /// Reads the files that are new or look changed, or all of them. Cheap where nothing changed. Reports errors to the
    /// log and to <see cref="Files"/>, never to the caller.
    /// </summary>
    public void Load(bool everything = false)
    {
        lock (_merging)
        {
            if (files.Read(everything))
                Swap();
        }
    }

    /// <summary>Reads the rules that were written by API, where they changed.</summary>
    /// <exception cref="RuleStoreUnavailableException">They can't be read, and stay as they are.</exception>
    public async Task LoadStoredAsync()
    {
        await _reading.WaitAsync();
        try
        {
            if (!await stored.ReadAsync())
                return;
            lock (_merging)
                Swap();
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The same without an exception: a store that can't be read is logged once, until it can be read again.</summary>
    public async Task TryLoadStoredAsync()
    {
        try
        {
            await LoadStoredAsync();
            if (_storeMissing)
                LogStoreReadable();
            _storeMissing = false;
        }
#pragma warning disable CA1031 // Whatever went wrong, the rules in force are still good, and the next look may succeed.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            if (!_storeMissing)
                LogStoreUnreadable(problem);
            _storeMissing = true;
        }
    }

    public void Dispose() => _reading.Dispose();

    private void Swap()
    {
        var merge = new RuleMerge();
        stored.AddTo(merge);
        files.AddTo(merge, time.GetUtcNow());
        var rules = merge.Rules;

        _state = new RuleBookState(rules, [.. files.Files.Select(FileClaims.Of)], [.. stored.Rules.Where(rule => rule.Content.Errors.Count > 0)]);
        _current = new RuleSet([.. rules.Select(entry => entry.Rule)]);
        var written = rules.Count(entry => entry.Origin.Stored is not null);
        LogInForce(rules.Count - written, files.Files.Count, written);
        var changed = _changed;
        _changed = NewChange();
        changed.SetResult(_current);
    }

    private static TaskCompletionSource<RuleSet> NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
