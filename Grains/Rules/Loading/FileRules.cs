using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notifications.Rules.Loading;

/// <summary>The rules that the files of a folder state. A bad file never replaces a good one.</summary>
internal sealed partial class FileRules(IOptions<RuleOptions> options, ILogger<FileRules> logger)
{
    private readonly RuleFolder _folder = new(options.Value.Directory);
    private readonly ILogger<FileRules> _logger = logger;
    private readonly SortedDictionary<string, LoadedFile> _files = new(StringComparer.Ordinal);
    private bool _folderMissing;

    /// <summary>The folder that is read.</summary>
    public string Directory => _folder.Directory;

    /// <summary>The files, in ordinal order of their names.</summary>
    public IReadOnlyCollection<LoadedFile> Files => _files.Values;

    /// <summary>Reads the files that are new or look changed, or all of them. Answers whether any says something new.</summary>
    public bool Read(bool everything)
    {
        if (ListFiles() is not { } names)
            return false;
        var changed = Forget(names);
        foreach (var name in names)
            changed |= ReadFile(name, everything);
        return changed;
    }

    /// <summary>Adds the rules of all files, in their order.</summary>
    public void AddTo(RuleMerge merge, DateTimeOffset now)
    {
        foreach (var file in _files.Values)
        {
            var before = file.Status;
            file.AddTo(merge, now);
            Report(before, file.Status);
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

    private bool ReadFile(string name, bool again)
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
}
