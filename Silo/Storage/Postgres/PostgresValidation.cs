using Microsoft.Extensions.Options;
using Notifications.Storage.Sqlite;

namespace Notifications.Storage.Postgres;

/// <summary>Says at the start what is wrong with the options, and whether it is clear which database is meant.</summary>
internal sealed class PostgresValidation(IOptions<SqliteOptions> sqlite) : IValidateOptions<PostgresOptions>
{
    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        if (!options.IsConfigured)
        {
            return string.IsNullOrWhiteSpace(options.PasswordFile)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{PostgresOptions.Section} has a PasswordFile, but no ConnectionString.");
        }

        if (sqlite.Value.IsConfigured)
        {
            return ValidateOptionsResult.Fail(
                $"Both {PostgresOptions.Section} and {SqliteOptions.Section}:File are configured, so it is not clear which database is meant. Leave one out; an empty one counts as left out.");
        }

        try
        {
            PostgresConnectionString.Of(options);
            return ValidateOptionsResult.Success;
        }
        catch (InvalidOperationException e)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
