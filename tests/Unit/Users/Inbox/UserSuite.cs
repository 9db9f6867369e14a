using Microsoft.Extensions.Time.Testing;
using Notifications.Storage.Erasing;
using Notifications.Storage.Inbox;
using Notifications.Tests.Unit.Storage;
using Notifications.Users.Erasing;
using Notifications.Users.Inbox;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>Tests of user contexts, on every database.</summary>
public abstract class UserSuite(StoreOn on) : StoreSuite(on)
{
    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    internal IInboxStore Store => field ??= new SqlInboxStore(Database, Writes);

    internal IErasureStore Erasures => field ??= new SqlErasureStore(Database, Writes);

    internal Task<UserOfTest> UserAsync(InboxOptions? options = null, string user = "kate") =>
        new UserOfTest(Database, Store, Erasures, Time, user) { Options = options ?? new InboxOptions() }.StartAsync();
}
