using CsCheck;
using Notifications.Subjects;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>
/// Whatever happens in whatever order: the counts are those of the rows, no sequence is missing, and who takes the changes from
/// anywhere sees what the store has.
/// </summary>
public abstract class AnyChanges(StoreOn on, int times) : UserSuite(on)
{
    private const int Ids = 12;

    private static readonly string[] Issues = ["ABC-1", "ABC-2", "XYZ-1"];

    private static readonly Gen<Step> Steps = Gen.Select(Gen.Int[0, 19], Gen.Int[0, Ids - 1], Gen.Int[0, Ids - 1], Gen.Int[0, 8], Gen.Int[0, 6])
        .Select((kind, one, other, operation, view) => new Step(kind, one, other, (InboxOperation)operation, (InboxView)view));

    [Fact]
    public async Task Counts_sequences_and_views_agree()
    {
        var run = 0;
        await Steps.Array[5, 60].SampleAsync(
            async steps => await RunAsync(steps, $"user-{Interlocked.Increment(ref run)}"), iter: times, threads: 1);
    }

    private async Task RunAsync(Step[] steps, string name)
    {
        var user = await UserAsync(new InboxOptions { MaxItems = 9, MaxAge = TimeSpan.FromDays(3), RingCapacity = 20, MaxAtOnce = 2 }, name);
        var sessions = new List<SessionView>();
        foreach (var step in steps)
        {
            sessions.Add(new SessionView(user.Context.Position.Sequence, await user.ListAsync(InboxView.All)));
            await DoAsync(user, step);
            await user.CheckAsync();
        }

        var shown = (await user.ListAsync(InboxView.All)).OrderBy(item => item.Sequence).Select(SessionView.Text).ToArray();
        foreach (var session in sessions)
        {
            if (user.Context.Replay(new UserPosition("epoch", session.Sequence)) is not { Complete: true } replay)
                continue;
            session.Take(replay.Missed);
            if (!session.IsLost)
                Assert.Equal(shown, session.Shown);
        }
    }

    private async Task DoAsync(UserOfTest user, Step step)
    {
        var (one, other) = ($"n{step.One}", $"n{step.Other}");
        switch (step.Kind)
        {
            case < 6:
                await user.ReceiveAsync(Of(step.One, step.Other / 3), Of(step.Other, 0));
                break;
            case 6:
                await user.EnqueueAsync(Of(step.One, step.Other / 3));
                break;
            case 7:
                await user.Deliveries.TakeAsync([Of(step.One, step.Other / 3), Of(step.One, 0)]);
                break;
            case < 11:
                await user.Orders.ChangeAsync(Order(step) with { Ids = [one, other, "unknown"] });
                break;
            case < 14:
                await user.Orders.ChangeAsync(Order(step) with { All = new InboxQuery { View = step.View, Before = step.One % 3 == 0 ? step.Other * 3 : null } });
                break;
            case 14:
                await user.HappenAsync(SnoozeWords.All[step.One % 2]);
                break;
            case 15:
                Time.Advance(TimeSpan.FromHours(step.One * 2));
                await user.Due.DoAsync();
                break;
            case 16:
                await user.Orders.OpenAsync(Subject(step.One));
                break;
            case 17:
                await user.Orders.AcknowledgeAsync(new FlagReceipt([one, other], Closed: step.One % 2 == 0));
                break;
            case 18 when step.One % 4 == 0:
                await user.Orders.WithdrawAsync(Subject(step.Other));
                break;
            case 18:
                await (step.One switch
                {
                    < 4 => user.Wishes.MuteAsync(new Mute("jira:issue:XYZ-1", null)),
                    < 6 => user.Wishes.UnmuteAsync(new Subject("jira", "issue", "XYZ-1")),
                    _ => user.Wishes.SetAsync(new UserPreferences { Quiet = new QuietHours { TimeZone = "UTC", Times = [new QuietTime([.. Enum.GetValues<DayOfWeek>()], new TimeOnly(18, 0), new TimeOnly(8, 0))] } }),
                });
                break;
            default:
                await user.StartAsync();
                break;
        }
    }

    private InboxOrder Order(Step step) => step.Operation != InboxOperation.Snooze
        ? new InboxOrder { Operation = step.Operation }
        : new InboxOrder
        {
            Operation = InboxOperation.Snooze,
            Until = step.One % 3 == 0 ? null : Time.GetUtcNow().AddHours(step.Other),
            For = step.One % 3 == 1 ? null : SnoozeWords.All[step.Other % 2],
        };

    private static KeptNotification Of(int id, long revision) => Notification($"n{id}", Issues[id % 3], revision);

    private static Subject Subject(int id) => new("jira", "issue", Issues[id % 3]);

    private sealed record Step(int Kind, int One, int Other, InboxOperation Operation, InboxView View);
}

public sealed class AnyChangesOnSqlite() : AnyChanges(StoreOn.Sqlite, times: 60);

public sealed class AnyChangesOnPostgres() : AnyChanges(StoreOn.Postgres, times: 15);
