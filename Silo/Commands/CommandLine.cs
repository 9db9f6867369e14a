using System.CommandLine;

namespace Notifications.Commands;

/// <summary>The command line. It ends with 0 where all is well, 1 where something was found wrong, 2 where it was called wrongly.</summary>
internal static class CommandLine
{
    public const int Fine = 0;
    public const int Faulty = 1;
    public const int Misused = 2;

    // What a shell answers for a process that Ctrl-C has ended.
    public const int Interrupted = 130;

    private const string Description =
        """
        Runs a silo of a cluster; checks rules and tries them on past events; checks the database file.

        Without a cluster the silo runs inside the gateway: dotnet run --project Gateway.
        """;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(Description)
        {
            ServeCommand.Create(),
            new Command("rules", "Works with files of rules.") { CheckCommand.Create(), TryCommand.Create(), },
            new Command("storage", "Works with the database file.") { StorageCheckCommand.Create() },
        };
        var parsed = root.Parse(args);
        if (args is [] or ["rules"] or ["storage"])
        {
            await root.Parse([.. args, "--help"]).InvokeAsync();
            return Misused;
        }

        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(ConfigurationOf(parsed));
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Say --help for what can be said.");
        return Misused;
    }

    // A silo ends by itself when it is asked to, and takes the time that it needs.
    private static InvocationConfiguration ConfigurationOf(ParseResult parsed) => parsed.CommandResult.Command.Name == ServeCommand.Name
        ? new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
        : new InvocationConfiguration { EnableDefaultExceptionHandler = false };
}

/// <summary>Ends a command with one line for whoever called it.</summary>
internal sealed class CommandException(string message, int exitCode = CommandLine.Misused) : Exception(message)
{
    public int ExitCode => exitCode;

    /// <summary>Runs a command whose failures of this kind are said in one line.</summary>
    public static async Task<int> GuardAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (CommandException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return e.ExitCode;
        }
    }
}
