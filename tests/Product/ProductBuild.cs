namespace Notifications.Tests.Product;

/// <summary>A built checkout of the product, of the same configuration as the tests.</summary>
/// <param name="Root">Its folder.</param>
public sealed record ProductBuild(string Root)
{
    /// <summary>That which the tests were built from.</summary>
    public static ProductBuild Current { get; } = new(Repository.Root);

    public string GatewayAssembly => Built("Gateway");

    /// <summary>The silo, which is the command line too.</summary>
    public string SiloAssembly => Built("Silo");

    public string GatewayContent => Path.Combine(Root, "Gateway");

    private string Built(string project) => Path.Combine(
        Root, project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", $"Notifications.{project}.dll");
}
