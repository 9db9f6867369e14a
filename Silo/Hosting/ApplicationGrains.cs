using Orleans.Metadata;

namespace Notifications.Hosting;

/// <summary>Tells the members of a cluster that host grains of ours from those that only take part, which are gateways.</summary>
public static class ApplicationGrains
{
    // Whoever hosts one of them hosts all.
    private static readonly GrainType UserContext = GrainType.Create("user-context");

    /// <summary>Whether a member with this manifest hosts them.</summary>
    public static bool AreIn(GrainManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return manifest.Grains.ContainsKey(UserContext);
    }
}
