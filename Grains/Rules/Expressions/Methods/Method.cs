using System.Collections.Frozen;

namespace Notifications.Rules.Expressions;

internal delegate Value MethodBody(ref EvaluationState state, CallNode call, in Value receiver);

/// <summary>What a method takes.</summary>
internal enum MethodArgument
{
    Nothing,
    Value,
    Lambda,
}

/// <summary>A method of the language, on each type that has it.</summary>
internal sealed record Method(string Name, MethodArgument Takes, MethodBody? OnString = null, MethodBody? OnList = null)
{
    public MethodBody? OnDate { get; init; }

    public MethodBody? OnCalendarDate { get; init; }

    /// <summary>All methods by name.</summary>
    public static readonly FrozenDictionary<string, Method> All = ((Method[])
    [
        new("includes", MethodArgument.Value, StringMethods.Includes, ListMethods.Includes),
        new("toLowerCase", MethodArgument.Nothing, OnString: StringMethods.ToLowerCase),
        new("toUpperCase", MethodArgument.Nothing, OnString: StringMethods.ToUpperCase),
        new("some", MethodArgument.Lambda, OnList: ListMethods.Some),
        new("every", MethodArgument.Lambda, OnList: ListMethods.Every),
        new("filter", MethodArgument.Lambda, OnList: ListMethods.Filter),
        new("map", MethodArgument.Lambda, OnList: ListMethods.Map),
        .. DateMethods.All,
    ]).ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);
}
