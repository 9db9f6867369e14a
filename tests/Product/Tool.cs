using System.Diagnostics;

namespace Notifications.Tests.Product;

/// <summary>A program that is run to its end.</summary>
public static class Tool
{
    /// <summary>Runs a program of the checkout, or one that is installed, in the checkout's folder.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        // What has a folder is in the checkout.
        RunInAsync(Repository.Root, program.Contains('/', StringComparison.Ordinal) ? Path.Combine(Repository.Root, program) : program, arguments, environment);

    /// <summary>Runs a program that has to succeed, in a folder that every account may enter, and answers its output.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> OutputOfAsync(string program, params IEnumerable<string> arguments)
    {
        var (exitCode, output) = await RunInAsync(Path.GetTempPath(), program, arguments, environment: null);
        return exitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {exitCode}: {output}");
    }

    private static async Task<(int ExitCode, string Output)> RunInAsync(
        string folder, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
