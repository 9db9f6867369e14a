namespace Notifications.Tests.Product;

/// <summary>A silo of a cluster, as a process of its own.</summary>
public sealed class SiloProcess : ProductProcess
{
    public SiloProcess(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
            Settings[name] = value;
    }

    protected override IReadOnlyList<string> Command => [Build.SiloAssembly, "serve"];
}
