using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Notifications.Api;

/// <summary>
/// The API keys. Follows configuration while the process runs, so that a key that is taken away is gone at once; a change
/// that is faulty is reported and the keys stay as they were.
/// </summary>
internal sealed partial class ApiKeyCatalog : IHostedService, IDisposable
{
    private readonly ILogger<ApiKeyCatalog> _logger;
    private readonly IDisposable? _subscription;
    private volatile IReadOnlyList<ApiKey> _keys;

    /// <exception cref="OptionsValidationException">The configuration is faulty.</exception>
    public ApiKeyCatalog(IOptionsMonitor<ApiKeysOptions> options, ILogger<ApiKeyCatalog> logger)
    {
        _logger = logger;
        var (keys, faults) = ApiKeyReading.Read(options.CurrentValue);
        if (faults.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(ApiKeysOptions), faults);
        _keys = keys;
        _subscription = options.OnChange(Change);
    }

    /// <summary>The key with that secret, or <see langword="null"/>. Takes as long for a wrong secret as for a right one.</summary>
    public ApiKey? Find(string secret)
    {
        var sent = ApiKeyReading.Hash(secret);
        ApiKey? found = null;
        foreach (var key in _keys)
        {
            foreach (var hash in key.SecretHashes)
            {
                if (CryptographicOperations.FixedTimeEquals(hash, sent))
                    found = key;
            }
        }

        return found;
    }

    // Being a hosted service is what makes the constructor, and so the validation, run at start.
    Task IHostedService.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostedService.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _subscription?.Dispose();

    private void Change(ApiKeysOptions options)
    {
        var (keys, faults) = ApiKeyReading.Read(options);
        if (faults.Count == 0)
        {
            _keys = keys;
            LogChanged(keys.Count);
            return;
        }

        foreach (var fault in faults)
            LogFaulty(fault);
    }
}
