using Notifications.Rules;
using Notifications.Rules.Loading;

namespace Notifications.Commands;

/// <summary>Reads files of rules, and folders of them, as the product would.</summary>
internal sealed class RuleFiles
{
    private readonly Dictionary<(string Site, string Key), (Rule Rule, string File)> _keys = [];
    private readonly List<RuleFileError> _errors = [];
    private readonly List<(string File, RuleFileContent Content)> _files = [];

    /// <summary>The files in the order in which they were read, each with what is in it.</summary>
    public IReadOnlyList<(string File, RuleFileContent Content)> Files => _files;

    /// <summary>What is wrong, each with the path of its file.</summary>
    public IReadOnlyList<RuleFileError> Errors => _errors;

    /// <exception cref="CommandException">There is no such file or folder, or it can't be read.</exception>
    public static RuleFiles Read(IEnumerable<string> paths)
    {
        var files = new RuleFiles();
        foreach (var path in paths)
            files.Add(path);
        return files;
    }

    /// <summary>Adds their rules to those that were written by API; where those have a key already, that is an error.</summary>
    public void AddTo(RuleMerge merge)
    {
        foreach (var (rule, file) in _keys.Values)
        {
            if (!merge.TryAdd(rule, new RuleOrigin(file, Stored: null)))
                _errors.Add(new RuleFileError(file, rule.Line, rule.Column, $"The key '{rule.Key}' is taken by {merge.OwnerOf(rule)!.Description}."));
        }
    }

    /// <summary>Reads one file as text.</summary>
    /// <exception cref="CommandException">It is not there or can't be read.</exception>
    public static async Task<string> ReadTextAsync(string path)
    {
        try
        {
            return await File.ReadAllTextAsync(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{path}' can't be read: {e.Message}");
        }
    }

    private void Add(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                var folder = new RuleFolder(path);
                foreach (var name in folder.List())
                    Add(folder, name);
            }
            else if (File.Exists(path))
            {
                Add(new RuleFolder(Path.GetDirectoryName(path)!), Path.GetFileName(path));
            }
            else
            {
                throw new CommandException($"There is no file or folder '{path}'.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{path}' can't be read: {e.Message}");
        }
    }

    private void Add(RuleFolder folder, string name)
    {
        var path = Path.Combine(folder.Directory, name);
        var content = folder.Read(name);
        _files.Add((path, content));
        _errors.AddRange(content.Errors.Select(error => error with { File = path }));
        foreach (var rule in content.Rules)
        {
            if (!_keys.TryAdd((rule.Site, rule.Key), (rule, path)))
            {
                var other = _keys[(rule.Site, rule.Key)];
                _errors.Add(new RuleFileError(
                    path, rule.Line, rule.Column, $"The key '{rule.Key}' is taken by the rule in line {other.Rule.Line} of {other.File}."));
            }
        }
    }
}
