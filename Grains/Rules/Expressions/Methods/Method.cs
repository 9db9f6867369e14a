using System.Collections.Frozen;

namespace Notifications.Rules.Expressions;

internal delegate Value MethodBody(ref EvaluationState state, CallNode call, in Value receiver);

/// <summary>A method of the language: what it takes, and what it does on each type that has it.</summary>
internal sealed record Method(string Name, int MinArguments = 0, int MaxArguments = 0)
{
    /// <summary>All methods by name.</summary>
    public static readonly FrozenDictionary<string, Method> All = ((Method[])
    [
        new("includes", 1, 1) { OnString = StringMethods.Includes, OnList = ListMethods.Includes },
        new("indexOf", 1, 1) { OnString = StringMethods.IndexOf, OnList = ListMethods.IndexOf },
        new("slice", 1, 2) { OnString = StringMethods.Slice, OnList = ListMethods.Slice },
        .. StringMethods.Own,
        .. TextMatching.Own,
        .. ListMethods.Own,
        .. ListJoining.Own,
        .. ListFolding.Own,
        .. MapMethods.Own,
        .. DateMethods.Own,
    ]).ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);

    public MethodBody? OnString { get; init; }

    public MethodBody? OnList { get; init; }

    public MethodBody? OnMap { get; init; }

    public MethodBody? OnDate { get; init; }

    public MethodBody? OnCalendarDate { get; init; }

    /// <summary>Which argument is, or may be, a function.</summary>
    public int? FunctionAt { get; init; }

    /// <summary>How many values that function gets at most.</summary>
    public int FunctionGets { get; init; }

    /// <summary>Whether that argument may be something else too.</summary>
    public bool FunctionIsOptional { get; init; }

    /// <summary>A method of lists that takes a function of (item, index).</summary>
    public static Method OfItems(string name, MethodBody body) =>
        new(name, 1, 1) { OnList = body, FunctionAt = 0, FunctionGets = 2 };
}
