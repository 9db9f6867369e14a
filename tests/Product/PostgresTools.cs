using System.Diagnostics;
using System.Globalization;

namespace Notifications.Tests.Product;

/// <summary>The programs of PostgreSQL, run as an account that they accept.</summary>
public static class PostgresTools
{
    // Ends the server when this process is gone, which closes the pipe, and itself when the server is gone.
    private const string KeeperScript =
        """
        exec 3<&0
        "$@" >"$LOG" 2>&1 </dev/null 3<&- &
        server=$!
        (read -r _ <&3; kill -QUIT $server) 2>/dev/null &
        wait $server
        kill $! 2>/dev/null
        """;

    /// <summary>Who runs the server where the tests run as root, which it refuses.</summary>
    public const string Account = "postgres";

    private static readonly Lazy<string> Folder = new(FindFolder);

    /// <summary>Whether the tests run as root.</summary>
    public static bool IsRoot => Environment.UserName == "root";

    /// <summary>The path of a program: <c>pg_dump</c>.</summary>
    public static string PathOf(string program) => Path.Combine(Folder.Value, program);

    /// <summary>Runs a program of PostgreSQL to its end, as the server's account.</summary>
    public static Task<string> RunAsServerAsync(string program, IEnumerable<string> arguments)
    {
        var command = AsServer(program, arguments);
        return Tool.OutputOfAsync(command[0], command[1..]);
    }

    /// <summary>Starts the server with a shell that ends it together with this process.</summary>
    internal static Process Keep(string program, IEnumerable<string> arguments, string log)
    {
        var start = new ProcessStartInfo("sh") { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-c", KeeperScript, "keeper", .. AsServer(program, arguments)])
            start.ArgumentList.Add(argument);
        start.Environment["LOG"] = log;
        return Process.Start(start)!;
    }

    /// <summary>A process and all that it has started.</summary>
    internal static async Task<IReadOnlyList<int>> ProcessesBelowAsync(int id)
    {
        var list = await Tool.OutputOfAsync("ps", ["-o", "pid=", "--ppid", id.ToString(CultureInfo.InvariantCulture)]);
        return [id, .. list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    private static string[] AsServer(string program, IEnumerable<string> arguments) => IsRoot
        ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--init-groups", PathOf(program), .. arguments]
        : [PathOf(program), .. arguments];

    private static string FindFolder()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            : Enumerable.Empty<string>();
        return installed.Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed: there is no initdb under /usr/lib/postgresql or in PATH. tests/run installs it.");
    }
}
