using System.CommandLine;
using System.Globalization;
using Notifications.Rules;

namespace Notifications.Commands;

/// <summary><c>rules check</c>: what is wrong with files of rules, without running anything.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("files")
        {
            Description = "Files of rules, or folders with *.yaml and *.yml files.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("check", "Says what is wrong with files of rules, as file:line:column, and which rules they hold.") { paths };
        command.SetAction((parsed, _) => CommandException.GuardAsync(() => CheckAsync(parsed.GetRequiredValue(paths))));
        return command;
    }

    private static async Task<int> CheckAsync(string[] paths)
    {
        var files = RuleFiles.Read(paths);
        foreach (var (file, content) in files.Files)
        {
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{file}: {content.Rules.Count} {(content.Rules.Count == 1 ? "rule" : "rules")}"));
            foreach (var rule in content.Rules)
                await Console.Out.WriteLineAsync(Describe(rule));
        }

        foreach (var error in files.Errors)
            await Console.Error.WriteLineAsync(error.ToString());
        if (files.Files.Count == 0)
            throw new CommandException("There are no *.yaml or *.yml files there.");
        return files.Errors.Count == 0 ? CommandLine.Fine : CommandLine.Faulty;
    }

    private static string Describe(Rule rule) => $"  {rule.Key}: {string.Join(", ", rule.Events)}"
        + (rule.Filter.Complexity is { } complexity ? $"; its filter costs {complexity.Polynomial}" : "")
        + (rule.Backend is { } target ? $"; {target} is asked only where the product knows it" : "");
}
