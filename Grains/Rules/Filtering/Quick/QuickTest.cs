namespace Notifications.Rules.Filtering.Quick;

/// <summary>A part of a filter that is true or false.</summary>
internal abstract class QuickTest
{
    public abstract Verdict Test(ref QuickState state);
}

internal sealed class QuickConstant(bool value) : QuickTest
{
    public override Verdict Test(ref QuickState state)
    {
        state.Steps++;
        return value ? Verdict.True : Verdict.False;
    }
}

internal sealed class QuickNot(QuickTest test) : QuickTest
{
    public override Verdict Test(ref QuickState state)
    {
        state.Steps++;
        return test.Test(ref state) switch
        {
            Verdict.False => Verdict.True,
            Verdict.True => Verdict.False,
            _ => Verdict.Unknown,
        };
    }
}

/// <summary><c>&amp;&amp;</c> or <c>||</c>.</summary>
internal sealed class QuickLogical(QuickTest[] tests, bool isAnd) : QuickTest
{
    public override Verdict Test(ref QuickState state)
    {
        state.Steps++;
        var goesOn = isAnd ? Verdict.True : Verdict.False;
        foreach (var test in tests)
        {
            var verdict = test.Test(ref state);
            if (verdict != goesOn)
                return verdict == Verdict.Nothing ? Verdict.Unknown : verdict;
        }

        return goesOn;
    }
}

/// <summary><c>??</c>.</summary>
internal sealed class QuickCoalesce(QuickTest test, QuickTest replacement) : QuickTest
{
    public override Verdict Test(ref QuickState state)
    {
        state.Steps++;
        var verdict = test.Test(ref state);
        return verdict == Verdict.Nothing ? replacement.Test(ref state) : verdict;
    }
}

/// <summary>Where a chain with <c>?.</c> ends.</summary>
internal sealed class QuickChain(QuickTest test) : QuickTest
{
    public override Verdict Test(ref QuickState state)
    {
        state.Steps++;
        return test.Test(ref state);
    }
}
