using Notifications.Hosting;

return await NotificationsProcess.RunAsync(() =>
{
    var builder = NotificationsProcess.CreateBuilder(args);
    if (builder.Configuration.JoinsCluster())
        builder.AddNotificationsClusterMember();
    else
        builder.AddNotificationsEmbeddedSilo();
    builder.AddNotificationsGateway();
    var app = builder.Build();
    app.MapNotificationsGateway();
    app.AnnounceAddress();
    return app;
});
