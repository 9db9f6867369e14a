using Microsoft.Extensions.Options;
using Notifications.Demo;

namespace Notifications.Hosting;

/// <summary>Tells whoever started the process where to look.</summary>
internal static partial class AddressAnnouncement
{
    public static void AnnounceAddress(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var address in app.Urls)
            LogAddress(app.Logger, address);
        if (app.Services.GetRequiredService<IOptions<DemoOptions>>().Value.Enabled)
            LogDemo(app.Logger);
    });

    [LoggerMessage(Level = LogLevel.Information, Message = "Notifications is at {Address}")]
    private static partial void LogAddress(ILogger logger, string address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demo is on: whoever reaches this address may sign in as anybody. Set Demo:Enabled to false where real people are.")]
    private static partial void LogDemo(ILogger logger);
}
