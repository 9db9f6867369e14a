using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;

namespace Notifications.Tests.Load;

/// <summary>The smallest thing that turns the same posted body into a message of the same size for a group.</summary>
internal static class BaselineServer
{
    public static async Task<int> RunAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<GroupHub>("/hub");
        app.MapPost("/send/{group:int}", async (int group, JsonDocument hook, IHubContext<GroupHub> hub) =>
        {
            var issue = hook.RootElement.GetProperty("issue");
            await hub.Clients.Group(GroupName(group)).SendAsync("flags", Flags(
                issue.GetProperty("key").GetString()!, issue.GetProperty("fields").GetProperty("status").GetProperty("name").GetString()!));
        });
        await app.StartAsync();
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
        return 0;
    }

    public static string GroupName(int group) => group.ToString(CultureInfo.InvariantCulture);

    private static object Flags(string key, string status) => new
    {
        subject = $"jira:issue:{key}",
        position = new { epoch = "000000000000", sequence = 1 },
        flags = new[]
        {
            new
            {
                id = "0000000000000000000000",
                rule = "status-changed",
                title = $"{key} is now {status}",
                description = "LOADER moved it from Open.",
                type = "info",
                actions = new object[]
                {
                    new { text = "Show the issue", kind = "navigate", url = $"/browse/{key}" },
                    new { text = "Refresh", kind = "refresh" },
                },
                isAutoDismiss = true,
                kept = true,
                time = DateTimeOffset.UnixEpoch,
            },
        },
    };
}

internal sealed class GroupHub : Hub
{
    public Task Join(string group) => Groups.AddToGroupAsync(Context.ConnectionId, group);
}
