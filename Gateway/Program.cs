using Notifications.Hosting;

return await NotificationsProcess.RunAsync(() =>
{
    var builder = NotificationsProcess.CreateBuilder(args);
    var joins = builder.Configuration.JoinsCluster();
    if (joins)
        builder.AddNotificationsClusterMember();
    else
        builder.AddNotificationsEmbeddedSilo();
    builder.AddNotificationsGateway();
    if (joins)
        builder.AddNotificationsClusterGateway();
    var app = builder.Build();
    app.MapNotificationsGateway();
    app.AnnounceAddress();
    return app;
});
