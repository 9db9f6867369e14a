using Microsoft.Extensions.Time.Testing;
using Notifications.Storage.Inbox;
using Notifications.Tests.Unit.Storage;
using Notifications.Users.Inbox;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>Tests of user contexts, on every database.</summary>
public abstract class UserSuite(StoreOn on) : StoreSuite(on)
{
    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    internal IInboxStore Store => field ??= new SqlInboxStore(Database, Writes);

    internal Task<UserOfTest> UserAsync(InboxOptions? options = null, string user = "kate") =>
        new UserOfTest(Database, Store, Time, user) { Options = options ?? new InboxOptions() }.StartAsync();
}
