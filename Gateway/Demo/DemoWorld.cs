using Notifications.Subjects;

namespace Notifications.Demo;

/// <summary>The one issue and the one page of the demo, as the product that owns them would hold them.</summary>
internal sealed class DemoWorld(TimeProvider time)
{
    public static readonly Subject IssueSubject = new("jira", "issue", "DEMO-1");
    public static readonly Subject PageSubject = new("wiki", "page", "1001");

    private static readonly string[] Statuses = ["To Do", "In Progress", "In Review", "Done"];

    private readonly Lock _lock = new();
    private readonly List<DemoComment> _issueComments = [];
    private readonly List<DemoComment> _pageComments = [];
    private readonly List<string> _pageLabels = ["howto"];
    private string _status = "In Progress";
    private string _priority = "High";
    private string? _assignee = "anna";
    private int _pageVersion = 7;
    private string _pageUpdatedBy = "chen";
    private DateTimeOffset _pageUpdated = time.GetUtcNow() - TimeSpan.FromHours(3);
    private long _nextId = time.GetUtcNow().ToUnixTimeMilliseconds();

    public static IReadOnlyList<DemoUser> Users { get; } =
        [new("anna", "Anna Keller"), new("ben", "Ben Okafor"), new("chen", "Chen Wei"), new("dora", "Dora Lindqvist")];

    /// <summary>What the demo pages show.</summary>
    public DemoSnapshot Snapshot()
    {
        lock (_lock)
            return new DemoSnapshot(Users, Issue(), Page(), DemoScenarios.All);
    }

    /// <summary>Changes the issue's status; answers the status before.</summary>
    public string SetStatus(string status)
    {
        if (!Statuses.Contains(status))
            throw new DemoException($"'{status}' is not a status; use one of {string.Join(", ", Statuses)}.");
        lock (_lock)
            return Exchange(ref _status, status);
    }

    /// <summary>Changes the issue's priority; answers the priority before.</summary>
    public string SetPriority(string priority)
    {
        lock (_lock)
            return Exchange(ref _priority, priority);
    }

    /// <summary>Changes the issue's assignee; answers the one before.</summary>
    public string? Assign(string user)
    {
        lock (_lock)
            return Exchange(ref _assignee, UserOf(user).Id);
    }

    /// <summary>Adds a comment to the issue or the page.</summary>
    public void Comment(Subject subject, DemoComment comment)
    {
        lock (_lock)
        {
            var comments = subject == IssueSubject ? _issueComments : _pageComments;
            comments.Add(comment);
            if (comments.Count > 20)
                comments.RemoveAt(0);
        }
    }

    /// <summary>Publishes a new version of the page.</summary>
    public void EditPage(string user)
    {
        lock (_lock)
            (_pageVersion, _pageUpdatedBy, _pageUpdated) = (_pageVersion + 1, UserOf(user).Id, time.GetUtcNow());
    }

    /// <summary>Labels the page.</summary>
    public void LabelPage(string label)
    {
        lock (_lock)
        {
            if (!_pageLabels.Contains(label) && _pageLabels.Count < 10)
                _pageLabels.Add(label);
        }
    }

    /// <summary>A number that no hook has used yet.</summary>
    public long NextId() => Interlocked.Increment(ref _nextId);

    public static DemoUser UserOf(string? id) =>
        Users.FirstOrDefault(user => user.Id == id)
        ?? throw new DemoException($"'{id}' is not a user of the demo; use one of {string.Join(", ", Users.Select(user => user.Id))}.");

    private static T Exchange<T>(ref T field, T value)
    {
        var before = field;
        field = value;
        return before;
    }

    private DemoIssue Issue() => new(
        IssueSubject.ToString(), IssueSubject.Id, "Checkout fails for carts with more than 20 items", "Bug",
        _status, Statuses, _priority, _assignee, "dora", ["checkout", "regression"],
        "Since the last release customers with large carts see an empty page after they choose a payment method. "
        + "The order service answers in time; the cart is cut off on its way to the payment form.",
        [.. _issueComments]);

    private DemoPage Page() => new(
        PageSubject.ToString(), PageSubject.Id, "How we release", new DemoSpace("ENG", "Engineering"), _pageVersion,
        "dora", _pageUpdatedBy, _pageUpdated, DemoPageText.Body, [.. _pageLabels], [.. _pageComments]);
}

/// <summary>A request to the demo that makes no sense, with what to do instead.</summary>
internal sealed class DemoException(string message) : Exception(message);
