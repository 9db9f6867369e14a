using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Notifications.Hosting;
using Notifications.Live;
using Notifications.Subjects.Dispatching;
using Notifications.Tests.Product;

namespace Notifications.Tests.Unit.Deploy;

/// <summary>What is measured and what is asked for by rules and autoscalers; a name that nothing has is never missed by Prometheus.</summary>
public sealed partial class MeasuredNamesTests
{
    [Fact]
    public void Rules_and_autoscalers_name_only_what_is_measured()
    {
        var measured = Names();

        var folder = Path.Combine(Repository.Root, "deploy");
        var asked = Directory.GetFiles(folder, "*.y*ml", SearchOption.AllDirectories).Concat(Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories))
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => match.Value))
            .Distinct(StringComparer.Ordinal).ToArray();

        Assert.Contains("notifications_kept_waiting", asked);
        Assert.Contains("notifications_storage_commit_seconds_bucket", asked);
        Assert.All(asked, name => Assert.Contains(name, measured));
    }

    [Fact]
    public void Operators_are_told_only_of_bounds_that_are_measured()
    {
        var measured = Names();

        var told = Told().Matches(Repository.Read("docs", "operations.md")).Select(match => match.Groups["name"].Value.Replace('.', '_')).ToArray();

        Assert.Contains("notifications_live_resyncs", told);
        Assert.Contains("notifications_storage_waiting", told);
        Assert.All(told, name => Assert.Contains(measured, other => other == name || other == $"{name}_total"));
    }

    private static HashSet<string> Names()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) => names.UnionWith(NamesOf(instrument));
        listener.Start();
        var assemblies = new[] { typeof(GatewayMetrics).Assembly, typeof(SiloHosting).Assembly, typeof(DispatchMetrics).Assembly };
        foreach (var metrics in assemblies.SelectMany(assembly => assembly.GetTypes())
            .Select(type => type.GetConstructor([typeof(IMeterFactory)])).OfType<System.Reflection.ConstructorInfo>())
            metrics.Invoke([factory]);
        return names;
    }

    // As OpenTelemetry's exporter names them.
    private static IEnumerable<string> NamesOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument.GetType().Name switch
        {
            ['C', 'o', 'u', 'n', 't', 'e', 'r', ..] => [$"{name}_total"],
            ['H', 'i', 's', 't', 'o', 'g', 'r', 'a', 'm', ..] => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            _ => [name],
        };
    }

    // Not what the rules record themselves, which has a colon, and not names of the database.
    [GeneratedRegex("(?<![\\w:/-])notifications_[a-z_]+(?![\\w:])", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Asked();

    [GeneratedRegex("`(?<name>notifications\\.[a-z_.]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Told();
}
