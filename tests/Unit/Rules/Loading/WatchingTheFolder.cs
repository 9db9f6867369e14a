using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Rules;
using Notifications.Rules.Deciding;
using Notifications.Rules.Loading;

namespace Notifications.Tests.Unit.Rules.Loading;

public sealed class WatchingTheFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RuleFolderFixture _rules = new();

    public void Dispose() => _rules.Dispose();

    [Fact]
    public async Task LooksEveryFiveSecondsWhateverTheSystemTells()
    {
        using var watcher = new RuleWatcher(_rules.Book, _rules.Time, NullLogger<RuleWatcher>.Instance);
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a", "old"));
        await watcher.StartingAsync(TestContext.Current.CancellationToken);
        Assert.Equal("a:old", _rules.InForce);

        _rules.Write("a.yaml", RuleFolderFixture.Rule("a", "newer"));
        _rules.Time.Advance(RuleWatcher.Rescan);
        Assert.Equal("a:newer", _rules.InForce);

        await watcher.StopAsync(TestContext.Current.CancellationToken);
        _rules.Delete("a.yaml");
        _rules.Time.Advance(RuleWatcher.Rescan);
        Assert.Equal("a:newer", _rules.InForce);
    }

    [Fact]
    public async Task HearsOfChangesFromTheSystem()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Rules:Directory", _rules.Path)]).Build();
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddSingleton(_rules.Store).AddLogging().AddNotificationsRules().BuildServiceProvider();
        var book = services.GetRequiredService<RuleBook>();
        var watcher = Assert.Single(services.GetServices<IHostedService>().OfType<RuleWatcher>());
        await watcher.StartingAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(services.GetRequiredService<Decider>());

        // Without the rescan's help, which would come after five seconds.
        var changed = book.Changed;
        _rules.Write("a.yaml", RuleFolderFixture.Rule("a"));
        var rules = await changed.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal("a:x", RuleFolderFixture.Show(rules));
    }

    [Fact]
    public void AFolderMustBeNamed()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Rules:Directory", " ")]).Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddSingleton(_rules.Store).AddLogging().AddNotificationsRules().BuildServiceProvider();
        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Equal("Rules:Directory must name the folder of the rules.", Assert.Single(failure.Failures));
    }
}
