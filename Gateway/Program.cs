using Microsoft.Extensions.Options;
using Notifications.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddNotificationsEmbeddedSilo();
builder.AddNotificationsGateway();

WebApplication app;
try
{
    app = builder.Build();
    app.MapNotificationsGateway();
    app.AnnounceAddress();
    await app.StartAsync();
}
catch (Exception e) when (e is OptionsValidationException or InvalidOperationException or IOException or UnauthorizedAccessException)
{
    // What an operator can put right: a wrong setting, a file that can't be read, a port that is taken.
    Console.Error.WriteLine($"Notifications did not start: {e.Message}");
    return 1;
}

await using (app)
    await app.WaitForShutdownAsync();
return 0;
