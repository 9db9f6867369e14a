using Notifications.Users.Kept;

namespace Notifications.Tests.Unit.Users.Kept;

public sealed class KeptSlotsTests
{
    [Theory]
    [InlineData("default", "ann", 499)]
    [InlineData("default", "712020:0c4d", 1252)]
    [InlineData("other", "ann", 748)]
    public void A_slot_is_the_same_for_ever(string site, string user, int slot) => Assert.Equal(slot, KeptSlots.Of(site, user));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(100)]
    public void Each_slot_has_one_queue_whatever_their_number(int queues)
    {
        for (var slot = 0; slot < KeptSlots.Count; slot++)
        {
            var queue = KeptSlots.QueueOf(slot, queues);
            var slots = KeptSlots.OfQueue(queue, queues);
            Assert.True(slots.First <= slot && slot < slots.End);
        }

        Assert.Equal(KeptSlots.Count, Enumerable.Range(0, queues).Sum(queue => KeptSlots.OfQueue(queue, queues) is var s ? s.End - s.First : 0));
    }

    [Fact]
    public void Users_are_spread_over_the_queues()
    {
        var users = Enumerable.Range(1, 8_000).CountBy(i => KeptSlots.QueueOf(KeptSlots.Of("default", $"user{i}"), 8));

        Assert.All(users, queue => Assert.InRange(queue.Value, 800, 1_200));
    }
}
