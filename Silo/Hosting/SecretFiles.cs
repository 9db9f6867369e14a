using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Notifications.Hosting;

/// <summary>Takes settings of a folder in which each file is one, as containers are given their secrets.</summary>
public static class SecretFiles
{
    private const string Section = "Secrets";

    /// <summary>
    /// Adds the files of the folder that <c>Secrets:Directory</c> names, where it names one: <c>Sources__jira__Secrets__0</c> has the
    /// setting <c>Sources:jira:Secrets:0</c>, and goes before all other places that have it.
    /// </summary>
    public static IHostApplicationBuilder AddNotificationsSecrets(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[$"{Section}:{nameof(Options.Directory)}"] is not { Length: > 0 } folder)
            return builder;
        folder = Path.GetFullPath(folder, builder.Environment.ContentRootPath);
        builder.Configuration.AddKeyPerFile(folder, optional: true);
        builder.Services.AddOptions<Options>()
            .Validate(_ => Directory.Exists(folder), $"{Section}:{nameof(Options.Directory)}: there is no folder '{folder}'.")
            .ValidateOnStart();
        return builder;
    }

    private sealed class Options
    {
        public string? Directory { get; set; }
    }
}
