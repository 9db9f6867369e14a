using Notifications.Rules.Trials;

namespace Notifications.Tests.Unit.Rules.Trials;

public sealed class WhoseTurnItIs
{
    private readonly TrialSlots _slots = new();

    [Fact]
    public void ASiteHasOneRunningTrialAndOthersPassThoseOfItThatWait()
    {
        var (first, second) = (Enter("busy"), Enter("busy"));
        var other = Enter("other");
        Assert.Equal((true, false, true), (first.Come.IsCompleted, second.Come.IsCompleted, other.Come.IsCompleted));

        _slots.Leave(other);
        Assert.False(second.Come.IsCompleted);
        _slots.Leave(first);
        Assert.True(second.Come.IsCompleted);
    }

    [Fact]
    public void NoMoreRunThanThereAreSlots()
    {
        var running = Enumerable.Range(0, TrialLimits.AtOnce).Select(i => Enter($"site{i}")).ToList();
        var (next, last) = (Enter("next"), Enter("last"));
        Assert.All(running, turn => Assert.True(turn.Come.IsCompleted));
        Assert.False(next.Come.IsCompleted);

        _slots.Leave(running[0]);
        Assert.Equal((true, false), (next.Come.IsCompleted, last.Come.IsCompleted));
    }

    [Fact]
    public void OneThatStopsWaitingGivesNoSlotBack()
    {
        var (first, second, third) = (Enter("busy"), Enter("busy"), Enter("busy"));
        _slots.Leave(second);
        Assert.False(third.Come.IsCompleted);
        _slots.Leave(first);
        Assert.Equal((false, true), (second.Come.IsCompleted, third.Come.IsCompleted));
    }

    [Fact]
    public void OfASiteABoundedNumberWaits()
    {
        Enter("busy");
        for (var i = 0; i < TrialLimits.Waiting; i++)
            Enter("busy");
        Assert.Null(_slots.TryEnter("busy"));
        Assert.NotNull(_slots.TryEnter("other"));
    }

    private TrialTurn Enter(string site) => Assert.IsType<TrialTurn>(_slots.TryEnter(site));
}
