using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;

namespace Notifications.Hosting;

/// <summary>Lets Prometheus read the meters of a process.</summary>
public static class TelemetryHosting
{
    private const string OwnMeters = "Notifications.";

    private static readonly string[] Meters = [OwnMeters + "*", "Microsoft.Orleans", "Microsoft.AspNetCore.*", "System.Runtime"];

    // The library's own begin at 5, since it takes times for milliseconds.
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly double[] Numbers = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];

    /// <summary>
    /// Adds <c>/metrics</c> in Prometheus' text format on the port of <see cref="TelemetryOptions.MetricsPort"/>; without one nothing is
    /// collected.
    /// </summary>
    public static IHostApplicationBuilder AddNotificationsTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (string.IsNullOrEmpty(builder.Configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.MetricsPort)}"]))
            return builder;
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(Meters)
            .AddView(BucketsOf)
            .AddPrometheusExporter(options =>
            {
                options.ScopeInfoEnabled = false;
                options.TargetInfoEnabled = false;
            }));
        builder.Services.AddHostedService<TelemetryServer>();
        return builder;
    }

    private static ExplicitBucketHistogramConfiguration? BucketsOf(Instrument instrument)
    {
        if (!instrument.Meter.Name.StartsWith(OwnMeters, StringComparison.Ordinal) || instrument is not (Histogram<double> or Histogram<int> or Histogram<long>))
            return null;
        return new ExplicitBucketHistogramConfiguration { Boundaries = instrument.Unit == "s" ? Seconds : Numbers };
    }
}
