using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Rules.Loading;

namespace Notifications.Rules;

/// <summary>The rules in force, as the files of a folder state them. A bad file never replaces a good one.</summary>
internal sealed partial class RuleBook
{
    private readonly Lock _loading = new();
    private readonly RuleFolder _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<RuleBook> _logger;
    private readonly SortedDictionary<string, LoadedFile> _files = new(StringComparer.Ordinal);
    private volatile RuleSet _current = RuleSet.Empty;
    private volatile IReadOnlyList<RuleFileStatus> _status = [];
    private volatile TaskCompletionSource<RuleSet> _changed = NewChange();
    private bool _folderMissing;

    public RuleBook(IOptions<RuleOptions> options, TimeProvider time, ILogger<RuleBook> logger)
    {
        _folder = new RuleFolder(options.Value.Directory);
        _time = time;
        _logger = logger;
    }

    /// <summary>The rules in force now. The set never changes: keep it for the length of one decision.</summary>
    public RuleSet Current => _current;

    /// <summary>How each file stands.</summary>
    public IReadOnlyList<RuleFileStatus> Files => _status;

    /// <summary>Ends with the new set when the rules or the state of a file change after this was read.</summary>
    public Task<RuleSet> Changed => _changed.Task;

    /// <summary>The folder that is read.</summary>
    public string Directory => _folder.Directory;

    /// <summary>
    /// Reads the files that are new or look changed, or all of them. Cheap where nothing changed. Reports errors to the
    /// log and to <see cref="Files"/>, never to the caller.
    /// </summary>
    public void Load(bool everything = false)
    {
        lock (_loading)
        {
            if (ListFiles() is not { } names)
                return;

            var changed = Forget(names);
            foreach (var name in names)
                changed |= LoadFile(name, everything);
            if (changed)
                Swap();
        }
    }

    private IReadOnlyList<string>? ListFiles()
    {
        try
        {
            var names = _folder.List();
            _folderMissing = false;
            return names;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder that is gone for a moment, as a volume that is mounted again, must not take the rules with it.
            if (!_folderMissing)
                LogFolderUnreadable(_folder.Directory, problem.Message);
            _folderMissing = true;
            return null;
        }
    }

    private bool Forget(IReadOnlyList<string> present)
    {
        var gone = _files.Keys.Except(present, StringComparer.Ordinal).ToArray();
        foreach (var name in gone)
        {
            _files.Remove(name);
            LogFileGone(name);
        }

        return gone.Length > 0;
    }

    private bool LoadFile(string name, bool again)
    {
        var known = _files.GetValueOrDefault(name);
        RuleFileStamp? stamp = null;
        RuleFileContent content;
        try
        {
            stamp = _folder.Stamp(name);
            if (!again && known?.Stamp == stamp)
                return false;
            content = _folder.Read(name);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            content = RuleFolder.Failed(name, $"The file can't be read: {problem.Message}");
            stamp = null;
        }

        if (known is null)
        {
            _files.Add(name, new LoadedFile(name) { Content = content, Stamp = stamp });
            return true;
        }

        known.Stamp = stamp;
        if (SaysTheSame(known.Content, content))
            return false;
        known.Content = content;
        return true;
    }

    private static bool SaysTheSame(RuleFileContent one, RuleFileContent other) =>
        one.Errors.SequenceEqual(other.Errors)
        && one.Rules.Select(Identity).SequenceEqual(other.Rules.Select(Identity));

    private static (string Site, string Key, string Version, int Line) Identity(Rule rule) =>
        (rule.Site, rule.Key, rule.Version, rule.Line);

    private void Swap()
    {
        var inForce = new Dictionary<(string Site, string Key), (Rule Rule, string File)>();
        foreach (var file in _files.Values)
        {
            var before = file.Status;
            file.AddTo(inForce, _time.GetUtcNow());
            Report(before, file.Status);
        }

        _current = new RuleSet([.. inForce.Values.Select(entry => entry.Rule)]);
        _status = [.. _files.Values.Select(file => file.Status)];
        LogInForce(_current.Rules.Count, _files.Count);
        var changed = _changed;
        _changed = NewChange();
        changed.SetResult(_current);
    }

    private void Report(RuleFileStatus before, RuleFileStatus after)
    {
        if (after.Errors.SequenceEqual(before.Errors))
        {
            if (after.LoadedAt != before.LoadedAt)
                LogFileLoaded(after.File, after.Rules);
            return;
        }

        foreach (var error in after.Errors)
            LogFileError(error);
        if (after.Errors.Count == 0)
            LogFileLoaded(after.File, after.Rules);
        else
            LogLastGoodStays(after.File, after.Rules);
    }

    private static TaskCompletionSource<RuleSet> NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
