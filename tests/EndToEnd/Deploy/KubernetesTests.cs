using System.Globalization;
using k8s;
using k8s.Models;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Deploy;

/// <summary>The manifests, read as strictly as Kubernetes reads them: what is unknown or doubled is a fault.</summary>
public sealed class KubernetesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "kubernetes");

    // Of other programs, and not Kubernetes' own kinds.
    private static readonly string[] Others = ["kustomization.yaml"];

    private static readonly IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects = [.. Directory.GetFiles(Folder, "*.yaml")
        .Where(file => !Others.Contains(Path.GetFileName(file)))
        .SelectMany(file => KubernetesYaml.LoadAllFromString(File.ReadAllText(file), null, strict: true))
        .Cast<IKubernetesObject<V1ObjectMeta>>()];

    public static TheoryData<string> Hosts => ["silo", "gateway"];

    [Fact]
    public void What_is_unknown_in_a_manifest_is_found()
    {
        var manifest = File.ReadAllText(Path.Combine(Folder, "disruption.yaml")).Replace("maxUnavailable", "maxUnavailible", StringComparison.Ordinal);

        Assert.ThrowsAny<Exception>(() => KubernetesYaml.LoadAllFromString(manifest, null, strict: true));
    }

    [Fact]
    public void Every_file_is_used_or_said_not_to_be()
    {
        var kustomization = File.ReadAllText(Path.Combine(Folder, "kustomization.yaml"));

        foreach (var file in Directory.GetFiles(Folder, "*.yaml").Where(file => !Others.Contains(Path.GetFileName(file))))
        {
            var isListed = kustomization.Contains($"  - {Path.GetFileName(file)}\n", StringComparison.Ordinal);
            Assert.True(isListed || File.ReadAllText(file).Contains("not part of the kustomization", StringComparison.Ordinal), file);
        }
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_pod_may_do_nothing_that_it_does_not_need(string host)
    {
        var pod = Deployment(host).Spec.Template.Spec;
        var container = Assert.Single(pod.Containers);

        Assert.False(pod.AutomountServiceAccountToken);
        Assert.Equal((true, "RuntimeDefault"), (pod.SecurityContext.RunAsNonRoot, pod.SecurityContext.SeccompProfile.Type));
        Assert.Equal((false, true), (container.SecurityContext.AllowPrivilegeEscalation, container.SecurityContext.ReadOnlyRootFilesystem));
        Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
        Assert.Null(container.SecurityContext.Capabilities.Add);
        Assert.True(container.Resources.Limits.ContainsKey("memory") && container.Resources.Requests.ContainsKey("cpu"));
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void A_pod_is_asked_whether_it_lives_and_whether_it_is_ready(string host)
    {
        var container = Deployment(host).Spec.Template.Spec.Containers[0];

        Assert.Equal("/health/live", container.StartupProbe.HttpGet.Path);
        Assert.Equal("/health/live", container.LivenessProbe.HttpGet.Path);
        Assert.Equal("/health/ready", container.ReadinessProbe.HttpGet.Path);
        foreach (var probe in (V1Probe[])[container.StartupProbe, container.LivenessProbe, container.ReadinessProbe])
            Assert.Contains(container.Ports, port => port.Name == probe.HttpGet.Port.Value);
    }

    [Fact]
    public void A_gateway_has_the_time_that_it_needs_to_drain()
    {
        var settings = Get<V1ConfigMap>("gateway").Data;
        var drain = Span("Hub__DrainNotice") + Span("Hub__Drain");

        Assert.True(Deployment("gateway").Spec.Template.Spec.TerminationGracePeriodSeconds >= drain.TotalSeconds + 15);

        TimeSpan Span(string name) => TimeSpan.Parse(settings[name], CultureInfo.InvariantCulture);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void What_is_said_of_a_host_is_said_of_its_pods(string host)
    {
        var deployment = Deployment(host);
        var labels = deployment.Spec.Template.Metadata.Labels;

        Assert.All(deployment.Spec.Selector.MatchLabels, label => Assert.Equal(label.Value, labels[label.Key]));
        Assert.All(Get<V1PodDisruptionBudget>(host).Spec.Selector.MatchLabels, label => Assert.Equal(label.Value, labels[label.Key]));
        Assert.All(Get<V1NetworkPolicy>(host).Spec.PodSelector.MatchLabels, label => Assert.Equal(label.Value, labels[label.Key]));
        Assert.All(Get<V1NetworkPolicy>("members").Spec.PodSelector.MatchLabels, label => Assert.Equal(label.Value, labels[label.Key]));
        var scaler = Get<V2HorizontalPodAutoscaler>(host).Spec;
        Assert.Equal(("Deployment", host), (scaler.ScaleTargetRef.Kind, scaler.ScaleTargetRef.Name));
        Assert.True(scaler.MinReplicas >= 2, "One that is left may not be disrupted.");
        Assert.Null(deployment.Spec.Replicas);
    }

    [Theory]
    [MemberData(nameof(Hosts))]
    public void What_a_pod_reads_is_there(string host)
    {
        var pod = Deployment(host).Spec.Template.Spec;
        var settings = Get<V1ConfigMap>(Assert.Single(pod.Containers[0].EnvFrom).ConfigMapRef.Name).Data;
        var secret = Get<V1Secret>(pod.Volumes.Single(volume => volume.Secret is not null).Secret.SecretName).StringData;
        var folder = pod.Containers[0].VolumeMounts.Single(mount => mount.Name == "secrets").MountPath;

        Assert.Equal(folder, settings["Secrets__Directory"]);
        foreach (var (name, file) in settings.Where(setting => setting.Key.EndsWith("File", StringComparison.Ordinal)))
            Assert.True(secret.ContainsKey(Path.GetRelativePath(folder, file)), $"{name}: {file}");
        Assert.All(pod.Containers[0].VolumeMounts, mount => Assert.Contains(pod.Volumes, volume => volume.Name == mount.Name));
    }

    [Fact]
    public void What_is_scaled_by_is_what_the_adapter_offers()
    {
        var offered = Get<V1ConfigMap>("adapter-config").Data["config.yaml"];

        var used = Objects.OfType<V2HorizontalPodAutoscaler>().SelectMany(scaler => scaler.Spec.Metrics).Where(metric => metric.Pods is not null)
            .Select(metric => metric.Pods.Metric.Name).ToArray();

        Assert.Equal(["notifications_dispatch_in_hand", "notifications_kept_waiting", "notifications_sessions"], used.Order(StringComparer.Ordinal));
        Assert.All(used, name => Assert.Contains($"seriesQuery: '{name}{{", offered, StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_reaches_what_is_not_said()
    {
        var nothing = Get<V1NetworkPolicy>("nothing").Spec;
        Assert.Null(nothing.PodSelector.MatchLabels);
        Assert.Equal(["Egress", "Ingress"], nothing.PolicyTypes.Order(StringComparer.Ordinal));
        Assert.True(nothing.Ingress is null && nothing.Egress is null);

        // The port that asks nobody who he is.
        var reaching = Objects.OfType<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Ingress ?? [])
            .Where(rule => rule.Ports.Any(port => port.Port == "11111"));
        Assert.Equal("true", Assert.Single(Assert.Single(reaching).FromProperty).PodSelector.MatchLabels["notifications/member"]);
    }

    private static V1Deployment Deployment(string name) => Get<V1Deployment>(name);

    private static T Get<T>(string name) where T : IKubernetesObject<V1ObjectMeta> =>
        Objects.OfType<T>().Single(thing => thing.Metadata.Name == name);
}
