using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Notifications.Hosting;

/// <summary>A process of the product, from its settings to its end.</summary>
public static class NotificationsProcess
{
    // Orleans logs calls that it refuses to place, and tries again, as errors; and its watchdog takes the time since the machine's
    // start for a stall when a process begins.
    private static readonly Dictionary<string, string?> LogLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        ["Logging:LogLevel:Orleans"] = "Warning",
        ["Logging:LogLevel:Orleans.Placement"] = "Critical",
        ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",
        ["Logging:LogLevel:Polly"] = "Warning",
    };

    /// <summary>Makes a builder with the product's defaults, before which every other source of settings goes.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = LogLevels });
        builder.AddNotificationsSecrets();
        // Before all that works, so that it stops after it: what happens while a process drains is to be seen.
        builder.AddNotificationsTelemetry();
        return builder;
    }

    /// <summary>Runs a process until it is asked to stop. What an operator can put right is said in one line.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        WebApplication app;
        try
        {
            app = build();
            await app.StartAsync();
        }
        catch (Exception e) when (e is OptionsValidationException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            // What an operator can put right: a wrong setting, a file that can't be read, a port that is taken.
            await Console.Error.WriteLineAsync($"Notifications did not start: {e.Message}");
            return 1;
        }

        await using (app)
            await app.WaitForShutdownAsync();
        return 0;
    }
}
