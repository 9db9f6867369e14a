using Microsoft.Extensions.Options;
using Notifications.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddNotificationsEmbeddedSilo();
builder.AddNotificationsGateway();

try
{
    await using var app = builder.Build();
    app.MapNotificationsGateway();
    app.AnnounceAddress();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is OptionsValidationException or InvalidOperationException or IOException)
{
    // What an operator can put right: a wrong setting, a file that can't be read, a port that is taken.
    Console.Error.WriteLine($"Notifications did not start: {e.Message}");
    return 1;
}
