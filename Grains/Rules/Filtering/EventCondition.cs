namespace Notifications.Rules.Filtering;

/// <summary>
/// A short-cut beside the expression of a filter: cheap, and never an error. An event that lacks what it asks about does not
/// meet it.
/// </summary>
internal abstract class EventCondition(string key)
{
    /// <summary>Its key in the filter, such as <c>changed</c>.</summary>
    public string Key { get; } = key;

    public abstract bool IsMetBy(in EventFacts facts);
}
