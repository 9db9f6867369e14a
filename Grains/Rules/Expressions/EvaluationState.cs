namespace Notifications.Rules.Expressions;

/// <summary>One evaluation, or one call of a function within it: its variables, and what it has spent. It lives on the stack.</summary>
internal ref struct EvaluationState
{
    private readonly Span<Value> _slots;
    private readonly Value[]? _captured;
    private readonly int _maxSteps;
    // Up to here a node takes its step without another look: nowhere, when each is recorded.
    private readonly int _freeSteps;
    private int _steps;
    private int _levels;
    private int _text;
    private int _items;
    private bool _isLater;

    public EvaluationState(Span<Value> slots, int maxSteps, DateTimeOffset? now, Trace? trace = null)
    {
        _slots = slots;
        _maxSteps = maxSteps;
        _freeSteps = trace is null ? maxSteps : 0;
        Now = now;
        Trace = trace;
    }

    private EvaluationState(Span<Value> slots, Value[] captured, int maxSteps, DateTimeOffset? now, Trace? trace)
        : this(slots, maxSteps, now, trace) => _captured = captured;

    /// <summary>The moment that <c>new Date()</c> gives.</summary>
    public DateTimeOffset? Now { get; }

    /// <summary>Where each step is recorded, if anybody wants to know.</summary>
    public Trace? Trace { get; }

    public readonly int Steps => _steps;

    /// <summary>Characters of text that may still be made.</summary>
    public readonly int RemainingText => ExpressionLimits.ProducedText - _text;

    /// <summary>A function's own state, which goes on from what was spent.</summary>
    public static EvaluationState Within(
        scoped in EvaluationState caller, Span<Value> slots, Value[] captured, Node call, int levels)
    {
        if (levels > ExpressionLimits.Depth - caller._levels)
            throw call.FailFinally($"Functions call each other more than {ExpressionLimits.Depth} levels deep.");
        return new EvaluationState(slots, captured, caller._maxSteps, caller.Now, caller.Trace)
        {
            _steps = caller._steps,
            _levels = caller._levels + levels,
            _text = caller._text,
            _items = caller._items,
            _isLater = caller._isLater,
        };
    }

    /// <summary>What evaluations before this one spent of what they share with it.</summary>
    public (int Steps, int Text, int Items) SpentBefore
    {
        init
        {
            (_steps, _text, _items) = value;
            _isLater = value.Steps > 0;
        }
    }

    /// <summary>What was spent so far.</summary>
    public readonly (int Steps, int Text, int Items) Spent => (_steps, _text, _items);

    /// <summary>Goes on from what a function spent.</summary>
    public void Return((int Steps, int Text, int Items) spent) => (_steps, _text, _items) = spent;

    private readonly string Spender => _isLater ? "The expression, with those before it," : "The expression";

    public readonly Value Get(int slot) => _slots[slot];

    public readonly void Set(int slot, in Value value) => _slots[slot] = value;

    /// <summary>What the running function saw where it was made.</summary>
    public readonly Value Captured(int index) => _captured![index];

    /// <summary>Pays for the step of a node, where nobody watches and the budget is not used up.</summary>
    public bool TryStep()
    {
        if (_steps >= _freeSteps)
            return false;
        _steps++;
        return true;
    }

    /// <summary>Pays for steps that <paramref name="node"/> takes.</summary>
    public void Spend(Node node, int steps)
    {
        // A step that is refused was not taken.
        if (steps > _maxSteps - _steps)
        {
            _steps = _maxSteps;
            throw node.FailFinally($"{Spender} takes more than {_maxSteps} steps.");
        }

        _steps += steps;
    }

    /// <summary>Pays for text that <paramref name="node"/> is about to make.</summary>
    public void Produce(Node node, long characters)
    {
        if (characters > RemainingText)
            throw node.FailFinally($"{Spender} makes more than {ExpressionLimits.ProducedText} characters of text.");
        _text += (int)characters;
    }

    /// <summary>Pays for items that <paramref name="node"/> is about to put into a list or map, and for moving them.</summary>
    public void Make(Node node, long items)
    {
        if (items > ExpressionLimits.ProducedItems - _items)
            throw node.FailFinally($"{Spender} makes more than {ExpressionLimits.ProducedItems} items of lists and maps.");
        _items += (int)items;
        Spend(node, (int)items / ExpressionLimits.ItemsPerStep);
    }

    /// <summary>Pays for a string that <paramref name="node"/> is about to write.</summary>
    public void Write(Node node, in Value text)
    {
        Produce(node, text.TextSize);
        Spend(node, text.TextSize / ExpressionLimits.TextPerStep);
    }

    /// <summary>Reads a string and pays for it.</summary>
    public string Read(Node node, in Value text)
    {
        Spend(node, text.TextSize / ExpressionLimits.TextPerStep);
        return text.Text;
    }
}
