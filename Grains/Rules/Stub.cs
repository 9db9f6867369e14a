using Microsoft.Extensions.DependencyInjection;
using Notifications.Events;
using Notifications.Live;
#pragma warning disable
namespace Notifications.Rules;
internal sealed record KeptRecipient(string User, IReadOnlyList<string> Reasons);
internal sealed record Decision { public Flag? Flag { get; init; } public AddressedFlag? Live { get; init; } public IReadOnlyList<KeptRecipient> Kept { get; init; } = []; }
internal sealed class Decider { public IReadOnlyList<Decision> Decide(Event e) => []; }
internal static class RulesServices { public static IServiceCollection AddNotificationsRules(this IServiceCollection s) => s.AddSingleton<Decider>(); }
