namespace Notifications.Tests.Product;

/// <summary>Finds things in the checkout that the tests were built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The built gateway, of the same configuration as the tests.</summary>
    public static string GatewayAssembly { get; } = Built("Gateway");

    /// <summary>The built silo, which is the command line too.</summary>
    public static string SiloAssembly { get; } = Built("Silo");

    public static string GatewayContent { get; } = Path.Combine(Root, "Gateway");

    /// <summary>Reads a file of the checkout.</summary>
    public static string Read(params ReadOnlySpan<string> path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Built(string project) => Path.Combine(
        Root, project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", $"Notifications.{project}.dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Notifications.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The tests are not inside a checkout.");
    }
}
