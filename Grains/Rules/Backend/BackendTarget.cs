namespace Notifications.Rules.Backend;

/// <summary>Which backend logic a rule names, written <c>function:key</c> or <c>endpoint:key</c>.</summary>
internal sealed record BackendTarget(BackendKind Kind, string Key)
{
    public override string ToString() => $"{(Kind == BackendKind.Function ? "function" : "endpoint")}:{Key}";
}

/// <summary>Where backend logic is.</summary>
internal enum BackendKind
{
    /// <summary>C# in this process.</summary>
    Function,

    /// <summary>A service that the operator configured.</summary>
    Endpoint,
}
