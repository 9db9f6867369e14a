using System.Runtime.CompilerServices;

namespace Notifications.Rules.Expressions;

/// <summary>One evaluation: its variables, and what it has spent. It lives on the stack.</summary>
internal struct EvaluationState
{
    private readonly int _maxSteps;
    private int _produced;
    private EvaluationSlots _slots;

    public EvaluationState(ReadOnlySpan<Value> variables, int maxSteps, DateTimeOffset? now)
    {
        Now = now;
        _maxSteps = maxSteps;
        variables.CopyTo(_slots);
    }

    /// <summary>The moment that <c>new Date()</c> gives.</summary>
    public DateTimeOffset? Now { get; }

    public int Steps { get; private set; }

    public readonly Value Get(int slot) => _slots[slot];

    public void Set(int slot, in Value value) => _slots[slot] = value;

    /// <summary>Pays for steps that <paramref name="node"/> takes.</summary>
    public void Spend(Node node, int steps)
    {
        // A step that is refused was not taken.
        if (steps > _maxSteps - Steps)
        {
            Steps = _maxSteps;
            throw node.Fail($"The expression takes more than {_maxSteps} steps.");
        }

        Steps += steps;
    }

    /// <summary>Pays for text that <paramref name="node"/> is about to make.</summary>
    public void Produce(Node node, int characters)
    {
        if (characters > ExpressionLimits.ProducedText - _produced)
            throw node.Fail($"The expression makes more than {ExpressionLimits.ProducedText} characters of text.");
        _produced += characters;
    }

    /// <summary>Reads a string and pays for it.</summary>
    public string Read(Node node, in Value text)
    {
        Spend(node, text.TextSize / ExpressionLimits.TextPerStep);
        return text.Text;
    }
}

[InlineArray(Length)]
internal struct EvaluationSlots
{
    public const int Length = 16;

    private Value _first;
}
