using System.CommandLine;
using Notifications.Hosting;
using Notifications.Hosting.Health;

namespace Notifications.Commands;

/// <summary><c>serve</c>: runs a silo of a cluster.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    private const string Description =
        """
        Runs a silo of a cluster, which hosts the grains and has its stores in PostgreSQL.

        What follows are settings, such as --Storage:Postgres:ConnectionString=… or --urls=http://localhost:8081; environment variables do as well.
        """;

    public static Command Create()
    {
        var command = new Command(Name, Description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, _) => RunAsync([.. parsed.UnmatchedTokens]));
        return command;
    }

    private static Task<int> RunAsync(string[] settings) => NotificationsProcess.RunAsync(() =>
    {
        var builder = NotificationsProcess.CreateBuilder(settings);
        builder.AddNotificationsSilo();
        var app = builder.Build();
        app.MapNotificationsHealth();
        return app;
    });
}
