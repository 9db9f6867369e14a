using Notifications.Webhooks;

namespace Notifications.Api;

/// <summary>Lists in bodies of JSON, whose entries may be null whatever their type says.</summary>
internal static class NullEntries
{
    /// <summary>What is wrong with the first entry that is null, where there is one.</summary>
    public static Refusal? Find<T>(string property, IReadOnlyList<T?> list)
        where T : class
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is null)
                return Refusal.At($"$.{property}[{i}]", "The entry is null. Give a value, or leave it out.");
        }

        return null;
    }
}
