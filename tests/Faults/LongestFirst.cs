using Notifications.Tests.Faults;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Notifications.Tests.Faults;

/// <summary>Begins with the tests that take minutes, so that nothing waits for one that came last.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(UpgradeTests), nameof(ClusterFaultTests), nameof(PartitionTests), nameof(BusyServerTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(PlaceOf)];

    private static int PlaceOf<TTestCollection>(TTestCollection tests)
        where TTestCollection : ITestCollection
    {
        var place = Array.FindIndex(Longest, name => tests.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return place < 0 ? Longest.Length : place;
    }
}
