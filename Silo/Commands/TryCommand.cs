using System.CommandLine;
using Notifications.Rules.Trials;
using Notifications.Subjects;

namespace Notifications.Commands;

/// <summary><c>rules try</c>: who would have been notified by a draft.</summary>
internal static class TryCommand
{
    private const string KeyVariable = "NOTIFICATIONS_API_KEY";

    public static Command Create()
    {
        var draft = new Argument<string>("draft") { Description = "The file with the draft rules." };
        var from = new Option<string?>("--from") { Description = "The first moment: 2026-11-23T08:00:00Z, or how long ago: 7d, 12h, 30m. Default: 7d before --to." };
        var to = new Option<string?>("--to") { Description = "The moment after the last one, written likewise. Default: now." };
        var subjects = new Option<string[]>("--subject") { Description = "Only events of this subject; jira:issue:ABC-* is all that begin so. May be repeated." };
        var types = new Option<string[]>("--type") { Description = "Only events of this type are counted. May be repeated." };
        var only = new Option<bool>("--only") { Description = "The draft replaces all rules of the site, not only those of its keys." };
        var json = new Option<bool>("--json") { Description = "Writes the whole report as JSON." };
        var site = new Option<string?>("--site") { Description = "The site. Default: default." };
        var rules = new Option<string?>("--rules") { Description = "The folder of the rules in force. Default: rules." };
        var database = new Option<string?>("--database") { Description = "The database file, also while a gateway runs on it; it is only read. Default: the PostgreSQL of the variable Storage__Postgres__ConnectionString, else Gateway/data/notifications.db or data/notifications.db." };
        var url = new Option<string?>("--url") { Description = "Asks the running product at this address instead of reading files." };
        var key = new Option<string?>("--key") { Description = $"The secret of an API key with the role rule-author, for --url. Default: the variable {KeyVariable}." };
        var command = new Command("try", "Tries draft rules on past events: who would have been notified, compared with what is in force. Tells nobody.")
        {
            draft, from, to, subjects, types, only, json, site, rules, database, url, key,
        };
        command.SetAction((parsed, cancellationToken) => CommandException.GuardAsync(async () =>
        {
            var order = new TrialOrder
            {
                Rules = await RuleFiles.ReadTextAsync(parsed.GetRequiredValue(draft)),
                From = parsed.GetValue(from),
                To = parsed.GetValue(to),
                Subjects = parsed.GetValue(subjects) ?? [],
                Types = parsed.GetValue(types) ?? [],
                Only = parsed.GetValue(only),
            };
            var progress = new ProgressLine();
            TrialOutcome outcome;
            if (parsed.GetValue(url) is { } address)
            {
                if (parsed.GetValue(site) is not null || parsed.GetValue(rules) is not null || parsed.GetValue(database) is not null)
                    throw new CommandException("--site, --rules and --database are of no use with --url: the product knows its rules and events, and the key its site.");
                var secret = parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable)
                    ?? throw new CommandException($"--url needs --key, or the variable {KeyVariable}.");
                using var remote = new RemoteTrial(address, secret);
                outcome = await remote.RunAsync(order, progress, cancellationToken);
            }
            else
            {
                if (parsed.GetValue(key) is not null)
                    throw new CommandException("--key is for --url.");
                outcome = await new LocalTrial(parsed.GetRequiredValue(draft), parsed.GetValue(site) ?? SiteName.Default, parsed.GetValue(rules), parsed.GetValue(database))
                    .RunAsync(order, progress, cancellationToken);
            }

            progress.Clear();
            await TrialText.WriteAsync(Console.Out, outcome.Report, parsed.GetValue(json));
            return outcome.IsWhole ? CommandLine.Fine : CommandLine.Interrupted;
        }));
        return command;
    }
}

/// <summary>What a trial found, and whether it came to its end.</summary>
internal sealed record TrialOutcome(TrialReport Report, bool IsWhole);
