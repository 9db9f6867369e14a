namespace Notifications.Rules.Backend;

/// <summary>Which backend logic a rule names, written <c>function:key</c> or <c>endpoint:key</c>.</summary>
internal sealed record BackendTarget(BackendKind Kind, string Key)
{
    /// <summary>The key of a rule that names it.</summary>
    public string Word => Kind == BackendKind.Function ? "function" : "endpoint";

    public override string ToString() => $"{Word}:{Key}";
}

/// <summary>Where backend logic is.</summary>
internal enum BackendKind
{
    /// <summary>C# in this process.</summary>
    Function,

    /// <summary>A service that the operator configured.</summary>
    Endpoint,
}
