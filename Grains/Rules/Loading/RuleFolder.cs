using System.Text;

namespace Notifications.Rules.Loading;

/// <summary>The folder that holds the files of rules.</summary>
internal sealed class RuleFolder(string directory)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Directory => directory;

    /// <summary>The files, in ordinal order of their names.</summary>
    /// <exception cref="IOException">The folder is not there or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public IReadOnlyList<string> List() =>
    [
        .. System.IO.Directory.EnumerateFiles(directory)
            .Select(path => Path.GetFileName(path))
            .Where(IsRuleFile)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What changes when a file does, as far as that can be told without reading it.</summary>
    public RuleFileStamp Stamp(string file)
    {
        var path = Path.Combine(directory, file);
        // Mounted configuration is a link whose own time never changes.
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
        return target is FileInfo { Exists: true } found
            ? new RuleFileStamp(found.LastWriteTimeUtc, found.Length)
            : throw new FileNotFoundException("The file is gone.", path);
    }

    /// <summary>Reads a file and what is in it.</summary>
    public RuleFileContent Read(string file)
    {
        using var stream = new FileStream(
            Path.Combine(directory, file), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[RuleFile.MaxLength + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > RuleFile.MaxLength)
            return Failed(file, $"The file has more than {RuleFile.MaxLength} bytes.");
        try
        {
            return RuleFile.Parse(file, Strict.GetString(bytes, 0, length).TrimStart('\uFEFF'));
        }
        catch (DecoderFallbackException)
        {
            return Failed(file, "The file is not UTF-8.");
        }
    }

    public static RuleFileContent Failed(string file, string message) => new([], [new RuleFileError(file, 1, 1, message)]);

    private static bool IsRuleFile(string name) =>
        !name.StartsWith('.')
        && (name.EndsWith(".yaml", StringComparison.Ordinal) || name.EndsWith(".yml", StringComparison.Ordinal));
}

/// <summary>When a file was last written, and how long it is.</summary>
internal sealed record RuleFileStamp(DateTime LastWrite, long Length);
