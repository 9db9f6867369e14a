using System.Runtime.CompilerServices;

namespace Notifications.Rules.Expressions;

/// <summary>The variables of most expressions, on the stack.</summary>
[InlineArray(Length)]
internal struct FewSlots
{
    public const int Length = 8;

    private Value _first;
}

/// <summary>The variables of any expression: clearing so many costs more than a short filter does.</summary>
[InlineArray(Length)]
internal struct ManySlots
{
    public const int Length = 32;

    private Value _first;
}
