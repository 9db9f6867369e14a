namespace Notifications.Storage.Inbox;

/// <summary>
/// Words in one column, each with a line break before and after it. One of them is found by <c>replace(column, @word, '')</c>,
/// which every database has and which, unlike LIKE, means the same everywhere.
/// </summary>
internal static class WordList
{
    /// <summary>The column's text.</summary>
    public static string Of(IEnumerable<string> words) => string.Concat(words.Select(One));

    /// <summary>What is looked for.</summary>
    public static string One(string word) => $"\n{word.Replace('\n', ' ')}\n";
}
