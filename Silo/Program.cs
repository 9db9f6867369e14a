using Notifications.Commands;

return await CommandLine.RunAsync(args);
