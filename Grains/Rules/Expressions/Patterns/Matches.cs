using System.Text.RegularExpressions;

namespace Notifications.Rules.Expressions;

/// <summary>Walks the matches of a pattern, each paid for before it is looked for.</summary>
internal struct Matches
{
    // The engine takes up to 50 ns for a character and each state that it has to follow.
    private const int StatesPerStep = 100;
    // Finding a match may mean reading up to the end of the text; mostly it does not.
    private const int StatesScannedPerStep = 16 * StatesPerStep;
    // An object of some hundred bytes.
    private const int MatchSize = 4;

    private readonly CallNode _call;
    private readonly string _text;
    private Match? _match;

    public Matches(ref EvaluationState state, CallNode call, Pattern pattern, string text)
    {
        _call = call;
        _text = text;
        Pattern = pattern;
        Pay(ref state, text.Length, StatesPerStep);
    }

    public Pattern Pattern { get; }

    public readonly (int Start, int Length) Span => (_match!.Index, _match.Length);

    public bool MoveNext(ref EvaluationState state)
    {
        state.Make(_call, MatchSize + Pattern.GroupNames.Count);
        if (_match is null)
        {
            _match = Pattern.Match(_text);
        }
        else
        {
            if (Pattern.ScansOn)
                Pay(ref state, _text.Length - _match.Index, StatesScannedPerStep);
            _match = _match.NextMatch();
        }

        return _match.Success;
    }

    /// <summary>The match and its groups; null for a group that took no part.</summary>
    public readonly Value[] ReadGroups(ref EvaluationState state)
    {
        state.Make(_call, Pattern.GroupNames.Count + 1);
        var groups = new Value[Pattern.GroupNames.Count + 1];
        for (var i = 0; i < groups.Length; i++)
            groups[i] = ReadGroup(ref state, i);
        return groups;
    }

    public readonly Value ReadGroup(ref EvaluationState state, int index)
    {
        var group = _match!.Groups[index];
        if (!group.Success)
            return Value.Null;
        state.Produce(_call, group.Length);
        return Value.Of(group.Value);
    }

    private readonly void Pay(ref EvaluationState state, long characters, int statesPerStep) =>
        state.Spend(_call, (int)Math.Min(1 + (characters * (Pattern.Weight + 1) / statesPerStep), int.MaxValue));
}
