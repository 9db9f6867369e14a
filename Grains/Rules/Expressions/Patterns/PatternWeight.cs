namespace Notifications.Rules.Expressions;

/// <summary>Counts the states of a pattern while it is read: what is repeated n times counts n times.</summary>
internal sealed class PatternWeight
{
    private const int Max = 1_000;

    private readonly Stack<long> _outer = new();
    private long _before;
    private long _last;

    /// <summary>How many groups are open.</summary>
    public int Depth => _outer.Count;

    public int Total => Checked(_before + _last);

    public static PatternException TooHeavy() =>
        new($"The regular expression is too large: written out it has more than {Max} parts. Repeat less.");

    public void Atom() => Next(1);

    public void Alternative() => Next(1);

    public void Repeat(int times) => _last = Checked((_last * Math.Max(1, times)) + 1);

    public void Open()
    {
        _outer.Push(Checked(_before + _last));
        _before = 0;
        _last = 0;
    }

    public void Close()
    {
        var inner = Total + 1;
        _before = _outer.Pop();
        _last = Checked(inner);
    }

    private void Next(long weight)
    {
        _before = Checked(_before + _last);
        _last = weight;
    }

    private static int Checked(long weight) => weight <= Max ? (int)weight : throw TooHeavy();
}
