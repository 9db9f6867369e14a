namespace Notifications.Rules.Expressions;

/// <summary>The variables of one function, or of what is outside of all, while they are compiled.</summary>
internal sealed class Frame(Frame? outer)
{
    private readonly List<string> _names = [];
    private readonly List<string> _capturedNames = [];
    private readonly List<Node> _captured = [];

    public Frame? Outer => outer;

    /// <summary>How many variables are in scope.</summary>
    public int Count => _names.Count;

    /// <summary>How many are in scope at most.</summary>
    public int Slots { get; private set; }

    /// <summary>What the function reads from outside, as it is read where the function is made.</summary>
    public Node[] Captured => [.. _captured];

    public bool IsFull => _names.Count == ExpressionLimits.Variables;

    /// <summary>Brings a variable into scope and says its slot.</summary>
    public int Declare(string name)
    {
        _names.Add(name);
        Slots = Math.Max(Slots, _names.Count);
        return _names.Count - 1;
    }

    /// <summary>Takes all variables but the first out of scope.</summary>
    public void LeaveTo(int count) => _names.RemoveRange(count, _names.Count - count);

    /// <summary>Reads the innermost variable of a name; <see langword="null"/> where there is none.</summary>
    public Node? Read(string name, Place place)
    {
        if (_names.LastIndexOf(name) is >= 0 and var slot)
            return new VariableNode(slot) { Place = place };
        if (outer is null)
            return null;

        var index = _capturedNames.IndexOf(name);
        if (index >= 0)
            return new CapturedNode(index) { Place = place };
        if (outer.Read(name, place) is not { } read)
            return null;
        _capturedNames.Add(name);
        _captured.Add(read);
        return new CapturedNode(_captured.Count - 1) { Place = place };
    }
}
