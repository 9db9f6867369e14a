namespace Notifications.Tests.Unit.Storage;

/// <summary>Which database a suite runs on.</summary>
public enum StoreOn
{
    /// <summary>A file of the test's own.</summary>
    Sqlite,

    /// <summary>A database of the test's own in a real server.</summary>
    Postgres,
}
