using Notifications.Live;
using Notifications.Users;

namespace Notifications.Tests.Unit.Live;

/// <summary>What <c>docs/inbox.md</c> promises to whoever follows an inbox, while messages are lost, late and doubled.</summary>
public sealed class FollowingTheInboxTests
{
    private const int Changes = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Between_an_answer_and_the_messages_after_it_there_is_no_gap_and_no_repeat(int seed)
    {
        var context = new TestUserContext(remembered: 10_000);
        var users = new UserSessions(context.AsUserContexts(), TestSession.Metrics);
        context.AfterReplay = async () => await Task.Yield();

        var following = Enumerable.Range(0, 8).Select(number => Task.Run(() => FollowAsync(users, context, new Random(seed * 100 + number)))).ToList();
        await Task.Run(() => Tell(users, context, new Random(seed)));
        // What is lost at the end is found by the renewal of the lease, as always.
        while (!Task.WhenAll(following).IsCompleted)
        {
            foreach (var view in users.All)
                await view.AnnounceAsync();
            await Task.Yield();
        }

        foreach (var sequences in await Task.WhenAll(following))
            Assert.Equal(Enumerable.Range(1, Changes).Select(i => (long)i), sequences);
    }

    /// <summary>Loses a tenth of the messages, doubles a tenth, and lets a tenth be overtaken.</summary>
    private static void Tell(UserSessions users, TestUserContext context, Random random)
    {
        UserUpdate? late = null;
        for (var i = 0; i < Changes; i++)
        {
            var update = context.Commit(TestUserContext.Arrived($"{i}"));
            switch (random.Next(10))
            {
                case 0:
                    break;
                case 1:
                    users.Take(update);
                    users.Take(update);
                    break;
                case 2:
                    late = update;
                    break;
                default:
                    users.Take(update);
                    if (late is not null)
                        users.Take(late);
                    late = null;
                    break;
            }
        }
    }

    /// <summary>Attaches, leaves and returns with its position, until it has everything; it never asks for what it lacks.</summary>
    private static async Task<List<long>> FollowAsync(UserSessions users, TestUserContext context, Random random)
    {
        var sequences = new List<long>();
        var position = new UserPosition(context.Position.Epoch, 0);
        while (position.Sequence < Changes)
        {
            var session = UserViewSuite.Reader();
            var missed = (await users.AttachAsync(session.Session, session.Token, position))!;
            Assert.True(missed.Complete);
            sequences.AddRange(missed.Missed.Select(change => change.Sequence));
            position = missed.Position;
            for (var messages = random.Next(20); messages > 0 && position.Sequence < Changes; messages--)
            {
                var (_, message) = await session.NextAsync();
                Assert.Equal(position.Sequence, message.GetProperty("previous").GetInt64());
                sequences.AddRange(message.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("sequence").GetInt64()));
                position = position with { Sequence = message.GetProperty("position").GetProperty("sequence").GetInt64() };
            }

            users.Detach(session.Session, session.Token);
        }

        return sequences;
    }
}
