using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Notifications.Rules.Loading;

namespace Notifications.Rules.Backend;

/// <summary>The backend logic that there is: rules in C# and configured endpoints.</summary>
internal sealed class BackendCatalog : IDisposable
{
    private readonly FrozenDictionary<string, IBackend> _backends;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        // Rule authors choose among the configured addresses; nobody else's server may choose another.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
    });

    public BackendCatalog(IEnumerable<INotificationRule> rules, IOptions<BackendOptions> options, TimeProvider time)
    {
        IEnumerable<IBackend> functions = rules.Select(rule => new FunctionBackend(rule, options.Value.Calls));
        IEnumerable<IBackend> endpoints = options.Value.Endpoints.Select(entry => new EndpointBackend(entry.Key, entry.Value, _http, time));
        var backends = new Dictionary<string, IBackend>(StringComparer.Ordinal);
        foreach (var backend in functions.Concat(endpoints))
        {
            if (!RuleFile.Key.IsMatch(backend.Target.Key))
                throw new InvalidOperationException($"The key of {backend.Target} may hold only letters, digits, - and _.");
            if (!backends.TryAdd(backend.Target.ToString(), backend))
                throw new InvalidOperationException($"There are two rules in C# with the key '{backend.Target.Key}'.");
        }

        _backends = backends.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<IBackend> All => _backends.Values;

    /// <summary>Whether a rule of this site that names it can be answered. Otherwise the name, as of a pasted manifest, has no effect.</summary>
    public bool Has(string site, BackendTarget target) => _backends.TryGetValue(target.ToString(), out var backend) && backend.Serves(site);

    public void Dispose() => _http.Dispose();
}
