using Notifications.Tests.Faults.Accounting;

namespace Notifications.Tests.Faults.Plans;

public sealed class FaultPlanTests
{
    [Fact]
    public void The_same_seed_makes_the_same_plan_and_another_one_makes_another()
    {
        Assert.Equal(Text(new FaultPlan(7)), Text(new FaultPlan(7)));
        Assert.NotEqual(Text(new FaultPlan(7)), Text(new FaultPlan(8)));
    }

    [Fact]
    public void A_plan_has_everything_that_a_run_is_about()
    {
        var sends = new FaultPlan(1).SendsOf(0).Take(2_000).ToList();

        Assert.Equal(Enum.GetValues<HookKind>(), sends.Select(send => send.Hook.Kind).Distinct().Order());
        Assert.Equal([1, 2, 100], sends.Select(send => send.Copies).Distinct().Order());
        Assert.Contains(sends, send => send.Behind > TimeSpan.Zero);
        Assert.Contains(sends, send => send.Again);
        Assert.Contains(sends, send => send.Tries == 0);
        Assert.Equal(FaultRules.Users, sends.SelectMany(send => send.Hook.Recipients).Distinct().Order());
        Assert.Contains(new FaultPlan(1).Kills().Take(50), kill => kill.WhileStarting);
    }

    private static string Text(FaultPlan plan) =>
        string.Join('\n', plan.Kills().Take(20)) + string.Join('\n', plan.SendsOf(3).Take(50).Select(send => $"{send} {string.Join(',', send.Hook.Recipients)}"));
}
